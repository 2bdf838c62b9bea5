package org.chatrooms.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.chatrooms.handler.LocalPresenceStore.Entry;
import org.chatrooms.model.Presence;
import org.chatrooms.redis.Sighting.Place;
import org.chatrooms.spi.PresenceStore;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whom this node sees, as it is in Redis. What changed is found by comparing with what was told before, so that nothing piles
 * up while Redis is away.
 *
 * <p>Threading: one thread tells; any tells it who left, and asks {@link #namedSince}.
 */
final class OwnPeople {
    /** The set of all nodes. */
    static final String NODES = "chatrooms:presence";

    /** The field that says which change was a node's last, and what its clock shows. No person's: those have a space. */
    static final String STATE = "state";

    /** The field that says who types on a node: whoever does in a line each, and few a room. Not there where nobody does. */
    static final String TYPISTS = "typists";

    /** Of how many changes a node says who changed; whoever missed more reads everybody. */
    static final int CHANGES_KEPT = 60;

    static final long EXPIRY_MILLIS = PresenceStore.GONE_AFTER.toMillis();

    /** Whoever waits is seen every 4 s. */
    static final Duration SILENT_AFTER = Duration.ofSeconds(8);

    private final Clock clock;
    private final LongFunction<Map<String, Entry>> people;
    private final Supplier<Set<Long>> rooms;
    private final Supplier<String> typists;
    private final String node = UUID.randomUUID().toString();
    private final Map<Place, Sighting> told = new ConcurrentHashMap<>();
    private final Map<Place, Instant> leavers = new ConcurrentHashMap<>();
    private long version;
    private boolean isAllToTell;

    /**
     * @param people whom this node sees in a room
     * @param rooms in which it sees somebody
     * @param typists who types, as it is written to {@link #TYPISTS}
     */
    OwnPeople(
            Clock clock, LongFunction<Map<String, Entry>> people, Supplier<Set<Long>> rooms, Supplier<String> typists) {
        this.clock = clock;
        this.people = people;
        this.rooms = rooms;
        this.typists = typists;
    }

    static String hash(String node) {
        return NODES + ":" + node;
    }

    static String changes(String node) {
        return NODES + ":" + node + ":changes";
    }

    /** This node's random name. */
    String node() {
        return node;
    }

    /** Since when somebody is seen here under this name: now, if others have not been told of it yet. */
    Instant namedSince(Place place, String username) {
        Sighting before = told.get(place);
        return before != null && before.username().equals(username) ? before.since() : clock.instant();
    }

    /** Somebody left for good: other nodes are told so, and not only that they are not here. */
    void left(Place place) {
        leavers.put(place, clock.instant());
    }

    /** Forgets who left long ago. */
    void tick() {
        Instant longAgo = clock.instant().minus(PresenceStore.GONE_AFTER);
        leavers.values().removeIf(left -> left.isBefore(longAgo));
    }

    /** From now on Redis may have nothing of what was told. */
    void tellAllNext() {
        isAllToTell = true;
    }

    /** @throws redis.clients.jedis.exceptions.JedisException if it is not told, or may not be: then all is to be told again */
    void tell(Connection connection) {
        Instant now = clock.instant();
        Map<String, String> seen = newlySeen(now);
        Set<String> gone = newlyGone();
        try (Transaction redis = new Transaction(connection, true)) {
            if (isAllToTell) {
                redis.del(hash(node), changes(node));
            }
            if (isAllToTell || !seen.isEmpty() || !gone.isEmpty()) {
                version += isAllToTell ? CHANGES_KEPT + 1 : 1; // all is more than others find among the changes
                tell(redis, seen, gone);
            }
            String typing = typists.get();
            if (typing.isEmpty()) {
                redis.hdel(hash(node), TYPISTS);
            } else {
                redis.hset(hash(node), TYPISTS, typing);
            }
            Response<Long> isNew = redis.hset(hash(node), STATE, version + " " + now.toEpochMilli());
            redis.pexpire(hash(node), EXPIRY_MILLIS);
            Response<Long> hasChanges = redis.pexpire(changes(node), EXPIRY_MILLIS);
            redis.sadd(NODES, node);
            redis.pexpire(NODES, EXPIRY_MILLIS);
            for (Object reply : redis.exec()) {
                if (reply instanceof JedisDataException refusal) {
                    throw refusal;
                }
            }
            boolean wasLost = isNew.get() == 1 || hasChanges.get() == 0; // expired while we were frozen, or evicted
            isAllToTell = wasLost && !isAllToTell;
        }
    }

    private void tell(Transaction redis, Map<String, String> seen, Set<String> gone) {
        if (!gone.isEmpty()) {
            redis.hdel(hash(node), gone.toArray(String[]::new));
        }
        if (!seen.isEmpty()) {
            redis.hset(hash(node), seen);
        }
        Map<String, Double> changed = new HashMap<>();
        changed.put(STATE, (double) version); // so that there always is one
        seen.keySet().forEach(place -> changed.put(place, (double) version));
        gone.forEach(place -> changed.put(place, (double) version));
        redis.zadd(changes(node), changed);
        redis.zremrangeByScore(changes(node), 0, (double) (version - CHANGES_KEPT));
    }

    private Map<String, String> newlySeen(Instant now) {
        Map<String, String> seen = new HashMap<>();
        for (Long roomId : rooms.get()) {
            people.apply(roomId).forEach((key, entry) -> {
                Place place = new Place(roomId, key);
                leavers.remove(place);
                add(place, sighting(entry.presence(), told.get(place), now), seen);
            });
        }
        leavers.forEach((place, left) -> add(place, Sighting.left(left), seen));
        return seen;
    }

    private void add(Place place, Sighting next, Map<String, String> news) {
        if (!next.equals(told.put(place, next)) || isAllToTell) {
            news.put(place.toString(), next.toString());
        }
    }

    private static Sighting sighting(Presence presence, Sighting before, Instant now) {
        boolean isSilent = presence.lastSeen().isBefore(now.minus(SILENT_AFTER));
        Sighting known = before != null && before.username().equals(presence.username())
                ? before
                : Sighting.first(presence.username(), now);
        return known.until(isSilent ? presence.lastSeen() : Sighting.STILL);
    }

    private Set<String> newlyGone() {
        Set<String> gone = new HashSet<>();
        told.keySet().removeIf(place -> {
            boolean isGone =
                    !leavers.containsKey(place) && !people.apply(place.roomId()).containsKey(place.key());
            if (isGone) {
                gone.add(place.toString());
            }
            return isGone;
        });
        return gone;
    }
}
