package org.chatrooms.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work on a thread of its own, which does not outlive the tests and is never interrupted: an interrupt may close an
 * embedded database for everybody.
 */
public final class InBackground<T> {
    /** What one of several threads does. */
    @FunctionalInterface
    public interface Share<T> {
        T of(int thread) throws Exception;
    }

    private final FutureTask<T> task;
    private final Thread thread;

    private InBackground(Callable<T> work, ThreadGroup group) {
        task = new FutureTask<>(work);
        thread = new Thread(group, task, "in-background");
        thread.setDaemon(true);
        thread.start();
    }

    public static <T> InBackground<T> start(Callable<T> work) {
        return new InBackground<>(work, null);
    }

    /** All threads that the work starts belong to this group, too. */
    static <T> InBackground<T> start(ThreadGroup group, Callable<T> work) {
        return new InBackground<>(work, group);
    }

    /** Does the work on several threads that start at the same moment; returns their results when all are done. */
    public static <T> List<T> together(int threads, Share<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<InBackground<T>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            all.add(start(() -> {
                start.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
                return work.of(thread);
            }));
        }
        List<T> results = new ArrayList<>();
        for (InBackground<T> one : all) {
            results.add(one.result());
        }
        return results;
    }

    /** The result, waited for if need be. Throws what the work threw. */
    public T result() throws Exception {
        try {
            return task.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("Not done in " + Await.LIMIT.toSeconds() + " s", e);
        }
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** Returns when the thread waits, without a time limit, for another thread of this process. */
    public void awaitWaiting() {
        Await.until("the thread waits", () -> thread.getState() == Thread.State.WAITING);
    }
}
