package org.chatrooms.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Somebody who is in a room.
 *
 * @param username their name as it is shown
 * @param lastSeen when they were last seen there, cut to microseconds
 */
public record Presence(String username, Instant lastSeen) {
    public Presence {
        lastSeen = lastSeen.truncatedTo(ChronoUnit.MICROS);
    }
}
