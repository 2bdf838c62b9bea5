package org.chatrooms.web.user;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.push.ParkedRequest;
import org.chatrooms.web.push.PollDelivery;

/** {@code GET get_users_list/}: who is here, held until somebody joins or leaves. Whoever asks is here. */
public final class GetUsersListServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration SAFETY_NET = Duration.ofSeconds(20);

    private final transient ChatHub hub;
    private final transient RoomDoor door;

    public GetUsersListServlet(ChatHub hub, RoomDoor door) {
        this.hub = hub;
        this.door = door;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) {
        Visit visit = Visit.of(request);
        Room room = door.enter(new Parameters(request).number("room_id"), Action.SEE_USERS, request);
        ParkedRequest parked = ParkedRequest.park(request, response, SAFETY_NET);
        hub.awaitUsers(room.id(), visit.user(), new PollDelivery<>(parked, UserListJson.ENCODING));
    }
}
