package org.chatrooms.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWireTest {
    private final Wire wire = new PlainWire();

    @Test
    void what_is_said_is_what_is_heard() {
        assertEquals(List.of(new Hint(7, 42)), wire.read(wire.write(new Hint(7, 42))));
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
        assertEquals(List.of(), wire.read(text));
    }
}
