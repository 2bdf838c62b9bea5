package org.chatrooms.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Cluster;
import org.chatrooms.it.harness.Judge;
import org.chatrooms.it.harness.Ledger;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.Reader;
import org.chatrooms.it.harness.Reader.Way;
import org.chatrooms.it.harness.ServerProcess;
import org.chatrooms.it.harness.Writer;
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
        int port = Cluster.freePort();
        URI base = URI.create("http://localhost:" + port + "/chat/");
        Ledger ledger = new Ledger();
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
            senders.add(threads.submit(
                    new Writer(List.of(sender), Person.LOBBY, "s" + i, Duration.ZERO, sending::get, ledger)));
        }
        List<Future<?>> ends = readers.stream().<Future<?>>map(threads::submit).toList();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = ledger.acknowledged().size();
            int more = before + 1 + moments.nextInt(400);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> ledger.acknowledged().size() >= more);
            server.kill();
            server = ServerProcess.start(data, port);
        }
        int afterTheLast = ledger.acknowledged().size();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> ledger.acknowledged().size() > afterTheLast + 50);
        sending.set(false);
        for (Future<?> sender : senders) {
            sender.get(60, TimeUnit.SECONDS);
        }

        List<Seen> stored = everything(base);
        Judge.exactlyOnce(ledger.acknowledged(), ledger.attempted(), stored);
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
}
