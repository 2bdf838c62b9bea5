package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.model.Room;
import org.chatrooms.repository.DataSources;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST send_message/}. */
class SendMessageTest {
    private static final long OTHER_ROOM = 2;
    private static final long LOCKED_ROOM = 3;

    @TempDir
    private static Path data;

    private static final FakeClock CLOCK = new FakeClock();

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer.makeRooms(data, Room.open("Other", "other", ""), Room.open("Locked", "locked", ""));
        server = EmbeddedServer.start(data, CLOCK);
        ann = Person.guest(server.base(), "ann");
    }

    private static HttpResponse<String> send(Person person, String text) throws Exception {
        return person.post("send_message/", "room_id", "1", "message", text);
    }

    private static HttpResponse<String> send(Person person, String text, String key) throws Exception {
        return person.post("send_message/", "room_id", "1", "message", text, "client_key", key);
    }

    private static List<Seen> after(long id) throws Exception {
        return ann.poll(id);
    }

    private static long latest() throws Exception {
        return Answers.json(200, ann.get("get_latest_msg_id/", "room_id", "1"))
                .get("id")
                .getAsLong();
    }

    @Test
    void the_answer_names_the_message_and_its_date_and_it_is_there() throws Exception {
        JsonObject answer = Answers.json(200, send(ann, "hello"));

        assertEquals(Set.of("timestamp", "message_id"), answer.keySet());
        long id = answer.get("message_id").getAsLong();
        assertEquals(Long.toString(id), answer.get("message_id").toString(), "a number");
        assertEquals(
                List.of(new Seen(id, "(guest) ann", answer.get("timestamp").getAsString(), "hello")), after(id - 1));
    }

    @Test
    void a_second_try_under_the_same_key_is_the_first_message_again() throws Exception {
        String key = UUID.randomUUID().toString();
        String first = send(ann, "once", key).body();
        CLOCK.pass(Duration.ofSeconds(3), server);

        HttpResponse<String> second = send(ann, "once", key.toUpperCase(Locale.ROOT));

        Answers.json(200, second);
        assertEquals(first, second.body());
        assertEquals(latest(), Person.object(second).get("message_id").getAsLong());
    }

    @Test
    void the_same_key_with_another_text_is_409_and_nothing_is_stored() throws Exception {
        String key = UUID.randomUUID().toString();
        long id = Answers.json(200, send(ann, "once", key)).get("message_id").getAsLong();

        assertNotEquals("reset", Answers.jsonError(409, send(ann, "twice", key)));

        assertEquals(id, latest());
    }

    @Test
    void a_key_is_the_senders_own_and_one_rooms() throws Exception {
        UUID key = UUID.randomUUID();
        Person bob = Person.guest(server.base(), "bob");
        long first = ann.say(Person.LOBBY, "anns", key);

        assertEquals(first + 1, bob.say(Person.LOBBY, "bobs", key));
        assertEquals(1, ann.say(OTHER_ROOM, "elsewhere", key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "1-1-1-1-1", "{6f1e0e5e-0000-4000-8000-000000000000}", "6f1e0e5e00004000800000000000000"
            })
    void a_key_that_is_no_uuid_is_400(String key) throws Exception {
        assertEquals("client_key must be a UUID", Answers.jsonError(400, send(ann, "x", key)));
    }

    @ParameterizedTest
    @CsvSource({"5000, x", "5000, €", "2500, 😀", "1, ' '"})
    void up_to_5000_units_arrive_whole(int count, String text) throws Exception {
        long id = Answers.json(200, send(ann, text.repeat(count)))
                .get("message_id")
                .getAsLong();

        assertEquals(text.repeat(count), after(id - 1).get(0).content());
    }

    @ParameterizedTest
    @CsvSource({"0, x", "5001, x", "5001, €", "2501, 😀"})
    void none_and_more_are_400(int count, String text) throws Exception {
        assertEquals("A message has 1 to 5000 characters", Answers.jsonError(400, send(ann, text.repeat(count))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+b & c=d;e %41 #?",
                " line\r\nline\n\tline ",
                "<script>alert(1)</script>",
                "\"\\\u2028\u0001\ufffd"
            })
    void text_comes_out_as_it_went_in(String text) throws Exception {
        long id = Answers.json(200, send(ann, text)).get("message_id").getAsLong();

        assertEquals(text, after(id - 1).get(0).content());
    }

    /** The body as it stands, encoded by hand. */
    private static HttpResponse<String> sendRaw(String message) throws Exception {
        return ann.send(ann.request("send_message/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("room_id=1&message=" + message)));
    }

    @Test
    void utf_8_may_come_without_percent_encoding() throws Exception {
        long id = Answers.json(200, sendRaw("gr\u00fc\u00df+dich"))
                .get("message_id")
                .getAsLong();

        assertEquals("gr\u00fc\u00df dich", after(id - 1).get(0).content());
    }

    @ParameterizedTest
    @CsvSource({
        "nul%00byte, A message must not contain U+0000",
        "%ED%A0%80, The request is not UTF-8", // a lone surrogate
        "%ED%A0%BD%ED%B8%80, The request is not UTF-8", // a pair of them
        "%C0%80, The request is not UTF-8", // U+0000 by another name
        "%FF, The request is not UTF-8",
        "%zz, The request has a broken percent encoding",
        "%4, The request has a broken percent encoding",
        "%, The request has a broken percent encoding",
    })
    void what_is_no_text_is_400(String message, String error) throws Exception {
        assertEquals(error, Answers.jsonError(400, sendRaw(message)));
    }

    @Test
    void whoever_has_no_name_has_to_choose_one_first() throws Exception {
        JsonObject answer = Answers.json(401, send(new Person(server.base()), "x"));

        assertEquals(
                "/chat/setguestname/?room_slug=lobby", answer.get("login_url").getAsString());
    }

    @Test
    void whoever_changes_their_token_is_nobody() throws Exception {
        String cookie =
                Answers.header("Set-Cookie", new Person(server.base()).post("setguestname/", "guest_name", "mallory"));
        String token = cookie.substring(0, cookie.indexOf(';'));
        assertEquals(200, sendAs(token).statusCode());

        String otherName = token.replace("bWFsbG9yeQ", "cm9vdA");
        assertNotEquals(token, otherName);
        Answers.jsonError(401, sendAs(otherName));
        Answers.jsonError(401, sendAs(token.substring(0, token.length() - 2)));
        Answers.jsonError(401, sendAs(token.substring(0, token.lastIndexOf('.') + 1)));
        Answers.jsonError(401, sendAs("chatrooms_person="));
    }

    private static HttpResponse<String> sendAs(String cookie) throws Exception {
        Person nobody = new Person(server.base());
        return nobody.send(nobody.request("send_message/")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("room_id=1&message=x")));
    }

    @Test
    void a_room_that_somebody_keeps_locked_is_503_and_the_next_try_stores_the_message_once() throws Exception {
        String[] message = {
            "room_id",
            Long.toString(LOCKED_ROOM),
            "message",
            "x",
            "client_key",
            UUID.randomUUID().toString()
        };
        try (HikariDataSource database = DataSources.h2(data);
                Connection somebody = database.getConnection();
                Statement lock = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            lock.execute("SELECT * FROM chat_room WHERE id = " + LOCKED_ROOM + " FOR UPDATE");

            HttpResponse<String> busy = ann.post("send_message/", message);

            Answers.jsonError(503, busy);
            assertTrue(Integer.parseInt(Answers.header("Retry-After", busy)) > 0);
            somebody.rollback();
        }
        for (int i = 0; i < 2; i++) {
            JsonObject answer = Answers.json(200, ann.post("send_message/", message));
            assertEquals(1, answer.get("message_id").getAsLong());
        }
    }
}
