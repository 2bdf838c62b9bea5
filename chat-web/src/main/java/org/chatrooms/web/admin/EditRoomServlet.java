package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.Room;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET} and {@code POST admin/room/}: makes a room, or changes the one with that {@code id}. */
public final class EditRoomServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;

    private final transient RoomRepository rooms;
    private final transient AccountRepository accounts;
    private final transient Passwords passwords;

    public EditRoomServlet(RoomRepository rooms, AccountRepository accounts, Passwords passwords) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        RoomForm form = RoomForm.empty();
        if (parameters.optional("id").isPresent()) {
            Room room = rooms.find(parameters.number("id")).orElseThrow(HttpError::notFound);
            form = RoomForm.of(room, rooms.subscriberNames(room.id()));
        }
        showForm(form, null, request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        RoomForm form = RoomForm.of(new Parameters(request));
        try {
            save(form, request);
            response.sendRedirect(Visit.of(request).getBase() + "/admin/");
        } catch (InvalidInput e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            showForm(form, e.getMessage(), request, response);
        }
    }

    private void save(RoomForm form, HttpServletRequest request) {
        Optional<Room> present = form.id() == 0
                ? Optional.empty()
                : Optional.of(rooms.find(form.id()).orElseThrow(HttpError::notFound));
        Room room = form.room(present.flatMap(Room::passwordHash), passwords::hash);
        Set<Long> subscribers = form.subscriberIds(accounts);
        if (present.isEmpty()) {
            AuditLog.record(
                    request, "created room " + rooms.create(room, subscribers).id(), room.name());
        } else {
            rooms.update(room, subscribers);
            AuditLog.record(request, "changed room " + room.id(), room.name());
        }
    }

    private void showForm(RoomForm form, String error, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("form", form);
        request.setAttribute(
                "hasPassword", rooms.find(form.id()).flatMap(Room::passwordHash).isPresent());
        request.setAttribute("error", error);
        show("admin_room", request, response);
    }
}
