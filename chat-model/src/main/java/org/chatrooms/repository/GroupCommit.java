package org.chatrooms.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Lets concurrent senders of one room share a transaction. Everybody queues up first and then takes the room's lock: whoever
 * gets it either finds that their work was done by somebody before, or does everything that has queued up so far.
 *
 * <p>Threading: this is the one place where senders wait for each other. The lock is held during one database transaction and
 * nothing else. Nobody is interrupted here: an interrupt inside H2 would close the database for everyone.
 *
 * @param <W> a piece of work, which also takes its result
 */
final class GroupCommit<W extends GroupCommit.Work> {
    /** Enough to make the cost of a commit small for each, small enough to keep everybody's wait short. */
    static final int MAX_BATCH = 200;

    /** Something to be committed that knows whether it was. */
    interface Work {
        boolean isDone();
    }

    private static final class RoomQueue<W> {
        final Queue<W> waiting = new ConcurrentLinkedQueue<>();
        final ReentrantLock lock = new ReentrantLock();
    }

    private final Map<Long, RoomQueue<W>> rooms = new ConcurrentHashMap<>();
    private final BiConsumer<Long, List<W>> commit;

    /** @param commit commits a batch for a room; marks each piece of it as done, and does not throw */
    GroupCommit(BiConsumer<Long, List<W>> commit) {
        this.commit = commit;
    }

    /** Returns when the work is done, by this thread or by another. */
    void submit(long roomId, W work) {
        RoomQueue<W> room = rooms.computeIfAbsent(roomId, id -> new RoomQueue<>());
        room.waiting.add(work);
        room.lock.lock();
        try {
            while (!work.isDone()) {
                commit.accept(roomId, next(room.waiting));
            }
        } finally {
            room.lock.unlock();
        }
    }

    private static <W> List<W> next(Queue<W> waiting) {
        List<W> batch = new ArrayList<>();
        for (W work = waiting.poll(); work != null; work = batch.size() < MAX_BATCH ? waiting.poll() : null) {
            batch.add(work);
        }
        return batch;
    }
}
