package org.chatrooms.web;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that time passes on. Stopped by a flag and never by an interrupt, which inside H2 would close the database
 * for everyone.
 */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long PERIOD_MILLIS = 250;
    private static final long STOP_MILLIS = 10_000;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private Ticker(Runnable tick) {
        thread = new Thread(() -> run(tick), "chatrooms-ticker");
        thread.setDaemon(true);
    }

    static Ticker start(Runnable tick) {
        Ticker ticker = new Ticker(tick);
        ticker.thread.start();
        return ticker;
    }

    private void run(Runnable tick) {
        try {
            while (!stopped.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                tickOnce(tick);
            }
        } catch (InterruptedException e) {
            LOG.error("Somebody interrupted the ticker: nothing is going to end any more", e);
        }
    }

    private static void tickOnce(Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException | Error e) { // a plugin's, mostly
            LOG.error("A tick failed; the next one comes", e);
        }
    }

    /** Returns when no tick is running any more, or after 10 s. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                LOG.warn("A tick did not end within {} ms", STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
