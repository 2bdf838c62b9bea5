package org.chatrooms.web.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Does what it was given when the test says so, on the test's own thread. */
public final class HandExecutor implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean shutDown;

    @Override
    public void execute(Runnable task) {
        if (shutDown) {
            throw new RejectedExecutionException("shut down");
        }
        tasks.add(task);
    }

    /** Does everything that waits, and what is added meanwhile. */
    public void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    public int waiting() {
        return tasks.size();
    }

    public void shutDown() {
        shutDown = true;
    }
}
