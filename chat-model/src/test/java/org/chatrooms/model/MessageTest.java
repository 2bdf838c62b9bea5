package org.chatrooms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates are cut, never rounded: a cursor's date must equal what the database gives back. */
class MessageTest {
    @ParameterizedTest
    @CsvSource({
        "2026-02-03T04:05:06.123456999Z, 2026-02-03T04:05:06.123456Z",
        "2026-02-03T04:05:06.999999999Z, 2026-02-03T04:05:06.999999Z",
        "2026-02-03T04:05:06Z, 2026-02-03T04:05:06Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
    })
    void dates_are_cut_to_microseconds(Instant date, Instant cut) {
        assertEquals(cut, new Message(1, 1, Optional.empty(), "ann", date, "hello").date());
        assertEquals(cut, new Presence("ann", date).lastSeen());
    }
}
