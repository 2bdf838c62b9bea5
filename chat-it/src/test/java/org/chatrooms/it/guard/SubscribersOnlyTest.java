package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.QueryCount;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that looks up who subscribes is asked with every poll. */
class SubscribersOnlyTest {
    private static final int POLLS = 50;

    @Test
    void it_costs_no_query_whoever_polls(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "root", "sue", "ann");
        long room = DataFolder.makeRoom(data, Room.open("Den", "den", ""), "sue");
        var settings = Map.of("chatrooms.accessPolicyClass", "org.chatrooms.policy.SubscribersOnly");
        try (EmbeddedServer server = EmbeddedServer.start(data, new FakeClock(), settings)) {
            Person sue = Person.signedIn(server.base(), "sue");
            Person ann = Person.signedIn(server.base(), "ann");
            sue.say(room, "hello", UUID.randomUUID());
            poll(sue, room, 200);
            poll(ann, room, 403);
            try (QueryCount count = new QueryCount(data)) {
                for (int i = 0; i < POLLS; i++) {
                    for (Person person : List.of(sue, ann)) {
                        poll(person, room, person == sue ? 200 : 403);
                    }
                }
                assertEquals(0, count.soFar());
                sue.get("rooms/");
                assertTrue(count.soFar() > 0, "it does count");
            }
        }
    }

    private static void poll(Person person, long room, int status) throws Exception {
        assertEquals(
                status,
                person.get("get_messages/", "room_id", Long.toString(room), "latest_message_id", "0")
                        .statusCode());
    }
}
