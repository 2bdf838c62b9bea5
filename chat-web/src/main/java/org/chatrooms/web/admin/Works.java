package org.chatrooms.web.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What takes longer than a request may: done one after the other, in pieces, each a short transaction of its own, so that those
 * who chat do not notice. This node's alone, and forgotten with it; whatever must be finished is found again in the database.
 *
 * <p>Threading: any thread begins, looks and cancels; the executor's one thread works. Nobody interrupts it, for an interrupt inside
 * H2 closes the database for everyone: it looks at a flag between two pieces.
 */
public final class Works implements AutoCloseable {
    /** Does a piece of work, in pieces; an exception ends it. */
    @FunctionalInterface
    public interface Task {
        void run(Work work);
    }

    /** How many that are over are shown. */
    private static final int REMEMBERED = 20;

    private final Executor thread;
    private final Deque<Work> all = new ArrayDeque<>();
    private long lastNumber;
    private boolean isClosed;

    /** @param thread does one thing after another */
    public Works(Executor thread) {
        this.thread = thread;
    }

    /**
     * Has it done when all that was begun before is over.
     *
     * @param subject the name of what it is done to; empty if that is no one thing
     * @param who the name of whoever wants it; empty where nobody does
     */
    public synchronized Work begin(Work.Kind kind, String subject, String who, Task task) {
        Work work = add(kind, subject, who);
        thread.execute(() -> {
            work.run(task);
            forget();
        });
        return work;
    }

    /** What is done at once, by whoever asks: they ask {@link Work#goesOn} before each piece, and say when it ends. */
    synchronized Work watch(Work.Kind kind, String subject, String who) {
        forget();
        Work work = add(kind, subject, who);
        work.begin();
        return work;
    }

    private Work add(Work.Kind kind, String subject, String who) {
        Work work = new Work(++lastNumber, kind, subject, who);
        if (isClosed) {
            work.stop();
        }
        all.addFirst(work);
        return work;
    }

    private synchronized void forget() {
        int[] over = {0};
        all.removeIf(work -> work.isOver() && ++over[0] > REMEMBERED);
    }

    /** All that is not over, and the last that are; the latest first. */
    public synchronized List<Work> all() {
        return List.copyOf(all);
    }

    /** Cancels what has that number; empty if there is no such work, or it is over. */
    public Optional<Work> cancel(long number) {
        Optional<Work> found = all().stream()
                .filter(work -> work.number() == number && !work.isOver())
                .findFirst();
        found.ifPresent(Work::cancel);
        return found;
    }

    /** Has all of it end after the piece that is being done. */
    @Override
    public synchronized void close() {
        isClosed = true;
        all.forEach(Work::stop);
    }
}
