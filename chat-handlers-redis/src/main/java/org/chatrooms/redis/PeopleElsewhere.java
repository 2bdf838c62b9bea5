package org.chatrooms.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.handler.Typists;
import org.chatrooms.redis.Sighting.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Asks Redis for what other nodes told it, see {@link OwnPeople}: only for what is new since the last time. It may be anything:
 * what is no node's, and nobody's, is left alone.
 *
 * <p>Threading: one thread.
 */
final class PeopleElsewhere {
    private static final Pattern NODE = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern STATE = Pattern.compile("(\\d{1,15}) (\\d{1,15})");

    /** Much more than a node holds; what has more is not a node's. */
    private static final int MOST_PEOPLE = 200_000;

    private static final Pattern TYPIST = Pattern.compile("(\\d+ \\S+) (.+)");
    private static final int MOST_TYPISTS = 10_000;

    /** Whoever types is told of each second; who is not told of any more has stopped. */
    private static final Duration STILL_TYPING = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(PeopleElsewhere.class);

    private final Clock clock;
    private final String ownNode;
    private final OtherNodes others;
    private final Typists typists;

    /**
     * @param others are told what is new
     * @param typists are told each time who types
     */
    PeopleElsewhere(Clock clock, String ownNode, OtherNodes others, Typists typists) {
        this.clock = clock;
        this.ownNode = ownNode;
        this.others = others;
        this.typists = typists;
    }

    /** @throws redis.clients.jedis.exceptions.JedisException if Redis does not answer */
    void ask(Connection connection) {
        for (String node : answer(connection, redis -> redis.srandmember(OwnPeople.NODES, OtherNodes.MOST))) {
            try {
                if (!node.equals(ownNode) && NODE.matcher(node).matches()) {
                    askFor(node, connection);
                }
            } catch (JedisDataException e) {
                LOG.debug("What there is of the node {} is not a node's", node, e);
            }
        }
    }

    private void askFor(String node, Connection connection) {
        String hash = OwnPeople.hash(node);
        Response<String> state;
        Response<Long> untilExpiry;
        Response<Long> size;
        Response<String> typing;
        try (Pipeline redis = new Pipeline(connection)) {
            state = redis.hget(hash, OwnPeople.STATE);
            untilExpiry = redis.pttl(hash);
            size = redis.hlen(hash);
            typing = redis.hget(hash, OwnPeople.TYPISTS);
        }
        if (state.get() == null) {
            answer(connection, redis -> redis.srem(OwnPeople.NODES, node)); // if it lives, it comes back by itself
            return;
        }
        Matcher parts = STATE.matcher(state.get());
        long age = OwnPeople.EXPIRY_MILLIS - untilExpiry.get();
        if (!parts.matches() || age < 0 || age > OwnPeople.EXPIRY_MILLIS || size.get() > MOST_PEOPLE) {
            return;
        }
        Instant heard = clock.instant().minusMillis(age);
        if (typing.get() != null) {
            hearTypists(typing.get(), heard.plus(STILL_TYPING));
        }
        long latest = Long.parseLong(parts.group(1));
        long known = others.version(node);
        if (latest == known) {
            others.heard(node, heard);
            return;
        }
        // Half of what is kept: the writer may drop the oldest while this is asked.
        boolean isFollowed = known >= 0 && latest > known && latest - known <= OwnPeople.CHANGES_KEPT / 2;
        List<String> changed = isFollowed ? changed(node, known, connection) : List.of();
        boolean areAll = changed.isEmpty();
        Map<String, String> texts =
                areAll ? answer(connection, redis -> redis.hgetAll(hash)) : texts(hash, changed, connection);
        others.heard(node, latest, heard, parse(texts, Long.parseLong(parts.group(2)), heard), areAll);
    }

    private void hearTypists(String text, Instant until) {
        for (String line : text.split("\n", MOST_TYPISTS)) {
            Matcher parts = TYPIST.matcher(line);
            if (parts.matches()) {
                Place.parse(parts.group(1))
                        .filter(place -> Sighting.isNameOf(place.key(), parts.group(2)))
                        .ifPresent(place -> typists.add(place.roomId(), place.key(), parts.group(2), until));
            }
        }
    }

    private static List<String> changed(String node, long known, Connection connection) {
        return answer(
                connection,
                redis -> redis.zrangeByScore(
                        OwnPeople.changes(node), (double) (known + 1), Double.POSITIVE_INFINITY, 0, MOST_PEOPLE));
    }

    /** Null for those of whom there is nothing any more. */
    private static Map<String, String> texts(String hash, List<String> places, Connection connection) {
        List<String> found = answer(connection, redis -> redis.hmget(hash, places.toArray(String[]::new)));
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            texts.put(places.get(i), found.get(i));
        }
        return texts;
    }

    private static Map<Place, Optional<Sighting>> parse(Map<String, String> texts, long writersNow, Instant now) {
        Map<Place, Optional<Sighting>> sightings = new HashMap<>();
        texts.forEach((where, who) -> Place.parse(where)
                .ifPresent(place -> sightings.put(
                        place,
                        Optional.ofNullable(who).flatMap(text -> Sighting.parse(place, text, writersNow, now)))));
        return sightings;
    }

    private static <T> T answer(Connection connection, Function<Pipeline, Response<T>> question) {
        Response<T> answer;
        try (Pipeline redis = new Pipeline(connection)) {
            answer = question.apply(redis);
        }
        return answer.get();
    }
}
