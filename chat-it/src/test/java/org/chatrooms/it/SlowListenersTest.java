package org.chatrooms.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.RawConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners who stop reading, and listeners who are gone: they cost the others nothing, and themselves no message. */
class SlowListenersTest {
    private static final int REQUEST_THREADS = 4;
    private static final int SLOW = 12;
    private static final int SLOW_POLLS = 4;

    /** Together 3 MB on the wire, which is more than all buffers on the way hold. */
    private static final int MESSAGES = 200;

    /** Together 4.8 MB, where the system keeps up to 4 MB that nobody reads. */
    private static final int ASKED = 320;

    private static final String BIG = "\u20ac".repeat(4_990);
    private static final Pattern EVENT_ID = Pattern.compile("(?m)^id: ((\\d+):.*)\nevent: message\ndata: .*\n\n");

    @TempDir
    private Path data;

    private final FakeClock clock = new FakeClock();
    private final List<RawConnection> connections = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }

    /** Opens a stream and does not read. */
    private RawConnection listen(EmbeddedServer server, Person person, long latest) throws Exception {
        RawConnection connection = RawConnection.withTinyBuffer(server.base());
        connections.add(connection);
        connection.ask(
                "GET",
                "get_messages/?room_id=1&latest_message_id=" + latest,
                "HTTP/1.0", // without chunks, whose lengths stand between the events
                "Accept: text/event-stream",
                "Cookie: " + Person.TOKEN + "=" + person.cookie(Person.TOKEN));
        return connection;
    }

    private static void sayMuch(Person person) throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            person.say(i + " " + BIG);
        }
    }

    private static List<MatchResult> messages(String text) {
        return EVENT_ID.matcher(text).results().toList();
    }

    /** Threads that are in a write to a client. */
    private static List<String> writers() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> List.of(thread.getValue()).toString().contains("NioSocketWrapper.doWrite"))
                .map(thread -> thread.getKey().getName())
                .toList();
    }

    @Test
    void who_stops_reading_holds_no_thread_is_closed_while_others_get_everything_and_comes_back_for_the_rest()
            throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, REQUEST_THREADS, Duration.ofSeconds(3))) {
            Person ann = Person.guest(server.base(), "ann");
            long mark = ann.say("mark");
            List<String> beginnings = new ArrayList<>();
            for (int i = 0; i < SLOW; i++) {
                beginnings.add(listen(server, ann, mark - 1).readUntil("retry: 200\n\n"));
            }
            EventStream quick = ann.stream(Person.LOBBY, mark);

            sayMuch(ann);

            quick.await(stream -> stream.messages().size() == MESSAGES);
            List<Long> all =
                    LongStream.rangeClosed(mark + 1, mark + MESSAGES).boxed().toList();
            assertEquals(all, quick.messages().stream().map(Seen::id).toList());
            Answers.page(200, ann.get("rooms/"));
            // One may be seen in the middle of a write; one that waited would do so for as long as the container's
            // patience.
            Awaitility.await().atMost(2, TimeUnit.SECONDS).until(() -> writers().isEmpty());
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> server.waiting() == 1);
            assertFalse(quick.isOver());
            assertFalse(
                    server.hasShownAnError(), "nobody reads the page for errors, but to make it holds up everybody");
            Answers.page(404, ann.get("room/none/"));
            assertTrue(server.hasShownAnError());
            for (int i = 0; i < SLOW; i++) {
                List<MatchResult> had =
                        messages(beginnings.get(i) + connections.get(i).rest());
                assertTrue(had.size() < MESSAGES, "it must have been closed before it had everything");
                MatchResult last = had.get(had.size() - 1);
                EventStream again = ann.resume(Person.LOBBY, last.group(1));
                List<Long> rest = all.subList((int) (Long.parseLong(last.group(2)) - mark), all.size());
                again.await(stream -> stream.messages().size() == rest.size());
                assertEquals(rest, again.messages().stream().map(Seen::id).toList());
                again.close();
            }
        }
    }

    @Test
    void who_stops_reading_is_given_up_after_20_seconds_and_is_not_present_any_more() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, REQUEST_THREADS)) {
            Person ann = Person.guest(server.base(), "ann");
            Person sam = Person.guest(server.base(), "sam");
            long mark = ann.say("mark");
            EventStream quick = ann.stream(Person.LOBBY, mark);
            RawConnection slow = listen(server, sam, mark);
            slow.readUntil("retry: 200\n\n");
            sayMuch(ann);
            quick.await(stream -> stream.messages().size() == MESSAGES);

            clock.pass(Duration.ofSeconds(20), server);
            // What is on the way to him may still find room in buffers: only then does he begin to be stuck.
            Awaitility.await("he is seen no more").atMost(60, TimeUnit.SECONDS).until(() -> {
                String before = whoIsHere(server).get("(guest) sam");
                clock.pass(Duration.ofSeconds(10), server);
                return before != null && before.equals(whoIsHere(server).get("(guest) sam"));
            });

            Map<String, String> after = whoIsHere(server);
            assertTrue(after.get("(guest) ann").compareTo(after.get("(guest) sam")) > 0);
            quick.close();
        }
    }

    /** Names, and when they were seen. */
    private Map<String, String> whoIsHere(EmbeddedServer server) throws Exception {
        Person visitor = new Person(server.base());
        var list = server.park(() -> visitor.getAsync("get_users_list/", "room_id", "1"));
        clock.pass(Duration.ofSeconds(8), server);
        return Answers.json(200, list.get(60, TimeUnit.SECONDS)).getAsJsonArray("users").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .collect(Collectors.toMap(
                        user -> user.get("username").getAsString(),
                        user -> user.get("date").getAsString()));
    }

    @Test
    void who_signs_out_hears_nothing_more_even_where_much_is_still_to_be_read() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, REQUEST_THREADS)) {
            Person ann = Person.guest(server.base(), "ann");
            Person sam = Person.guest(server.base(), "sam");
            RawConnection slow = listen(server, sam, -1);
            slow.readUntil("retry: 200\n\n");
            EventStream quick = ann.stream(Person.LOBBY, -1);
            sayMuch(ann);
            quick.await(stream -> stream.messages().size() == MESSAGES);

            sam.post("logout/");
            ann.say("he is gone");

            quick.awaitMessage("he is gone");
            String heard = slow.rest();
            assertFalse(heard.contains("he is gone"));
            assertTrue(messages(heard).size() < MESSAGES);
            quick.close();
        }
    }

    @Test
    void who_is_far_behind_and_slow_is_told_to_come_back_soon_all_the_same() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, REQUEST_THREADS)) {
            Person ann = Person.guest(server.base(), "ann");
            sayMuch(ann);
            RawConnection slow = listen(server, ann, -1);
            Awaitility.await().until(() -> server.parked() == 1);

            int had = messages(slow.readUntil("retry: 200\n\n")).size();

            assertTrue(had > 0 && had < MESSAGES, had + " messages before it");
        }
    }

    /** Each of their polls waits for the message after the one before it, whose answer nobody has read. */
    @Test
    void who_asks_again_and_again_and_reads_nothing_holds_up_nobody_else() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, SLOW_POLLS + REQUEST_THREADS)) {
            Person ann = Person.guest(server.base(), "ann");
            long mark = ann.say("mark");
            int before = server.parked();
            for (int i = 0; i < SLOW_POLLS; i++) {
                RawConnection connection = RawConnection.withTinyBuffer(server.base());
                connections.add(connection);
                for (int n = 0; n < ASKED; n++) {
                    connection.ask(
                            "GET",
                            "get_messages/?room_id=1&latest_message_id=" + (mark + n),
                            "HTTP/1.1",
                            "Host: localhost");
                }
            }
            Awaitility.await().until(() -> server.parked() == before + SLOW_POLLS);
            EventStream quick = ann.stream(Person.LOBBY, mark);

            for (int i = 0; i < ASKED; i++) {
                ann.say(i + " " + BIG);
                quick.await(i + 1, "message");
            }

            // It is the container's threads who wait for them. One of ours may be seen in the middle of a write, not
            // waiting.
            Awaitility.await().atMost(2, TimeUnit.SECONDS).untilAsserted(() -> {
                List<String> writers = writers();
                assertTrue(writers.size() >= SLOW_POLLS, writers.toString());
                assertTrue(writers.stream().allMatch(name -> name.contains("exec")), writers.toString());
            });
            Answers.page(200, ann.get("rooms/"));
            quick.close();
            hangUp();
        }
    }

    private static void vanish(RawConnection connection, int one) throws IOException {
        if (one % 2 == 0) {
            connection.reset();
        } else {
            connection.close();
        }
    }

    @Test
    void who_vanishes_is_let_go_with_the_next_messages() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, REQUEST_THREADS)) {
            Person ann = Person.guest(server.base(), "ann");
            long mark = ann.say("mark");
            for (int i = 0; i < 10; i++) {
                RawConnection stream = listen(server, Person.guest(server.base(), "gone" + i), -1);
                stream.readUntil("retry: 200\n\n");
                vanish(stream, i);
                int before = server.parked();
                RawConnection poll = new RawConnection(server.base());
                connections.add(poll);
                poll.get("get_messages/?room_id=1&latest_message_id=" + mark);
                Awaitility.await().until(() -> server.parked() > before);
                vanish(poll, i);
            }

            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
                ann.say("anybody there?");
                return server.waiting() == 0;
            });

            clock.pass(Duration.ofSeconds(61), server);
            assertEquals(Map.of(), whoIsHere(server));
        }
    }
}
