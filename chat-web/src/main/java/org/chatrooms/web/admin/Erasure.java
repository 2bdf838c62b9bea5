package org.chatrooms.web.admin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Found;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.NoSuchMessage;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.Undo;
import org.chatrooms.web.hub.ChatHub;

/**
 * Takes back all that somebody said, each message as they would: so that it goes from every database, every node's memory and
 * every page that is open, in an order that all share.
 *
 * <p>Threading: any number of threads.
 */
public final class Erasure {
    private final MessageArchive archive;
    private final RoomRepository rooms;
    private final ChatHub hub;
    private final Works works;
    private final Undo undo;
    private final Clock clock;

    public Erasure(MessageArchive archive, RoomRepository rooms, ChatHub hub, Works works, Undo undo, Clock clock) {
        this.archive = archive;
        this.rooms = rooms;
        this.hub = hub;
        this.works = works;
        this.undo = undo;
        this.clock = clock;
    }

    /** Returns at once. How far it is, it counts in entries that it has looked at. */
    void begin(Account account, String who) {
        undo.end(account.user().key());
        works.begin(Work.Kind.ERASE, account.username(), who, work -> {
            List<Room> all = rooms.all();
            work.expect(all.stream()
                    .mapToLong(room -> Math.max(0, hub.latestMessageId(room.id())))
                    .sum());
            all.forEach(room -> erase(account, room.id(), work));
        });
    }

    private void erase(Account account, long roomId, Work work) {
        Optional<Long> before = Optional.of(Math.max(0, hub.latestMessageId(roomId)) + 1);
        while (before.isPresent() && work.goesOn()) {
            Found found = archive.saidBy(account.user().key(), roomId, before.get());
            for (ChatMessage message : found.messages()) {
                if (!work.goesOn()) {
                    return;
                }
                takeBack(account, roomId, message.id());
            }
            work.did(before.get() - found.goOnBefore().orElse(1L));
            before = found.goOnBefore();
        }
    }

    private void takeBack(Account account, long roomId, long messageId) {
        try {
            hub.send(IncomingMessage.deletion(roomId, account.user(), messageId, clock.instant(), false));
        } catch (NoSuchMessage | NoSuchRoom e) {
            // Somebody was quicker.
        }
    }
}
