package org.chatrooms.repository;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Rows that are asked for with nearly every request, kept until somebody says that they changed.
 *
 * <p>Threading: any number of threads. A row that was read before a change and is put here after it would stay for good: so
 * whoever puts one looks whether anything was forgotten meanwhile, and no lock is held while the database is asked.
 */
final class RowCache<K, V> {
    /** Far more than a chat has in use at a time; beyond it, everything is read anew. */
    private static final int MAX_SIZE = 20_000;

    private final Map<K, V> known = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();
    private final Function<K, Optional<V>> read;

    /** @param read finds what is not known; what it does not find is looked for again the next time */
    RowCache(Function<K, Optional<V>> read) {
        this.read = read;
    }

    Optional<V> get(K key) {
        V value = known.get(key);
        if (value != null) {
            return Optional.of(value);
        }
        long before = forgotten.get();
        Optional<V> found = read.apply(key);
        found.ifPresent(row -> remember(key, row, before));
        return found;
    }

    private void remember(K key, V row, long before) {
        if (known.size() >= MAX_SIZE) {
            known.clear();
        }
        known.put(key, row);
        if (forgotten.get() != before) {
            known.remove(key, row);
        }
    }

    void forget(K key) {
        forgotten.incrementAndGet();
        known.remove(key);
    }

    void forgetAll() {
        forgotten.incrementAndGet();
        known.clear();
    }
}
