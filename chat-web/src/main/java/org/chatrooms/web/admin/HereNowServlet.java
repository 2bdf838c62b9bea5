package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatrooms.model.Presence;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.hub.ChatHub;

/** {@code GET admin/here/}: who is in which room now, and how many wait at this node. */
public final class HereNowServlet extends ChatServlet {
    private final RoomRepository rooms;
    private final ChatHub hub;

    public HereNowServlet(RoomRepository rooms, ChatHub hub) {
        this.rooms = rooms;
        this.hub = hub;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Map<Room, List<Presence>> people = new LinkedHashMap<>();
        for (Room room : rooms.all()) {
            List<Presence> present = hub.present(room.id());
            if (!present.isEmpty()) {
                people.put(room, present);
            }
        }
        request.setAttribute("people", people);
        request.setAttribute("streams", hub.waiting(true));
        request.setAttribute("polls", hub.waiting(false));
        show("admin_here", request, response);
    }
}
