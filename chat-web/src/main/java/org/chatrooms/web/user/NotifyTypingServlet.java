package org.chatrooms.web.user;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code POST notify_typing/}: "I am typing", said again every few seconds while it is true. */
public final class NotifyTypingServlet extends ChatServlet {
    private final ChatHub hub;
    private final RoomDoor door;
    private final Limits limits;

    public NotifyTypingServlet(ChatHub hub, RoomDoor door, Limits limits) {
        this.hub = hub;
        this.door = door;
        this.limits = limits;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Room room = door.enter(new Parameters(request).number("room_id"), Action.SEND, request);
        ChatUser person = door.named(room, request);
        limits.note(person, request);
        hub.typing(room.id(), person);
        say("Noted", response);
    }
}
