package org.chatrooms.web.admin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.Author;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Found;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.NoSuchMessage;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.Undo;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.hub.ChatHub;

/**
 * Takes back all that somebody said, each message as if it was taken back by itself: so that it goes from every database, every
 * node's memory and every page that is open, in an order that all share.
 *
 * <p>Threading: any number of threads.
 */
public final class Erasure {
    private final RoomRepository rooms;
    private final ChatHub hub;
    private final Works works;
    private final Undo undo;
    private final Clock clock;

    public Erasure(RoomRepository rooms, ChatHub hub, Works works, Undo undo, Clock clock) {
        this.rooms = rooms;
        this.hub = hub;
        this.works = works;
        this.undo = undo;
        this.clock = clock;
    }

    /** Takes back one message; there may be none by now. */
    private interface TakeBack {
        void message(long roomId, long messageId);
    }

    /**
     * All that an account said. Returns at once. How far it is, it counts in entries that it has looked at.
     *
     * @throws HttpError 404 where nothing can be found again
     */
    void begin(Account account, String who) {
        MessageArchive archive = archive();
        TakeBack takeBack = (roomId, id) -> takeBack(roomId, account.user(), id, false);
        undo.end(account.user().key());
        works.begin(Work.Kind.ERASE, account.username(), who, work -> {
            List<Room> all = rooms.all();
            work.expect(all.stream().mapToLong(room -> latest(room.id())).sum());
            for (Room room : all) {
                long before = latest(room.id()) + 1;
                erase(archive, account.user().key(), room.id(), before, takeBack, work);
            }
        });
    }

    /**
     * All that somebody said in one room, on behalf of who keeps order there. Returns when the latest of it is gone, for somebody
     * may be looking at that; the rest, if it is much, follows.
     *
     * @throws HttpError 404 where nothing can be found again
     */
    public void begin(Room room, Author whom, ChatUser moderator) {
        MessageArchive archive = archive();
        TakeBack takeBack = (roomId, id) -> takeBack(roomId, moderator, id, true);
        Found latest = archive.saidBy(whom.person(), room.id(), latest(room.id()) + 1);
        latest.messages().forEach(message -> takeBack.message(room.id(), message.id()));
        latest.goOnBefore()
                .ifPresent(before -> works.begin(Work.Kind.ERASE, whom.username(), moderator.username(), work -> {
                    work.expect(before);
                    erase(archive, whom.person(), room.id(), before, takeBack, work);
                }));
    }

    private MessageArchive archive() {
        return hub.archive().orElseThrow(HttpError::notFound);
    }

    private long latest(long roomId) {
        return Math.max(0, hub.latestMessageId(roomId));
    }

    private static void erase(
            MessageArchive archive, String person, long roomId, long from, TakeBack takeBack, Work work) {
        Optional<Long> before = Optional.of(from);
        while (before.isPresent() && work.goesOn()) {
            Found found = archive.saidBy(person, roomId, before.get());
            for (ChatMessage message : found.messages()) {
                if (!work.goesOn()) {
                    return;
                }
                takeBack.message(roomId, message.id());
            }
            work.did(before.get() - found.goOnBefore().orElse(1L));
            before = found.goOnBefore();
        }
    }

    private void takeBack(long roomId, ChatUser who, long messageId, boolean moderates) {
        try {
            hub.send(IncomingMessage.deletion(roomId, who, messageId, clock.instant(), moderates));
        } catch (NoSuchMessage | NoSuchRoom e) {
            // Somebody was quicker.
        }
    }
}
