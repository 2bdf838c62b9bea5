package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
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
 * {@code username}, or makes a subscriber a moderator and back: {@code act} is {@code add}, {@code remove}, {@code appoint} or
 * {@code dismiss}. Owners come and go by an administrator alone.
 */
public final class SubscribersServlet extends ChatServlet {
    private static final Map<String, String> DEEDS = Map.of(
            "add",
            "let into",
            "remove",
            "put out of",
            "appoint",
            "made moderator of",
            "dismiss",
            "dismissed as moderator of");

    private final RoomRepository rooms;
    private final AccountRepository accounts;
    private final RoomDoor door;
    private final AuditLog audit;

    public SubscribersServlet(RoomRepository rooms, AccountRepository accounts, RoomDoor door, AuditLog audit) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.door = door;
        this.audit = audit;
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
                case "appoint" -> rooms.setModerator(room.id(), account.id(), true);
                case "dismiss" -> rooms.setModerator(room.id(), account.id(), false);
                default -> throw HttpError.badRequest("act must be add, remove, appoint or dismiss");
            }
            audit.record(request, DEEDS.get(act) + " room " + room.id(), account.username());
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
        request.setAttribute("moderators", rooms.names(room.id(), Role.MODERATOR));
        request.setAttribute("subscribers", rooms.names(room.id(), Role.SUBSCRIBER));
        show("subscribers", request, response);
    }
}
