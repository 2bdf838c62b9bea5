package org.chatrooms.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A stored entry of a room's log.
 *
 * @param roomId the room it was said in
 * @param id its number in that room: 1, 2, 3 … without holes
 * @param userId the sender's account; empty for a guest
 * @param username the sender's name as it was shown when they sent it
 * @param date when it was received, cut to microseconds
 * @param content plain text, as it was last edited; empty if it was taken back
 * @param targetId the message that it changes or answers
 * @param isEdited whether it is a message that an edit has changed, or brings such a one back
 * @param isModerated whether somebody else than its author took it back; of a deletion, whether that is what it did
 */
public record Message(
        long roomId,
        long id,
        Optional<Long> userId,
        String username,
        Instant date,
        String content,
        Kind kind,
        Optional<Long> targetId,
        boolean isEdited,
        boolean isModerated)
        implements ChatMessage {
    public Message {
        date = date.truncatedTo(ChronoUnit.MICROS);
    }

    /** A message as it is when it was said, that answers none. */
    public Message(long roomId, long id, Optional<Long> userId, String username, Instant date, String content) {
        this(roomId, id, userId, username, date, content, Kind.MESSAGE, Optional.empty(), false, false);
    }
}
