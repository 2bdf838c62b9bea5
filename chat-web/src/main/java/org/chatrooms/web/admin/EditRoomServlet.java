package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET} and {@code POST admin/room/}: makes a room, or changes the one with that {@code id}. */
public final class EditRoomServlet extends ChatServlet {
    private final RoomRepository rooms;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final AuditLog audit;

    public EditRoomServlet(RoomRepository rooms, AccountRepository accounts, Passwords passwords, AuditLog audit) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        RoomForm form = RoomForm.empty();
        String stamp = "";
        if (parameters.optional("id").isPresent()) {
            Room room = rooms.find(parameters.number("id")).orElseThrow(HttpError::notFound);
            form = RoomForm.of(
                    room,
                    rooms.names(room.id(), Role.OWNER),
                    rooms.names(room.id(), Role.MODERATOR),
                    rooms.names(room.id(), Role.SUBSCRIBER));
            stamp = stamp(room);
        }
        showForm(form, stamp, request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        RoomForm form = RoomForm.of(parameters);
        String stamp = parameters.required("stamp");
        try {
            save(form, stamp, request);
            response.sendRedirect(Visit.of(request).getBase() + "/admin/");
        } catch (InvalidInput e) {
            complain(e, request, response);
            showForm(form, stamp, request, response);
        }
    }

    private void save(RoomForm form, String stamp, HttpServletRequest request) {
        Optional<Room> present = form.id() == 0
                ? Optional.empty()
                : Optional.of(rooms.find(form.id()).orElseThrow(HttpError::notFound));
        if (present.isPresent() && !stamp(present.get()).equals(stamp)) {
            throw new InvalidInput(
                    "Somebody else changed this room meanwhile. Load it again, and then make your change.");
        }
        Room room = form.room(present.flatMap(Room::passwordHash), passwords::hash);
        Map<Long, Role> roles = form.roles(accounts);
        if (present.isEmpty()) {
            audit.record(request, "created room " + rooms.create(room, roles).id(), room.name());
        } else {
            rooms.update(room, roles);
            audit.record(request, "changed room " + room.id(), room.name());
        }
    }

    /** Tells a room with its subscribers from what it was before. */
    private String stamp(Room room) {
        return Integer.toHexString(Objects.hash(
                room,
                Stream.of(Role.values())
                        .map(role -> rooms.names(room.id(), role))
                        .toList()));
    }

    private void showForm(RoomForm form, String stamp, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("form", form);
        request.setAttribute("stamp", stamp);
        request.setAttribute(
                "hasPassword", rooms.find(form.id()).flatMap(Room::passwordHash).isPresent());
        show("admin_room", request, response);
    }
}
