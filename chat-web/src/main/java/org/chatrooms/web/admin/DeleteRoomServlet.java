package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code GET admin/room/delete/} asks whether that is meant, {@code POST} deletes a room with all that was said in it; if
 * that takes long, one goes on to see how far it is. */
public final class DeleteRoomServlet extends ChatServlet {
    private final RoomRepository rooms;
    private final ChatHub hub;
    private final RoomDeletion deletion;
    private final AuditLog audit;

    public DeleteRoomServlet(RoomRepository rooms, ChatHub hub, RoomDeletion deletion, AuditLog audit) {
        this.rooms = rooms;
        this.hub = hub;
        this.deletion = deletion;
        this.audit = audit;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Room room = room(request);
        request.setAttribute("doomed", room);
        request.setAttribute("messageCount", Math.max(0, hub.latestMessageId(room.id())));
        request.setAttribute("presentCount", hub.present(room.id()).size());
        request.setAttribute("isLong", deletion.isLong(room));
        show("admin_room_delete", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Room room = room(request);
        boolean isLong = deletion.delete(room, Visit.of(request).getUser().username());
        audit.record(request, "deleted room " + room.id(), room.name());
        response.sendRedirect(Visit.of(request).getBase() + (isLong ? "/admin/work/" : "/admin/"));
    }

    private Room room(HttpServletRequest request) {
        return rooms.find(new Parameters(request).number("id")).orElseThrow(HttpError::notFound);
    }
}
