package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Room;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.RoomKeys;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code POST unlock/}: the password of a private room, then on to the room. */
public final class UnlockServlet extends ChatServlet {
    private final RoomDoor door;
    private final RoomKeys keys;
    private final Passwords passwords;
    private final Limits limits;

    public UnlockServlet(RoomDoor door, RoomKeys keys, Passwords passwords, Limits limits) {
        this.door = door;
        this.keys = keys;
        this.passwords = passwords;
        this.limits = limits;
    }

    /** For whoever comes back to a form that was sent. */
    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(Visit.of(request).getBase() + "/rooms/");
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        String password = parameters.required("password");
        Room room = door.locked(parameters.required("room_slug"), request);
        request.setAttribute("roomSlug", room.slug());
        try {
            limits.roomPassword(room.id(), request);
            if (passwords.matches(password, room.passwordHash())) {
                keys.add(room, request, response);
                response.sendRedirect(Visit.of(request).getBase() + "/room/" + room.slug() + "/");
                return;
            }
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            request.setAttribute("error", "That is not the password of this room.");
        } catch (HttpError e) {
            complain(e, request, response);
        }
        show("room_password", request, response);
    }
}
