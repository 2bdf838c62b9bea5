package org.chatrooms.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A stored message.
 *
 * @param roomId the room it was said in
 * @param id its number in that room: 1, 2, 3 … without holes
 * @param userId the sender's account; empty for a guest
 * @param username the sender's name as it was shown when they sent it
 * @param date when it was received, cut to microseconds
 * @param content plain text
 */
public record Message(long roomId, long id, Optional<Long> userId, String username, Instant date, String content)
        implements ChatMessage {
    public Message {
        date = date.truncatedTo(ChronoUnit.MICROS);
    }
}
