package org.chatrooms.policy;

import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessRequest;

/** Whoever knows of a room may enter it, a private one too. */
public class AllowAll implements AccessPolicy {
    @Override
    public boolean permits(AccessRequest request, Optional<ChatUser> user) {
        return true;
    }
}
