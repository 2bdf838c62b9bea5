package org.chatrooms.web.user;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.StandingHeader;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.hub.UserList;
import org.chatrooms.web.push.ParkedRequest;
import org.chatrooms.web.push.PollDelivery;

/**
 * {@code GET get_users_list/}: who is here, held until somebody joins or leaves. Whoever asks is here. A list of a thousand names is
 * long, and to most questions the answer is the same again: who sends the tag of the list that they have does not get it twice.
 */
public final class GetUsersListServlet extends ChatServlet {
    private static final Duration SAFETY_NET = Duration.ofSeconds(20);

    private final ChatHub hub;
    private final RoomDoor door;
    private final Limits limits;

    public GetUsersListServlet(ChatHub hub, RoomDoor door, Limits limits) {
        this.hub = hub;
        this.door = door;
        this.limits = limits;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) {
        Visit visit = Visit.of(request);
        long roomId = new Parameters(request).number("room_id");
        long releases = hub.releases(roomId, visit.user());
        Room room = door.enter(roomId, Action.SEE_USERS, request);
        StandingHeader.write(door, room, request, response);
        ParkedRequest parked = ParkedRequest.park(request, response, SAFETY_NET, limits.waiting(visit.user(), request));
        String known = Objects.requireNonNullElse(request.getHeader("If-None-Match"), "");
        PollDelivery<UserList> delivery = new PollDelivery<>(parked, UserListJson.ENCODING, UserListJson.TAG, known);
        hub.awaitUsers(room.id(), visit.user(), delivery);
        // They may have lost the right to wait since the door let them in.
        if (hub.releases(roomId, visit.user()) != releases) {
            delivery.failed(HttpError.unavailable("Ask again", null));
        }
    }
}
