package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database whose process was killed a dozen times, each time after a few messages: twelve of them are in it. H2 2.5.252
 * writes to this file, and reads it again, as if nothing was wrong - and finds an older state when it is opened after the
 * next kill. (2.5.250 does the same to other files; 2.3 and 2.4 do not.)
 */
class KilledOftenTest {
    private static final long LOBBY = 1;
    private static final int MESSAGES = 12;

    @TempDir
    private Path folder;

    @Test
    void what_is_acknowledged_over_a_file_that_was_killed_often_is_there_after_the_next_kill() throws IOException {
        Path file = folder.resolve("chatrooms.mv.db");
        try (InputStream killedOften = getClass().getResourceAsStream("killed-often.mv.db")) {
            Files.copy(killedOften, file);
        }
        for (int life = 0; life < 5; life++) {
            Path next = Files.createDirectories(folder.resolve("life" + life)).resolve("chatrooms.mv.db");
            try (HikariDataSource dataSource = DataSources.h2(file.getParent())) {
                DataSources.migrate(dataSource); // as it was made when all migrations lay in one folder
                MessageRepository messages = new MessageRepository(new Database(dataSource));
                assertEquals(MESSAGES + 3 * life, messages.latestId(LOBBY), "life " + life);
                for (int n = 0; n < 3; n++) {
                    messages.append(message());
                }
                Files.copy(file, next); // what kill -9 leaves
            }
            file = next;
        }
    }

    private static IncomingMessage message() {
        return new IncomingMessage(LOBBY, ChatUser.guest("token", "ann"), "hello", Instant.EPOCH, Optional.empty());
    }
}
