package org.chatrooms.model;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a room's log, as people read it. {@link Message} is the one that the shipped handlers store; a handler of your
 * own may return any object with the first four of these, if in its rooms nothing is edited or taken back.
 */
public interface ChatMessage {
    /** Its number within its room: positive, and larger than that of every entry before it. */
    long id();

    /** The sender's name as it is shown. */
    String username();

    /** When it was received. */
    Instant date();

    /** Plain text; whoever shows it escapes it. Empty if it was taken back. */
    String content();

    default Kind kind() {
        return Kind.MESSAGE;
    }

    /** Of a change, the message that it is of; of a message, the one that it answers, if it answers one. */
    default Optional<Long> targetId() {
        return Optional.empty();
    }

    /** Whether it is a message whose text is not the first one, or brings such a one back. */
    default boolean isEdited() {
        return false;
    }

    /** Whether somebody else than its author took it back; of a deletion, whether that is what it did. */
    default boolean isModerated() {
        return false;
    }

    /** Whether it is something said, with a text still, and nothing about something said. */
    default boolean isReadable() {
        return kind() == Kind.MESSAGE && !content().isEmpty();
    }
}
