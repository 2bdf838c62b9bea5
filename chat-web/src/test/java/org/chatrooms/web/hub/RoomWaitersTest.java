package org.chatrooms.web.hub;

import static org.chatrooms.web.fake.RecordingDelivery.Kind.NOTHING_NEW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.HandExecutor;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.fake.RecordingDelivery;
import org.junit.jupiter.api.Test;

class RoomWaitersTest {
    private static final long ROOM = 1;
    private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:25Z");

    private final FakeMessageHandler handler = new FakeMessageHandler();
    private final HandExecutor deliveries = new HandExecutor();
    private final List<Long> looks = new ArrayList<>();
    private Runnable duringLook = () -> {};
    private final RoomWaiters room = new RoomWaiters(this::look, deliveries);

    @Test
    void a_thousand_signals_before_the_look_cost_one_look() {
        add(0);
        signal(1_000);
        assertEquals(1, deliveries.waiting());
        deliveries.run();

        assertEquals(List.of(0L), looks);
    }

    @Test
    void a_thousand_signals_during_a_look_cost_one_more_look() {
        add(0);
        duringLook = () -> {
            if (looks.size() == 1) {
                signal(1_000);
                assertEquals(0, deliveries.waiting());
            }
        };
        signal(1);
        deliveries.run();

        assertEquals(List.of(0L, 0L), looks);
    }

    @Test
    void a_signal_for_which_there_is_no_thread_is_made_up_for_with_the_next_tick() {
        AtomicBoolean isFull = new AtomicBoolean(true);
        RoomWaiters busy = new RoomWaiters(this::look, task -> {
            if (isFull.getAndSet(false)) {
                throw new RejectedExecutionException("full");
            }
            deliveries.execute(task);
        });
        busy.add(new Waiter(new Cursor(0, Optional.empty()), Optional.empty(), UNTIL, new RecordingDelivery<>()));

        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            busy.changed();
            assertEquals(1, log.lines().size());
        }
        assertEquals(List.of(), looks);
        busy.tick(UNTIL.minusSeconds(1));
        deliveries.run();

        assertEquals(List.of(0L), looks);
    }

    @Test
    void a_signal_after_the_work_is_work_again() {
        add(0);
        signal(1);
        deliveries.run();
        signal(1);
        deliveries.run();

        assertEquals(List.of(0L, 0L), looks);
    }

    @Test
    void the_room_is_looked_at_once_for_each_cursor() {
        handler.store(ROOM, "one", "two", "three");
        for (long cursor : new long[] {3, 1, 3, 1, 3}) {
            add(cursor);
        }
        signal(1);
        deliveries.run();

        assertEquals(List.of(1L, 3L), looks.stream().sorted().toList());
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
    void whoever_is_answered_waits_no_more_and_whoever_is_ahead_does() {
        handler.store(ROOM, "one", "two");
        Poll behind = add(1);
        Poll ahead = add(2);
        signal(1);
        deliveries.run();

        assertEquals(List.of("two"), behind.texts());
        assertNull(ahead.kind());
        looks.clear();
        signal(1);
        deliveries.run();
        assertEquals(List.of(2L), looks);
    }

    @Test
    void a_look_that_fails_for_one_cursor_leaves_the_others_alone() {
        handler.store(ROOM, "one", "two", "three");
        List<Poll> polls = List.of(add(0), add(1), add(2));
        duringLook = () -> {
            if (looks.size() == 2) {
                throw new IllegalStateException("only this time");
            }
        };
        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            signal(1);
            deliveries.run();
            assertEquals(List.of("WARNING Could not look for new messages, trying again soon"), log.lines());
        }
        assertEquals(2, polls.stream().filter(Poll::isOver).count());

        room.tick(UNTIL.minusSeconds(1));
        deliveries.run();
        assertTrue(polls.stream().allMatch(Poll::isOver));
        assertEquals(4, looks.size());
        room.tick(UNTIL.minusSeconds(1));
        assertEquals(0, deliveries.waiting());
    }

    @Test
    void an_error_in_a_handlers_code_does_not_silence_the_room() {
        handler.store(ROOM, "one");
        Poll poll = add(0);
        duringLook = () -> {
            throw new NoClassDefFoundError("a jar that a plugin misses");
        };
        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            signal(1);
            deliveries.run();
            assertEquals(1, log.lines().size());
        }
        duringLook = () -> {};
        room.tick(UNTIL.minusSeconds(1));
        deliveries.run();

        assertEquals(List.of("one"), poll.texts());
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

    private Poll add(long cursorId) {
        Poll poll = new Poll();
        room.add(new Waiter(new Cursor(cursorId, Optional.empty()), Optional.empty(), UNTIL, poll));
        return poll;
    }

    private void signal(int times) {
        for (int i = 0; i < times; i++) {
            room.changed();
        }
    }

    private Look look(long cursorId) {
        looks.add(cursorId);
        duringLook.run();
        return Look.from(handler, ROOM, cursorId);
    }
}
