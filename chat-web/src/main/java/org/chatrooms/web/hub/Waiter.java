package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.Optional;
import org.chatrooms.model.ChatUser;

/** Somebody who waits for messages newer than a cursor. Two are never equal. */
final class Waiter {
    private final Cursor cursor;
    private final Optional<ChatUser> person;
    private final Instant until;
    private final Delivery<Batch> delivery;

    Waiter(Cursor cursor, Optional<ChatUser> person, Instant until, Delivery<Batch> delivery) {
        this.cursor = cursor;
        this.person = person;
        this.until = until;
        this.delivery = delivery;
    }

    Cursor cursor() {
        return cursor;
    }

    Optional<ChatUser> person() {
        return person;
    }

    Instant until() {
        return until;
    }

    Delivery<Batch> delivery() {
        return delivery;
    }

    boolean is(String personKey) {
        return person.isPresent() && person.get().key().equals(personKey);
    }
}
