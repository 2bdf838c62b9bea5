package org.chatrooms.web.message;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.StandingHeader;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code GET get_latest_msg_id/}: where a client starts that shows no history. */
public final class GetLatestMessageIdServlet extends ChatServlet {
    private final ChatHub hub;
    private final RoomDoor door;

    public GetLatestMessageIdServlet(ChatHub hub, RoomDoor door) {
        this.hub = hub;
        this.door = door;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Room room = door.enter(new Parameters(request).number("room_id"), Action.READ, request);
        StandingHeader.write(door, room, request, response);
        JsonObject json = new JsonObject();
        json.addProperty("id", hub.latestMessageId(room.id()));
        answer(json, response);
    }
}
