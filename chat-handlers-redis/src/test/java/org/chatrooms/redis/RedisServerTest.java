package org.chatrooms.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisServerTest {
    private static final String SETTING = "chatrooms.some.url";

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, localhost:6379",
        "redis://localhost:6380/3, localhost:6380",
        "redis://:secret@redis.example.org/0, redis.example.org:6379",
        "rediss://ann:secret@redis.example.org:7000, redis.example.org:7000",
        "' redis://localhost ', localhost:6379"
    })
    void a_url_says_where_it_is(String url, String address) {
        assertEquals(address, RedisServer.at(SETTING, url).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:6379",
                "http://localhost",
                "redis://",
                "redis:///0",
                "redis://localhost/x",
                "redis://ann:secret@local host",
                "rediss://ann:secret@:7000"
            })
    void anything_else_is_refused_by_the_name_of_the_setting_and_without_the_password(String url) {
        String message = assertThrows(IllegalArgumentException.class, () -> RedisServer.at(SETTING, url))
                .getMessage();

        assertEquals("chatrooms.some.url must be like redis://user:password@host:6379/0", message);
    }

    @Test
    void the_password_is_not_told() {
        assertFalse(RedisServer.at(SETTING, "redis://ann:secret@localhost")
                .toString()
                .contains("secret"));
    }
}
