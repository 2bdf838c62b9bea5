package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.chatrooms.model.ChatUser;

/**
 * Somebody who waits for messages newer than a cursor: on a poll once, on a stream again and again. It has no queue: what is to
 * be delivered follows from the cursor, however long it was not ready. Two are never equal.
 *
 * <p>Threading: any number of threads serve it. One at a time does; whoever finds somebody at it leaves it to them, and they
 * look once more.
 */
final class Waiter {
    /** In place of news: the stream has to be told everybody, because it is new or missed something. */
    private static final Shared<UserNews> EVERYBODY = new Shared<>(null);

    private final Optional<ChatUser> person;
    private final Instant until;
    private final Delivery<Batch> delivery;
    private final LongAdder delivered;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Shared<UserNews>> users = new AtomicReference<>();
    private final AtomicReference<Shared<Typing>> typing = new AtomicReference<>();
    private volatile Cursor cursor;

    Waiter(Cursor cursor, Optional<ChatUser> person, Instant until, Delivery<Batch> delivery, Traffic traffic) {
        this.cursor = cursor;
        this.person = person;
        this.until = until;
        this.delivery = delivery;
        this.delivered = traffic.delivered(delivery.isStream());
        if (delivery.wantsUsers()) {
            users.set(EVERYBODY);
        }
    }

    Optional<ChatUser> person() {
        return person;
    }

    long cursorId() {
        return cursor.id();
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

    /**
     * Delivers what there is, as far as the client takes it.
     *
     * @throws RuntimeException the room could not be looked at; the client still waits
     */
    void serve(RoomLog log, RoomUsers roomUsers) {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = calls.get();
            try {
                deliver(log, roomUsers);
            } catch (RuntimeException | Error e) {
                tell(EVERYBODY); // what it was about to be told
                calls.set(0);
                throw e;
            }
        } while (calls.addAndGet(-seen) != 0);
    }

    private void deliver(RoomLog log, RoomUsers roomUsers) {
        while (delivery.isReady()) {
            Look look = log.look(cursor);
            if (!look.proves(cursor)) {
                delivery.reset();
            } else if (look.isEmpty()) {
                break;
            } else if (!delivery.wants(look.news().content())) {
                cursor = look.next();
            } else if (delivery.deliver(look.news())) {
                cursor = look.next();
                delivered.add(look.news().content().entries().size());
            }
        }
        Shared<UserNews> news = delivery.isReady() ? users.getAndSet(null) : null;
        if (news != null && !delivery.tellUsers(news == EVERYBODY ? roomUsers.all() : news)) {
            users.set(EVERYBODY);
        }
        Shared<Typing> typists = typing.get() != null && delivery.isReady() ? typing.getAndSet(null) : null;
        if (typists != null && !delivery.tellTyping(typists)) {
            typing.compareAndSet(null, typists);
        }
    }

    /** Somebody types or does not any more: told when it is served next, if that is not out of date by then. */
    void tellTyping(Shared<Typing> news) {
        if (delivery.wantsUsers()) {
            typing.set(news);
        }
    }

    /** Somebody came or went: told when it is served next. */
    void tell(Shared<UserNews> news) {
        if (delivery.wantsUsers() && !users.compareAndSet(null, news)) {
            users.set(EVERYBODY);
        }
    }
}
