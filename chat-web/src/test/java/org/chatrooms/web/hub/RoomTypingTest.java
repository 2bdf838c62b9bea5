package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomTypingTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private List<String> typists = List.of();
    private final RoomTyping typing = new RoomTyping(() -> typists);

    @Test
    void where_nobody_types_nothing_is_told() {
        assertEquals(Optional.empty(), typing.known());
        assertEquals(Optional.empty(), tick(0));
    }

    @Test
    void who_types_is_told_once_and_that_nobody_does_any_more() {
        typists = List.of("ann", "bob");
        assertEquals(Optional.of(new Typing(2, List.of("ann", "bob"))), tick(0));
        assertEquals(Optional.empty(), tick(1_000));

        typists = List.of();
        assertEquals(Optional.of(new Typing(0, List.of())), tick(2_000));
        assertEquals(Optional.empty(), typing.known());
    }

    @Test
    void it_is_told_at_most_once_a_second() {
        typists = List.of("ann");
        tick(0);
        typists = List.of("bob");

        assertEquals(Optional.empty(), tick(999));
        assertEquals(Optional.of(new Typing(1, List.of("bob"))), tick(1_000));
    }

    @Test
    void of_many_the_first_four_are_named() {
        typists = List.of("a", "b", "c", "d", "e");

        assertEquals(Optional.of(new Typing(5, List.of("a", "b", "c", "d"))), tick(0));
    }

    private Optional<Typing> tick(long millis) {
        return typing.tick(NOW.plus(Duration.ofMillis(millis))).map(Shared::content);
    }
}
