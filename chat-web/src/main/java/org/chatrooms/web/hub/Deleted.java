package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Kind;

/** A message that was taken back, or an edit of it: all but its text. */
record Deleted(long id, String username, Instant date, Kind kind, Optional<Long> targetId, boolean isEdited)
        implements ChatMessage {
    private static Deleted of(ChatMessage entry) {
        return new Deleted(
                entry.id(), entry.username(), entry.date(), entry.kind(), entry.targetId(), entry.isEdited());
    }

    /** Takes the text from a message and from its edits, where they are among these entries. */
    static void blank(long messageId, List<Shared<ChatMessage>> entries) {
        entries.replaceAll(shared -> {
            ChatMessage entry = shared.content();
            boolean isEdit = entry.kind() == Kind.EDIT && entry.targetId().equals(Optional.of(messageId));
            boolean isGone = !entry.content().isEmpty() && (entry.id() == messageId || isEdit);
            return isGone ? new Shared<>(of(entry)) : shared;
        });
    }

    @Override
    public String content() {
        return "";
    }
}
