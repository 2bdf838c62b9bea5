package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET get_latest_msg_id/}. */
class GetLatestMessageIdTest {
    @TempDir
    private Path data;

    @Test
    void it_is_minus_one_in_an_empty_room_and_then_the_number_of_the_last_message() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            Person visitor = new Person(server.base());
            assertEquals("{\"id\":-1}", latest(visitor));

            Person ann = Person.guest(server.base(), "ann");
            ann.say("one");
            ann.say("two");

            assertEquals("{\"id\":2}", latest(visitor));
        }
    }

    private static String latest(Person person) throws Exception {
        return Answers.json(200, person.get("get_latest_msg_id/", "room_id", "1"))
                .toString();
    }
}
