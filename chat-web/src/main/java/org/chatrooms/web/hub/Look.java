package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.List;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.spi.MessageHandler;

/**
 * What a room holds at and after a cursor. The reading starts <i>at</i> the cursor, so that whether its message is still the
 * one the client knows costs no query of its own.
 */
final class Look {
    private final Instant dateAtCursor;
    private final Shared<Batch> news;

    private Look(Instant dateAtCursor, Batch news) {
        this.dateAtCursor = dateAtCursor;
        this.news = new Shared<>(news);
    }

    static Look from(MessageHandler handler, long roomId, long cursorId) {
        List<? extends ChatMessage> found =
                handler.retrieveMessages(roomId, cursorId > 0 ? cursorId - 1 : -1, Batch.MAX_ENTRIES + 1);
        boolean hasCursor = !found.isEmpty() && found.get(0).id() == cursorId;
        return new Look(
                hasCursor ? found.get(0).date() : null,
                Batch.startOf(hasCursor ? found.subList(1, found.size()) : found));
    }

    /** Answers the waiter if there is something to say. */
    boolean answers(Waiter waiter) {
        Cursor cursor = waiter.cursor();
        if (!cursor.isStart()
                && cursor.date().isPresent()
                && !cursor.date().get().equals(dateAtCursor)) {
            waiter.delivery().reset();
        } else if (!news.content().entries().isEmpty()) {
            waiter.delivery().deliver(news);
        } else {
            return false;
        }
        return true;
    }
}
