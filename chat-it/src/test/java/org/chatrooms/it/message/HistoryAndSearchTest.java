package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/**
 * {@code GET get_history/} and {@code GET search/}: in the lobby ann and bob say one thing each second, of which the first is
 * edited and the second taken back; elsewhere there is much.
 */
class HistoryAndSearchTest {
    private static final long MANY = 2;

    @TempDir
    private static Path data;

    private static final FakeClock CLOCK = new FakeClock();

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;
    private static Person bob;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer.makeRooms(data, Room.open("Many", "many", ""));
        server = EmbeddedServer.start(data, CLOCK);
        ann = Person.guest(server.base(), "Ann");
        bob = Person.guest(server.base(), "bob");
        say(ann, "Green eggs"); // at 04:05:06.123456, and on
        say(ann, "and ham");
        say(bob, "100% of GREEN_eggs!");
        say(bob, "no eggs, thanks");
        ann.post("edit_message/", "room_id", "1", "message_id", "1", "message", "Brown eggs"); // 5
        ann.post("delete_message/", "room_id", "1", "message_id", "2"); // 6
        say(ann, "Über alle Berge"); // 7
        for (int i = 1; i <= 120; i++) {
            ann.say(MANY, "egg " + i, UUID.randomUUID());
        }
    }

    private static void say(Person person, String text) throws Exception {
        person.say(text);
        CLOCK.pass(Duration.ofSeconds(1), server);
    }

    private static String ids(List<Seen> messages) {
        return String.join(
                " ", messages.stream().map(seen -> Long.toString(seen.id())).toList());
    }

    @ParameterizedTest
    @CsvSource({"'', '', 1 2 3 4 7", "'', 2, 4 7", "7, '', 1 2 3 4", "7, 1, 4", "5, 3, 2 3 4", "1, '', ''", "-5, 9, ''"
    })
    void history_is_messages_alone_oldest_first_up_to_the_one_before(String before, String limit, String ids)
            throws Exception {
        assertEquals(
                ids, ids(Person.messages(bob.get("get_history/", "room_id", "1", "before", before, "limit", limit))));
    }

    @Test
    void history_gives_50_messages_where_nothing_is_said_and_whoever_goes_on_sees_each_once() throws Exception {
        List<Long> ids = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        for (String before = ""; !before.equals("1"); before = Long.toString(ids.get(0))) {
            List<Seen> page = Person.messages(bob.get("get_history/", "room_id", "2", "before", before));
            ids.addAll(0, page.stream().map(Seen::id).toList());
            sizes.add(Integer.toString(page.size()));
        }
        assertEquals(LongStream.rangeClosed(1, 120).boxed().toList(), ids);
        assertEquals("50 50 20", String.join(" ", sizes));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0, limit must be from 1 to 200",
        "limit, 201, limit must be from 1 to 200",
        "limit, x, limit must be a number",
        "before, x, before must be a number"
    })
    void a_history_that_cannot_be_had_is_400_in_words(String name, String value, String error) throws Exception {
        assertEquals(error, Answers.jsonError(400, bob.get("get_history/", "room_id", "1", name, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "eggs, '', '', '', 4 3 1",
        "EGGS green, '', '', '', 3", // message 1 is not green any more
        "ham, '', '', '', ''", // taken back
        "%, '', '', '', 3",
        "n_e, '', '', '', 3",
        "über, '', '', '', 7",
        "'', ann, '', '', 7 1",
        "eggs, BOB, '', '', 4 3",
        "'', '', 2026-02-03T04:05:08:123456, '', 7 4 3",
        "'', '', 2026-02-03T04:05:08:123457, '', 7 4",
        "'', '', '', 2026-02-03T04:05:08:123456, 1",
        "eggs, '', 2026-02-03T04:05:07:000000, 2026-02-03T04:05:09:000000, 3"
    })
    void search_finds_what_has_all_of_it_as_it_reads_now_latest_first(
            String words, String name, String from, String until, String ids) throws Exception {
        JsonObject answer = search("1", "q", words, "username", name, "from", from, "until", until);

        List<String> found = new ArrayList<>();
        answer.get("messages")
                .getAsJsonArray()
                .forEach(message ->
                        found.add(message.getAsJsonObject().get("message_id").getAsString()));
        assertEquals(ids, String.join(" ", found));
        assertEquals(false, answer.has("before"), "the room has an end");
    }

    private static JsonObject search(String room, String... parameters) throws Exception {
        String[] all = new String[parameters.length + 2];
        all[0] = "room_id";
        all[1] = room;
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return Answers.json(200, bob.get("search/", all));
    }

    @Test
    void a_search_goes_on_where_it_stopped() throws Exception {
        List<Integer> found = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        String before = "";
        do {
            JsonObject answer = search("2", "q", "egg", "before", before);
            answer.get("messages")
                    .getAsJsonArray()
                    .forEach(message -> found.add(
                            message.getAsJsonObject().get("message_id").getAsInt()));
            sizes.add(Integer.toString(answer.get("messages").getAsJsonArray().size()));
            before = answer.has("before") ? answer.get("before").getAsString() : "";
        } while (!before.isEmpty());
        assertEquals(
                LongStream.rangeClosed(1, 120).mapToObj(i -> (int) (121 - i)).toList(), found);
        assertEquals("50 50 20", String.join(" ", sizes));
    }

    @ParameterizedTest
    @CsvSource({
        "q, '', 'Say what to look for: words, a name or a time'",
        "q, '   ', 'Say what to look for: words, a name or a time'",
        "q, a b c d e f g h i j k, Look for at most 10 words of at most 100 characters",
        "from, yesterday, from must be a date",
        "before, x, before must be a number"
    })
    void a_search_for_nothing_or_too_much_is_400_in_words(String name, String value, String error) throws Exception {
        assertEquals(error, Answers.jsonError(400, bob.get("search/", "room_id", "1", name, value)));
    }

    @Test
    void whoever_searches_without_a_pause_is_told_to_wait(@TempDir Path elsewhere) throws Exception {
        try (EmbeddedServer limited =
                EmbeddedServer.start(elsewhere, CLOCK, Map.of("chatrooms.limits.enabled", "true"))) {
            Person cleo = Person.guest(limited.base(), "cleo");
            HttpResponse<String> answer = cleo.get("search/", "room_id", "1", "q", "x");
            for (int i = 0; answer.statusCode() == 200 && i < 100; i++) {
                answer = cleo.get("search/", "room_id", "1", "q", "x");
            }
            assertEquals("You are searching too fast", Answers.jsonError(429, answer));
            assertEquals("1", Answers.header("Retry-After", answer));
            cleo.say("but one may speak");
        }
    }
}
