package org.chatrooms.policy;

import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessRequest;

/**
 * Every room is for its subscribers, and for administrators: the example of django-chatrooms, which looks for the room in the
 * query alone and so refuses everybody who sends something.
 */
public class SubscribersOnly implements AccessPolicy {
    @Override
    public boolean permits(AccessRequest request, Optional<ChatUser> user) {
        return request.subscriber() || request.administrator();
    }
}
