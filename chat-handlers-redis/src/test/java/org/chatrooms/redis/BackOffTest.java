package org.chatrooms.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    private static void assertBetween(long least, long most, long millis) {
        assertTrue(least <= millis && millis <= most, millis + " ms, not " + least + " to " + most);
    }

    @Test
    void each_try_waits_about_twice_as_long_as_the_one_before_but_never_over_5_seconds() {
        for (long most : new long[] {100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000}) {
            assertBetween(most / 2, most, backOff.next());
        }
    }

    @Test
    void after_a_success_it_begins_anew() {
        backOff.next();
        backOff.next();
        backOff.reset();

        assertBetween(50, 100, backOff.next());
    }

    @Test
    void not_everybody_waits_equally_long() {
        Set<Long> waits = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            waits.add(new BackOff().next());
        }

        assertTrue(waits.size() > 1);
    }
}
