package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakePresenceStore;
import org.chatrooms.web.fake.RecordingDelivery.Kind;
import org.chatrooms.web.fake.Together;
import org.chatrooms.web.listener.Listeners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyClientsTest {
    private static final long ROOM = 1;
    private static final int SENDERS = 8;
    private static final int READERS = 8;
    private static final int EACH_SENDS = 100;
    private static final int ROUNDS = 5_000;
    private static final int ALL = SENDERS * EACH_SENDS;

    private final TestClock clock = new TestClock();
    private final FakeMessageHandler handler = new FakeMessageHandler();
    private final ExecutorService deliveries = Executors.newFixedThreadPool(2);
    private final ChatHub hub =
            new ChatHub(handler, new FakePresenceStore(clock), new Listeners(List.of(), clock), clock, deliveries);

    @AfterEach
    void stop() throws Exception {
        deliveries.shutdown();
        assertTrue(deliveries.awaitTermination(Together.LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void among_many_senders_and_readers_nothing_is_lost_and_nothing_doubled() throws Exception {
        handler.announceTo(hub);
        CountDownLatch reading = new CountDownLatch(READERS);
        Together.run(SENDERS + READERS + 1, thread -> {
            if (thread < SENDERS) {
                IntStream.range(0, EACH_SENDS).forEach(i -> handler.say(ROOM, thread + ":" + i));
            } else if (thread < SENDERS + READERS) {
                try {
                    assertEquals(LongStream.rangeClosed(1, ALL).boxed().toList(), readAll());
                } finally {
                    reading.countDown();
                }
            } else {
                while (reading.getCount() > 0) {
                    hub.tick();
                }
            }
        });
    }

    /** Whoever is answered leaves the room empty until a tick lets it go, perhaps just when the client comes again. */
    @Test
    void a_room_that_is_let_go_takes_nobody_along() throws Exception {
        ChatHub direct = new ChatHub(
                handler, new FakePresenceStore(clock), new Listeners(List.of(), clock), clock, Runnable::run);
        handler.announceTo(direct);
        AtomicBoolean done = new AtomicBoolean();
        Together.run(2, thread -> {
            if (thread == 0) {
                try {
                    comeAgainAndAgain(direct);
                } finally {
                    done.set(true);
                }
            } else {
                while (!done.get()) {
                    direct.tick();
                }
            }
        });
    }

    private void comeAgainAndAgain(ChatHub direct) {
        for (int i = 0; i < ROUNDS; i++) {
            Poll poll = new Poll();
            direct.await(ROOM, new Cursor(i, Optional.empty()), Optional.empty(), poll);
            handler.say(ROOM, "x");
            assertEquals(List.of("x"), poll.texts());
        }
    }

    /** Goes on with the last message's id and date, as a client does. */
    private List<Long> readAll() throws Exception {
        List<Long> read = new ArrayList<>();
        Cursor cursor = new Cursor(0, Optional.empty());
        while (read.size() < ALL) {
            Poll poll = new Poll();
            hub.await(ROOM, cursor, Optional.empty(), poll);
            assertEquals(Kind.DELIVERED, poll.awaitKind());
            for (ChatMessage message : poll.messages()) {
                read.add(message.id());
                cursor = new Cursor(message.id(), Optional.of(message.date()));
            }
        }
        return read;
    }
}
