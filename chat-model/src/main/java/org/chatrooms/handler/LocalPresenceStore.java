package org.chatrooms.handler;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.PersonName;
import org.chatrooms.model.Presence;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.spi.RoomSignals;

/**
 * Who is here, in this process's memory.
 *
 * <p>Threading: a map of maps. A room's map is entered and removed only inside {@code rooms.compute}, so that a room that
 * empties cannot swallow somebody who joins at the same moment. Signals are sent outside of it.
 */
public class LocalPresenceStore implements PresenceStore {
    /** Who was seen, and how their name reads, case aside: found out once, because each new name is compared with everybody's. */
    public static final class Entry {
        private final Presence presence;
        private volatile String folded;

        private Entry(Presence presence, Entry before) {
            this.presence = presence;
            this.folded = before != null && before.isNamed(presence.username()) ? before.folded : null;
        }

        public Presence presence() {
            return presence;
        }

        private boolean isNamed(String username) {
            return presence.username().equals(username);
        }

        private String folded() {
            if (folded == null) {
                folded = PersonName.folded(presence.username());
            }
            return folded;
        }
    }

    private final Map<Long, Map<String, Entry>> rooms = new ConcurrentHashMap<>();
    private final Typists typists = new Typists();
    private Clock clock;
    private RoomSignals signals;

    @Override
    public void start(HandlerContext chat) {
        clock = chat.clock();
        signals = chat.signals();
    }

    @Override
    public void seen(long roomId, ChatUser person) {
        Presence now = new Presence(person.username(), clock.instant());
        String key = person.key();
        // Mostly they are there already, and need not wait for others of the room.
        Map<String, Entry> there = rooms.getOrDefault(roomId, Map.of());
        Entry before = there.get(key);
        if (before == null || !there.replace(key, before, new Entry(now, before))) {
            before = enter(roomId, key, now);
        }
        if (before == null || !before.isNamed(now.username())) {
            signals.usersChanged(roomId);
        }
    }

    private Entry enter(long roomId, String key, Presence now) {
        Entry[] before = new Entry[1];
        rooms.compute(roomId, (id, people) -> {
            Map<String, Entry> known = people == null ? new ConcurrentHashMap<>() : people;
            before[0] = known.get(key);
            known.put(key, new Entry(now, before[0]));
            return known;
        });
        return before[0];
    }

    @Override
    public void left(long roomId, ChatUser person) {
        left(roomId, person.key());
    }

    /** The same by {@link ChatUser#key}. */
    protected final void left(long roomId, String key) {
        typists.remove(roomId, key);
        boolean[] wasThere = new boolean[1];
        rooms.computeIfPresent(roomId, (id, people) -> {
            wasThere[0] = people.remove(key) != null;
            return people.isEmpty() ? null : people;
        });
        if (wasThere[0]) {
            signals.usersChanged(roomId);
        }
    }

    @Override
    public void typing(long roomId, ChatUser person) {
        typists.add(roomId, person.key(), person.username(), clock.instant().plus(TYPING_FOR));
    }

    @Override
    public void stoppedTyping(long roomId, ChatUser person) {
        typists.remove(roomId, person.key());
    }

    @Override
    public List<String> typists(long roomId) {
        return typists.in(roomId, clock.instant()).values().stream().sorted().toList();
    }

    /** Those of whom this process heard that they type. */
    protected final Typists typists() {
        return typists;
    }

    /** The rooms in which this process saw somebody. A view. */
    protected final Set<Long> rooms() {
        return Collections.unmodifiableSet(rooms.keySet());
    }

    /** Whom this process saw in the room, by {@link ChatUser#key}. A view. */
    protected final Map<String, Entry> people(long roomId) {
        return Collections.unmodifiableMap(rooms.getOrDefault(roomId, Map.of()));
    }

    @Override
    public List<Presence> present(long roomId) {
        return people(roomId).values().stream()
                .map(Entry::presence)
                .sorted(Comparator.comparing(Presence::username))
                .toList();
    }

    @Override
    public boolean isNameInUse(ChatUser person) {
        String wanted = PersonName.folded(person.username());
        return rooms.values().stream()
                .flatMap(people -> people.entrySet().stream())
                .anyMatch(entry -> !entry.getKey().equals(person.key())
                        && entry.getValue().folded().equals(wanted));
    }

    @Override
    public void tick() {
        typists.forget(clock.instant());
        Instant gone = clock.instant().minus(GONE_AFTER);
        for (Long roomId : rooms.keySet()) {
            boolean[] somebodyLeft = new boolean[1];
            rooms.computeIfPresent(roomId, (id, people) -> {
                somebodyLeft[0] = people.values()
                        .removeIf(entry -> entry.presence.lastSeen().isBefore(gone));
                return people.isEmpty() ? null : people;
            });
            if (somebodyLeft[0]) {
                signals.usersChanged(roomId);
            }
        }
    }
}
