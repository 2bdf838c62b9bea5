package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a client has read.
 *
 * @param id the last message it has; 0 or less: it has none
 * @param date that message's date, by which one knows that it is still the same message; a client that gives a bare number is
 *     believed
 */
public record Cursor(long id, Optional<Instant> date) {
    public Cursor {
        id = Math.max(id, 0);
    }

    boolean isStart() {
        return id == 0;
    }
}
