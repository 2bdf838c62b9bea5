package org.chatrooms.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on its way in, or the change of one that its author makes: checked, but not stored yet.
 *
 * @param roomId the room it is for
 * @param sender who says it
 * @param content plain text of 1 to {@value #MAX_CONTENT} UTF-16 units, without U+0000 and without lone surrogates (a
 *     database would refuse or change them); empty for a deletion
 * @param date when it was received, cut to microseconds
 * @param clientKey made by the client, the same for every try to send this message: a sender's second message with the same
 *     key in the same room is the first one again
 * @param kind what it is
 * @param targetId the message that it edits or takes back; of a message, the one that it answers, if it answers one
 */
public record IncomingMessage(
        long roomId,
        ChatUser sender,
        String content,
        Instant date,
        Optional<UUID> clientKey,
        Kind kind,
        Optional<Long> targetId) {
    /** Longest text, in UTF-16 units. */
    public static final int MAX_CONTENT = 5000;

    /** @throws InvalidInput if the text is not as it must be */
    public IncomingMessage {
        if (kind != Kind.MESSAGE && targetId.isEmpty()) {
            throw new InvalidInput("A change is of a message");
        }
        if (content.isEmpty() != (kind == Kind.DELETE) || content.length() > MAX_CONTENT) {
            throw new InvalidInput("A message has 1 to " + MAX_CONTENT + " characters");
        }
        if (content.indexOf('\0') >= 0) {
            throw new InvalidInput("A message must not contain U+0000");
        }
        if (content.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new InvalidInput("A message must not contain lone surrogates");
        }
        date = date.truncatedTo(ChronoUnit.MICROS);
    }

    /** A message that answers none. */
    public IncomingMessage(long roomId, ChatUser sender, String content, Instant date, Optional<UUID> clientKey) {
        this(roomId, sender, content, date, clientKey, Kind.MESSAGE, Optional.empty());
    }

    /** The sender's name as it is shown. */
    public String username() {
        return sender.username();
    }

    /** The sender's account; empty for a guest. */
    public Optional<Long> userId() {
        return sender.accountId();
    }
}
