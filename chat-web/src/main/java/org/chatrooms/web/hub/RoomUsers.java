package org.chatrooms.web.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who is in a room, as its streams know it. What a room of N people costs grows with N and not with N²: at most once a second
 * all are told who came and went, or how many there are now if those are too many to name.
 *
 * <p>Whoever opens a stream gets what the others know by then, so that the changes that follow fit. A change that comes twice
 * does no harm.
 *
 * <p>Threading: one thread ticks; anybody asks and signals.
 */
final class RoomUsers {
    static final int MOST_NAMES = 200;
    static final int MOST_CHANGES = 50;
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private final Supplier<List<String>> present;
    private volatile boolean changed;
    private Instant told = Instant.MIN;
    private Set<String> known;
    private Shared<UserNews> all;

    /** @param present the names of those who are here, in the order in which they are shown */
    RoomUsers(Supplier<List<String>> present) {
        this.present = present;
    }

    void changed() {
        changed = true;
    }

    /** What a stream begins with. */
    synchronized Shared<UserNews> all() {
        if (all == null) {
            know(new LinkedHashSet<>(present.get()));
        }
        return all;
    }

    /** What there is to tell to those who know what was told before. */
    synchronized Optional<Shared<UserNews>> tick(Instant now) {
        if (!changed || all == null || told.plus(AT_MOST_EVERY).isAfter(now)) {
            return Optional.empty();
        }
        changed = false; // before looking: who comes meanwhile is told of the next time
        Set<String> before = known;
        know(new LinkedHashSet<>(present.get()));
        List<String> joined = in(known, before);
        List<String> left = in(before, known);
        if (joined.isEmpty() && left.isEmpty()) {
            return Optional.empty();
        }
        told = now;
        boolean tooMany = joined.size() + left.size() > MOST_CHANGES;
        return Optional.of(new Shared<>(new UserNews(
                known.size(), Optional.empty(), tooMany ? List.of() : joined, tooMany ? List.of() : left)));
    }

    private void know(Set<String> names) {
        known = names;
        List<String> first = names.stream().limit(MOST_NAMES).toList();
        all = new Shared<>(new UserNews(names.size(), Optional.of(first), List.of(), List.of()));
    }

    private static List<String> in(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
