package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RowCacheTest {
    private final AtomicInteger readings = new AtomicInteger();
    private String row = "before";

    @Test
    void a_row_is_read_once_until_it_is_forgotten() {
        RowCache<Long, String> memory = new RowCache<>(key -> {
            readings.incrementAndGet();
            return Optional.of(row);
        });
        memory.get(1L);
        row = "after";

        assertEquals(Optional.of("before"), memory.get(1L));
        assertEquals(1, readings.get());

        memory.forget(1L);
        assertEquals(Optional.of("after"), memory.get(1L));

        row = "later";
        memory.forgetAll();
        assertEquals(Optional.of("later"), memory.get(1L));
    }

    @Test
    void what_was_not_found_is_looked_for_again() {
        RowCache<Long, String> memory = new RowCache<>(key -> Optional.ofNullable(row));
        row = null;
        assertEquals(Optional.empty(), memory.get(1L));

        row = "there now";
        assertEquals(Optional.of("there now"), memory.get(1L));
    }

    @Test
    void a_row_that_changed_while_it_was_read_is_not_kept() {
        RowCache<?, ?>[] itself = new RowCache<?, ?>[1];
        RowCache<Long, String> memory = new RowCache<>(key -> {
            String read = row;
            if (readings.incrementAndGet() == 1) {
                row = "after";
                itself[0].forgetAll();
            }
            return Optional.of(read);
        });
        itself[0] = memory;

        assertEquals(Optional.of("before"), memory.get(1L));
        assertEquals(Optional.of("after"), memory.get(1L));
    }
}
