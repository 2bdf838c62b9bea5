package org.chatrooms.web.message;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.Batch;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.hub.Cursor;
import org.chatrooms.web.hub.Delivery;
import org.chatrooms.web.push.ParkedRequest;
import org.chatrooms.web.push.PollDelivery;

/** {@code GET get_messages/}: the messages newer than the one the client has, at once or as soon as there are any. */
public final class GetMessagesServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration SAFETY_NET = ChatHub.HOLD.plusSeconds(10);

    private final transient ChatHub hub;
    private final transient RoomDoor door;

    public GetMessagesServlet(ChatHub hub, RoomDoor door) {
        this.hub = hub;
        this.door = door;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) {
        Parameters parameters = new Parameters(request);
        Visit visit = Visit.of(request);
        long roomId = parameters.number("room_id");
        long releases = hub.releases(roomId, visit.user());
        Room room = door.enter(roomId, Action.READ, request);
        Cursor cursor = new Cursor(parameters.number("latest_message_id"), parameters.date("latest_date"));
        ParkedRequest parked = ParkedRequest.park(request, response, SAFETY_NET);
        Delivery<Batch> delivery = new PollDelivery<>(parked, MessageJson.ENCODING);
        hub.await(room.id(), cursor, visit.user(), delivery);
        // They may have lost the right to wait since the door let them in.
        if (hub.releases(roomId, visit.user()) != releases) {
            delivery.nothingNew();
        }
    }
}
