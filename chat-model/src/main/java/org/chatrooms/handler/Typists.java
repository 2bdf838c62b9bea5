package org.chatrooms.handler;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who types in which room, each until a moment.
 *
 * <p>Threading: any number of threads. A room's map is changed only inside {@code rooms.compute}, see {@link
 * LocalPresenceStore}.
 */
public final class Typists {
    private record Typist(String username, Instant until) {}

    private final Map<Long, Map<String, Typist>> rooms = new ConcurrentHashMap<>();

    /**
     * Somebody types in a room.
     *
     * @param key {@link org.chatrooms.model.ChatUser#key}
     */
    public void add(long roomId, String key, String username, Instant until) {
        rooms.compute(roomId, (id, known) -> {
            Map<String, Typist> typists = known == null ? new ConcurrentHashMap<>() : known;
            typists.put(key, new Typist(username, until));
            return typists;
        });
    }

    public void remove(long roomId, String key) {
        rooms.computeIfPresent(roomId, (id, typists) -> {
            typists.remove(key);
            return typists.isEmpty() ? null : typists;
        });
    }

    /** Forgets those whose moment has come. */
    public void forget(Instant now) {
        for (Long roomId : rooms.keySet()) {
            rooms.computeIfPresent(roomId, (id, typists) -> {
                typists.values().removeIf(typist -> !typist.until().isAfter(now));
                return typists.isEmpty() ? null : typists;
            });
        }
    }

    /** The rooms in which somebody types. A view. */
    public Set<Long> rooms() {
        return Collections.unmodifiableSet(rooms.keySet());
    }

    /** The names of those who type in a room, by key. The caller's own. */
    public Map<String, String> in(long roomId, Instant now) {
        Map<String, String> names = new HashMap<>();
        rooms.getOrDefault(roomId, Map.of()).forEach((key, typist) -> {
            if (typist.until().isAfter(now)) {
                names.put(key, typist.username());
            }
        });
        return names;
    }
}
