package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.http.HttpError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place that decides whether somebody may do something in a room: first whether it wants people who are signed in,
 * then its {@link RoomRights rights}, then the access policy. How a refusal looks follows from the room.
 *
 * <p>Threading: any number of threads.
 */
public final class RoomDoor {
    private static final Logger LOG = LoggerFactory.getLogger(RoomDoor.class);

    private final RoomRepository rooms;
    private final RoomRights rights;
    private final AccessPolicy policy;
    private final RoomKeys keys;

    public RoomDoor(RoomRepository rooms, RoomRights rights, AccessPolicy policy, RoomKeys keys) {
        this.rooms = rooms;
        this.rights = rights;
        this.policy = policy;
        this.keys = keys;
    }

    /**
     * The room, for somebody who wants to do something in it.
     *
     * @throws HttpError 404 where there is no such room for them, 401 where they have to sign in first, 403 where they may not,
     *     or have to give the room's password first
     */
    public Room enter(long roomId, Action action, HttpServletRequest request) {
        Room room = rooms.find(roomId).orElseThrow(HttpError::notFound);
        // Whoever only counts through the numbers must not learn what a private room is called.
        return admit(room, room.isPrivate() ? "/rooms/" : pageOf(room), action, request);
    }

    /** The same by the room's name in its URL. */
    public Room enter(String slug, Action action, HttpServletRequest request) {
        Room room = rooms.findBySlug(slug).orElseThrow(HttpError::notFound);
        return admit(room, pageOf(room), action, request);
    }

    /** Whether somebody may do something in a room, such as to see it in a list. */
    public boolean permits(Room room, Action action, HttpServletRequest request) {
        return isForThem(room, request)
                && rights.barrier(room, action, request).isEmpty()
                && isPermitted(room, action, request);
    }

    /** Whether somebody decides who is what in a room: its owners, and whoever runs the chat. */
    public boolean isOwner(Room room, HttpServletRequest request) {
        return rights.isOwner(room, request);
    }

    /** Whether somebody keeps order in a room: its moderators and owners, and whoever runs the chat. */
    public boolean moderates(Room room, HttpServletRequest request) {
        return rights.moderates(room, request);
    }

    /** Why somebody who is in a room, with a name, may not speak there; empty if they may. */
    public Optional<Silence> silence(Room room, HttpServletRequest request) {
        return rights.silence(room, request)
                .or(() -> Visit.of(request)
                        .user()
                        .filter(person -> !isPermitted(room, Action.SEND, request))
                        .map(person -> Silence.of(Silence.Why.NOT_PERMITTED)));
    }

    /**
     * The room that somebody keeps order in.
     *
     * @param action what they do there beside that: {@code SEND} where it adds to what was said
     * @throws HttpError as {@link #enter(long, Action, HttpServletRequest)}, and 403 where they do not
     */
    public Room moderated(long roomId, Action action, HttpServletRequest request) {
        return moderated(enter(roomId, action, request), request);
    }

    /** The same by the room's name in its URL. */
    public Room moderated(String slug, HttpServletRequest request) {
        return moderated(enter(slug, Action.ENTER, request), request);
    }

    private Room moderated(Room room, HttpServletRequest request) {
        if (!moderates(room, request)) {
            throw HttpError.forbidden("This is for those who keep order in the room.");
        }
        return room;
    }

    /**
     * The room that somebody wants to decide about.
     *
     * @throws HttpError as {@link #enter(String, Action, HttpServletRequest)}, and 403 where it is not theirs
     */
    public Room own(String slug, HttpServletRequest request) {
        Room room = enter(slug, Action.ENTER, request);
        if (!isOwner(room, request)) {
            throw HttpError.forbidden("This is for those who own the room.");
        }
        return room;
    }

    /**
     * The room whose password somebody wants to give.
     *
     * @throws HttpError 404 where no room of that name asks for one, 401 where they have to sign in first
     */
    public Room locked(String slug, HttpServletRequest request) {
        Room room = rooms.findBySlug(slug)
                .filter(found -> found.isPrivate() && !isHidden(found))
                .orElseThrow(HttpError::notFound);
        if (!isForThem(room, request)) {
            throw signInFirst(pageOf(room), request);
        }
        return room;
    }

    /**
     * Who they are, for somebody who wants to say something or to be listed.
     *
     * @throws HttpError 401 for a guest who has not chosen a name
     */
    public ChatUser named(Room room, HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return visit.user()
                .orElseThrow(() -> HttpError.unauthorized(
                        "Choose a name first", visit.getBase() + "/setguestname/?room_slug=" + room.slug()));
    }

    /**
     * Their account's number, for somebody who wants something to be kept for them.
     *
     * @throws HttpError 401 for a guest
     */
    public long account(Room room, HttpServletRequest request) {
        return Visit.of(request)
                .user()
                .flatMap(ChatUser::accountId)
                .orElseThrow(() -> signInFirst(pageOf(room), request));
    }

    /** @param next where to go on to, below the mount, for whoever has to sign in first: a page, whatever was asked for */
    private Room admit(Room room, String next, Action action, HttpServletRequest request) {
        if (permits(room, action, request)) {
            return room;
        }
        Optional<HttpError> barrier = rights.barrier(room, action, request);
        if (barrier.isPresent() && isForThem(room, request) && isPermitted(room, action, request)) {
            throw barrier.get(); // but for that they may, and so they may know it
        }
        if (isHidden(room)) {
            throw HttpError.notFound();
        }
        if (!isForThem(room, request)) {
            throw signInFirst(next, request);
        }
        if (room.isPrivate() && !keys.open(room, request)) {
            throw HttpError.locked(room.slug());
        }
        throw HttpError.accessDenied();
    }

    private static boolean isForThem(Room room, HttpServletRequest request) {
        return room.allowAnonymousAccess() || Visit.of(request).isSignedIn();
    }

    /** Whether those who may not enter must not even learn that it is there. */
    private static boolean isHidden(Room room) {
        return room.isPrivate() && room.passwordHash().isEmpty();
    }

    private boolean isPermitted(Room room, Action action, HttpServletRequest request) {
        try {
            return policy.permits(
                    new RoomAccess(room, action, request, rooms, keys),
                    Visit.of(request).user());
        } catch (RuntimeException e) {
            LOG.error("The access policy failed, which is a refusal", e);
            return false;
        }
    }

    private static String pageOf(Room room) {
        return "/room/" + room.slug() + "/";
    }

    private static HttpError signInFirst(String next, HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return visit.signInFirst(visit.getBase() + next);
    }
}
