package org.chatrooms.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintTest {
    @Test
    void what_is_said_is_what_is_heard() {
        assertEquals(Optional.of(new Hint(7, 42)), Hint.parse(new Hint(7, 42).toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "7",
                "7 ",
                "7 x",
                "-7 1",
                "7 -1",
                "7 1 1",
                "7\n1",
                "７ 1",
                "7 1.5",
                "99999999999999999999 1",
                "{\"room_id\": 7}",
                "7 1\n"
            })
    void everything_else_is_none(String text) {
        assertEquals(Optional.empty(), Hint.parse(text));
    }
}
