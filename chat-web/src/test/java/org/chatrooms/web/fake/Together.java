package org.chatrooms.web.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Several threads that do something at the same moment. */
public final class Together {
    /** Longer than anything takes, however busy the machine is. */
    public static final long LIMIT_SECONDS = 30;

    /** What one of the threads does. */
    @FunctionalInterface
    public interface Share {
        void of(int thread) throws Exception;
    }

    private Together() {}

    /** Returns when all are done; throws what one of them threw. */
    public static void run(int threads, Share work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            FutureTask<Void> task = new FutureTask<>(() -> {
                start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                work.of(number);
                return null;
            });
            tasks.add(task);
            Thread thread = new Thread(task, "together-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        for (FutureTask<Void> task : tasks) {
            task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
