package org.chatrooms.it.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room in which much was said is deleted piece by piece. */
class DeleteRoomTest {
    private static final int SAID = 450;
    private static final ChatUser GIL = ChatUser.guest("gil", "gil");

    @TempDir
    private Path data;

    @AutoClose
    private EmbeddedServer server;

    private Person admin;
    private Person guest;
    private String room;
    private List<String> texts;

    @BeforeEach
    void start() throws Exception {
        HeldHandler.PIECES.drainPermits();
        DataFolder.makePeople(data, "admin", "sue");
        long id = DataFolder.makeRoom(data, Room.open("The <old> room", "old", ""), "sue");
        texts = IntStream.rangeClosed(1, SAID).mapToObj(i -> "message " + i).toList();
        DataFolder.say(data, id, GIL, Instant.now(), texts);
        room = Long.toString(id);
    }

    private void startServer() throws Exception {
        server = EmbeddedServer.start(data, Map.of("chatrooms.messageHandlerClass", HeldHandler.class.getName()));
        admin = Person.signedIn(server.base(), "admin");
        guest = Person.guest(server.base(), "gus");
    }

    private HttpResponse<String> delete() throws Exception {
        return admin.post("admin/room/delete/", "id", room);
    }

    private CompletableFuture<HttpResponse<String>> poll(Person person, Seen last) {
        return person.getAsync(
                "get_messages/",
                "room_id",
                room,
                "latest_message_id",
                Long.toString(last.id()),
                "latest_date",
                last.date());
    }

    private List<Seen> all() throws Exception {
        HttpResponse<String> first = guest.get("get_messages/", "room_id", room, "latest_message_id", "-1");
        return Person.messages(first);
    }

    private Seen last() throws Exception {
        return Person.messages(
                        guest.get("get_messages/", "room_id", room, "latest_message_id", Integer.toString(SAID - 1)))
                .get(0);
    }

    /** What the list says about the deletion, when that is in it. */
    private String awaitWork(String words) {
        return Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> Answers.page(200, admin.get("admin/work/")), page -> page.contains(words));
    }

    /** Nothing can be cancelled any more. */
    private void awaitEnd() {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> !admin.get("admin/work/").body().contains("name=\"cancel\""));
    }

    private boolean isThere() throws Exception {
        return admin.get("admin/").body().contains("/room/old/");
    }

    @Test
    void it_is_nowhere_at_once_goes_piece_by_piece_and_then_its_name_is_free() throws Exception {
        startServer();
        Seen last = last();
        CompletableFuture<HttpResponse<String>> waiting = server.park(() -> poll(guest, last));
        assertTrue(
                Answers.page(200, admin.get("admin/room/delete/", "id", room)).contains("That takes a while"));

        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            assertEquals("/chat/admin/work/", Answers.redirect(delete()));
            assertEquals(List.of("\"admin\" deleted room " + room + " \"The <old> room\""), audit.lines());
        }

        assertEquals("[]", waiting.get(5, TimeUnit.SECONDS).body(), "whoever waits is sent home");
        for (Person person : List.of(guest, admin, Person.signedIn(server.base(), "sue"))) {
            Answers.jsonError(404, person.get("get_messages/", "room_id", room, "latest_message_id", "-1"));
            Answers.jsonError(404, person.post("send_message/", "room_id", room, "message", "let me in"));
            Answers.page(404, person.get("room/old/"));
        }
        assertFalse(isThere());
        Answers.page(404, admin.get("admin/room/export/", "id", room));
        assertEquals(texts, DataFolder.texts(data, Long.parseLong(room)), "no piece has gone yet");

        HeldHandler.PIECES.release();
        String page = awaitWork("200 of 450");
        assertTrue(page.contains("Delete the room “<bdi>The &lt;old&gt; room</bdi>”"), page);
        assertTrue(page.contains("running"), page);
        assertEquals(texts.subList(200, SAID), DataFolder.texts(data, Long.parseLong(room)), "the oldest go first");
        assertTrue(Answers.page(400, AdminForms.save(admin, "name", "Other", "slug", "old"))
                .contains("There is a room with that name or that slug already."));
        assertEquals(1, guest.say("elsewhere life goes on"));

        HeldHandler.PIECES.release(3);
        awaitWork("450 of 450");
        awaitEnd();
        assertEquals(List.of(), DataFolder.texts(data, Long.parseLong(room)));
        AdminForms.saved(admin, "name", "The <old> room", "slug", "old");
        assertTrue(AdminForms.roomId(admin, "old") > Long.parseLong(room));
    }

    @Test
    void when_it_is_cancelled_the_room_is_as_it_was_without_its_beginning() throws Exception {
        startServer();
        Seen first = all().get(0);
        Seen last = last();
        delete();
        HeldHandler.PIECES.release();
        String page = awaitWork("200 of 450");
        Matcher number = Pattern.compile("Delete the room.*?name=\"cancel\" value=\"(\\d+)\"", Pattern.DOTALL)
                .matcher(page);
        assertTrue(number.find(), page);

        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            assertEquals("/chat/admin/work/", Answers.redirect(admin.post("admin/work/", "cancel", number.group(1))));
            assertEquals(List.of("\"admin\" cancelled DELETE_ROOM \"The <old> room\""), audit.lines());
        }
        HeldHandler.PIECES.release(); // of a piece that has begun
        awaitWork("cancelled");

        assertTrue(isThere());
        List<String> left = DataFolder.texts(data, Long.parseLong(room));
        assertEquals(texts.subList(400, SAID), left);
        assertTrue(Answers.page(200, admin.get("admin/room/", "id", room)).contains(">sue</textarea>"));
        Answers.page(404, admin.post("admin/work/", "cancel", number.group(1)));
        assertEquals("reset", Answers.jsonError(409, poll(guest, first).get(30, TimeUnit.SECONDS)));
        assertEquals(left, all().stream().map(Seen::content).toList());
        CompletableFuture<HttpResponse<String>> waiting = server.park(() -> poll(guest, last));
        assertFalse(waiting.isDone(), "whoever has the latest goes on");
        guest.post("send_message/", "room_id", room, "message", "still here");
        assertEquals(
                "still here",
                Person.messages(waiting.get(30, TimeUnit.SECONDS)).get(0).content());
    }

    @Test
    void one_that_the_end_of_the_chat_interrupted_goes_on_when_it_starts() throws Exception {
        DataFolder.doom(data, Long.parseLong(room));
        HeldHandler.PIECES.release(3);

        startServer();

        assertTrue(awaitWork("450 of 450").contains("by itself"));
        awaitEnd();
        assertFalse(isThere());
        AdminForms.saved(admin, "name", "The <old> room", "slug", "old");
    }
}
