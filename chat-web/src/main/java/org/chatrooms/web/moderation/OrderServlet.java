package org.chatrooms.web.moderation;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Room;
import org.chatrooms.model.Sanction;
import org.chatrooms.repository.SanctionRepository;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET order/}: who may not speak or come in a room, for those who keep order. {@code POST} lets {@code person} back. */
public final class OrderServlet extends ChatServlet {
    private final RoomDoor door;
    private final SanctionRepository sanctions;
    private final AuditLog audit;

    public OrderServlet(RoomDoor door, SanctionRepository sanctions, AuditLog audit) {
        this.door = door;
        this.sanctions = sanctions;
        this.audit = audit;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Room room = door.moderated(new Parameters(request).required("room_slug"), request);
        request.setAttribute("room", room);
        request.setAttribute("sanctions", sanctions.all(room.id()));
        request.setAttribute("isOwner", door.isOwner(room, request));
        show("order", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Room room = door.moderated(parameters.required("room_slug"), request);
        String person = parameters.required("person");
        Sanction sanction = sanctions.all(room.id()).stream()
                .filter(known -> known.person().equals(person))
                .findFirst()
                .orElseThrow(HttpError::notFound);
        sanctions.lift(room.id(), person);
        audit.record(request, "let back into room " + room.id(), sanction.username());
        response.sendRedirect(Visit.of(request).getBase() + "/order/?room_slug=" + room.slug());
    }
}
