package org.chatrooms.web.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.chatrooms.model.ChatMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who waits in one room, and the work of answering them.
 *
 * <p>Threading: signals come from any thread and only count up; one delivery thread at a time works them off, so that a
 * thousand signals during one round cost one more round, which goes to the end of the queue: a busy room keeps no other
 * waiting. No lock is held while a client is answered.
 */
final class RoomWaiters {
    private static final Logger LOG = LoggerFactory.getLogger(RoomWaiters.class);

    /** How long a room is remembered that nobody waits in: people whose polls were answered come back. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /**
     * A signal can get lost, on its way from another node for one. Whoever comes to a room that was not looked at for so long
     * has it looked at.
     */
    private static final Duration OLD = Duration.ofSeconds(5);

    /**
     * After so many the log is looked at again: what came since the round began goes out together with what it began for, and
     * who was served before that gets it in the next round. In a busy room nobody is written to for each message.
     */
    private static final int GROUP = 32;

    private final RoomLog log;
    private final RoomUsers users;
    private final RoomTyping typing;
    private final Executor deliveries;
    private final Traffic traffic;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean roundFailed;
    private volatile Instant lookedAt;
    private Instant emptySince;

    /** @param now when somebody comes, and the room is looked at for the first time */
    RoomWaiters(RoomLog log, RoomUsers users, RoomTyping typing, Executor deliveries, Traffic traffic, Instant now) {
        this.log = log;
        this.users = users;
        this.typing = typing;
        this.deliveries = deliveries;
        this.traffic = traffic;
        this.lookedAt = now;
    }

    void add(Waiter waiter) {
        waiters.add(waiter);
        typing.known().ifPresent(waiter::tellTyping);
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

    /** Gives somebody who has come, or whose stream takes more again, what there is. */
    void serve(Waiter waiter, Instant now) {
        try {
            if (log.isBehind(waiter.cursorId())) {
                log.changed();
            }
            log.refresh();
            waiter.serve(log, users);
            if (log.isStale() || lookedAt.plus(OLD).isBefore(now)) { // stale: there was something, there may be more
                lookedAt = now;
                changed();
            }
        } catch (RuntimeException e) {
            waiter.delivery().failed(e);
        }
    }

    /** The room changed: everybody whose cursor is behind is answered soon, by a delivery thread. */
    void changed() {
        log.changed(); // before asking who waits: whoever comes after that sees it, and looks
        if (!waiters.isEmpty()) {
            startRound();
        }
    }

    void usersChanged() {
        users.changed();
    }

    /** What is remembered of the room is not believed any more. */
    void forget() {
        log.forget();
    }

    private void startRound() {
        if (signals.getAndIncrement() == 0) {
            goOn();
        }
    }

    private void goOn() {
        try {
            deliveries.execute(this::round);
        } catch (RuntimeException | Error e) { // the message is committed: its sender must not hear of this
            LOG.warn("Could not deliver, trying again soon", e);
            roundFailed = true;
            signals.set(0);
        }
    }

    private void round() {
        int seen = signals.get();
        roundFailed = false;
        long before = log.lastId();
        refresh();
        ChatMessage newest = log.last();
        long first = newest == null ? 0 : newest.id();
        int served = 0;
        for (Waiter waiter : waiters) {
            if (++served % GROUP == 0) {
                refresh();
            }
            if (roundFailed) {
                break;
            }
            serveInRound(waiter);
        }
        // Only what came since a look before this: with the first look come messages that nobody waited for.
        if (before > 0 && first > before && !roundFailed) {
            traffic.roundEnded(newest.date());
        }
        boolean isMore = !roundFailed && (log.isStale() || log.lastId() != first);
        if (signals.addAndGet(-seen) != 0 || (isMore && signals.getAndIncrement() == 0)) {
            goOn();
        }
    }

    private void refresh() {
        try {
            log.refresh();
        } catch (RuntimeException | Error e) { // passed on, it would leave the room silent for good
            LOG.warn("Could not look for new messages, trying again soon", e);
            roundFailed = true;
        }
    }

    private void serveInRound(Waiter waiter) {
        try {
            waiter.serve(log, users);
        } catch (RuntimeException | Error e) {
            LOG.warn("Could not look for new messages, trying again soon", e);
            roundFailed = true;
        }
        if (waiter.delivery().isOver()) {
            waiters.remove(waiter);
        }
    }

    /** Ends the waits that are over, tells who came and went and who types, and looks again where the last round failed. */
    void tick(Instant now) {
        for (Waiter waiter : waiters) {
            waiter.delivery().tick(now);
            if (!waiter.until().isAfter(now)) {
                waiter.delivery().nothingNew();
            }
        }
        waiters.removeIf(waiter -> waiter.delivery().isOver());
        log.tick();
        if (roundFailed) {
            changed();
        }
        tellUsers(now);
    }

    private void tellUsers(Instant now) {
        try {
            users.tick(now).ifPresent(news -> {
                waiters.forEach(waiter -> waiter.tell(news));
                startRound();
            });
            typing.tick(now).ifPresent(news -> {
                waiters.forEach(waiter -> waiter.tellTyping(news));
                startRound();
            });
        } catch (RuntimeException e) {
            LOG.warn("Could not find out who is here or types; the next who comes or goes is reason to try again", e);
        }
    }

    /** Whether nobody has waited for a while. Called by the thread that ticks. */
    boolean isForgotten(Instant now) {
        if (!waiters.isEmpty()) {
            emptySince = null;
        } else if (emptySince == null) {
            emptySince = now;
        }
        return emptySince != null && emptySince.plus(REMEMBERED).isBefore(now);
    }
}
