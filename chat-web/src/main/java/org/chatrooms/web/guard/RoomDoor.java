package org.chatrooms.web.guard;

import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.http.HttpError;

/**
 * The only place that decides whether somebody may do something in a room. Threading: any number of threads.
 */
public final class RoomDoor {
    private final RoomRepository rooms;

    public RoomDoor(RoomRepository rooms) {
        this.rooms = rooms;
    }

    /**
     * The room, for somebody who wants to read in it.
     *
     * @throws HttpError 404 where there is no such room for them, 403 where it is not for guests
     */
    public Room enter(long roomId, Visit visit) {
        return admit(rooms.find(roomId).orElseThrow(HttpError::notFound), visit);
    }

    /** The same by the room's name in its URL. */
    public Room enter(String slug, Visit visit) {
        return admit(rooms.findBySlug(slug).orElseThrow(HttpError::notFound), visit);
    }

    /**
     * Who they are, for somebody who wants to say something or to be listed.
     *
     * @throws HttpError 401 for a guest who has not chosen a name
     */
    public ChatUser named(Room room, Visit visit) {
        return visit.user()
                .orElseThrow(() -> HttpError.unauthorized(
                        "Choose a name first", visit.getBase() + "/setguestname/?room_slug=" + room.slug()));
    }

    private static Room admit(Room room, Visit visit) {
        if (room.isPrivate()) {
            throw HttpError.notFound();
        }
        if (!room.allowAnonymousAccess() && visit.user().map(ChatUser::isGuest).orElse(true)) {
            throw HttpError.forbidden("This room is for people with an account");
        }
        return room;
    }
}
