package org.chatrooms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
    private static final String NAME = "A room's name has 1 to 64 characters and no control characters";
    private static final String DESCRIPTION = "A room's description has at most 1000 characters";

    @ParameterizedTest
    @MethodSource
    void takes(String name, String slug, String description) {
        Room room = Room.open(name, slug, description);

        assertEquals(new Room(0, name, slug, description, true, false, Optional.empty()), room);
    }

    static Stream<Arguments> takes() {
        return Stream.of(
                Arguments.of("x", "x", ""),
                Arguments.of("x".repeat(64), "x".repeat(64), "x".repeat(1000)),
                Arguments.of("Café \uD83D\uDE00", "Cafe_1-", "one\ntwo"));
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String name, String description, String reason) {
        InvalidInput refusal = assertThrows(InvalidInput.class, () -> Room.open(name, "slug", description));

        assertEquals(reason, refusal.getMessage());
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                Arguments.of("", "", NAME),
                Arguments.of("  ", "", NAME),
                Arguments.of("x".repeat(65), "", NAME),
                Arguments.of("a\nb", "", NAME),
                Arguments.of("a\0b", "", NAME),
                Arguments.of("a\u0085b", "", NAME),
                Arguments.of("x", "x".repeat(1001), DESCRIPTION),
                Arguments.of("x", "a\0b", DESCRIPTION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a.b", "é", "a\n", "..", "%41"})
    void refuses_the_slug(String slug) {
        assertThrows(InvalidInput.class, () -> Room.open("A room", slug, ""));
        assertThrows(InvalidInput.class, () -> Room.open("A room", slug + "x".repeat(65), ""));
    }

    @Test
    void with_its_number_it_is_the_same_room() {
        Room room = new Room(0, "A room", "a-room", "about", false, true, Optional.of("hash"));

        assertEquals(new Room(9, "A room", "a-room", "about", false, true, Optional.of("hash")), room.withId(9));
    }
}
