package org.chatrooms.web.user;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code POST notify_users_list/}: "I am here". */
public final class NotifyUsersListServlet extends ChatServlet {
    private final ChatHub hub;
    private final RoomDoor door;

    public NotifyUsersListServlet(ChatHub hub, RoomDoor door) {
        this.hub = hub;
        this.door = door;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Room room = door.enter(new Parameters(request).number("room_id"), Action.SEE_USERS, request);
        hub.seen(room.id(), door.named(room, request));
        say("Connected", response);
    }
}
