package org.chatrooms.web.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chatrooms.spi.MessageListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener, with its thread and what waits for it.
 *
 * <p>Threading: any thread hands over and asks for the counts; the listener's own tells it. That may be in the database, and is
 * never interrupted: one that hangs stays, and keeps no process from ending.
 */
final class Listening {
    /** Such a queue takes at most about 10 MB, of the longest messages. */
    static final int MOST_WAITING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final Duration COMPLAINS_EVERY = Duration.ofMinutes(1);

    private final MessageListener listener;
    private final Clock clock;
    private final ThreadPoolExecutor thread;
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private Instant nextComplaint = Instant.MIN;

    Listening(MessageListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        // Its thread begins with the first message.
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread made = new Thread(task, "chatrooms-listener-" + name());
                    made.setDaemon(true);
                    return made;
                },
                (task, pool) -> miss());
    }

    String name() {
        return listener.getClass().getName();
    }

    /** How many messages it missed because it was behind. */
    long missed() {
        return missed.get();
    }

    /** How often it threw something. */
    long failed() {
        return failed.get();
    }

    void hear(Said said) {
        thread.execute(() -> tell(said));
    }

    private void miss() {
        if (missed.getAndIncrement() == 0 && !thread.isShutdown()) {
            LOG.warn("{} is {} messages behind, and misses what comes meanwhile", name(), MOST_WAITING);
        }
    }

    private void tell(Said said) {
        try {
            listener.messageReceived(said.roomId(), said.sender(), said.message());
        } catch (Throwable e) { // some languages have no checked exceptions
            failed.incrementAndGet();
            LOG.debug("{} failed", name(), e);
            Instant now = clock.instant();
            if (!nextComplaint.isAfter(now)) {
                nextComplaint = now.plus(COMPLAINS_EVERY);
                complain(said, e);
            }
        }
    }

    private void complain(Said said, Throwable e) {
        // What somebody said may be in it, and must not end the line or mean anything to whatever reads it.
        String reason = e.toString().replaceAll("[$\\p{C}\\p{Zl}\\p{Zp}]", "?");
        LOG.warn(
                "{} failed at message {} of room {} ({} so far): {}",
                name(),
                said.message().id(),
                said.roomId(),
                failed,
                reason);
    }

    /** Takes no more. */
    void stop() {
        thread.shutdown();
    }

    /** Closes it when it has heard what it took, or when this is over, without the rest. */
    void close(Duration patience) {
        if (!isDoneWithin(patience)) {
            LOG.warn(
                    "{} still hears a message, and {} more are not told; it hangs, or is slow",
                    name(),
                    thread.getQueue().size());
            thread.getQueue().clear();
        }
        listener.close();
    }

    private boolean isDoneWithin(Duration patience) {
        try {
            return thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
