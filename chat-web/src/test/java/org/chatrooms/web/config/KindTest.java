package org.chatrooms.web.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {
    private static final Kind NUMBER = Kind.wholeNumber(1, 100);
    private static final Kind WORD = Kind.oneOf("chat", "container");

    @Test
    void what_is_as_it_must_be_is_read() {
        assertEquals(true, read(Kind.BOOLEAN, "true"));
        assertEquals(false, read(Kind.BOOLEAN, "false"));
        assertEquals(1, read(NUMBER, "1"));
        assertEquals(100, read(NUMBER, "100"));
        assertEquals("container", read(WORD, "container"));
        assertEquals(List.of("a"), read(Kind.LIST, "a"));
        assertEquals(List.of("a", "b c"), read(Kind.LIST, " a ,b c"));
        assertEquals("anything, at all", read(Kind.TEXT, "anything, at all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "yes", "1", "true false"})
    void true_and_false_are_the_only_ones_of_their_kind(String value) {
        assertRefused("chatrooms.x must be true or false, not " + value, Kind.BOOLEAN, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "ten", "9999999999", "1 0"})
    void a_number_has_bounds(String value) {
        assertRefused("chatrooms.x must be a whole number from 1 to 100, not " + value, NUMBER, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Chat", "chat,container", "realm"})
    void one_of_a_few_words_is_none_other(String value) {
        assertRefused("chatrooms.x must be one of chat, container, not " + value, WORD, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,,b", ",a", "a, ,b", "a,"})
    void a_list_has_something_between_its_commas(String value) {
        assertRefused("chatrooms.x must be a list separated by commas, not " + value, Kind.LIST, value);
    }

    @Test
    void what_is_said_stays_in_one_line() {
        assertRefused("chatrooms.x must be true or false, not a\uFFFDb", Kind.BOOLEAN, "a\nb");
    }

    private static Object read(Kind kind, String value) {
        return kind.read("chatrooms.x", value);
    }

    private static void assertRefused(String message, Kind kind, String value) {
        assertEquals(
                message,
                assertThrows(StartupException.class, () -> read(kind, value)).getMessage());
    }
}
