package org.chatrooms.web.user;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.PersonName;
import org.chatrooms.model.Room;
import org.chatrooms.web.guard.GuestNames;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code GET} and {@code POST setguestname/}: a guest chooses a name, or another one, and goes on to the room. */
public final class SetGuestNameServlet extends ChatServlet {
    private static final String NAME_IN_USE = "Somebody here goes by that name already.";

    private final ChatHub hub;
    private final PersonTokens tokens;
    private final GuestNames names;

    public SetGuestNameServlet(ChatHub hub, PersonTokens tokens, GuestNames names) {
        this.hub = hub;
        this.tokens = tokens;
        this.names = names;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<ChatUser> guest = guest(request);
        request.setAttribute(
                "error", guest.filter(names::isTaken).map(known -> NAME_IN_USE).orElse(null));
        showForm(guest.map(ChatUser::name).orElse(""), request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String typed = new Parameters(request).required("guest_name");
        String next = Visit.of(request).likewise(target(request));
        if (Visit.of(request).isSignedIn()) { // from a form that was open before they signed in
            response.sendRedirect(next);
            return;
        }
        try {
            // Who changes the name stays the same person: what they sent, and send again, is theirs.
            Optional<ChatUser> before = guest(request);
            String id = before.map(ChatUser::id).orElseGet(tokens::newGuestId);
            ChatUser guest = ChatUser.guest(id, PersonName.of(typed));
            if (names.isTaken(guest)) {
                throw new InvalidInput(NAME_IN_USE);
            }
            tokens.give(guest, request, response);
            redirectNow(next, response);
            before.ifPresent(hub::release); // somebody new waits for nothing yet
        } catch (InvalidInput e) {
            complain(e, request, response);
            showForm(typed, request, response);
        }
    }

    private static Optional<ChatUser> guest(HttpServletRequest request) {
        return Visit.of(request).user().filter(ChatUser::isGuest);
    }

    private static String slug(HttpServletRequest request) {
        String slug = new Parameters(request).optional("room_slug").orElse("");
        if (!slug.isEmpty() && !Room.isSlug(slug)) {
            throw HttpError.badRequest("room_slug is not a room's");
        }
        return slug;
    }

    /** The room they want to enter, or all of them. */
    private static String target(HttpServletRequest request) {
        String slug = slug(request);
        return Visit.of(request).getBase() + (slug.isEmpty() ? "/rooms/" : "/room/" + slug + "/");
    }

    private static void showForm(String name, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("guestName", name);
        request.setAttribute("roomSlug", slug(request));
        request.setAttribute("loginUrl", Visit.of(request).loginUrl(target(request)));
        show("guestname_form", request, response);
    }
}
