package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/**
 * {@code GET subscribers/}: who subscribes to a room, for its owners. {@code POST} adds or removes the account called
 * {@code username}: {@code act} is {@code add} or {@code remove}. Owners come and go by an administrator alone.
 */
public final class SubscribersServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;

    private final transient RoomRepository rooms;
    private final transient AccountRepository accounts;
    private final transient RoomDoor door;

    public SubscribersServlet(RoomRepository rooms, AccountRepository accounts, RoomDoor door) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.door = door;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        showList(door.own(new Parameters(request).required("room_slug"), request), request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        Room room = door.own(parameters.required("room_slug"), request);
        String name = parameters.required("username").strip();
        String act = parameters.required("act");
        try {
            Account account = accounts.findByName(name)
                    .orElseThrow(() -> new InvalidInput("There is no account “" + name + "”."));
            switch (act) {
                case "add" -> rooms.subscribe(room.id(), account.id());
                case "remove" -> rooms.unsubscribe(room.id(), account.id());
                default -> throw HttpError.badRequest("act must be add or remove");
            }
            AuditLog.record(
                    request,
                    act.equals("add") ? "let into room " + room.id() : "put out of room " + room.id(),
                    account.username());
            response.sendRedirect(Visit.of(request).getBase() + "/subscribers/?room_slug=" + room.slug());
        } catch (InvalidInput e) {
            complain(e, request, response);
            request.setAttribute("username", name);
            showList(room, request, response);
        }
    }

    private void showList(Room room, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("room", room);
        request.setAttribute("owners", rooms.names(room.id(), Role.OWNER));
        request.setAttribute("subscribers", rooms.names(room.id(), Role.SUBSCRIBER));
        show("subscribers", request, response);
    }
}
