package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Kind;

/** A message that was taken back, or an edit of it: all but its text. */
record Deleted(
        long id,
        String username,
        Instant date,
        Kind kind,
        Optional<Long> targetId,
        boolean isEdited,
        boolean isModerated)
        implements ChatMessage {
    private static Deleted of(ChatMessage entry, boolean isModerated) {
        return new Deleted(
                entry.id(),
                entry.username(),
                entry.date(),
                entry.kind(),
                entry.targetId(),
                entry.isEdited(),
                isModerated);
    }

    /** Takes the text from what a deletion is of, and from its changes before, where they are among these entries. */
    static void blank(ChatMessage deletion, List<Shared<ChatMessage>> entries) {
        if (deletion.targetId().isEmpty()) {
            return; // from a handler of somebody's own: nothing is taken back, and the room goes on
        }
        long messageId = deletion.targetId().get();
        entries.replaceAll(shared -> {
            ChatMessage entry = shared.content();
            boolean isChange = entry.kind() != Kind.MESSAGE && entry.targetId().equals(Optional.of(messageId));
            boolean isGone = !entry.content().isEmpty()
                    && entry.id() < deletion.id() // what restores it comes later
                    && (entry.id() == messageId || isChange);
            return isGone ? new Shared<>(of(entry, deletion.isModerated())) : shared;
        });
    }

    @Override
    public String content() {
        return "";
    }
}
