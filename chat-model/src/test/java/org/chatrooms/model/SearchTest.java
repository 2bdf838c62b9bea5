package org.chatrooms.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static Search search(String from, String until) {
        return new Search(
                1,
                List.of(),
                Optional.empty(),
                Optional.ofNullable(from).map(Instant::parse),
                Optional.ofNullable(until).map(Instant::parse),
                Long.MAX_VALUE);
    }

    private static String complaint(String from, String until) {
        return assertThrows(InvalidInput.class, () -> search(from, until)).getMessage();
    }

    @Test
    void times_that_no_database_knows_are_nobodys() {
        assertEquals("Nothing was said at such a time", complaint("+300000-01-01T00:00:00Z", null));
        assertEquals("Nothing was said at such a time", complaint(null, "+10000-01-01T00:00:00Z"));
        assertEquals("Nothing was said at such a time", complaint("1969-12-31T23:59:59Z", "2026-01-01T00:00:00Z"));
        assertDoesNotThrow(() -> search("1970-01-01T00:00:00Z", "9999-12-31T00:00:00Z"));
    }
}
