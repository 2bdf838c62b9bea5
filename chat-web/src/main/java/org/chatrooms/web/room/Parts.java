package org.chatrooms.web.room;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Room;
import org.chatrooms.repository.ReadRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.hub.ChatHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pages are made of: a room, the list of rooms, each as its reader may see it. Our own pages show it, and a site's own by
 * the tags {@code <chat:room>}, {@code <chat:messages>}, {@code <chat:users>} and {@code <chat:rooms>}. Threading: any number of
 * threads.
 */
public final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final int MESSAGES_ON_ENTERING = 50;
    private static final int PAGE_SIZE = 20;

    private final RoomRepository rooms;
    private final ReadRepository reads;
    private final RoomDoor door;
    private final ChatHub hub;

    public Parts(RoomRepository rooms, ReadRepository reads, RoomDoor door, ChatHub hub) {
        this.rooms = rooms;
        this.reads = reads;
        this.door = door;
        this.hub = hub;
    }

    /** Lets the tags of the page that answers a request ask, as {@code ${chatParts}}. */
    public void bindTo(HttpServletRequest request) {
        request.setAttribute("chatParts", new OfPage(request));
    }

    /** A room that somebody was let into. */
    RoomView room(Room room, HttpServletRequest request) {
        List<? extends ChatMessage> entries = door.permits(room, Action.READ, request)
                ? hub.recentMessages(room.id(), MESSAGES_ON_ENTERING)
                : List.of();
        return new RoomView(
                room,
                messages(room, entries),
                entries.isEmpty() ? null : entries.get(entries.size() - 1),
                door.permits(room, Action.SEE_USERS, request) ? hub.present(room.id()) : List.of(),
                rooms.keepers(room.id()),
                door.isOwner(room, request),
                door.moderates(room, request),
                door.silence(room, request).orElse(null),
                hub.archive().isPresent());
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

    /**
     * The rooms one may enter, {@value #PAGE_SIZE} a page.
     *
     * @throws HttpError 404 if there is no such page
     */
    RoomList rooms(long page, HttpServletRequest request) {
        List<Room> listed = rooms.all().stream()
                .filter(room -> door.permits(room, Action.LIST, request))
                .toList();
        int pages = Math.max(1, (listed.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        if (page < 1 || page > pages) {
            throw HttpError.notFound();
        }
        List<Room> shown =
                listed.stream().skip((page - 1) * PAGE_SIZE).limit(PAGE_SIZE).toList();
        return new RoomList(
                shown,
                shown.stream()
                        .filter(room -> door.permits(room, Action.SEE_USERS, request))
                        .collect(Collectors.toMap(Room::id, room -> hub.present(room.id()))),
                unread(shown, request),
                (int) page,
                pages);
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

    /**
     * What the tags of one page ask. What our own servlets have found out already is not looked for again; a page of the site
     * must not break over what cannot be found out. Threading: the thread of the page.
     */
    public final class OfPage {
        private final HttpServletRequest request;
        private final Map<String, Optional<RoomView>> asked = new HashMap<>();

        private OfPage(HttpServletRequest request) {
            this.request = request;
        }

        /** A room by its name in its URL; null if the reader may not enter it. */
        public RoomView room(String slug) {
            return request.getAttribute("view") instanceof RoomView view
                            && view.room().slug().equals(slug)
                    ? view
                    : asked.computeIfAbsent(slug, this::find).orElse(null);
        }

        private Optional<RoomView> find(String slug) {
            try {
                return Optional.of(Parts.this.room(door.enter(slug, Action.ENTER, request), request));
            } catch (HttpError e) {
                return Optional.empty();
            } catch (RuntimeException e) {
                LOG.warn("A page of the site is shown without the room {}", slug, e);
                return Optional.empty();
            }
        }

        /** The list that a page of ours is about, or the beginning of it; null if it cannot be found out. */
        public RoomList rooms() {
            if (request.getAttribute("list") instanceof RoomList list) {
                return list;
            }
            try {
                return Parts.this.rooms(1, request);
            } catch (RuntimeException e) {
                LOG.warn("A page of the site is shown without the rooms", e);
                return null;
            }
        }
    }
}
