package org.chatrooms.spi;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions that nothing announces. */
public final class Await {
    /** Longer than anything takes, however busy the machine is. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private Await() {}

    /** Returns when the condition holds; fails the test if that takes too long. */
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("Waited " + LIMIT.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(PAUSE); // what it waits for may need this processor
        }
    }
}
