package org.chatrooms.web.hub;

import java.util.List;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.web.fake.RecordingDelivery;

/** A poll that waits for messages. */
class Poll extends RecordingDelivery<Batch> {
    /** What was delivered; null as long as nothing was. */
    List<String> texts() {
        return kind() == Kind.DELIVERED ? texts(shared().content().entries()) : null;
    }

    List<? extends ChatMessage> messages() {
        return shared().content().entries();
    }

    private static List<String> texts(List<? extends ChatMessage> messages) {
        return messages.stream().map(message -> message.content()).toList();
    }
}
