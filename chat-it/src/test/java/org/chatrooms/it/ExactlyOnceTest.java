package org.chatrooms.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.awaitility.Awaitility;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Judge;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Reader;
import org.chatrooms.it.harness.Reader.Way;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.web.hub.ChatHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise: every message exactly once, in the one order that all clients share. */
class ExactlyOnceTest {
    private static final int SENDERS = 20;
    private static final int EACH = 200;
    private static final int READERS = 40;

    private static final String HANDLER = "chatrooms.messageHandlerClass";

    private static final List<Way> WAYS = List.of(Way.values());

    @TempDir
    private Path data;

    /** Reads, and answers a moment later: what is committed in that moment is for the signal to bring. */
    public static final class LateReader extends LocalMessageHandler {
        @Override
        public List<? extends ChatMessage> retrieveMessages(long roomId, long latestMessageId, int limit) {
            List<? extends ChatMessage> found = super.retrieveMessages(roomId, latestMessageId, limit);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(2)));
            return found;
        }
    }

    @BeforeEach
    void readLate() {
        System.setProperty(HANDLER, LateReader.class.getName());
    }

    @AfterEach
    void readAsUsual() {
        System.clearProperty(HANDLER);
    }

    @Test
    void
            forty_readers_on_polls_and_streams_of_whom_a_third_keeps_losing_the_connection_see_each_message_of_twenty_senders_once_and_in_order()
                    throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
            IntPredicate enough = count -> count >= SENDERS * EACH || System.nanoTime() > deadline;
            List<Reader> steady = new ArrayList<>();
            List<Reader> dropping = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Person person = new Person(server.base());
                Way way = WAYS.get(i / 3 % WAYS.size());
                if (i % 3 == 0) {
                    dropping.add(Reader.dropping(person, enough, i, way));
                } else {
                    steady.add(Reader.steady(person, enough, way));
                }
            }

            Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
            CyclicBarrier round = new CyclicBarrier(SENDERS, () -> awaitAll(steady, acknowledged));
            var threads = Executors.newCachedThreadPool();
            List<Future<?>> running = new ArrayList<>();
            steady.forEach(reader -> running.add(threads.submit(reader)));
            dropping.forEach(reader -> running.add(threads.submit(reader)));
            for (int i = 0; i < SENDERS; i++) {
                Person sender = Person.guest(server.base(), "sender" + i);
                String name = "s" + i;
                running.add(threads.submit(() -> {
                    for (int n = 0; n < EACH; n++) {
                        sender.say(name + "." + n);
                        acknowledged.add(name + "." + n);
                        round.await();
                    }
                    return null;
                }));
            }
            threads.shutdown();
            for (Future<?> each : running) {
                each.get(5, TimeUnit.MINUTES);
            }

            assertEquals(SENDERS * EACH, acknowledged.size());
            for (Reader reader : steady) {
                Judge.exactlyOnce(acknowledged, acknowledged, reader.seen());
            }
            for (Reader reader : dropping) {
                Judge.sameRoom(steady.get(0).seen(), reader.seen());
                assertEquals(SENDERS * EACH, reader.seen().size());
                assertTrue(reader.dropped() > 10, "the test must really have cut connections");
            }
        }
    }

    /**
     * Everybody sends at once, then all wait until it was seen: so each round ends with a message that no later one covers
     * up. Whoever missed its signal sits until the end of the hold, and is found here.
     */
    private static void awaitAll(List<Reader> readers, Queue<String> acknowledged) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .atMost(ChatHub.HOLD.minusSeconds(10))
                .until(() -> readers.stream().allMatch(reader -> reader.count() >= acknowledged.size()));
    }
}
