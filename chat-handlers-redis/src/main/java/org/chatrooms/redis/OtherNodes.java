package org.chatrooms.redis;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.chatrooms.redis.Sighting.Place;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.spi.RoomSignals;

/**
 * Whom the other nodes see. A node that is not heard of any more keeps its people until they are unseen for
 * {@link PresenceStore#GONE_AFTER}: by then they are on another one, or gone.
 *
 * <p>Threading: what changes it has a lock, under which nobody is called and nothing waited for; whoever asks needs none.
 */
final class OtherNodes {
    /** Much more than there are; what is beyond is not a chat's. */
    static final int MOST = 100;

    /** One of them. */
    private static final class Node {
        final Map<Long, Map<String, Sighting>> rooms = new ConcurrentHashMap<>();
        volatile Instant heard;
        long version;

        Node(Instant heard) {
            this.heard = heard;
        }

        Optional<Sighting> find(Place place) {
            return Optional.ofNullable(
                            rooms.getOrDefault(place.roomId(), Map.of()).get(place.key()))
                    .filter(sighting -> !sighting.isLeft())
                    .map(this::asHeard);
        }

        /** Whoever is still seen was when the node was last heard of. */
        Sighting asHeard(Sighting sighting) {
            return sighting.until().isAfter(heard) ? sighting.until(heard) : sighting;
        }
    }

    private final Clock clock;
    private final RoomSignals signals;
    private final Function<Place, Optional<String>> shownName;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    /** @param shownName under which name, if at all, the list over all nodes shows somebody at the moment */
    OtherNodes(Clock clock, RoomSignals signals, Function<Place, Optional<String>> shownName) {
        this.clock = clock;
        this.signals = signals;
        this.shownName = shownName;
    }

    /** Up to which change this node is known; -1 if it is not at all. */
    synchronized long version(String id) {
        Node node = nodes.get(id);
        return node == null ? -1 : node.version;
    }

    /** It lived at that moment, and nothing else is new. */
    synchronized void heard(String id, Instant when) {
        Node node = nodes.get(id);
        if (node != null) {
            node.heard = when;
        }
    }

    /**
     * What a node sees, up to a change of it.
     *
     * @param sightings what is new; empty for whom it does not see any more
     * @param areAll whether it sees nobody else
     */
    void heard(String id, long version, Instant when, Map<Place, Optional<Sighting>> sightings, boolean areAll) {
        Set<Long> changed = new HashSet<>();
        synchronized (this) {
            if (!nodes.containsKey(id) && (!areAll || nodes.size() >= MOST)) {
                return;
            }
            Node node = nodes.computeIfAbsent(id, unknown -> new Node(when));
            node.version = version;
            node.heard = when;
            if (areAll) {
                places(node).stream()
                        .filter(place -> !sightings.containsKey(place))
                        .forEach(place -> set(node, place, Optional.empty(), changed));
            }
            sightings.forEach((place, sighting) -> set(node, place, sighting, changed));
        }
        changed.forEach(signals::usersChanged);
    }

    private static Set<Place> places(Node node) {
        Set<Place> places = new HashSet<>();
        node.rooms.forEach((roomId, people) -> people.keySet().forEach(key -> places.add(new Place(roomId, key))));
        return places;
    }

    private void set(Node node, Place place, Optional<Sighting> sighting, Set<Long> changed) {
        Optional<String> before = shownName.apply(place);
        node.rooms.compute(place.roomId(), (id, known) -> {
            Map<String, Sighting> people = known == null ? new ConcurrentHashMap<>() : known;
            sighting.ifPresentOrElse(seen -> people.put(place.key(), seen), () -> people.remove(place.key()));
            return people.isEmpty() ? null : people;
        });
        if (!before.equals(shownName.apply(place))) {
            changed.add(place.roomId());
        }
    }

    /**
     * Lets go of whoever is gone.
     *
     * @return who left a room for good lately on one of these nodes, and when
     */
    Map<Place, Instant> tick() {
        Map<Place, Instant> left = new HashMap<>();
        Instant gone = clock.instant().minus(PresenceStore.GONE_AFTER);
        Set<Long> changed = new HashSet<>();
        synchronized (this) {
            for (Node node : nodes.values()) {
                node.rooms.forEach((roomId, people) -> people.forEach((key, sighting) -> {
                    if (sighting.until().isBefore(gone) || node.heard.isBefore(gone)) {
                        set(node, new Place(roomId, key), Optional.empty(), changed);
                    } else if (sighting.isLeft()) {
                        left.merge(
                                new Place(roomId, key),
                                sighting.until(),
                                (one, other) -> one.isAfter(other) ? one : other);
                    }
                }));
            }
            nodes.values().removeIf(node -> node.heard.isBefore(gone));
        }
        changed.forEach(signals::usersChanged);
        return left;
    }

    /** One person, from all of these nodes. */
    Optional<Sighting> find(Place place) {
        return nodes.values().stream()
                .map(node -> node.find(place))
                .flatMap(Optional::stream)
                .reduce(OtherNodes::both);
    }

    /** Everybody in a room, by key. The caller's own. */
    Map<String, Sighting> in(long roomId) {
        Map<String, Sighting> all = new HashMap<>();
        for (Node node : nodes.values()) {
            node.rooms.getOrDefault(roomId, Map.of()).forEach((key, sighting) -> {
                if (!sighting.isLeft()) {
                    all.merge(key, node.asHeard(sighting), OtherNodes::both);
                }
            });
        }
        return all;
    }

    /** Somebody whom two nodes see: under the name that they took later, and seen when they were last. */
    private static Sighting both(Sighting one, Sighting other) {
        Sighting named = one.since().isAfter(other.since()) ? one : other;
        return named.until(one.until().isAfter(other.until()) ? one.until() : other.until());
    }

    /** Whether somebody but whoever has this key goes by a name that reads like that. */
    boolean isNameInUse(String folded, String key) {
        return nodes.values().stream()
                .flatMap(node -> node.rooms.values().stream())
                .flatMap(people -> people.entrySet().stream())
                .anyMatch(person -> !person.getKey().equals(key)
                        && person.getValue().folded().equals(folded));
    }
}
