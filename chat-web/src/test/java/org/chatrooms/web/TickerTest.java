package org.chatrooms.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.fake.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TickerTest {
    static List<Throwable> failures() {
        return List.of(new IllegalStateException("a defect"), new NoClassDefFoundError("a jar that a plugin misses"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_tick_that_fails_is_followed_by_the_next(Throwable failure) throws Exception {
        CountDownLatch ticks = new CountDownLatch(2);
        try (LoggedBy log = new LoggedBy(Ticker.class);
                Ticker ticker = Ticker.start(() -> {
                    ticks.countDown();
                    TickerTest.<RuntimeException>raise(failure);
                })) {
            assertTrue(ticks.await(Together.LIMIT_SECONDS, TimeUnit.SECONDS), ticker::toString);
            assertEquals("SEVERE A tick failed; the next one comes", log.lines().get(0));
        }
    }

    @Test
    void close_waits_for_the_tick_that_runs_and_does_not_interrupt_it() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Ticker ticker = Ticker.start(() -> {
            running.countDown();
            ended.set(awaits(mayEnd));
        });
        assertTrue(running.await(Together.LIMIT_SECONDS, TimeUnit.SECONDS));

        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            ticker.close();
            return ended.get();
        });
        Thread closer = new Thread(closing, "closer");
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            assertFalse(closing.isDone());
            Thread.onSpinWait();
        }
        mayEnd.countDown();

        assertTrue(closing.get(Together.LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void after_close_there_is_no_tick() {
        AtomicInteger ticks = new AtomicInteger();
        Ticker ticker = Ticker.start(ticks::incrementAndGet);
        ticker.close();
        int before = ticks.get();
        ticker.close();

        assertEquals(before, ticks.get());
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("chatrooms-ticker")));
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(Together.LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }
}
