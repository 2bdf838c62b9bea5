package org.chatrooms.it.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest's name is theirs while they are here; who comes back later may find it taken. */
class NameTakenMeanwhileTest {
    @TempDir
    private Path data;

    @Test
    void who_comes_back_and_finds_the_name_taken_is_asked_for_another() throws Exception {
        FakeClock clock = new FakeClock();
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            Person ann = Person.guest(server.base(), "ann");
            ann.post("notify_users_list/", "room_id", "1");
            clock.pass(Duration.ofSeconds(61), server);
            assertEquals(200, ann.get("room/lobby/").statusCode());

            Person other = Person.guest(server.base(), "Ann");
            other.post("notify_users_list/", "room_id", "1");
            HttpResponse<String> sentOn = ann.get("room/lobby/");

            assertEquals(302, sentOn.statusCode());
            String form = sentOn.headers().firstValue("Location").orElseThrow();
            assertEquals("/chat/setguestname/?room_slug=lobby", form);
            assertTrue(ann.get(form).body().contains("Somebody here goes by that name already."));
            assertEquals(200, other.get("room/lobby/").statusCode());
        }
    }
}
