package org.chatrooms.web.hub;

import java.util.List;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.web.fake.RecordingDelivery;

/** A poll that waits for messages. */
class Poll extends RecordingDelivery<Batch> {
    /** What was delivered; null as long as nothing was. */
    List<String> texts() {
        return kind() == Kind.DELIVERED
                ? messages().stream().map(ChatMessage::content).toList()
                : null;
    }

    List<ChatMessage> messages() {
        return shared().content().entries().stream().map(Shared::content).toList();
    }
}
