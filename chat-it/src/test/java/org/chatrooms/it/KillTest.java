package org.chatrooms.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Judge;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.Reader;
import org.chatrooms.it.harness.Reader.Way;
import org.chatrooms.it.harness.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An acknowledged message survives {@code kill -9}, and whoever was reading goes on where they were. */
class KillTest {
    private static final int KILLS = 5;
    private static final int SENDERS = 6;

    @TempDir
    private Path data;

    private ServerProcess server;

    @AfterEach
    void endTheServer() {
        server.close();
    }

    @Test
    void every_acknowledged_message_survives_five_kills_under_load_and_polls_and_streams_go_on_from_old_cursors()
            throws Exception {
        int port = freePort();
        URI base = URI.create("http://localhost:" + port + "/chat/");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<String> attempted = new ConcurrentLinkedQueue<>();
        AtomicBoolean sending = new AtomicBoolean(true);
        AtomicBoolean reading = new AtomicBoolean(true);
        Random moments = new Random();
        var threads = Executors.newCachedThreadPool();
        List<Future<?>> senders = new ArrayList<>();
        IntPredicate enough = count -> !reading.get();
        List<Reader> readers = List.of(
                Reader.steady(new Person(base), enough, Way.POLL),
                Reader.steady(new Person(base), enough, Way.STREAM),
                Reader.dropping(new Person(base), enough, moments.nextLong(), Way.BOTH));

        server = ServerProcess.start(data, port);
        for (int i = 0; i < SENDERS; i++) {
            Person sender = Person.guest(base, "sender" + i);
            String name = "s" + i;
            senders.add(threads.submit(() -> sendAll(sender, name, sending, attempted, acknowledged)));
        }
        List<Future<?>> ends = readers.stream().<Future<?>>map(threads::submit).toList();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acknowledged.size();
            int more = before + 1 + moments.nextInt(400);
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() >= more);
            server.kill();
            server = ServerProcess.start(data, port);
        }
        int afterTheLast = acknowledged.size();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() > afterTheLast + 50);
        sending.set(false);
        for (Future<?> sender : senders) {
            sender.get(60, TimeUnit.SECONDS);
        }

        List<Seen> stored = everything(base);
        Judge.exactlyOnce(acknowledged, attempted, stored);
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> readers.stream().allMatch(reader -> reader.count() >= stored.size()));
        reading.set(false);
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        for (Reader reader : readers) {
            Judge.sameRoom(stored, reader.seen());
            assertTrue(reader.dropped() >= KILLS, "the reader must have lived through the kills");
        }
        threads.shutdown();
    }

    /** Each text until its POST was answered, always under the same key: an unknown outcome is tried again. */
    private static Void sendAll(
            Person sender, String name, AtomicBoolean sending, Queue<String> attempted, Queue<String> acknowledged) {
        for (int n = 0; sending.get(); n++) {
            String text = name + "." + n;
            UUID key = UUID.randomUUID();
            attempted.add(text);
            while (!isAcknowledged(sender, text, key)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            acknowledged.add(text);
        }
        return null;
    }

    private static boolean isAcknowledged(Person sender, String text, UUID key) {
        try {
            return sender.say(Person.LOBBY, text, key) > 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Seen> everything(URI base) throws Exception {
        Person person = new Person(base);
        long head = Person.object(person.get("get_latest_msg_id/", "room_id", "1"))
                .get("id")
                .getAsLong();
        List<Seen> all = new ArrayList<>();
        while (all.size() < head) {
            List<Seen> some =
                    person.poll(all.isEmpty() ? -1 : all.get(all.size() - 1).id());
            assertFalse(some.isEmpty(), "the room ends before its head");
            all.addAll(some);
        }
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
