package org.chatrooms.spi;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions that nothing announces. */
public final class Await {
    /** Longer than anything takes, however busy the machine is. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /** Returns when the condition holds; fails the test if that takes too long. */
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("Waited " + LIMIT.toSeconds() + " s in vain until " + what);
            }
            Thread.onSpinWait();
        }
    }
}
