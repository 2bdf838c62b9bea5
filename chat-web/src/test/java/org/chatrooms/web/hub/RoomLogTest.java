package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.spi.RecordingSignals;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakeMessageHandler.Read;
import org.chatrooms.web.fake.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomLogTest {
    private static final long ROOM = 1;
    private static final int CROWD = 8;
    private static final int HALF_A_KILOBYTE = 512;

    private final FakeMessageHandler handler = new FakeMessageHandler();
    private final RoomLog log = new RoomLog(handler, ROOM);

    @ParameterizedTest
    @CsvSource({"0, -1", "1, 0", "5, 4", "100, 99"})
    void what_is_older_than_the_memory_is_read_once_and_from_the_cursors_own_message_on(long cursor, long after) {
        store(400);
        refresh();
        look(cursor);
        look(cursor);

        assertEquals(List.of(new Read(ROOM, after)), handler.reads());
    }

    @Test
    void what_is_in_memory_is_not_read() {
        store(400);
        refresh();

        assertEquals(numbers(251, 400), texts(look(250)));
        assertTrue(look(400).isEmpty());
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void a_small_room_is_in_memory_from_its_start() {
        store(10);
        refresh();
        handler.reads();

        assertEquals(numbers(1, 10), texts(look(0)));
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void an_empty_room_has_nothing_until_it_has_something() {
        refresh();
        assertTrue(look(0).isEmpty());
        store(1);
        log.changed();
        refresh();

        assertEquals(List.of("1"), texts(look(0)));
    }

    @Test
    void the_cursors_own_message_is_no_news_and_takes_no_place_in_the_batch() {
        store(1 + 2 * Batch.MAX_ENTRIES);
        refresh();

        assertEquals(numbers(2, 201), texts(look(1)));
        assertEquals(numbers(202, 401), texts(look(201)));
    }

    @Test
    void readers_at_one_place_are_judged_each_by_their_own_date() {
        store(2);
        refresh();
        Instant date = handler.dateOf(ROOM, 1);
        Look look = look(1);

        assertTrue(look.proves(at(1, date)));
        assertFalse(look.proves(at(1, date.plusNanos(1_000))));
        assertTrue(look.proves(at(1)));
    }

    @Test
    void a_crowd_at_one_place_costs_one_reading_and_gets_one_answer() throws Exception {
        store(400);
        refresh();
        List<Shared<Batch>> answers = Collections.synchronizedList(new ArrayList<>());
        Together.run(CROWD, thread -> answers.add(look(5).news()));

        answers.forEach(answer -> assertSame(answers.get(0), answer));
        assertEquals(1, handler.reads().size());
    }

    @Test
    void without_a_signal_nothing_is_read() {
        store(1);
        refresh();
        handler.reads();
        refresh();

        assertEquals(1, handler.recentReads());
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void after_a_signal_it_is_read_on_from_the_last_message() {
        store(3);
        refresh();
        handler.reads();
        store(2);
        log.changed();
        refresh();

        assertEquals(List.of(new Read(ROOM, 2)), handler.reads());
        assertEquals(numbers(3, 5), texts(look(2)));
    }

    @Test
    void a_signal_during_a_reading_is_reason_for_another() {
        store(1);
        refresh();
        handler.afterNextRead(() -> {
            store(1);
            log.changed();
        });
        log.changed();
        refresh();
        assertTrue(look(1).isEmpty());
        assertTrue(log.isStale());
        refresh();

        assertEquals(List.of("2"), texts(look(1)));
    }

    @Test
    void a_reading_that_fails_fails_for_all_who_waited_and_is_tried_anew_by_those_who_come_later() throws Exception {
        store(1);
        refresh();
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(CROWD - 1);
        log.changed();
        handler.afterNextRead(() -> {
            reading.countDown();
            awaitBlocked(others);
            handler.fail(new IllegalStateException("later ones"));
            throw new IllegalStateException("no database");
        });
        Together.run(CROWD, thread -> {
            if (thread > 0) {
                assertTrue(reading.await(Together.LIMIT_SECONDS, TimeUnit.SECONDS));
                Thread.currentThread().setName("waits-for-the-reading");
                others.countDown();
            }
            assertEquals(
                    "no database",
                    assertThrows(IllegalStateException.class, this::refresh).getMessage());
            failed.incrementAndGet();
        });
        assertEquals(CROWD, failed.get());

        handler.fail(null);
        handler.reads();
        store(1);
        refresh();
        assertEquals(1, handler.reads().size());
        assertEquals(List.of("2"), texts(look(1)));
    }

    /** Until all of them wait for this object. */
    private static void awaitBlocked(CountDownLatch others) {
        try {
            assertTrue(others.await(Together.LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Thread[] threads = new Thread[Thread.activeCount() + CROWD];
        while (IntStream.range(0, Thread.enumerate(threads))
                        .filter(i -> threads[i].getName().equals("waits-for-the-reading"))
                        .filter(i -> threads[i].getState() == Thread.State.BLOCKED)
                        .count()
                < CROWD - 1) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_error_is_nobody_elses_failure() {
        store(1);
        handler.fail(new NoClassDefFoundError("a jar that a plugin misses"));
        assertThrows(NoClassDefFoundError.class, this::refresh);
        handler.fail(null);
        refresh();

        assertEquals(List.of("1"), texts(look(0)));
    }

    @Test
    void a_database_that_went_back_is_noticed_and_the_memory_dropped() {
        store(5);
        refresh();
        Cursor ahead = at(5, handler.dateOf(ROOM, 5));
        handler.goBackTo(ROOM, 3);
        log.changed();
        refresh();

        assertFalse(log.look(ahead).proves(ahead));
        assertEquals(List.of("3"), texts(look(2)));
    }

    @Test
    void a_database_that_went_back_and_another_way_is_noticed_by_the_date() {
        store(5);
        refresh();
        Cursor before = at(4, handler.dateOf(ROOM, 4));
        handler.goBackTo(ROOM, 3);
        handler.store(ROOM, "other 4", "other 5", "other 6");
        log.changed();
        refresh();

        assertFalse(log.look(before).proves(before));
        assertEquals(List.of("other 4", "other 5", "other 6"), texts(look(3)));
    }

    @Test
    void a_room_that_became_empty_is_noticed() {
        store(5);
        refresh();
        Cursor last = at(5, handler.dateOf(ROOM, 5));
        handler.forget(ROOM);
        log.changed();
        refresh();

        assertFalse(log.look(last).proves(last));
        assertTrue(look(0).isEmpty());
    }

    @Test
    void whether_somebody_is_ahead_is_judged_by_the_database() {
        store(5);
        refresh();
        store(1); // of another node, whose signal got lost
        Cursor ahead = at(6, handler.dateOf(ROOM, 6));

        assertTrue(log.look(ahead).proves(ahead));
        assertTrue(log.look(ahead).isEmpty());
    }

    @Test
    void who_read_on_in_the_database_past_the_memory_is_not_ahead() {
        handler.giveAtMost(Integer.MAX_VALUE, 2);
        store(5);
        refresh();
        store(1);
        Look look = look(2);
        assertEquals(numbers(3, 6), texts(look));

        assertTrue(log.look(look.next()).proves(look.next()));
    }

    @Test
    void a_bare_number_is_believed_wherever_it_stands() {
        store(400);
        refresh();

        for (long id : new long[] {0, 7, 300, 400, 1_000}) {
            assertTrue(look(id).proves(at(id)), "at " + id);
        }
        assertTrue(look(1_000).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300})
    void holes_in_the_ids_hide_nothing(int count) {
        handler.leaveHoles(3); // 1, 4, 7 …
        store(count);
        refresh();
        long last = 1 + 3L * (count - 1);

        for (long id = last - 24; id < last; id++) {
            long cursor = id;
            assertEquals(
                    LongStream.range(0, count)
                            .map(i -> 1 + 3 * i)
                            .filter(i -> i > cursor)
                            .boxed()
                            .toList(),
                    ids(look(cursor)),
                    "after " + cursor);
        }
        Cursor inHole = at(last - 1, handler.dateOf(ROOM, last));
        assertFalse(log.look(inHole).proves(inHole));
    }

    @Test
    void a_handler_that_gives_less_than_there_is_is_asked_until_it_gives_nothing() {
        store(1);
        refresh();
        handler.giveAtMost(2, 2);
        store(5);
        log.changed();
        for (int readings = 0; log.isStale() && readings < 100; readings++) {
            refresh();
        }

        assertEquals(numbers(2, 6), texts(look(1)));
        handler.reads();
        refresh();
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void a_handler_that_gives_few_recent_ones_has_older_ones_too() {
        handler.giveAtMost(Integer.MAX_VALUE, 2);
        store(5);
        refresh();

        assertEquals(numbers(1, 5), texts(look(0)));
        assertEquals(numbers(3, 5), texts(look(2)));
    }

    @Test
    void it_remembers_400_messages() {
        store(200);
        refresh();
        readOn(300);
        handler.reads();

        assertEquals(numbers(102, 301), texts(look(101)));
        assertEquals(List.of(), handler.reads());
        assertEquals(numbers(101, 300), texts(look(100)));
        assertEquals(List.of(new Read(ROOM, 99)), handler.reads());
    }

    @Test
    void it_remembers_128_thousand_characters() {
        handler.store(
                ROOM, Collections.nCopies(399, "x".repeat(HALF_A_KILOBYTE)).toArray(String[]::new));
        refresh();
        handler.store(ROOM, "y");
        log.changed();
        refresh();
        handler.reads();

        look(200);
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void of_longer_messages_it_remembers_fewer() {
        handler.store(
                ROOM, Collections.nCopies(50, "x".repeat(10 * HALF_A_KILOBYTE)).toArray(String[]::new));
        refresh();
        handler.reads();

        look(26); // 25 messages of 5 KB, from the 26th on
        assertEquals(List.of(), handler.reads());
        look(25);
        assertEquals(List.of(new Read(ROOM, 24)), handler.reads());
    }

    @Test
    void a_message_that_is_longer_than_the_memory_hides_nothing() {
        store(300);
        handler.store(ROOM, "x".repeat(200_000));
        refresh();
        assertTrue(look(301).isEmpty());
        store(1);
        log.changed();
        refresh();

        Cursor cursor = at(301, handler.dateOf(ROOM, 301));
        assertTrue(log.look(cursor).proves(cursor));
        assertEquals(List.of("302"), texts(look(301)));
    }

    @Test
    void what_was_taken_back_has_no_text_in_memory_and_no_edit_of_it_has() {
        handler.announceTo(new RecordingSignals());
        handler.store(ROOM, "secret 1", "stays");
        handler.change(ROOM, Kind.EDIT, 1, "secret 2");
        handler.change(ROOM, Kind.EDIT, 2, "stays, too");
        refresh();
        assertEquals(List.of("secret 1", "stays", "secret 2", "stays, too"), texts(look(0)));

        handler.change(ROOM, Kind.DELETE, 1, "");
        log.changed();
        refresh();

        assertEquals(List.of("", "stays", "", "stays, too", ""), texts(look(0)));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), ids(look(0)));
    }

    @Test
    void what_was_brought_back_has_its_text_until_it_is_taken_back_again() {
        handler.announceTo(new RecordingSignals());
        handler.store(ROOM, "bread");
        handler.change(ROOM, Kind.DELETE, 1, "");
        handler.change(ROOM, Kind.RESTORE, 1, "bread");
        refresh();
        assertEquals("bread", texts(look(0)).get(2));

        handler.change(ROOM, Kind.DELETE, 1, "");
        log.changed();
        refresh();

        assertEquals(List.of("", "", "", ""), texts(look(0)));
    }

    /** A handler of somebody's own may give such a thing: it takes nothing back, and the room goes on. */
    @Test
    void a_deletion_of_nothing_is_passed_over() {
        record Stray(long id, String username, Instant date, String content) implements ChatMessage {
            @Override
            public Kind kind() {
                return Kind.DELETE;
            }
        }
        Instant now = Instant.parse("2026-02-01T00:00:00Z");
        List<Shared<ChatMessage>> entries = List.of(new Shared<>(new Stray(7, "ann", now, "")));

        Recent recent = new Recent(List.of(), true).with(entries);

        assertEquals(7, recent.last().id());
    }

    @Test
    void a_tick_lets_go_of_what_a_crowd_left_behind() {
        store(400);
        refresh();
        Look older = look(5);
        Look few = look(400);
        log.tick();
        assertSame(few, look(400));
        assertNotSame(older, look(5));

        for (int id = 300; id < 320; id++) {
            look(id);
        }
        log.tick();
        assertNotSame(few, look(400));
    }

    /** The thread that ticks ends the waits in all rooms. */
    @Test
    void a_tick_does_not_wait_for_a_reading() throws Exception {
        store(400);
        refresh();
        look(4); // there is something to let go of
        CountDownLatch ticked = new CountDownLatch(1);
        FutureTask<Void> tick = new FutureTask<>(() -> {
            log.tick();
            ticked.countDown();
            return null;
        });
        AtomicInteger inTime = new AtomicInteger();
        handler.afterNextRead(() -> {
            new Thread(tick, "ticker").start();
            try {
                inTime.set(ticked.await(Together.LIMIT_SECONDS / 3, TimeUnit.SECONDS) ? 1 : 0);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        look(5);
        tick.get(Together.LIMIT_SECONDS, TimeUnit.SECONDS);

        assertEquals(1, inTime.get());
    }

    @Test
    void what_it_is_told_to_forget_is_read_anew() {
        store(5);
        refresh();
        handler.goBackTo(ROOM, 0);
        handler.store(ROOM, "other");
        log.forget();
        assertEquals(List.of("other"), texts(look(0)));
        refresh();

        assertEquals(List.of("other"), texts(look(0)));
        assertEquals(2, handler.recentReads());
    }

    @Test
    void what_one_room_is_told_to_forget_is_not_found_in_another() {
        handler.store(2, "of another room");
        RoomLog other = new RoomLog(handler, 2);
        other.forget();
        assertEquals(List.of("of another room"), texts(other.look(at(0))));
        store(1);
        log.forget();

        assertEquals(List.of("1"), texts(look(0)));
    }

    private void store(int count) {
        long last = Math.max(0, handler.getLatestMessageId(ROOM));
        handler.store(
                ROOM,
                LongStream.rangeClosed(last + 1, last + count)
                        .mapToObj(String::valueOf)
                        .toArray(String[]::new));
    }

    private void readOn(int count) {
        store(count);
        log.changed();
        while (log.isStale()) {
            refresh();
        }
    }

    private void refresh() {
        log.refresh();
    }

    private Look look(long cursorId) {
        return log.look(at(cursorId));
    }

    private static Cursor at(long id) {
        return new Cursor(id, Optional.empty());
    }

    private static Cursor at(long id, Instant date) {
        return new Cursor(id, Optional.of(date));
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }

    private static List<String> texts(Look look) {
        return look.news().content().entries().stream()
                .map(message -> message.content().content())
                .toList();
    }

    private static List<Long> ids(Look look) {
        return look.news().content().entries().stream()
                .map(message -> message.content().id())
                .toList();
    }
}
