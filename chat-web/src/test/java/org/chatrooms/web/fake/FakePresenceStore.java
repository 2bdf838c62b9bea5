package org.chatrooms.web.fake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.chatrooms.spi.PresenceStore;

/** Remembers whom it was told of and when, and announces nothing. Threading: any number of threads. */
public final class FakePresenceStore implements PresenceStore {
    private final Clock clock;
    private final Map<Long, Map<ChatUser, List<Instant>>> rooms = new HashMap<>();
    private final Map<Long, List<String>> typists = new HashMap<>();
    private int listsMade;
    private int ticks;
    private RuntimeException failure;

    public FakePresenceStore(Clock clock) {
        this.clock = clock;
    }

    /** When the person was seen in the room, each time. */
    public synchronized List<Instant> timesSeen(long roomId, ChatUser person) {
        return List.copyOf(rooms.getOrDefault(roomId, Map.of()).getOrDefault(person, List.of()));
    }

    public synchronized int listsMade() {
        return listsMade;
    }

    public synchronized int ticks() {
        return ticks;
    }

    /** From now on everything fails; null mends it. */
    public synchronized void fail(RuntimeException e) {
        failure = e;
    }

    private void maybeFail() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized void seen(long roomId, ChatUser person) {
        maybeFail();
        rooms.computeIfAbsent(roomId, id -> new HashMap<>())
                .computeIfAbsent(person, somebody -> new ArrayList<>())
                .add(clock.instant());
    }

    @Override
    public synchronized void left(long roomId, ChatUser person) {
        maybeFail();
        rooms.getOrDefault(roomId, Map.of()).remove(person);
    }

    @Override
    public synchronized void typing(long roomId, ChatUser person) {
        maybeFail();
        typists.computeIfAbsent(roomId, id -> new ArrayList<>()).add(person.username());
    }

    @Override
    public synchronized void stoppedTyping(long roomId, ChatUser person) {
        maybeFail();
        typists.getOrDefault(roomId, new ArrayList<>()).remove(person.username());
    }

    @Override
    public synchronized List<String> typists(long roomId) {
        maybeFail();
        return List.copyOf(typists.getOrDefault(roomId, List.of()));
    }

    @Override
    public synchronized List<Presence> present(long roomId) {
        maybeFail();
        listsMade++;
        return rooms.getOrDefault(roomId, Map.of()).entrySet().stream()
                .map(entry -> new Presence(
                        entry.getKey().username(),
                        entry.getValue().get(entry.getValue().size() - 1)))
                .toList();
    }

    @Override
    public synchronized boolean isNameInUse(ChatUser person) {
        return rooms.values().stream()
                .flatMap(people -> people.keySet().stream())
                .anyMatch(other -> other.username().equals(person.username()) && !other.equals(person));
    }

    @Override
    public synchronized void tick() {
        maybeFail();
        ticks++;
    }
}
