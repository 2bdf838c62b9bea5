package org.chatrooms.web.message;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Room;
import org.chatrooms.repository.ReadRepository;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code POST mark_read/}: "I have read up to here", of somebody who has an account to keep it. */
public final class MarkReadServlet extends ChatServlet {
    private final ReadRepository reads;
    private final ChatHub hub;
    private final RoomDoor door;
    private final Limits limits;

    public MarkReadServlet(ReadRepository reads, ChatHub hub, RoomDoor door, Limits limits) {
        this.reads = reads;
        this.hub = hub;
        this.door = door;
        this.limits = limits;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Room room = door.enter(parameters.number("room_id"), Action.READ, request);
        long messageId = parameters.number("message_id");
        long account = door.account(room, request);
        limits.note(door.named(room, request), request);
        // Nobody has read what was not said yet, and would never be told of it.
        long latest = hub.latestMessageId(room.id());
        reads.readTo(account, room.id(), Math.min(messageId, latest));
        say("Noted", response);
    }
}
