package org.chatrooms.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DatabaseServer;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.ServerProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The chat on a server's database: a guest sends, another reads, and after a restart all is there. */
@ParameterizedClass
@EnumSource
class DatabaseServerTest {
    @Parameter
    private DatabaseServer database;

    @TempDir
    private Path data;

    private String url;

    @BeforeEach
    void makeDatabase() {
        url = database.newDatabase();
    }

    private static void sendAndRead(EmbeddedServer server) throws Exception {
        assertEquals(1, Person.guest(server.base(), "ann").say("hello \uD83D\uDE00"));
        assertEquals(List.of("hello \uD83D\uDE00"), contents(new Person(server.base())));
    }

    private static void isStillThere(EmbeddedServer server) throws Exception {
        assertEquals(List.of("hello \uD83D\uDE00"), contents(new Person(server.base())));
        assertEquals(2, Person.guest(server.base(), "bob").say("again"));
    }

    private static List<String> contents(Person person) throws Exception {
        return person.poll(-1).stream().map(Seen::content).toList();
    }

    @Test
    void by_its_url() throws Exception {
        Map<String, String> settings = Map.of("chatrooms.jdbc.url", url);

        try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
            sendAndRead(server);
        }
        try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
            isStillThere(server);
        }
        assertTrue(Files.notExists(data.resolve("chatrooms.mv.db")), "the embedded database was opened, too");
    }

    @Test
    void by_the_name_that_the_container_has_for_it() throws Exception {
        Map<String, String> settings = Map.of("chatrooms.jdbc.jndiName", Named.NAME);

        try (EmbeddedServer server = EmbeddedServer.start(data, settings, Named.pool(database.driver(), url))) {
            sendAndRead(server);
        }
        try (EmbeddedServer server = EmbeddedServer.start(data, settings, Named.pool(database.driver(), url))) {
            isStillThere(server);
        }
    }

    @Test
    void from_the_packed_war_and_what_was_acknowledged_outlives_the_server() throws Exception {
        List<String> settings = List.of(
                "-Dchatrooms.jdbc.url=" + url.replaceFirst("\\?.*", ""),
                "-Dchatrooms.jdbc.user=" + database.user(),
                "-Dchatrooms.jdbc.password=" + DatabaseServer.PASSWORD);
        List<String> arguments = List.of("--data", data.toString(), "--port", "0");
        try (ServerProcess server = ServerProcess.runWith(settings, arguments)) {
            Person.guest(server.base(), "ann").say("kept");
            server.kill();
            // The administrator who was made, and that it is ready.
            assertEquals(2, server.output().lines().count(), server.output());
        }
        try (ServerProcess server = ServerProcess.runWith(settings, arguments)) {
            assertEquals(List.of("kept"), contents(new Person(server.base())));
        }
    }

    @Test
    void a_room_that_somebody_keeps_locked_is_503_and_the_next_try_stores_the_message_once() throws Exception {
        String[] message = {
            "room_id", "1", "message", "x", "client_key", UUID.randomUUID().toString()
        };
        try (EmbeddedServer server = EmbeddedServer.start(data, Map.of("chatrooms.jdbc.url", url));
                Connection somebody = database.connect(url);
                Statement lock = somebody.createStatement()) {
            Person ann = Person.guest(server.base(), "ann");
            somebody.setAutoCommit(false);
            lock.execute("SELECT * FROM chat_room WHERE id = 1 FOR UPDATE");

            HttpResponse<String> busy = ann.post("send_message/", message);

            Answers.jsonError(503, busy);
            somebody.rollback();
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        1,
                        Answers.json(200, ann.post("send_message/", message))
                                .get("message_id")
                                .getAsLong());
            }
        }
    }
}
