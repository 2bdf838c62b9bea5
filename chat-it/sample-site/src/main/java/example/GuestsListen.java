package example;

import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.policy.PrivateRooms;
import org.chatrooms.spi.AccessRequest;
import org.chatrooms.spi.AccessRequest.Action;

public class GuestsListen extends PrivateRooms {
    @Override
    public boolean permits(AccessRequest request, Optional<ChatUser> user) {
        boolean mayAsk = request.action() != Action.SEND || user.filter(one -> !one.isGuest()).isPresent();
        return mayAsk && super.permits(request, user);
    }
}
