package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.GuestNames;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.ChatHub;

/**
 * {@code GET room/SLUG/}: the room with its latest messages. The page says up to which message it was rendered, so that
 * nothing is lost or doubled between the page and its first request.
 */
public final class RoomServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;
    private static final int MESSAGES_ON_ENTERING = 50;
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_-]+)(/?)");

    private final transient ChatHub hub;
    private final transient RoomDoor door;
    private final transient GuestNames names;

    public RoomServlet(ChatHub hub, RoomDoor door, GuestNames names) {
        this.hub = hub;
        this.door = door;
        this.names = names;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Visit visit = Visit.of(request);
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (!path.matches()) {
            throw HttpError.notFound();
        }
        Room room = door.enter(path.group(1), Action.ENTER, request);
        if (needsName(visit)) {
            response.sendRedirect(visit.getBase() + "/setguestname/?room_slug=" + room.slug());
        } else if (path.group(2).isEmpty()) {
            response.sendRedirect(visit.getBase() + "/room/" + room.slug() + "/");
        } else {
            List<? extends ChatMessage> entries = door.permits(room, Action.READ, request)
                    ? hub.recentMessages(room.id(), MESSAGES_ON_ENTERING)
                    : List.of();
            ChatMessage latest = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            request.setAttribute("room", room);
            request.setAttribute("isOwner", door.isOwner(room, request));
            request.setAttribute("messages", messages(room, entries));
            request.setAttribute("hasArchive", hub.archive().isPresent());
            request.setAttribute("latestMessageId", latest == null ? -1 : latest.id());
            request.setAttribute("latestDate", latest == null ? "" : WireDate.format(latest.date()));
            request.setAttribute(
                    "users", door.permits(room, Action.SEE_USERS, request) ? hub.present(room.id()) : List.of());
            show("room", request, response);
        }
    }

    /** Where changes are among the latest entries, the messages before them. */
    private List<? extends ChatMessage> messages(Room room, List<? extends ChatMessage> entries) {
        Optional<MessageArchive> archive = hub.archive();
        if (archive.isEmpty() || entries.stream().allMatch(entry -> entry.kind() == Kind.MESSAGE)) {
            return entries;
        }
        long end = entries.get(entries.size() - 1).id() + 1;
        return archive.get().messagesBefore(room.id(), end, MESSAGES_ON_ENTERING);
    }

    /** Somebody may have taken a guest's name while they were away. */
    private boolean needsName(Visit visit) {
        return visit.user()
                .map(person -> person.isGuest() && names.isTaken(person))
                .orElse(true);
    }
}
