package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cursors that nobody was given: they get what the room's own history answers them, or an error, and nothing of
 * another room.
 */
class CursorTricksTest {
    private static final long OTHER = 2;
    private static final long HIDDEN = 3;

    @TempDir
    private static Path data;

    private static final FakeClock CLOCK = new FakeClock();

    @AutoClose
    private static EmbeddedServer server;

    private static Person visitor;
    private static List<Seen> lobby;
    private static List<Seen> other;
    private static List<Seen> hidden;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "sue");
        DataFolder.makeRoom(data, Room.open("Other", "other", ""));
        DataFolder.makeRoom(data, new Room(0, "Hidden", "hidden", "", true, true, Optional.empty()), "sue");
        server = EmbeddedServer.start(data, CLOCK);
        visitor = new Person(server.base());
        Person sue = Person.signedIn(server.base(), "sue");
        for (int i = 0; i < 3; i++) {
            for (long room : List.of(Person.LOBBY, OTHER, HIDDEN)) {
                sue.say(room, i + " in room " + room, UUID.randomUUID());
                CLOCK.pass(Duration.ofSeconds(1), server);
            }
        }
        lobby = Person.messages(poll(visitor, Person.LOBBY, "-1", ""));
        other = Person.messages(poll(visitor, OTHER, "-1", ""));
        hidden = Person.messages(poll(sue, HIDDEN, "-1", ""));
    }

    private static HttpResponse<String> poll(Person person, long room, String id, String date) throws Exception {
        return person.get(
                "get_messages/", "room_id", Long.toString(room), "latest_message_id", id, "latest_date", date);
    }

    private static HttpResponse<String> poll(String id, String date) throws Exception {
        return poll(visitor, Person.LOBBY, id, date);
    }

    /** All that comes on a stream that goes on from there, until nothing more is to come at once. */
    private static String stream(String lastEventId) throws Exception {
        try (EventStream stream = visitor.resume(Person.LOBBY, lastEventId)) {
            stream.await(opened -> opened.isOver() || opened.text().contains("retry"));
            return stream.text();
        }
    }

    @Test
    void one_of_another_room_is_of_another_history_on_either_way() throws Exception {
        for (Seen message : other) {
            assertEquals("reset", Answers.jsonError(409, poll(Long.toString(message.id()), message.date())));
            assertEquals("event: reset\ndata: {}\n\n", stream(message.id() + ":" + message.date()));
        }
    }

    @Test
    void one_of_a_room_that_is_not_theirs_tells_nobody_what_is_true_there() throws Exception {
        Seen last = hidden.get(2);
        String id = Long.toString(last.id());
        String wrong = last.date().replaceFirst(".$", "7");

        for (String date : List.of(last.date(), wrong, "")) {
            assertEquals("Not found", Answers.jsonError(404, poll(visitor, HIDDEN, id, date)));
        }
        for (String date : List.of(last.date(), wrong)) {
            assertEquals("reset", Answers.jsonError(409, poll(id, date)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-2", "0", "-9223372036854775808", "-9223372036854775807", "+0", "-0"})
    void before_the_first_is_the_beginning(String id) throws Exception {
        for (String date : List.of("", "2026-02-03T04:05:06:123456", "+999999999-12-31T23:59:59:999999")) {
            assertEquals(lobby, Person.messages(poll(id, date)));
        }
        assertTrue(stream(id).startsWith("id: 1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "9223372036854775806", "4", "2147483648", "99999999999"})
    void after_the_last_nothing_comes_and_with_a_date_it_is_another_history(String id) throws Exception {
        var poll = server.park(() -> visitor.getAsync("get_messages/", "room_id", "1", "latest_message_id", id));
        CLOCK.pass(Duration.ofSeconds(25), server);

        assertEquals("[]", poll.get(30, TimeUnit.SECONDS).body());
        String stream = stream(id);
        assertTrue(stream.endsWith("retry: 200\n\n") && !stream.contains("event: message"), stream);
        assertEquals("reset", Answers.jsonError(409, poll(id, lobby.get(2).date())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00:000000",
                "-0001-12-31T23:59:59:999999",
                "-999999999-01-01T00:00:00:000000",
                "9999-12-31T23:59:59:999999",
                "+10000-01-01T00:00:00:000000",
                "+999999999-12-31T23:59:59:999999",
                "1970-01-01T00:00:00:000000",
            })
    void a_date_at_the_ends_of_time_is_none_of_ours(String date) throws Exception {
        for (String id : List.of("1", "3", "4", "9223372036854775807")) {
            assertEquals("reset", Answers.jsonError(409, poll(id, date)));
            assertEquals("event: reset\ndata: {}\n\n", stream(id + ":" + date));
        }
    }

    @Test
    void a_last_event_that_is_nonsense_is_400_however_long_it_is() throws Exception {
        String date = lobby.get(0).date();
        for (String nonsense : List.of(
                "9".repeat(5_000),
                "1:" + "9".repeat(5_000),
                "1:" + date + ":1",
                "1:" + date + "Z",
                "1," + date,
                "1 OR 1=1",
                "1;2",
                "1\t2",
                "0x1",
                "1e0",
                "null",
                "undefined",
                "-",
                "--1",
                "\u00b9")) {
            HttpResponse<String> answer = visitor.send(visitor.streamRequest("room_id", "1", "latest_message_id", "0")
                    .header("Last-Event-ID", nonsense));

            assertEquals("Last-Event-ID must be a message's id and its date", Answers.jsonError(400, answer));
        }
    }

    @Test
    void whoever_plays_with_them_finds_the_room_as_it_was() throws Exception {
        Seen first = lobby.get(0);

        assertEquals(lobby.subList(1, 3), Person.messages(poll(Long.toString(first.id()), first.date())));
    }
}
