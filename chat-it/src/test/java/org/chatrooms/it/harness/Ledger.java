package org.chatrooms.it.harness;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What writers did. Each text is one message. Threading: any number of threads. */
public final class Ledger {
    private final Queue<String> attempted = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    void attempt(String text) {
        attempted.add(text);
    }

    void acknowledge(String text) {
        acknowledged.put(text, System.nanoTime());
    }

    /** All texts that were ever sent. */
    public Collection<String> attempted() {
        return attempted;
    }

    /** The texts whose POST was answered 2xx. */
    public Set<String> acknowledged() {
        return acknowledged.keySet();
    }

    /** When that was, as {@link System#nanoTime} says it; null for one that was never answered. */
    public Long acknowledgedAt(String text) {
        return acknowledged.get(text);
    }
}
