package org.chatrooms.web.hub;

import static org.chatrooms.web.fake.RecordingDelivery.Kind.NOTHING_NEW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakeMessageHandler.Read;
import org.chatrooms.web.fake.HandExecutor;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.fake.RecordingStream;
import org.junit.jupiter.api.Test;

class RoomWaitersTest {
    private static final long ROOM = 1;
    private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:25Z");
    private static final String TRYING_AGAIN = "WARNING Could not look for new messages, trying again soon";

    private final FakeMessageHandler handler = new FakeMessageHandler();
    private final HandExecutor deliveries = new HandExecutor();
    private final RoomUsers users = new RoomUsers(List::of);
    private final TestClock clock = new TestClock();
    private final Traffic traffic = new Traffic(clock);
    private final RoomTyping typing = new RoomTyping(List::of);
    private final RoomWaiters room =
            new RoomWaiters(new RoomLog(handler, ROOM), users, typing, deliveries, traffic, UNTIL);

    @Test
    void a_thousand_signals_before_the_look_cost_one_look() {
        lookedAtBefore("one");
        signal(1_000);
        assertEquals(1, deliveries.waiting());
        deliveries.run();

        assertEquals(List.of(new Read(ROOM, 0)), handler.reads());
    }

    @Test
    void a_thousand_signals_during_a_look_cost_one_more_look() {
        lookedAtBefore("one");
        handler.afterNextRead(() -> {
            signal(1_000);
            assertEquals(0, deliveries.waiting());
        });
        signal(1);
        deliveries.run();

        assertEquals(List.of(new Read(ROOM, 0), new Read(ROOM, 0)), handler.reads());
    }

    @Test
    void a_busy_room_goes_to_the_end_of_the_queue() {
        lookedAtBefore("one");
        AtomicBoolean otherRoomsTurn = new AtomicBoolean();
        handler.afterNextRead(() -> {
            signal(1);
            deliveries.execute(() -> {
                otherRoomsTurn.set(true);
                assertEquals(1, handler.reads().size());
            });
        });
        signal(1);
        deliveries.run();

        assertTrue(otherRoomsTurn.get());
        assertEquals(1, handler.reads().size());
    }

    @Test
    void a_signal_for_which_there_is_no_thread_is_made_up_for_with_the_next_tick() {
        AtomicBoolean isFull = new AtomicBoolean(true);
        RoomWaiters busy = new RoomWaiters(
                new RoomLog(handler, ROOM),
                users,
                typing,
                task -> {
                    if (isFull.getAndSet(false)) {
                        throw new RejectedExecutionException("full");
                    }
                    deliveries.execute(task);
                },
                traffic,
                UNTIL);
        Poll poll = new Poll();
        busy.add(new Waiter(new Cursor(0, Optional.empty()), Optional.empty(), UNTIL, poll, traffic));
        handler.store(ROOM, "one");

        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            busy.changed();
            assertEquals(1, log.lines().size());
        }
        deliveries.run();
        assertNull(poll.kind());
        busy.tick(UNTIL.minusSeconds(1));
        deliveries.run();

