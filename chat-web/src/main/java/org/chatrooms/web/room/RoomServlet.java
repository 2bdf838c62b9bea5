package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.Room;
import org.chatrooms.repository.DatabaseException;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.MessageRefused;
import org.chatrooms.web.guard.GuestNames;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/**
 * {@code GET room/SLUG/}: the room with its latest messages. The page says up to which message it was rendered, so that
 * nothing is lost or doubled between the page and its first request. {@code ?embed=} shows it within another page (see {@link
 * Visit#getEmbed}). {@code POST}, with {@code message} and the {@code
 * client_key} that the page gave, is what its form does where no script runs.
 */
public final class RoomServlet extends ChatServlet {
    /** How often a page loads itself anew where no script runs and somebody wants that, in seconds. */
    private static final int REFRESH = 20;

    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_-]+)(/?)");

    private final ChatHub hub;
    private final Parts parts;
    private final RoomDoor door;
    private final GuestNames names;
    private final Limits limits;
    private final Clock clock;

    public RoomServlet(ChatHub hub, Parts parts, RoomDoor door, GuestNames names, Limits limits, Clock clock) {
        this.hub = hub;
        this.parts = parts;
        this.door = door;
        this.names = names;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Visit visit = Visit.of(request);
        Matcher path = path(request);
        if (isElsewhere(request) && !visit.isReadOnly()) {
            response.sendRedirect(visit.getBase() + "/room/" + path.group(1) + "/?embed=elsewhere");
            return;
        }
        Room room = door.enter(path.group(1), Action.ENTER, request);
        if (needsName(visit) && !visit.isReadOnly()) {
            response.sendRedirect(visit.likewise(visit.getBase() + "/setguestname/?room_slug=" + room.slug()));
        } else if (path.group(2).isEmpty()) {
            response.sendRedirect(visit.likewise(visit.getBase() + "/room/" + room.slug() + "/"));
        } else {
            showRoom(room, request, response);
        }
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Matcher path = path(request);
        if (path.group(2).isEmpty()) {
            throw HttpError.methodNotAllowed();
        }
        Room room = door.enter(path.group(1), Action.SEND, request);
        Parameters parameters = new Parameters(request);
        String text = parameters.required("message").replace("\r\n", "\n").stripTrailing();
        // Whoever goes back to the page may say something else with it, but not the same again.
        Optional<UUID> key = parameters
                .uuid("client_key")
                .map(given -> UUID.nameUUIDFromBytes((given + text).getBytes(StandardCharsets.UTF_8)));
        try {
            IncomingMessage message =
                    new IncomingMessage(room.id(), door.named(room, request), text, clock.instant(), key);
            limits.message(message.sender(), request);
            if (door.moderates(room, request)) {
                hub.send(message);
            } else {
                limits.slowMode(room, message, () -> hub.send(message));
            }
            hub.seen(room.id(), message.sender());
            Visit visit = Visit.of(request);
            String refresh = parameters.optional("refresh").isPresent() ? "?refresh=" + REFRESH : "";
            response.sendRedirect(visit.likewise(visit.getBase() + "/room/" + room.slug() + "/" + refresh));
        } catch (InvalidInput | MessageRefused | DatabaseException | HttpError e) {
            complain(e, request, response);
            request.setAttribute("draft", text);
            request.setAttribute("clientKey", parameters.optional("client_key").orElse(null));
            showRoom(room, request, response);
        }
    }

    private static Matcher path(HttpServletRequest request) {
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (!path.matches()) {
            throw HttpError.notFound();
        }
        return path;
    }

    /**
     * In a frame of another site's page, where browsers send no cookie along, and keep none: one would choose a name again and
     * again.
     */
    private static boolean isElsewhere(HttpServletRequest request) {
        return "iframe".equals(request.getHeader("Sec-Fetch-Dest"))
                && "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private void showRoom(Room room, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("room", room);
        request.setAttribute("view", parts.room(room, request));
        request.setAttribute("refresh", REFRESH);
        if (request.getAttribute("clientKey") == null) {
            request.setAttribute("clientKey", UUID.randomUUID());
        }
        show("room", request, response);
    }

    /** Somebody may have taken a guest's name while they were away. */
    private boolean needsName(Visit visit) {
        return visit.user()
                .map(person -> person.isGuest() && names.isTaken(person))
                .orElse(true);
    }
}
