package org.chatrooms.it.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a site's own handler has no archive, nothing is offered that needs one. */
class NoArchiveTest {
    @Test
    void the_administration_offers_none_of_it(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "root");
        Map<String, String> settings = Map.of("chatrooms.messageHandlerClass", MemoryHandler.class.getName());
        try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
            Person root = Person.signedIn(server.base(), "root");
            assertFalse(root.get("admin/").body().contains("admin/messages/"));
            assertFalse(root.get("admin/room/").body().contains("keep_days"));
        }
    }

    @Test
    void nothing_can_be_changed_looked_up_or_answered(@TempDir Path data) throws Exception {
        Map<String, String> settings = Map.of("chatrooms.messageHandlerClass", MemoryHandler.class.getName());
        try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
            Person ann = Person.guest(server.base(), "ann");
            String[] fields = {"room_id", "1", "message_id", "1", "message", "two", "q", "one", "reply_to", "1"};
            assertEquals(200, ann.post("send_message/", fields).statusCode());
            for (String url : List.of("edit_message", "delete_message", "restore_message", "get_history", "search")) {
                for (String slash : List.of("", "/")) {
                    assertEquals("Not found", Answers.jsonError(404, ann.get(url + slash, fields)), url);
                    assertEquals("Not found", Answers.jsonError(404, ann.post(url + slash, fields)), url);
                }
            }
            assertFalse(ann.get("room/lobby/").body().contains("data-has-archive"));
            assertEquals("two", ann.poll(-1).get(0).content());
        }
    }
}
