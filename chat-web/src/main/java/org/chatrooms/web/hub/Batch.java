package org.chatrooms.web.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chatrooms.model.ChatMessage;

/**
 * Messages that go out together, oldest first: at most {@value #MAX_ENTRIES} and about 64 KB of text. Whoever is further
 * behind asks again.
 */
public record Batch(List<? extends ChatMessage> entries) {
    public static final int MAX_ENTRIES = 200;
    static final int MAX_BYTES = 64 * 1024;

    /** The beginning of these, never empty unless they are. */
    static Batch startOf(List<? extends ChatMessage> messages) {
        int count = 0;
        int bytes = 0;
        for (ChatMessage message : messages) {
            bytes += message.content().getBytes(StandardCharsets.UTF_8).length;
            if (count == MAX_ENTRIES || (bytes > MAX_BYTES && count > 0)) {
                break;
            }
            count++;
        }
        return new Batch(messages.subList(0, count));
    }
}
