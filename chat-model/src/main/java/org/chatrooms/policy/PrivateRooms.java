package org.chatrooms.policy;

import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessRequest;

/** The default: a private room is for its subscribers, for whoever knows its password, and for administrators. */
public class PrivateRooms implements AccessPolicy {
    @Override
    public boolean permits(AccessRequest request, Optional<ChatUser> user) {
        return !request.room().isPrivate() || request.subscriber() || request.roomUnlocked() || request.administrator();
    }
}
