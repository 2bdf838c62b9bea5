package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET get_messages/}: in the lobby there are three messages for good, elsewhere people talk. */
class GetMessagesTest {
    private static final long EMPTY = 2;
    private static final long TALK = 3;
    private static final long MANY = 4;
    private static final long LONG = 5;

    @TempDir
    private static Path data;

    private static final FakeClock CLOCK = new FakeClock();

    @AutoClose
    private static EmbeddedServer server;

    private static Person visitor;
    private static Person ann;
    private static List<Seen> lobby;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Room.open("Empty", "empty", ""),
                Room.open("Talk", "talk", ""),
                Room.open("Many", "many", ""),
                Room.open("Long", "long", ""));
        server = EmbeddedServer.start(data, CLOCK);
        visitor = new Person(server.base());
        ann = Person.guest(server.base(), "ann");
        for (String text : List.of("one", "<b>two</b> &amp;", "three")) {
            ann.say(text);
            CLOCK.pass(Duration.ofSeconds(1), server);
        }
        lobby = visitor.poll(-1);
    }

    private static void say(String text) throws Exception {
        ann.say(TALK, text, UUID.randomUUID());
    }

    private static CompletableFuture<HttpResponse<String>> park(long room, long latest, String date) {
        return server.park(() -> visitor.getAsync(
                "get_messages/",
                "room_id",
                Long.toString(room),
                "latest_message_id",
                Long.toString(latest),
                "latest_date",
                date));
    }

    /** Waits in the room where people talk, for what comes next. */
    private static CompletableFuture<HttpResponse<String>> park() throws Exception {
        say("mark");
        return park(TALK, latest(), "");
    }

    private static long latest() throws Exception {
        return Answers.json(200, visitor.get("get_latest_msg_id/", "room_id", Long.toString(TALK)))
                .get("id")
                .getAsLong();
    }

    private static List<String> texts(CompletableFuture<HttpResponse<String>> poll) throws Exception {
        return Person.messages(poll.get(30, TimeUnit.SECONDS)).stream()
                .map(Seen::content)
                .toList();
    }

    @Test
    void messages_come_as_the_original_sends_them_with_the_text_as_it_was_typed() throws Exception {
        HttpResponse<String> answer = visitor.get("get_messages/", "room_id", "1", "latest_message_id", "1");

        assertEquals("application/json;charset=UTF-8", Answers.header("Content-Type", answer));
        assertEquals(
                "[{'message_id':2,'username':'(guest) ann','date':'2026-02-03T04:05:07:123456','content':'<b>two</b> &amp;'},"
                        + "{'message_id':3,'username':'(guest) ann','date':'2026-02-03T04:05:08:123456','content':'three'}]",
                unescaped(answer.body()));
    }

    /** Which characters of a JSON string are escaped is the encoder's own business. */
    private static String unescaped(String json) {
        return json.replace("\\u003c", "<")
                .replace("\\u003e", ">")
                .replace("\\u0026", "&")
                .replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource({"-1, 1 2 3", "0, 1 2 3", "-9, 1 2 3", "1, 2 3", "2, 3"})
    void whatever_is_newer_comes_at_once(long latest, String ids) throws Exception {
        assertEquals(
                ids,
                String.join(
                        " ",
                        visitor.poll(latest).stream()
                                .map(seen -> Long.toString(seen.id()))
                                .toList()));
    }

    @ParameterizedTest
    @CsvSource({MANY + ", 250, 1, 200 50", LONG + ", 10, 5000, 4 4 2"})
    void whoever_is_far_behind_gets_200_messages_or_64_kilobytes_and_asks_again(
            long room, int count, int length, String portions) throws Exception {
        for (int i = 0; i < count; i++) {
            ann.say(room, "\u20ac".repeat(length), UUID.randomUUID());
        }

        List<Long> ids = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        while (ids.size() < count) {
            String latest = Integer.toString(ids.size());
            List<Seen> portion = Person.messages(
                    visitor.get("get_messages/", "room_id", Long.toString(room), "latest_message_id", latest));
            portion.forEach(seen -> ids.add(seen.id()));
            sizes.add(Integer.toString(portion.size()));
        }

        assertEquals(LongStream.rangeClosed(1, count).boxed().toList(), ids);
        assertEquals(portions, String.join(" ", sizes));
    }

    @Test
    void where_nothing_is_newer_a_message_is_waited_for() throws Exception {
        var poll = park();

        say("news");

        assertEquals(List.of("news"), texts(poll));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void an_empty_room_is_waited_for_from_its_start(long latest) throws Exception {
        var poll = park(EMPTY, latest, "");

        CLOCK.pass(Duration.ofSeconds(25), server);

        assertEquals("[]", poll.get(30, TimeUnit.SECONDS).body());
    }

    @Test
    void a_poll_is_held_for_25_seconds() throws Exception {
        var early = park();
        CLOCK.pass(Duration.ofMillis(250), server);
        var late = park(TALK, latest(), "");
        CLOCK.pass(Duration.ofMillis(24_750), server);

        assertEquals("[]", early.get(30, TimeUnit.SECONDS).body());
        say("just in time");
        assertEquals(List.of("just in time"), texts(late), "it must have been waiting still");
    }

    @Test
    void a_cursor_with_its_date_goes_on() throws Exception {
        Seen one = lobby.get(0);

        assertEquals(lobby.subList(1, 3), Person.messages(resume(one.id(), one.date())));
    }

    @Test
    void a_cursor_with_its_date_waits_like_any_other() throws Exception {
        say("mark");
        Seen mark = Person.messages(visitor.get(
                        "get_messages/",
                        "room_id",
                        Long.toString(TALK),
                        "latest_message_id",
                        Long.toString(latest() - 1)))
                .get(0);
        var poll = park(TALK, mark.id(), mark.date());

        say("news");

        assertEquals(List.of("news"), texts(poll));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2026-02-03T04:05:07:123457", // another date
        "3, 2026-02-03T04:05:07:123456", // that of the message before
        "4, 2026-02-03T04:05:09:123456", // a message that is not there
        "99, 2026-02-03T04:05:09:123456",
        "9223372036854775807, 2026-02-03T04:05:09:123456",
    })
    void a_cursor_of_another_history_is_reset(long id, String date) throws Exception {
        assertEquals("reset", Answers.jsonError(409, resume(id, date)));
    }

    @ParameterizedTest
    @CsvSource({"0, 2026-02-03T04:05:06:123456", "-1, 2026-02-03T04:05:06:123456", "-1, ''"})
    void the_start_has_no_date_that_could_be_wrong(long id, String date) throws Exception {
        assertEquals(lobby, Person.messages(resume(id, date)));
    }

    private static HttpResponse<String> resume(long id, String date) throws Exception {
        return visitor.get(
                "get_messages/", "room_id", "1", "latest_message_id", Long.toString(id), "latest_date", date);
    }

    @Test
    void a_bare_number_that_is_ahead_waits_until_the_room_has_passed_it() throws Exception {
        say("mark");
        var poll = park(TALK, latest() + 2, "");

        say("one behind");
        say("the same number");
        say("news");

        assertEquals(List.of("news"), texts(poll));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2026-02-03", "2026-02-03T04:05:06.123456", "2026-02-30T04:05:06:123456"})
    void a_date_in_another_form_is_400(String date) throws Exception {
        assertEquals("latest_date must be a date", Answers.jsonError(400, resume(1, date)));
    }

    @Test
    void a_date_that_is_given_twice_is_400() throws Exception {
        String date = lobby.get(0).date();

        Answers.jsonError(
                400,
                visitor.get(
                        "get_messages/",
                        "room_id",
                        "1",
                        "latest_message_id",
                        "1",
                        "latest_date",
                        date,
                        "latest_date",
                        date));
    }
}
