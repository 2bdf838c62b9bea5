package org.chatrooms.handler;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private final Map<Long, Map<String, Presence>> rooms = new ConcurrentHashMap<>();
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
        Presence[] before = new Presence[1];
        rooms.compute(roomId, (id, people) -> {
            Map<String, Presence> known = people == null ? new ConcurrentHashMap<>() : people;
            before[0] = known.put(person.key(), now);
            return known;
        });
        if (before[0] == null || !before[0].username().equals(now.username())) {
            signals.usersChanged(roomId);
        }
    }

    @Override
    public void left(long roomId, ChatUser person) {
        boolean[] wasThere = new boolean[1];
        rooms.computeIfPresent(roomId, (id, people) -> {
            wasThere[0] = people.remove(person.key()) != null;
            return people.isEmpty() ? null : people;
        });
        if (wasThere[0]) {
            signals.usersChanged(roomId);
        }
    }

    @Override
    public List<Presence> present(long roomId) {
        return rooms.getOrDefault(roomId, Map.of()).values().stream()
                .sorted(Comparator.comparing(Presence::username))
                .toList();
    }

    @Override
    public boolean isNameInUse(ChatUser person) {
        String wanted = PersonName.folded(person.username());
        return rooms.values().stream()
                .flatMap(people -> people.entrySet().stream())
                .anyMatch(entry -> !entry.getKey().equals(person.key())
                        && PersonName.folded(entry.getValue().username()).equals(wanted));
    }

    @Override
    public void tick() {
        Instant gone = clock.instant().minus(GONE_AFTER);
        for (Long roomId : rooms.keySet()) {
            boolean[] somebodyLeft = new boolean[1];
            rooms.computeIfPresent(roomId, (id, people) -> {
                somebodyLeft[0] =
                        people.values().removeIf(presence -> presence.lastSeen().isBefore(gone));
                return people.isEmpty() ? null : people;
            });
            if (somebodyLeft[0]) {
                signals.usersChanged(roomId);
            }
        }
    }
}
