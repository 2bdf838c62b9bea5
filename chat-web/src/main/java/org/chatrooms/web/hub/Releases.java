package org.chatrooms.web.hub;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often somebody, or everybody in a room, was sent home: as many counters as fit into 256 KB, whoever comes. Two that share
 * one cost a question that is asked twice, once in a long while.
 *
 * <p>Threading: any number of threads.
 */
final class Releases {
    private static final int COUNTERS = 1 << 16;

    private final AtomicIntegerArray counters = new AtomicIntegerArray(COUNTERS);

    /** @param whom a person's key, or a room's number */
    void count(Object whom) {
        counters.incrementAndGet(place(whom));
    }

    long of(Object whom) {
        return counters.get(place(whom));
    }

    private static int place(Object whom) {
        int hash = whom.hashCode();
        return (hash ^ (hash >>> 16)) & (COUNTERS - 1);
    }
}
