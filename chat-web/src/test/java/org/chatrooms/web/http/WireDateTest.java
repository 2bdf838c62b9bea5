package org.chatrooms.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireDateTest {
    @ParameterizedTest
    @CsvSource({
        "2026-02-03T04:05:06.123456Z, 2026-02-03T04:05:06:123456",
        "2026-02-03T04:05:06Z,        2026-02-03T04:05:06:000000",
        "2026-12-31T23:59:59.999999Z, 2026-12-31T23:59:59:999999",
        "2026-01-01T00:00:00.000001Z, 2026-01-01T00:00:00:000001",
        "2026-01-01T00:00:00.100Z,    2026-01-01T00:00:00:100000",
        "2024-02-29T12:00:00Z,        2024-02-29T12:00:00:000000",
        "0001-01-01T00:00:00Z,        0001-01-01T00:00:00:000000"
    })
    void a_date_goes_out_and_comes_back(Instant date, String text) {
        assertEquals(text, WireDate.format(date));
        assertEquals(Optional.of(date), WireDate.parse(text));
    }

    @Test
    void what_is_smaller_than_a_microsecond_is_cut() {
        assertEquals("2026-02-03T04:05:06:123456", WireDate.format(Instant.parse("2026-02-03T04:05:06.123456999Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-02-30T04:05:06:123456",
                "2025-02-29T04:05:06:123456",
                "2026-13-01T04:05:06:123456",
                "2026-00-01T04:05:06:123456",
                "2026-01-00T04:05:06:123456",
                "2026-01-01T24:00:00:000000",
                "2026-01-01T23:60:00:000000",
                "2026-01-01T23:59:60:000000",
                "2026-02-03T04:05:06:12345",
                "2026-02-03T04:05:06:1234567",
                "2026-02-03T04:05:06",
                "2026-02-03T04:05:06.123456",
                "2026-02-03T04:05:06:123456Z",
                "2026-02-03 04:05:06:123456",
                " 2026-02-03T04:05:06:123456",
                "2026-2-3T4:5:6:123456",
                "26-02-03T04:05:06:123456",
                "2026-02-03T04:05:06:-12345",
                "２０２６-02-03T04:05:06:123456"
            })
    void everything_else_is_no_date(String text) {
        assertEquals(Optional.empty(), WireDate.parse(text));
    }
}
