package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourcesTest {
    private static final String OPEN = "open";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"WRITE_DELAY=0", "DB_CLOSE_ON_EXIT=FALSE", "LOCK_TIMEOUT=2000"})
    void the_h2_url_says(String setting) {
        List<String> parts = List.of(DataSources.h2Url(folder).split(";"));

        assertEquals("jdbc:h2:file:" + folder.resolve("chatrooms"), parts.get(0));
        assertTrue(parts.contains(setting), parts::toString);
    }

    @Test
    void a_folder_cannot_smuggle_settings_into_the_url() {
        Path smuggler = folder.resolve("x;INIT=DROP ALL OBJECTS");

        DatabaseException refusal = assertThrows(DatabaseException.class, () -> DataSources.h2(smuggler));

        assertTrue(refusal.getMessage().contains("must not contain a semicolon"), refusal.getMessage());
    }

    @Test
    void a_folder_that_cannot_be_used_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("a file"));

        DatabaseException refusal = assertThrows(DatabaseException.class, () -> DataSources.h2(file));

        assertTrue(
                refusal.getMessage().startsWith("The database in " + file + " cannot be opened"), refusal.getMessage());
    }

    @Test
    void a_room_that_stays_locked_is_an_error_after_two_seconds() throws SQLException {
        try (HikariDataSource dataSource = DataSources.h2(folder);
                Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            DataSources.migrate(dataSource);
            MessageRepository messages = new MessageRepository(new Database(dataSource));
            other.setAutoCommit(false);
            statement.execute("SELECT last_message_id FROM chat_room WHERE id = 1 FOR UPDATE");

            long start = System.nanoTime();
            assertThrows(DatabaseException.class, () -> messages.append(message("in vain")));
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(1_900));

            other.rollback();
            assertEquals(1, messages.append(message("at last")).id());
        }
    }

    @Test
    void a_second_process_on_the_same_file_is_refused() throws Exception {
        Process other = otherProcess();
        try (BufferedReader lines = other.inputReader()) {
            assertEquals(OPEN, lines.readLine());

            DatabaseException refusal = assertThrows(DatabaseException.class, () -> DataSources.h2(folder));

            assertEquals("The database in " + folder + " is in use by another process or chat", refusal.getMessage());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void what_was_acknowledged_is_there_after_the_process_was_killed() throws Exception {
        Process other = otherProcess();
        try (BufferedReader lines = other.inputReader()) {
            assertEquals(OPEN, lines.readLine());
        } finally {
            other.destroyForcibly();
        }
        assertTrue(other.waitFor(10, TimeUnit.SECONDS));

        try (HikariDataSource dataSource = DataSources.h2(folder)) {
            List<Message> found = new MessageRepository(new Database(dataSource)).latest(1, 1);
            assertEquals(
                    List.of("acknowledged"),
                    found.stream().map(Message::content).toList());
        }
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static IncomingMessage message(String content) {
        return new IncomingMessage(1, ChatUser.guest("token", "ann"), content, Instant.EPOCH, Optional.empty());
    }

    /** Opens the database, stores a message, says so, and goes on until it is killed or nobody listens any more. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] folder) throws IOException {
            try (HikariDataSource dataSource = DataSources.h2(Path.of(folder[0]))) {
                DataSources.migrate(dataSource);
                new MessageRepository(new Database(dataSource)).append(message("acknowledged"));
                System.out.println(OPEN);
                System.in.read();
            }
        }
    }
}
