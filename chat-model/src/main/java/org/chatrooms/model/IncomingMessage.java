package org.chatrooms.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on its way in, or the change of one: checked, but not stored yet.
 *
 * @param roomId the room it is for
 * @param sender who says it
 * @param content plain text of 1 to {@value #MAX_CONTENT} UTF-16 units, without U+0000 and without lone surrogates (a
 *     database would refuse or change them); empty for a deletion
 * @param date when it was received, cut to microseconds
 * @param clientKey made by the client, the same for every try to send this message: a sender's second message with the same
 *     key in the same room is the first one again
 * @param kind what it is
 * @param targetId the message that it edits, takes or brings back; of a message, the one that it answers, if it answers one
 * @param moderates whether the sender keeps order in the room, and may take and bring back what others said
 */
public record IncomingMessage(
        long roomId,
        ChatUser sender,
        String content,
        Instant date,
        Optional<UUID> clientKey,
        Kind kind,
        Optional<Long> targetId,
        boolean moderates) {
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

    /** What somebody says, or changes of what they said. */
    public IncomingMessage(
            long roomId,
            ChatUser sender,
            String content,
            Instant date,
            Optional<UUID> clientKey,
            Kind kind,
            Optional<Long> targetId) {
        this(roomId, sender, content, date, clientKey, kind, targetId, false);
    }

    /** A message that answers none. */
    public IncomingMessage(long roomId, ChatUser sender, String content, Instant date, Optional<UUID> clientKey) {
        this(roomId, sender, content, date, clientKey, Kind.MESSAGE, Optional.empty());
    }

    /** Takes a message back. */
    public static IncomingMessage deletion(
            long roomId, ChatUser sender, long messageId, Instant date, boolean moderates) {
        return new IncomingMessage(
                roomId, sender, "", date, Optional.empty(), Kind.DELETE, Optional.of(messageId), moderates);
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
