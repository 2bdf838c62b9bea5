package org.chatrooms.web.listener;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Brings a room's messages into the order of their ids, although those who sent them come back in any.
 *
 * <p>Threading: any number of senders, each for a moment; what is next is handed on under the lock, and must not wait.
 */
final class RoomSequence {
    /** @param begun how many had begun to send when it was back: one with a smaller id is among them */
    private record Back(Said said, long begun) {}

    private final Consumer<Said> next;
    private final NavigableSet<Long> sending = new TreeSet<>();
    private final NavigableMap<Long, Back> waiting = new TreeMap<>();
    private long begun;
    private long latest;

    RoomSequence(Consumer<Said> next) {
        this.next = next;
    }

    /** Somebody begins to send; gives their turn. */
    synchronized long begin() {
        sending.add(++begun);
        return begun;
    }

    /**
     * They are back.
     *
     * @param said what was stored; null if nothing was. What is not newer than the latest was sent a second time.
     */
    synchronized void end(long turn, Said said) {
        sending.remove(turn);
        if (said != null && said.message().id() > latest) {
            waiting.putIfAbsent(said.message().id(), new Back(said, begun));
        }
        long oldest = sending.isEmpty() ? Long.MAX_VALUE : sending.first();
        while (!waiting.isEmpty()
                && (waiting.firstEntry().getValue().begun() < oldest
                        || waiting.size() > Listening.MOST_WAITING)) { // for one who hangs
            Said first = waiting.pollFirstEntry().getValue().said();
            latest = first.message().id();
            next.accept(first);
        }
    }

    /** Ids may begin anew. */
    synchronized void forget() {
        latest = 0;
    }
}
