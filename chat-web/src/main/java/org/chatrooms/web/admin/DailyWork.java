package org.chatrooms.web.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.chatrooms.model.Room;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.hub.ChatHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does by itself when it has started, and once a day from then on: it lets go of what is older than a room keeps it, and
 * takes up deletions that were interrupted. Every node does; those that do it at once do each other no harm.
 *
 * <p>Threading: one thread ticks.
 */
public final class DailyWork {
    private static final Logger LOG = LoggerFactory.getLogger(DailyWork.class);
    private static final Duration EVERY = Duration.ofDays(1);

    private final RoomRepository rooms;
    private final ChatHub hub;
    private final Changes changes;
    private final RoomDeletion deletion;
    private final Works works;
    private final Clock clock;
    private Instant next = Instant.MIN;

    public DailyWork(
            RoomRepository rooms, ChatHub hub, Changes changes, RoomDeletion deletion, Works works, Clock clock) {
        this.rooms = rooms;
        this.hub = hub;
        this.changes = changes;
        this.deletion = deletion;
        this.works = works;
        this.clock = clock;
    }

    /** Called about four times a second. */
    public void tick() {
        Instant now = clock.instant();
        if (!next.isAfter(now)) {
            next = now.plus(EVERY);
            works.begin(Work.Kind.FORGET, "", "", work -> run(now, work));
        }
    }

    private void run(Instant now, Work work) {
        deletion.goOn();
        hub.archive().ifPresent(archive -> forget(archive, now, work));
    }

    /** A room where that fails, because it is very busy for one, keeps no other from it. */
    private void forget(MessageArchive archive, Instant now, Work work) {
        RuntimeException failure = null;
        for (Room room : rooms.all()) {
            int days = room.rules().keepDays();
            try {
                if (days > 0) {
                    forget(archive, room.id(), now.minus(Duration.ofDays(days)), work);
                }
            } catch (RuntimeException e) {
                LOG.warn("Could not let go of old messages in room {}, trying again tomorrow", room.id(), e);
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Nodes have the latest of it in memory: what went from there they hear of once, when all of it is gone. */
    private void forget(MessageArchive archive, long roomId, Instant before, Work work) {
        boolean isChanged = false;
        try {
            int gone = RoomDeletion.PIECE;
            while (gone == RoomDeletion.PIECE && work.goesOn()) {
                gone = archive.forget(roomId, before, RoomDeletion.PIECE);
                work.did(gone);
                isChanged |= gone > 0;
            }
        } finally {
            if (isChanged) {
                changes.announce(Changes.Kind.ROOM, Long.toString(roomId));
            }
        }
    }
}
