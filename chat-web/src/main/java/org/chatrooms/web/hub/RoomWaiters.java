package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who waits in one room, and the work of answering them.
 *
 * <p>Threading: signals come from any thread and only count up; one delivery thread at a time works them off, so that a
 * thousand signals during one look cost one more look. Nothing is held while a client is answered.
 */
final class RoomWaiters {
    private static final Logger LOG = LoggerFactory.getLogger(RoomWaiters.class);

    private final LongFunction<Look> look;
    private final Executor deliveries;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean lookFailed;

    /** @param look reads the room from a cursor's id on */
    RoomWaiters(LongFunction<Look> look, Executor deliveries) {
        this.look = look;
        this.deliveries = deliveries;
    }

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    void remove(Waiter waiter) {
        waiters.remove(waiter);
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    void forEach(Consumer<Waiter> action) {
        waiters.forEach(action);
    }

    /** The room changed: everybody whose cursor is behind is answered soon, by a delivery thread. */
    void changed() {
        if (signals.getAndIncrement() == 0) {
            try {
                deliveries.execute(this::workOff);
            } catch (RuntimeException | Error e) { // the message is committed: its sender must not hear of this
                LOG.warn("Could not deliver, trying again soon", e);
                lookFailed = true;
                signals.set(0);
            }
        }
    }

    private void workOff() {
        int seen;
        do {
            seen = signals.get();
            lookForEachCursor();
        } while (signals.addAndGet(-seen) != 0);
    }

    private void lookForEachCursor() {
        lookFailed = false;
        waiters.stream()
                .collect(Collectors.groupingBy(waiter -> waiter.cursor().id()))
                .forEach((cursorId, readers) -> {
                    try {
                        Look found = look.apply(cursorId);
                        readers.stream().filter(found::answers).forEach(waiters::remove);
                    } catch (RuntimeException | Error e) { // passed on, it would leave the room silent for good
                        LOG.warn("Could not look for new messages, trying again soon", e);
                        lookFailed = true;
                    }
                });
    }

    /** Ends the waits that are over, and looks again where the last look failed. */
    void tick(Instant now) {
        for (Waiter waiter : waiters) {
            if (!waiter.until().isAfter(now)) {
                waiter.delivery().nothingNew();
            }
        }
        waiters.removeIf(waiter -> waiter.delivery().isOver());
        if (lookFailed) {
            changed();
        }
    }
}
