package org.chatrooms.repository;

import java.util.Optional;
import java.util.UUID;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Message;

/** One sender's message in the queue. Written by whoever leads the room, then read by its sender, whom they woke. */
final class Append {
    /** What tells a sender's message from all others in its room. */
    record SenderKey(String sender, UUID clientKey) {}

    final IncomingMessage incoming;
    Message stored;
    RuntimeException failure;
    boolean committed;

    Append(IncomingMessage incoming) {
        this.incoming = incoming;
    }

    Optional<SenderKey> key() {
        return incoming.clientKey()
                .map(clientKey -> new SenderKey(incoming.sender().key(), clientKey));
    }

    /**
     * @param isEdited whether it brings back what was edited before
     * @param isModeration whether it takes back what somebody else said
     */
    void store(long id, boolean isEdited, boolean isModeration) {
        stored = new Message(
                incoming.roomId(),
                id,
                incoming.userId(),
                incoming.username(),
                incoming.date(),
                incoming.content(),
                incoming.kind(),
                incoming.targetId(),
                isEdited,
                isModeration);
        failure = null;
    }

    void repeat(Message first) {
        stored = first;
        failure = isSame(first) ? null : new ClientKeyConflict();
    }

    /** What was changed since then had the same text once, for all we know. */
    private boolean isSame(Message first) {
        boolean wasChanged = first.isEdited() || first.content().isEmpty();
        return first.kind() == incoming.kind()
                && first.targetId().equals(incoming.targetId())
                && (wasChanged || first.content().equals(incoming.content()));
    }

    void fail(RuntimeException e) {
        failure = e;
    }

    /** The message as it is stored; throws why it is not. */
    Message result() {
        if (failure != null) {
            throw failure;
        }
        if (!committed) {
            throw new DatabaseException("Not stored: whoever was to do it failed", null);
        }
        return stored;
    }
}
