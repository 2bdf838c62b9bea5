package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.ChatMessage;

/** What a room holds at and after a cursor; one for all who stand there. Threading: immutable. */
final class Look {
    private final Instant dateAtCursor;
    private final Shared<Batch> news;
    private final Cursor next;

    /** @param dateAtCursor the date of the message at the cursor; null if that is not there */
    Look(Instant dateAtCursor, Batch news) {
        this.dateAtCursor = dateAtCursor;
        this.news = new Shared<>(news);
        List<Shared<ChatMessage>> entries = news.entries();
        ChatMessage last =
                entries.isEmpty() ? null : entries.get(entries.size() - 1).content();
        next = last == null ? null : new Cursor(last.id(), Optional.of(last.date()));
    }

    /** Whether what the client has is still what the room has. A client that gives a bare number is believed. */
    boolean proves(Cursor cursor) {
        return cursor.isStart()
                || cursor.date().isEmpty()
                || cursor.date().get().equals(dateAtCursor);
    }

    boolean isEmpty() {
        return next == null;
    }

    Shared<Batch> news() {
        return news;
    }

    /** Where the client stands who got the news. */
    Cursor next() {
        return next;
    }
}
