package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakePresenceStore;
import org.chatrooms.web.fake.RecordingStream;
import org.chatrooms.web.fake.Together;
import org.chatrooms.web.listener.Listeners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders, readers whose streams end and flap, ticks, and rooms that everybody is sent home from, all at once. */
class ManyStreamsTest {
    private static final int ROOMS = 2;
    private static final int SENDERS = 2 * ROOMS;
    private static final int READERS = 4 * ROOMS;
    private static final int EACH_SENDS = 300;
    private static final int ALL = EACH_SENDS * SENDERS / ROOMS;
    private static final int RELEASE_EVERY = 50;
    private static final int MOST_SPINS = 50_000;

    private final TestClock clock = new TestClock();
    private final FakeMessageHandler handler = new FakeMessageHandler();
    private final ExecutorService deliveries = Executors.newFixedThreadPool(2);
    private final ChatHub hub =
            new ChatHub(handler, new FakePresenceStore(clock), new Listeners(List.of(), clock), clock, deliveries);
    private final CountDownLatch sending = new CountDownLatch(SENDERS);
    private final CountDownLatch reading = new CountDownLatch(READERS);

    @AfterEach
    void stop() throws Exception {
        deliveries.shutdown();
        assertTrue(deliveries.awaitTermination(Together.LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void nothing_is_lost_and_nothing_doubled_and_nothing_of_another_room() throws Exception {
        handler.announceTo(hub);
        Together.run(SENDERS + READERS + 1, thread -> {
            long room = thread % ROOMS;
            if (thread < SENDERS) {
                send(room, new Random(thread));
            } else if (thread < SENDERS + READERS) {
                try {
                    read(room, thread);
                } finally {
                    reading.countDown();
                }
            } else {
                disturb();
            }
        });
    }

    /** Slowly enough that there is something to send while others read. */
    private void send(long room, Random random) {
        for (int i = 0; i < EACH_SENDS; i++) {
            handler.say(room, "in " + room);
            for (int wait = random.nextInt(MOST_SPINS); wait > 0; wait--) {
                Thread.onSpinWait();
            }
        }
        sending.countDown();
    }

    /** As long as somebody sends: then nothing but what was signalled may bring the readers the rest. */
    private void disturb() {
        for (int i = 0; reading.getCount() > 0; i++) {
            hub.tick();
            if (sending.getCount() > 0) {
                clock.pass(Duration.ofMillis(250));
                hub.usersChanged(i % ROOMS);
                if (i % RELEASE_EVERY == 0) {
                    hub.releaseRoom(i / RELEASE_EVERY % ROOMS);
                }
            }
        }
    }

    /** Comes back with its last message whenever its stream ended. Every second reader reads in fits and starts. */
    private void read(long room, int reader) throws InterruptedException {
        Random random = new Random(reader);
        List<Long> ids = new ArrayList<>();
        Cursor cursor = new Cursor(0, Optional.empty());
        while (ids.size() < ALL) {
            RecordingStream stream = new RecordingStream();
            hub.await(room, cursor, Optional.empty(), stream);
            if (reader / ROOMS % 2 == 0) {
                stream.ready();
                stream.awaitMessages(ALL - ids.size());
            } else {
                while (!stream.isOver() && stream.ids().size() < ALL - ids.size()) {
                    stream.ready(1 + random.nextInt(3));
                    stream.unready();
                }
            }
            stream.nothingNew();
            assertFalse(stream.wasReset());
            assertNull(stream.failure());
            stream.texts().forEach(text -> assertEquals("in " + room, text));
            ids.addAll(stream.ids());
            cursor = stream.ids().isEmpty() ? cursor : stream.cursor();
        }
        assertEquals(LongStream.rangeClosed(1, ALL).boxed().toList(), ids);
    }
}