        assertEquals(List.of("one"), poll.texts());
    }

    @Test
    void a_signal_after_the_work_is_work_again() {
        lookedAtBefore("one");
        signal(1);
        deliveries.run();
        signal(1);
        deliveries.run();

        assertEquals(2, handler.reads().size());
    }

    @Test
    void readers_at_many_places_are_served_by_one_look() {
        handler.store(ROOM, "one", "two", "three");
        List<Poll> polls = List.of(add(2), add(0), add(2), add(1), add(0));
        signal(1);
        deliveries.run();

        assertEquals(
                List.of(1, 3, 1, 2, 3),
                polls.stream().map(poll -> poll.texts().size()).toList());
        assertEquals(1, handler.recentReads());
    }

    @Test
    void whoever_waits_at_the_same_cursor_gets_the_same_answer_encoded_once() {
        AtomicInteger encoded = new AtomicInteger();
        Function<Batch, byte[]> encoding = batch -> {
            encoded.incrementAndGet();
            return batch.toString().getBytes(StandardCharsets.UTF_8);
        };
        List<Poll> polls = List.of(add(0), add(0), add(0));
        handler.store(ROOM, "one");
        signal(1);
        deliveries.run();

        byte[] first = polls.get(0).shared().as(encoding);
        polls.forEach(poll -> assertSame(first, poll.shared().as(encoding)));
        assertEquals(1, encoded.get());
    }

    @Test
    void whoever_is_answered_waits_no_more_and_whoever_is_up_to_date_does() {
        handler.store(ROOM, "one", "two");
        Poll behind = add(1);
        Poll upToDate = add(2);
        signal(1);
        deliveries.run();

        assertEquals(List.of("two"), behind.texts());
        assertNull(upToDate.kind());
        handler.store(ROOM, "three");
        signal(1);
        deliveries.run();
        assertEquals(List.of("two"), behind.texts());
        assertEquals(List.of("three"), upToDate.texts());
    }

    @Test
    void what_comes_during_a_round_goes_out_with_what_it_began_for_and_the_first_get_it_in_the_next() {
        lookedAtBefore("one");
        AtomicBoolean isFirst = new AtomicBoolean(true);
        List<RecordingStream> streams =
                Stream.generate(RecordingStream::new).limit(40).toList();
        for (RecordingStream stream : streams) {
            stream.ready();
            stream.beforeNextWrite(() -> {
                if (isFirst.getAndSet(false)) {
                    handler.store(ROOM, "three");
                    signal(1);
                }
            });
            room.add(new Waiter(new Cursor(1, Optional.empty()), Optional.empty(), UNTIL, stream, traffic));
        }
        handler.store(ROOM, "two");
        signal(1);
        deliveries.run();

        streams.forEach(stream -> assertEquals(List.of("two", "three"), stream.texts()));
        long atOnce = streams.stream()
                .filter(stream -> stream.sizes().equals(List.of(2)))
                .count();
        assertTrue(atOnce >= 8 && atOnce < 40, atOnce + " of 40");
    }

    @Test
    void a_look_that_fails_is_tried_again_with_the_next_tick() {
        lookedAtBefore("one");
        Poll poll = add(1);
        handler.store(ROOM, "two");
        handler.fail(new IllegalStateException("only this time"));
        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            signal(1);
            deliveries.run();
            assertEquals(List.of(TRYING_AGAIN), log.lines());
        }
        handler.fail(null);
        room.tick(UNTIL.minusSeconds(1));
        deliveries.run();

        assertEquals(List.of("two"), poll.texts());
        room.tick(UNTIL.minusSeconds(1));
        assertEquals(0, deliveries.waiting());
    }

    @Test
    void an_error_in_a_handlers_code_does_not_silence_the_room() {
        lookedAtBefore("one");
        Poll poll = add(1);
        handler.store(ROOM, "two");
        handler.fail(new NoClassDefFoundError("a jar that a plugin misses"));
        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            signal(1);
            deliveries.run();
            assertEquals(List.of(TRYING_AGAIN), log.lines());
        }
        handler.fail(null);
        room.tick(UNTIL.minusSeconds(1));
        deliveries.run();

        assertEquals(List.of("two"), poll.texts());
    }

    @Test
    void a_tick_without_a_failure_looks_at_nothing() {
        add(0);
        room.tick(UNTIL.minusSeconds(1));

        assertEquals(0, deliveries.waiting());
    }

    @Test
    void a_tick_ends_the_waits_that_are_over() {
        Poll poll = add(0);
        room.tick(UNTIL.minusNanos(1));
        assertFalse(poll.isOver());
        assertFalse(room.isEmpty());

        room.tick(UNTIL);
        assertEquals(NOTHING_NEW, poll.kind());
        assertTrue(room.isEmpty());
    }

    @Test
    void how_long_a_message_took_is_told_once_for_all_who_waited_for_it() {
        lookedAtBefore("one");
        add(1);
        add(1);
        handler.store(ROOM, "two");
        clock.set(handler.dateOf(ROOM, 2).plusMillis(300));

        signal(1);
        deliveries.run();
        signal(1);
        deliveries.run();

        assertEquals(0.3, traffic.delaySum());
        assertEquals(1, traffic.delays(6)); // up to 0.5 s
        assertEquals(0.5, traffic.delayBounds()[6]);
    }

    @Test
    void what_was_said_before_anybody_waited_took_no_time() {
        handler.store(ROOM, "one");
        clock.set(handler.dateOf(ROOM, 1).plusSeconds(60));
        Poll poll = add(0);

        signal(1);
        deliveries.run();

        assertEquals(List.of("one"), poll.texts());
        assertEquals(0, traffic.delaySum());
        assertEquals(1, traffic.polled());
    }

    /** The room has a message, somebody waits for the next one, and all that was read was read. */
    private void lookedAtBefore(String message) {
        handler.store(ROOM, message);
        add(1);
        signal(1);
        deliveries.run();
        handler.reads();
    }

    private Poll add(long cursorId) {
        Poll poll = new Poll();
        room.add(new Waiter(new Cursor(cursorId, Optional.empty()), Optional.empty(), UNTIL, poll, traffic));
        return poll;
    }

    private void signal(int times) {
        for (int i = 0; i < times; i++) {
            room.changed();
        }
    }
}
