package org.chatrooms.web.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.spi.MessageHandler;

/**
 * What a room holds, its last messages in memory: a crowd that comes back costs the database what one of them costs.
 *
 * <p>Whoever refreshes it after a signal gets what was read after that signal. The memory is read on from its own last
 * message, so that a database that is no longer the same (an older backup) is noticed without a query of its own; then the
 * memory is dropped, and who is ahead of the database starts anew.
 *
 * <p>Threading: any number of threads. One reads at a time, and the others who need the same wait for that; if it fails, it
 * fails for all of them, instead of each in turn running into the same time limit.
 */
final class RoomLog {
    private final MessageHandler handler;
    private final long roomId;
    private final AtomicLong signals = new AtomicLong(1);
    private volatile long signalsSeen;
    private volatile int attempts;
    private RuntimeException failure;
    private volatile Recent recent = Recent.unknown();

    RoomLog(MessageHandler handler, long roomId) {
        this.handler = handler;
        this.roomId = roomId;
    }

    /** There may be more than the memory has. */
    void changed() {
        signals.incrementAndGet();
    }

    boolean isStale() {
        return signalsSeen < signals.get();
    }

    /** The newest message that is known; null if none is. */
    ChatMessage last() {
        return recent.last();
    }

    /** The id of the newest message that is known; 0 if none is. */
    long lastId() {
        ChatMessage last = last();
        return last == null ? 0 : last.id();
    }

    /** Whether a client has more than is known here, which the database has to judge. */
    boolean isBehind(long cursorId) {
        return cursorId > lastId();
    }

    /** Nothing of it is believed any more. */
    synchronized void forget() {
        recent = Recent.unknown();
        changed();
    }

    /**
     * What there is for somebody who stands at a cursor, as of the last {@link #refresh}. Only whether they are ahead of the
     * database is asked anew: they may have come, or read on in the database, since then.
     */
    Look look(Cursor cursor) {
        Look look = recent.look(cursor.id(), this::read);
        if (look.proves(cursor) || !isBehind(cursor.id())) {
            return look;
        }
        changed();
        refresh();
        return recent.look(cursor.id(), this::read);
    }

    /** Reads what came since the last reading, if a signal says that there is something. */
    void refresh() {
        long wanted = signals.get();
        if (signalsSeen >= wanted) {
            return;
        }
        int before = attempts;
        synchronized (this) {
            if (signalsSeen >= wanted) {
                return;
            }
            if (failure != null && attempts != before) {
                throw failure; // of the reading that was waited for
            }
            long seen = signals.get();
            try {
                Recent known = recent;
                recent = known.last() == null ? load() : readOn(known);
                failure = null;
                signalsSeen = seen;
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            } finally {
                attempts++;
            }
        }
    }

    private Recent load() {
        List<Shared<ChatMessage>> latest = shared(handler.recentMessages(roomId, Batch.MAX_ENTRIES));
        boolean isWhole = latest.isEmpty();
        if (!isWhole && latest.size() < Batch.MAX_ENTRIES) {
            List<? extends ChatMessage> first = handler.retrieveMessages(roomId, -1, 1);
            isWhole = !first.isEmpty()
                    && first.get(0).id() == latest.get(0).content().id();
        }
        return new Recent(List.of(), isWhole).with(latest);
    }

    private Recent readOn(Recent known) {
        ChatMessage last = known.last();
        List<Shared<ChatMessage>> found =
                shared(handler.retrieveMessages(roomId, last.id() - 1, Batch.MAX_ENTRIES + 1));
        if (found.isEmpty() || !isSame(found.get(0).content(), last)) {
            return load();
        }
        if (found.size() == 1) {
            return known;
        }
        changed(); // a handler may give less than there is: it has no more when it gives nothing
        return known.with(Batch.startOf(found.subList(1, found.size())).entries());
    }

    private static boolean isSame(ChatMessage one, ChatMessage other) {
        return one.id() == other.id() && one.date().equals(other.date());
    }

    /**
     * What is older than the memory. The reading starts <i>at</i> the cursor, so that whether its message is still the one that
     * the client knows costs no query of its own.
     */
    private Look read(long cursorId) {
        List<Shared<ChatMessage>> found =
                shared(handler.retrieveMessages(roomId, cursorId > 0 ? cursorId - 1 : -1, Batch.MAX_ENTRIES + 1));
        boolean hasCursor = !found.isEmpty() && found.get(0).content().id() == cursorId;
        return new Look(
                hasCursor ? found.get(0).content().date() : null,
                Batch.startOf(hasCursor ? found.subList(1, found.size()) : found));
    }

    private static List<Shared<ChatMessage>> shared(List<? extends ChatMessage> messages) {
        List<Shared<ChatMessage>> shared = new ArrayList<>(messages.size());
        for (ChatMessage message : messages) {
            shared.add(new Shared<>(message));
        }
        return shared;
    }

    void tick() {
        recent.tick();
    }
}
