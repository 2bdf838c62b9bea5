package org.chatrooms.repository;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Lets concurrent senders of one room share a transaction. Whoever finds the room free leads: commits, and hands on. All
 * others sleep until somebody did their work, or until it is their turn to lead and to do all that has queued up: each is
 * woken once, and goes on without a lock that all others want at the same moment.
 *
 * <p>Threading: this is the one place where senders wait for each other. The room is held during one database transaction and
 * nothing else, and is handed on whatever that ends with. Nobody is interrupted in here: an interrupt inside H2 would close
 * the database for everyone. One that comes from elsewhere is kept until the work is done.
 *
 * @param <W> a piece of work, which also takes its result
 */
final class GroupCommit<W> {
    /** Enough to make the cost of a commit small for each, small enough to keep everybody's wait short. */
    static final int MAX_BATCH = 200;

    private enum Turn {
        WAITING,
        LEADING,
        DONE
    }

    private static final class Sender<W> {
        final W work;
        final Thread thread = Thread.currentThread();
        volatile Turn turn = Turn.WAITING;

        Sender(W work) {
            this.work = work;
        }

        void wake(Turn next) {
            turn = next;
            LockSupport.unpark(thread);
        }
    }

    /** Who waits, by room: there while somebody leads, and changed only by {@code compute}. */
    private final Map<Long, Queue<Sender<W>>> rooms = new ConcurrentHashMap<>();

    private final BiConsumer<Long, List<W>> commit;

    /** @param commit commits a batch for a room, and gives each piece of work its result */
    GroupCommit(BiConsumer<Long, List<W>> commit) {
        this.commit = commit;
    }

    /** Returns when the work is done, by this thread or by another, or when whoever tried to do it failed. */
    void submit(long roomId, W work) {
        Sender<W> self = new Sender<>(work);
        rooms.compute(roomId, (id, waiting) -> {
            if (waiting == null) {
                self.turn = Turn.LEADING;
                return new ArrayDeque<>();
            }
            waiting.add(self);
            return waiting;
        });
        boolean interrupted = Thread.interrupted();
        try {
            while (self.turn == Turn.WAITING) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (self.turn == Turn.LEADING) {
                lead(roomId, self);
            }
        } finally {
            if (interrupted) {
                self.thread.interrupt();
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on the yield but how large a batch is
    private void lead(long roomId, Sender<W> self) {
        List<Sender<W>> followers = new ArrayList<>();
        // A commit that waits for no disk lets nobody else run on a machine with one processor. Without this whoever is
        // received already, but not here yet, would miss the batch: with eight senders 7 share one, instead of 2.
        Thread.yield();
        try {
            rooms.computeIfPresent(roomId, (id, waiting) -> {
                while (followers.size() < MAX_BATCH - 1 && !waiting.isEmpty()) {
                    followers.add(waiting.remove());
                }
                return waiting;
            });
            List<W> batch = new ArrayList<>();
            batch.add(self.work);
            followers.forEach(follower -> batch.add(follower.work));
            commit.accept(roomId, batch);
        } finally {
            // The next leader last: what these send next may be in its batch already.
            followers.forEach(follower -> follower.wake(Turn.DONE));
            handOn(roomId);
        }
    }

    private void handOn(long roomId) {
        rooms.computeIfPresent(roomId, (id, waiting) -> {
            if (waiting.isEmpty()) {
                return null;
            }
            waiting.remove().wake(Turn.LEADING);
            return waiting;
        });
    }
}
