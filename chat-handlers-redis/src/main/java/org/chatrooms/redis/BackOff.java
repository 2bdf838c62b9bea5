package org.chatrooms.redis;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: longer after each, and for nobody the same, so that not all nodes come back at once.
 * Threading: one thread.
 */
final class BackOff {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private long millis = FIRST_MILLIS;

    /** Milliseconds, between half of it and all of it. */
    long next() {
        long most = millis;
        millis = Math.min(2 * millis, LONGEST_MILLIS);
        return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    }

    /** It worked. */
    void reset() {
        millis = FIRST_MILLIS;
    }
}
