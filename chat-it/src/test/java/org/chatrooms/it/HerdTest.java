package org.chatrooms.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.QueryCount;
import org.chatrooms.it.harness.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody comes back at once to a server that has just started. */
class HerdTest {
    private static final int REQUEST_THREADS = 4;
    private static final int HERD = 600;

    /** The room, an account, its latest messages: each asked for by as many threads at once as there are, at most. */
    private static final int QUERIES = 10 * REQUEST_THREADS;

    private static final int MISSED = 30;

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"(missed \\d+)\"");

    @TempDir
    private Path data;

    private final FakeClock clock = new FakeClock();

    @Test
    void the_database_is_asked_for_the_room_and_not_for_each_who_comes_back() throws Exception {
        Person ann;
        long mark;
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            ann = Person.account(server.base(), "ann");
            mark = ann.say("mark");
            for (int i = 0; i < MISSED; i++) {
                ann.say("missed " + i);
            }
        }

        try (EmbeddedServer server = EmbeddedServer.start(data, clock, REQUEST_THREADS);
                QueryCount count = new QueryCount(data)) {
            List<RawConnection> streams = new ArrayList<>();
            List<RawConnection> polls = new ArrayList<>();
            for (int i = 0; i < HERD; i++) {
                boolean isStream = i % 2 == 0;
                (isStream ? streams : polls).add(comeBack(server, ann, isStream, mark - i % 3));
            }

            String last = "\"missed " + (MISSED - 1) + "\"}";
            for (RawConnection stream : streams) {
                assertComplete(stream.readUntil(last));
            }
            for (RawConnection poll : polls) {
                assertComplete(poll.answer());
            }
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> server.waiting() == streams.size());
            long queries = count.soFar();
            assertTrue(queries > 0 && queries <= QUERIES, queries + " queries");

            ann.at(server.base()).say("welcome back");
            for (RawConnection stream : streams) {
                stream.readUntil("\"welcome back\"}");
                stream.close();
            }
        }
    }

    private static RawConnection comeBack(EmbeddedServer server, Person person, boolean isStream, long latest)
            throws IOException {
        RawConnection connection = new RawConnection(server.base());
        connection.ask(
                "GET",
                "get_messages/?room_id=1&latest_message_id=" + latest,
                "HTTP/1.0",
                "Accept: " + (isStream ? "text/event-stream" : "application/json"),
                "Cookie: " + Person.TOKEN + "=" + person.cookie(Person.TOKEN));
        return connection;
    }

    private static void assertComplete(String answer) {
        assertEquals(
                IntStream.range(0, MISSED).mapToObj(n -> "missed " + n).toList(),
                CONTENT.matcher(answer).results().map(found -> found.group(1)).toList(),
                answer);
    }
}
