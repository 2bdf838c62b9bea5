package org.chatrooms.web.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chatrooms.model.ChatMessage;

/**
 * Entries of a room's log that go out together, oldest first: at most {@value #MAX_ENTRIES} and about 64 KB of text. Whoever is further
 * behind asks again. Each message keeps its own bytes, so that it is encoded once a format whatever it goes out with.
 */
public record Batch(List<Shared<ChatMessage>> entries) {
    public static final int MAX_ENTRIES = 200;
    static final int MAX_BYTES = 64 * 1024;

    /** The beginning of these, never empty unless they are. */
    static Batch startOf(List<Shared<ChatMessage>> messages) {
        int count = Math.min(1, messages.size());
        int bytes = messages.size() > 1 ? size(messages.get(0)) : 0;
        while (count < Math.min(messages.size(), MAX_ENTRIES)) {
            bytes += size(messages.get(count));
            if (bytes > MAX_BYTES) {
                break;
            }
            count++;
        }
        return new Batch(messages.subList(0, count));
    }

    /** Whether anything was said, and not only changed. */
    public boolean hasReadable() {
        for (Shared<ChatMessage> entry : entries) {
            if (entry.content().isReadable()) {
                return true;
            }
        }
        return false;
    }

    private static int size(Shared<ChatMessage> message) {
        return message.content().content().getBytes(StandardCharsets.UTF_8).length;
    }
}
