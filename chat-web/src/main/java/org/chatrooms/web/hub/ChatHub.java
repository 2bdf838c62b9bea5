package org.chatrooms.web.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Presence;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.spi.RoomSignals;
import org.chatrooms.web.listener.Listeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middle of the chat: messages go in, signals come back, whoever waits is answered.
 *
 * <p>Threading: any number of request threads send and wait; signals come from any thread; one ticker thread calls
 * {@link #tick}. No thread is held by a client that waits.
 */
public final class ChatHub implements RoomSignals {
    /** How long a poll is held. */
    public static final Duration HOLD = Duration.ofSeconds(25);

    /** Whoever waits is present: told often enough that nobody's date is older than 8 s. */
    private static final Duration SEEN_EVERY = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(ChatHub.class);

    private final MessageHandler handler;
    private final PresenceStore presence;
    private final Listeners listeners;
    private final Clock clock;
    private final Executor deliveries;
    private final Traffic traffic;
    private final UserLists userLists;
    private final Map<Long, RoomWaiters> rooms = new ConcurrentHashMap<>();
    private final Releases releases = new Releases();
    private volatile boolean closed;
    private Instant lastSeen = Instant.MIN;

    /** @param deliveries the threads that answer; not the callers' own */
    public ChatHub(
            MessageHandler handler, PresenceStore presence, Listeners listeners, Clock clock, Executor deliveries) {
        this.handler = handler;
        this.presence = presence;
        this.listeners = listeners;
        this.clock = clock;
        this.deliveries = deliveries;
        this.traffic = new Traffic(clock);
        this.userLists = new UserLists(presence, clock);
    }

    /** Stores a message, or the change of one; when it returns, it is committed. */
    public ChatMessage send(IncomingMessage message) {
        ChatMessage stored = listeners.store(message, handler::handleReceivedMessage);
        traffic.accept();
        try {
            presence.stoppedTyping(message.roomId(), message.sender());
        } catch (RuntimeException e) { // the message is committed: its sender must not hear of this
            LOG.warn("Could not note that somebody types no more, which is over in a few seconds anyway", e);
        }
        return stored;
    }

    /** What the messages can be asked beyond what is delivered; empty where the handler keeps no archive. */
    public Optional<MessageArchive> archive() {
        return handler.archive();
    }

    public List<? extends ChatMessage> recentMessages(long roomId, int count) {
        return handler.recentMessages(roomId, count);
    }

    /** Entries of the log after an id, oldest first; fewer than the limit also where there are more. */
    public List<? extends ChatMessage> messagesAfter(long roomId, long id, int limit) {
        return handler.retrieveMessages(roomId, id, limit);
    }

    public long latestMessageId(long roomId) {
        return handler.getLatestMessageId(roomId);
    }

    /**
     * Delivers the messages after the cursor, a poll's once and a stream's as they come: now if there are any, else when one
     * comes, until the delivery's {@link Delivery#hold} is over.
     */
    public void await(long roomId, Cursor cursor, Optional<ChatUser> person, Delivery<Batch> delivery) {
        Instant now = clock.instant();
        Waiter waiter = new Waiter(cursor, person, now.plus(delivery.hold()), delivery, traffic);
        try {
            person.ifPresent(somebody -> presence.seen(roomId, somebody));
        } catch (RuntimeException e) {
            delivery.failed(e);
            return;
        }
        // Register, then look, then wait: a message that is committed after the look finds the waiter here.
        RoomWaiters room = register(roomId, waiter);
        if (closed) {
            delivery.nothingNew();
        }
        delivery.onReady(() -> room.serve(waiter, clock.instant()));
        if (!delivery.canWait()) {
            delivery.nothingNew();
        }
        if (delivery.isOver()) {
            room.remove(waiter);
        }
    }

    /** Inside {@code compute}, so that a room that is let go because it is empty cannot swallow a new waiter. */
    private RoomWaiters register(long roomId, Waiter waiter) {
        return rooms.compute(roomId, (id, known) -> {
            RoomWaiters room = known == null
                    ? new RoomWaiters(
                            new RoomLog(handler, roomId),
                            new RoomUsers(() -> usernames(roomId)),
                            new RoomTyping(() -> presence.typists(roomId)),
                            deliveries,
                            traffic,
                            clock.instant())
                    : known;
            if (waiter.delivery().canWait()) {
                room.add(waiter);
            }
            return room;
        });
    }

    private List<String> usernames(long roomId) {
        return presence.present(roomId).stream().map(Presence::username).toList();
    }

    /** Delivers the users list when somebody joins or leaves: after 1 s at the earliest, after 8 s in any case. */
    public void awaitUsers(long roomId, Optional<ChatUser> person, Delivery<UserList> delivery) {
        try {
            person.ifPresent(somebody -> presence.seen(roomId, somebody));
            if (!delivery.canWait()) {
                userLists.answerNow(roomId, delivery);
                return;
            }
            userLists.ask(roomId, person, delivery);
            if (closed) {
                userLists.answerAll();
            }
        } catch (RuntimeException e) {
            delivery.failed(e);
        }
    }

    public void seen(long roomId, ChatUser person) {
        presence.seen(roomId, person);
    }

    /** The person types in the room: those who have a stream of it are told. */
    public void typing(long roomId, ChatUser person) {
        presence.typing(roomId, person);
    }

    public List<Presence> present(long roomId) {
        return presence.present(roomId);
    }

    public boolean isNameInUse(ChatUser person) {
        return presence.isNameInUse(person);
    }

    /**
     * A number that changes when this person, or everybody in the room, is sent home. Read before one asks whether they may
     * wait, and compared when they do: if it changed, that may be true no longer, and who sent them home did not find them.
     */
    public long releases(long roomId, Optional<ChatUser> person) {
        return releases.of(roomId)
                + person.map(somebody -> releases.of(somebody.key())).orElse(0L);
    }

    /** Sends this person's waiting polls and streams home, to come again as who they are by then. */
    public void release(ChatUser person) {
        release(person.key());
    }

    /** The same by {@link ChatUser#key}. */
    public void release(String personKey) {
        releases.count(personKey);
        rooms.values()
                .forEach(room -> room.forEach(waiter -> {
                    if (waiter.is(personKey)) {
                        waiter.delivery().nothingNew();
                    }
                }));
        userLists.release(personKey);
    }

    /** Sends everybody home who waits in a room, to ask anew whether they may. */
    public void releaseRoom(long roomId) {
        releases.count(roomId);
        RoomWaiters room = rooms.get(roomId);
        if (room != null) {
            room.forget();
            room.forEach(waiter -> waiter.delivery().nothingNew());
        }
        userLists.releaseRoom(roomId);
    }

    /** Sends everybody home who waits, to ask anew whether they may. */
    public void releaseAll() {
        rooms.keySet().forEach(this::releaseRoom);
    }

    /** A room was deleted, with what the chat's database knows of it. */
    public void roomDeleted(long roomId) {
        handler.roomDeleted(roomId);
    }

    /** This person goes, from all rooms, and is told of nothing any more that they wait for. */
    public void leave(ChatUser person) {
        for (Long roomId : rooms.keySet()) {
            presence.left(roomId, person);
        }
        userLists.roomsOf(person.key()).forEach(roomId -> presence.left(roomId, person));
        release(person);
    }

    /**
     * Somebody goes from one room, by {@link ChatUser#key} or a guest's name, if they wait there. Does not throw: a presence store
     * that fails must not keep this node from hearing who else lost their rights.
     */
    public void leave(long roomId, String keyOrName) {
        try {
            waiting(roomId)
                    .filter(person -> person.key().equals(keyOrName)
                            || (person.isGuest() && person.username().equals(keyOrName)))
                    .findFirst()
                    .ifPresent(person -> presence.left(roomId, person));
        } catch (RuntimeException e) {
            LOG.warn("Somebody who went is listed until they are not seen for a while", e);
        }
    }

    /** Whoever goes by a name in a room, if they wait at this node. */
    public Optional<ChatUser> personCalled(long roomId, String username) {
        return waiting(roomId)
                .filter(person -> person.username().equals(username))
                .findFirst();
    }

    private Stream<ChatUser> waiting(long roomId) {
        RoomWaiters room = rooms.get(roomId);
        List<ChatUser> people = new ArrayList<>();
        if (room != null) {
            room.forEach(waiter -> waiter.person().ifPresent(people::add));
        }
        return people.stream();
    }

    /** The rooms that somebody waits for. */
    public Set<Long> roomsWaitedFor() {
        return rooms.entrySet().stream()
                .filter(room -> !room.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many polls wait for messages, or how many streams are open. Counted anew each time. */
    public long waiting(boolean streams) {
        long[] count = {0};
        rooms.values()
                .forEach(room ->
                        room.forEach(waiter -> count[0] += waiter.delivery().isStream() == streams ? 1 : 0));
        return count[0];
    }

    public Traffic traffic() {
        return traffic;
    }

    /** Whether whoever comes is told to come again. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void roomChanged(long roomId) {
        RoomWaiters room = rooms.get(roomId);
        if (room != null && !closed) {
            room.changed();
        }
    }

    @Override
    public void usersChanged(long roomId) {
        userLists.changed(roomId);
        RoomWaiters room = rooms.get(roomId);
        if (room != null) {
            room.usersChanged();
        }
    }

    /** What time brings: ends of holds, presence, users lists. Called about four times a second by one thread. */
    public void tick() {
        Instant now = clock.instant();
        rooms.values().forEach(room -> room.tick(now));
        for (Long roomId : rooms.keySet()) {
            rooms.computeIfPresent(roomId, (id, room) -> room.isForgotten(now) ? null : room);
        }
        try {
            if (!lastSeen.plus(SEEN_EVERY).isAfter(now)) {
                lastSeen = now;
                rooms.forEach((roomId, room) ->
                        room.forEach(waiter -> waiter.person().ifPresent(person -> presence.seen(roomId, person))));
                userLists.forEachPerson(presence::seen);
            }
            presence.tick();
        } finally { // a presence store that fails keeps nobody waiting
            userLists.tick(now);
        }
    }

    /** Answers everybody who waits, and from now on whoever comes, with "come again". */
    public void close() {
        closed = true;
        rooms.values().forEach(room -> room.forEach(waiter -> waiter.delivery().nothingNew()));
        userLists.answerAll();
    }
}
