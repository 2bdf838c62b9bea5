package org.chatrooms.it.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.it.plugin.MemoryHandler;
import org.chatrooms.model.ChatUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET admin/room/export/}. */
class ExportTest {
    private static final String LOBBY = Long.toString(Person.LOBBY);
    private static final ChatUser HOSTILE = ChatUser.guest("x", "=cmd|' /C calc'!A0");
    private static final List<String> TEXTS = Stream.concat(
                    Stream.of(
                            "one\ntwo\r\nthree\ttab",
                            "line\u2028separator\u2029and paragraph",
                            "\"quoted\" \\ and \\u0041 and '",
                            "\u0001\u0007\u001b[31m\u007f\u0085",
                            "</script><!--&amp;",
                            "=1+1",
                            "@SUM(A1)",
                            "{\"message_id\": 1}\n{\"message_id\": 2}",
                            "\uD83D\uDE00 \u202egrüße"),
                    IntStream.range(0, 500).mapToObj(i -> "message " + i))
            .toList();

    @TempDir
    private Path data;

    @BeforeEach
    void people() {
        DataFolder.makePeople(data, "admin");
    }

    private static List<JsonObject> lines(String file) {
        assertTrue(file.isEmpty() || file.endsWith("\n"), "the last line has come whole");
        return Stream.of(file.split("\n"))
                .filter(line -> !line.isEmpty())
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static List<String> texts(String file) {
        return lines(file).stream()
                .map(line -> line.get("content").getAsString())
                .toList();
    }

    @Test
    void a_room_comes_back_line_by_line_as_it_reads_now_whatever_was_said_in_it() throws Exception {
        DataFolder.say(data, Person.LOBBY, HOSTILE, Instant.parse("2026-01-02T03:04:05.678901Z"), TEXTS);
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            Person admin = Person.signedIn(server.base(), "admin");
            String answered = Long.toString(TEXTS.size());
            admin.post("send_message/", "room_id", LOBBY, "message", "an answer", "reply_to", answered);
            String changed = Long.toString(admin.say("typo"));
            admin.post("edit_message/", "room_id", LOBBY, "message_id", changed, "message", "mended");
            String gone = Long.toString(admin.say("never mind"));
            admin.post("delete_message/", "room_id", LOBBY, "message_id", gone);

            HttpResponse<String> answer;
            try (LogLines audit = new LogLines("org.chatrooms.audit")) {
                answer = admin.get("admin/room/export/", "id", LOBBY);
                assertEquals(List.of("\"admin\" exported room 1 \"Lobby\""), audit.lines());
            }

            assertEquals(200, answer.statusCode());
            assertEquals("application/x-ndjson;charset=UTF-8", Answers.header("Content-Type", answer));
            assertEquals("attachment; filename=\"lobby.ndjson\"", Answers.header("Content-Disposition", answer));
            assertFalse(answer.body().contains("\u2028") || answer.body().contains("\u2029"), "no line but ours");
            List<String> expected = new ArrayList<>(TEXTS);
            expected.addAll(List.of("an answer", "mended"));
            assertEquals(expected, texts(answer.body()));
            List<JsonObject> lines = lines(answer.body());
            JsonObject first = lines.get(0);
            assertEquals(Set.of("message_id", "username", "date", "content"), first.keySet());
            assertEquals(1, first.get("message_id").getAsLong());
            assertEquals("(guest) =cmd|' /C calc'!A0", first.get("username").getAsString());
            assertEquals("2026-01-02T03:04:05:678901", first.get("date").getAsString());
            assertEquals(answered, lines.get(TEXTS.size()).get("reply_to").getAsString());
            assertTrue(lines.get(TEXTS.size() + 1).get("edited").getAsBoolean());
        }
    }

    @Test
    void a_handler_that_knows_nothing_but_messages_is_exported_too_and_an_empty_room_is_an_empty_file()
            throws Exception {
        Map<String, String> settings = Map.of("chatrooms.messageHandlerClass", MemoryHandler.class.getName());
        try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
            Person admin = Person.signedIn(server.base(), "admin");
            assertEquals("", admin.get("admin/room/export/", "id", LOBBY).body());

            admin.say("hello");

            assertEquals(
                    List.of("hello"),
                    texts(admin.get("admin/room/export/", "id", LOBBY).body()));
        }
    }

    @Test
    void one_that_takes_long_is_seen_in_the_list_of_long_work_and_cancelled_there_and_does_not_look_whole()
            throws Exception {
        DataFolder.say(data, Person.LOBBY, HOSTILE, Instant.now(), Collections.nCopies(2_000, "x".repeat(5_000)));
        try (EmbeddedServer server = EmbeddedServer.start(data);
                RawConnection slow = RawConnection.withTinyBuffer(server.base())) {
            Person admin = Person.signedIn(server.base(), "admin");
            String cookie = "Cookie: " + Person.TOKEN + "=" + admin.cookie(Person.TOKEN);
            slow.ask("GET", "admin/room/export/?id=1", "HTTP/1.1", "Host: localhost", cookie);
            slow.readUntil("\r\n\r\n");
            String works = Answers.page(200, admin.get("admin/work/"));
            assertTrue(works.contains("Export <bdi>Lobby</bdi>") && works.contains("of 2000"), works);

            Answers.redirect(admin.post("admin/work/", "cancel", "1"));

            String rest = slow.rest();
            assertFalse(rest.endsWith("0\r\n\r\n"), "it looks whole");
            assertTrue(Answers.page(200, admin.get("admin/work/")).contains("cancelled"));
        }
        assertEquals(2_000, DataFolder.texts(data, Person.LOBBY).size());
    }

    /** More of them than there are threads, or connections to the database. */
    @Test
    void those_who_do_not_read_hold_nobody_up_and_get_all_of_it_when_they_read_on() throws Exception {
        List<String> texts = Collections.nCopies(1_000, "x".repeat(5_000));
        DataFolder.say(data, Person.LOBBY, HOSTILE, Instant.now(), texts);
        List<RawConnection> slow = new ArrayList<>();
        try (EmbeddedServer server = EmbeddedServer.start(data, 0, 5)) {
            Person admin = Person.signedIn(server.base(), "admin");
            for (int i = 0; i < 12; i++) {
                slow.add(RawConnection.withTinyBuffer(server.base()));
                slow.get(i)
                        .ask(
                                "GET",
                                "admin/room/export/?id=1",
                                "HTTP/1.0",
                                "Cookie: " + Person.TOKEN + "=" + admin.cookie(Person.TOKEN));
                slow.get(i).readUntil("\r\n\r\n");
            }
            assertEquals(12, server.waiting());

            assertEquals(1_001, Person.guest(server.base(), "gus").say("nobody notices"));
            assertEquals(12, server.waiting(), "nobody has got all of it");
            assertEquals(texts, texts(slow.get(11).rest()));
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }
}
