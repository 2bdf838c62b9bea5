package org.chatrooms.it.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.plugin.MemoryHandler;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that somebody said is taken back. */
class ErasureTest {
    @TempDir
    private Path data;

    @Test
    void it_is_gone_from_every_room_and_every_page_and_what_others_said_stays() throws Exception {
        DataFolder.makePeople(data, "admin", "ann", "bob");
        long den = DataFolder.makeRoom(data, new Room(0, "Den", "den", "", false, true, Optional.empty()), "ann");
        DataFolder.say(data, Person.LOBBY, ChatUser.account(2, "ann"), Instant.now(), Collections.nCopies(60, "many"));
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            Person admin = Person.signedIn(server.base(), "admin");
            Person ann = Person.signedIn(server.base(), "ann");
            Person bob = Person.signedIn(server.base(), "bob");
            Person namesake = Person.guest(server.base(), "anna");
            String id = AdminForms.accountId(admin, "ann");
            assertEquals("2", id);
            long edited = ann.say("first try");
            String lobby = Long.toString(Person.LOBBY);
            ann.post("edit_message/", "room_id", lobby, "message_id", Long.toString(edited), "message", "second try");
            ann.say(den, "secret", UUID.randomUUID());
            bob.say("bob's");
            namesake.say("a guest's");
            ann.post("delete_message/", "room_id", lobby, "message_id", "1");
            assertTrue(Answers.page(200, admin.get("admin/people/"))
                    .contains("/chat/admin/people/erase/?id=2\">Take back all messages</a>"));
            String question = Answers.page(200, admin.get("admin/people/erase/", "id", id));
            assertTrue(question.contains("Take back all that <bdi>ann</bdi> said?"), question);
            try (EventStream open = bob.stream(Person.LOBBY, -1);
                    LogLines audit = new LogLines("org.chatrooms.audit")) {
                open.awaitMessage("a guest's");
                assertFalse(DataFolder.texts(data, den).contains(""), "a question takes nothing back");

                assertEquals("/chat/admin/work/", Answers.redirect(admin.post("admin/people/erase/", "id", id)));

                assertEquals(List.of("\"admin\" took back all messages of \"ann\""), audit.lines());
                List<Long> deleted = open.await(61, "delete").stream()
                        .map(event -> event.json().get("target_id").getAsLong())
                        .toList();
                assertEquals(61, Set.copyOf(deleted).size());
                assertTrue(deleted.contains(edited));
            }
            String page = Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> Answers.page(200, admin.get("admin/work/")), text -> text.contains("done\n"));
            assertTrue(page.contains("Take back all that <bdi>ann</bdi> said"), page);
            assertEquals(List.of("", ""), DataFolder.texts(data, den));
            assertEquals(
                    Set.of("", "bob's", "a guest's"),
                    DataFolder.texts(data, Person.LOBBY).stream().collect(Collectors.toSet()));
            assertEquals(
                    List.of("bob's", "a guest's"),
                    bob.poll(-1).stream().map(Person.Seen::content).toList());
            assertEquals("ann", ann.nameOnPages(), "the account stays");
            Answers.redirect(ann.post("account/delete/", "current_password", Person.PASSWORD));
        }
    }

    @Test
    void what_a_moderator_had_taken_back_just_before_is_not_brought_back_by_them() throws Exception {
        DataFolder.makePeople(data, "admin", "ann");
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            Person admin = Person.signedIn(server.base(), "admin");
            Person ann = Person.signedIn(server.base(), "ann");
            String lobby = Long.toString(Person.LOBBY);
            String message = Long.toString(ann.say("secret"));
            String undo = Answers.json(200, admin.post("delete_message/", "room_id", lobby, "message_id", message))
                    .get("undo")
                    .getAsString();
            Answers.redirect(admin.post("admin/people/erase/", "id", AdminForms.accountId(admin, "ann")));

            assertEquals(
                    "It is too late to undo this.",
                    Answers.jsonError(410, admin.post("restore_message/", "room_id", lobby, "undo", undo)));
            assertFalse(DataFolder.texts(data, Person.LOBBY).contains("secret"));
        }
    }

    @Test
    void where_a_handler_keeps_no_archive_nobody_is_offered_it() throws Exception {
        DataFolder.makePeople(data, "admin", "ann");
        Map<String, String> settings = Map.of("chatrooms.messageHandlerClass", MemoryHandler.class.getName());
        try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
            Person admin = Person.signedIn(server.base(), "admin");

            assertFalse(Answers.page(200, admin.get("admin/people/")).contains("Take back all messages"));
            assertEquals(404, admin.get("admin/people/erase/", "id", "2").statusCode());
        }
    }
}
