package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.ChatUser;
import org.chatrooms.policy.PrivateRooms;
import org.chatrooms.spi.AccessRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody comes in at the very moment at which the room is closed to them. */
class LockedOutMeanwhileTest {
    /** What happens when the door has let somebody in who wants to read, and they do not wait yet. */
    private static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>();

    public static final class SlowDoor extends PrivateRooms {
        @Override
        public boolean permits(AccessRequest request, Optional<ChatUser> user) {
            boolean permitted = super.permits(request, user);
            Runnable meanwhile = request.action() == AccessRequest.Action.READ ? MEANWHILE.getAndSet(null) : null;
            if (meanwhile != null) {
                meanwhile.run();
            }
            return permitted;
        }
    }

    @Test
    void whoever_was_let_in_a_moment_before_does_not_wait_in_a_room_that_is_private_now(@TempDir Path data)
            throws Exception {
        DataFolder.makePeople(data, "root");
        try (EmbeddedServer server = EmbeddedServer.start(
                data, new FakeClock(), Map.of("chatrooms.accessPolicyClass", SlowDoor.class.getName()))) {
            Person root = Person.signedIn(server.base(), "root");
            Person ann = Person.guest(server.base(), "ann");
            MEANWHILE.set(() -> makeLobbyPrivate(root));

            CompletableFuture<HttpResponse<String>> poll =
                    ann.getAsync("get_messages/", "room_id", "1", "latest_message_id", "-1");

            // No time passes here: nothing but the change itself sends anybody home.
            assertEquals("[]", poll.get(30, TimeUnit.SECONDS).body());
            Answers.jsonError(404, ann.get("get_messages/", "room_id", "1", "latest_message_id", "-1"));
        }
    }

    private static void makeLobbyPrivate(Person root) {
        try {
            AdminForms.saved(
                    root,
                    "id",
                    "1",
                    "name",
                    "Lobby",
                    "slug",
                    "lobby",
                    "allow_anonymous_access",
                    "on",
                    "is_private",
                    "on");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
