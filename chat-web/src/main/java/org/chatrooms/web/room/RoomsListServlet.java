package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.repository.ReadRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code GET rooms/}: the rooms one may enter, {@value #PAGE_SIZE} a page. */
public final class RoomsListServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;
    private static final int PAGE_SIZE = 20;

    private final transient RoomRepository rooms;
    private final transient ReadRepository reads;
    private final transient RoomDoor door;
    private final transient ChatHub hub;

    public RoomsListServlet(RoomRepository rooms, ReadRepository reads, RoomDoor door, ChatHub hub) {
        this.rooms = rooms;
        this.reads = reads;
        this.door = door;
        this.hub = hub;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        long page = parameters.optional("page").isPresent() ? parameters.number("page") : 1;
        List<Room> listed = rooms.all().stream()
                .filter(room -> door.permits(room, Action.LIST, request))
                .toList();
        int pages = Math.max(1, (listed.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        if (page < 1 || page > pages) {
            throw HttpError.notFound();
        }
        List<Room> shown =
                listed.stream().skip((page - 1) * PAGE_SIZE).limit(PAGE_SIZE).toList();
        request.setAttribute("rooms", shown);
        request.setAttribute(
                "present",
                shown.stream()
                        .filter(room -> door.permits(room, Action.SEE_USERS, request))
                        .collect(Collectors.toMap(Room::id, room -> hub.present(room.id()))));
        request.setAttribute("unread", unread(shown, request));
        request.setAttribute("page", (int) page);
        request.setAttribute("pages", pages);
        show("rooms_list", request, response);
    }

    /** How many messages somebody with an account has not read in a room. */
    private Map<Long, Integer> unread(List<Room> shown, HttpServletRequest request) {
        List<Long> read = shown.stream()
                .filter(room -> door.permits(room, Action.READ, request))
                .map(Room::id)
                .toList();
        return Visit.of(request)
                .user()
                .flatMap(ChatUser::accountId)
                .map(account -> reads.unread(account, read))
                .orElse(Map.of());
    }
}
