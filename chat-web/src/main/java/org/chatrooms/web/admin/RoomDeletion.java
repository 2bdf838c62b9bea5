package org.chatrooms.web.admin;

import java.time.Instant;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.hub.ChatHub;

/**
 * Deletes rooms. One in which much was said is nowhere for everybody from the first moment on, and its messages go in pieces, the
 * oldest first: whoever cancels that gets back a room that lacks a beginning and is otherwise as it was. A deletion that the end of
 * a node interrupts is found in the database, and goes on when a node starts.
 *
 * <p>Threading: any number of threads.
 */
public final class RoomDeletion {
    /** Goes in one short transaction. */
    static final int PIECE = 200;

    private final RoomRepository rooms;
    private final ChatHub hub;
    private final Works works;

    public RoomDeletion(RoomRepository rooms, ChatHub hub, Works works) {
        this.rooms = rooms;
        this.hub = hub;
        this.works = works;
    }

    /** Whether it takes so long that it can be cancelled. */
    boolean isLong(Room room) {
        return hub.latestMessageId(room.id()) > PIECE && hub.archive().isPresent();
    }

    /**
     * Returns when the room is nowhere any more.
     *
     * @return whether there is still something to be done
     */
    boolean delete(Room room, String who) {
        boolean isLong = isLong(room);
        if (isLong) {
            rooms.setDoomed(room.id(), true);
            begin(room, who);
        } else {
            delete(room);
        }
        return isLong;
    }

    /** Takes up what was interrupted. */
    void goOn() {
        rooms.doomed().forEach(room -> begin(room, ""));
    }

    private void begin(Room room, String who) {
        works.begin(Work.Kind.DELETE_ROOM, room.name(), who, work -> {
            try {
                run(room, work);
            } catch (RuntimeException e) {
                if (!who.isEmpty()) { // else another node may be at it
                    work.cancel(); // what nobody would finish before tomorrow must not be out of everybody's sight
                }
                throw e;
            } finally {
                if (work.isCancelled()) {
                    rooms.setDoomed(room.id(), false);
                }
            }
        });
    }

    /** Another node may be at it, too, or have been told to let it be, which ends it here, too. */
    private void run(Room room, Work work) {
        work.expect(Math.max(0, hub.latestMessageId(room.id())));
        int gone = PIECE;
        while (work.goesOn() && rooms.isDoomed(room.id())) {
            if (gone < PIECE) {
                delete(room);
                return;
            }
            gone = hub.archive()
                    .map(archive -> archive.forget(room.id(), Instant.MAX, PIECE))
                    .orElse(0);
            work.did(gone);
        }
        if (work.goesOn() && rooms.find(room.id()).isPresent()) {
            work.cancel();
        }
    }

    private void delete(Room room) {
        rooms.delete(room.id());
        hub.roomDeleted(room.id());
    }
}
