package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST edit_message/} and {@code delete_message/}, and answers to messages: ann talks, bob listens. */
class ChangeMessageTest {
    private static final String SECRET = "the treasure is under the oak";

    @TempDir
    private Path data;

    private final FakeClock clock = new FakeClock();
    private EmbeddedServer server;
    private Person ann;
    private Person bob;

    @BeforeEach
    void start() throws Exception {
        EmbeddedServer.makeRooms(data, Room.open("Other", "other", ""));
        server = EmbeddedServer.start(data, clock);
        ann = Person.guest(server.base(), "ann");
        bob = Person.guest(server.base(), "bob");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<String> edit(Person person, long id, String text) throws Exception {
        return person.post("edit_message/", "room_id", "1", "message_id", Long.toString(id), "message", text);
    }

    private static HttpResponse<String> delete(Person person, long id) throws Exception {
        return person.post("delete_message/", "room_id", "1", "message_id", Long.toString(id));
    }

    private static long id(HttpResponse<String> answer) {
        return Answers.json(200, answer).get("message_id").getAsLong();
    }

    private CompletableFuture<HttpResponse<String>> park(long latest, String kinds) {
        return server.park(() -> bob.getAsync(
                "get_messages/", "room_id", "1", "latest_message_id", Long.toString(latest), "kinds", kinds));
    }

    private static String answer(CompletableFuture<HttpResponse<String>> poll) throws Exception {
        return poll.get(30, TimeUnit.SECONDS).body();
    }

    /** {@code id kind content edited target}, of each. */
    private static List<String> entries(String json) {
        return StreamSupport.stream(new Gson().fromJson(json, JsonArray.class).spliterator(), false)
                .map(entry -> String.join(
                        " ",
                        List.of("message_id", "kind", "content", "edited", "target_id", "reply_to").stream()
                                .filter(entry.getAsJsonObject()::has)
                                .map(name -> entry.getAsJsonObject().get(name).getAsString())
                                .toList()))
                .toList();
    }

    private List<String> history() throws Exception {
        return entries(bob.get("get_history/", "room_id", "1").body());
    }

    @Test
    void changes_are_entries_of_the_log_and_the_message_reads_as_it_was_changed_last() throws Exception {
        ann.say("helo");
        assertEquals(2, id(edit(ann, 1, "hello")));
        assertEquals(3, id(edit(ann, 1, "hello!")));
        ann.say("oops");
        assertEquals(5, id(delete(ann, 4)));

        assertEquals(List.of("1 hello! true", "4 "), history());
        assertEquals(
                List.of("2 edit hello 1", "3 edit hello! 1", "4 message ", "5 delete  4"),
                entries(answer(park(1, "all"))));
    }

    @Test
    void a_stream_tells_of_each_change_in_the_order_in_which_they_were_made() throws Exception {
        ann.say("zero");
        try (EventStream stream = bob.stream(Person.LOBBY, 1)) {
            ann.say("one");
            edit(ann, 2, "two");
            delete(ann, 2);
            edit(ann, 1, "three");
            ann.say("four");
            stream.awaitMessage("four");

            List<String> seen = stream.events().stream()
                    .filter(event -> !event.type().equals("users"))
                    .map(event -> event.id().replaceFirst(":.*", "") + " " + event.type() + " "
                            + (event.json().has("target_id") ? event.json().get("target_id") : ""))
                    .toList();
            assertEquals(List.of("2 message ", "3 edit 2", "4 delete 2", "5 edit 1", "6 message "), seen);
        }
    }

    @Test
    void a_poll_that_knows_only_messages_waits_on_until_there_is_one() throws Exception {
        ann.say("one");
        CompletableFuture<HttpResponse<String>> plain = park(1, "");
        CompletableFuture<HttpResponse<String>> allKinds = park(1, "all");
        edit(ann, 1, "uno");
        assertEquals(List.of("2 edit uno 1"), entries(answer(allKinds)));
        allKinds = park(2, "all");
        delete(ann, 1);
        assertEquals(List.of("3 delete  1"), entries(answer(allKinds)));
        assertFalse(
                plain.isDone(), () -> "was told of a change: " + plain.join().body());

        ann.say("two");
        assertEquals(List.of("4 two"), entries(answer(plain)));
        assertEquals(List.of("4 two"), entries(answer(park(-1, ""))));
    }

    @Test
    void an_answer_says_what_it_answers_everywhere() throws Exception {
        ann.say("Anybody there?");
        try (EventStream stream = bob.stream(Person.LOBBY, 1)) {
            assertEquals(2, id(bob.post("send_message/", "room_id", "1", "message", "I am", "reply_to", "1")));
            stream.awaitMessage("I am");
            assertEquals(
                    1, stream.await(1, "message").get(0).json().get("reply_to").getAsLong());
        }
        assertEquals(List.of("1 Anybody there?", "2 I am 1"), history());
        assertEquals(List.of("2 message I am 1"), entries(answer(park(1, "all"))));
        delete(ann, 1);
        assertEquals(4, id(bob.post("send_message/", "room_id", "1", "message", "Gone?", "reply_to", "1")));
    }

    @Test
    void nobody_changes_what_another_person_said() throws Exception {
        ann.say("mine");
        for (HttpResponse<String> answer : List.of(edit(bob, 1, "no, mine"), delete(bob, 1))) {
            assertEquals("403 Access denied", answer.statusCode() + " " + answer.body());
        }
        assertEquals(List.of("1 mine"), history());
        assertEquals(1, latest());
    }

    private long latest() throws Exception {
        return Answers.json(200, bob.get("get_latest_msg_id/", "room_id", "1"))
                .get("id")
                .getAsLong();
    }

    /** Entry 1 was taken back by entry 2; message 1 of the other room is somebody's who is here. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "0", "-1"})
    void what_is_not_there_or_not_there_any_more_is_404(String id) throws Exception {
        ann.say("gone");
        delete(ann, 1);
        ann.say(2, "elsewhere", UUID.randomUUID());

        assertEquals("Not found", Answers.jsonError(404, edit(ann, Long.parseLong(id), "back")));
        assertEquals("Not found", Answers.jsonError(404, delete(ann, Long.parseLong(id))));
        if (!id.equals("1")) {
            assertEquals(
                    "Not found",
                    Answers.jsonError(404, ann.post("send_message/", "room_id", "1", "message", "re", "reply_to", id)));
        }
        assertEquals(2, latest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message_id=1&message= | A message has 1 to 5000 characters",
                "message_id=1 | message is missing",
                "message=new | message_id is missing",
                "message_id=one&message=new | message_id must be a number",
                "message_id=1&message=new&client_key=1 | client_key must be a UUID",
                "message_id=1&message=a%00b | A message must not contain U+0000"
            })
    void what_is_no_edit_is_400_in_words(String form, String error) throws Exception {
        ann.say("one");
        HttpResponse<String> answer = ann.send(ann.request("edit_message/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("room_id=1&" + form)));

        assertEquals(error, Answers.jsonError(400, answer));
        assertEquals(List.of("1 one"), history());
    }

    @Test
    void a_change_that_is_sent_again_under_its_key_is_made_once() throws Exception {
        ann.say("one");
        String key = UUID.randomUUID().toString();
        String[] edit = {"room_id", "1", "message_id", "1", "message", "uno", "client_key", key};
        assertEquals(2, id(ann.post("edit_message/", edit)));
        assertEquals(2, id(ann.post("edit_message/", edit)));
        edit[5] = "eins";
        Answers.jsonError(409, ann.post("edit_message/", edit));

        String[] deletion = {
            "room_id", "1", "message_id", "1", "client_key", UUID.randomUUID().toString()
        };
        assertEquals(3, id(ann.post("delete_message/", deletion)));
        assertEquals(3, id(ann.post("delete_message/", deletion)));
        assertEquals(3, latest());
    }

    /**
     * @param later how many were said before it was taken back: it is in the server's memory by then, or it is not, and was
     *     read for somebody who stood there
     */
    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "450, false"})
    void what_was_taken_back_is_told_to_nobody_wherever_they_come_from(int later, boolean isAfterRestart)
            throws Exception {
        ann.say("before");
        ann.say(SECRET);
        edit(ann, 2, SECRET + " tree");
        for (int i = 0; i < later; i++) {
            ann.say("small talk");
        }
        for (String kinds : List.of("", "all")) { // what is known at each place by now is not what is there later
            assertTrue(answer(park(1, kinds)).contains(SECRET));
        }
        try (EventStream stream = bob.stream(Person.LOBBY, 1)) {
            stream.await(1, "edit");
        }
        delete(ann, 2);
        bob.post("send_message/", "room_id", "1", "message", "What?", "reply_to", "2");
        if (isAfterRestart) {
            server.close();
            server = EmbeddedServer.start(data, clock);
            bob = Person.guest(server.base(), "bob");
        }

        StringBuilder all = new StringBuilder(bob.get("room/lobby/").body());
        for (long cursor : IntStream.rangeClosed(-1, 3).toArray()) {
            for (String kinds : List.of("", "all")) {
                all.append(answer(park(cursor, kinds)));
            }
            try (EventStream stream = bob.stream(Person.LOBBY, cursor)) {
                stream.awaitMessage("What?");
                stream.await(1, "delete");
                all.append(stream.text());
            }
        }
        all.append(bob.get("get_history/", "room_id", "1", "limit", "200").body());
        all.append(bob.get("get_history/", "room_id", "1", "before", "5").body());
        assertEquals("", all.toString().replaceAll("(?s)^((?!treasure).)*$", ""), "it is told");
        assertEquals(
                "{\"messages\":[]}",
                bob.get("search/", "room_id", "1", "q", "treasure").body());
    }
}
