package org.chatrooms.web.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who types in a room, as its streams know it: all of it each time, and at most once a second, so that whatever a stream has
 * missed does not matter any more with the next.
 *
 * <p>Threading: one thread ticks; anybody asks.
 */
final class RoomTyping {
    /** One name more than a page shows, because its own reader's is not shown there. */
    static final int MOST_NAMES = 4;

    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private final Supplier<List<String>> typists;
    private volatile Shared<Typing> known = new Shared<>(new Typing(0, List.of()));
    private Instant looked = Instant.MIN;

    /** @param typists the names of those who type, in the order in which they are shown */
    RoomTyping(Supplier<List<String>> typists) {
        this.typists = typists;
    }

    /** What a stream begins with; empty where nobody types, which is what it believes anyway. */
    Optional<Shared<Typing>> known() {
        return Optional.of(known).filter(typing -> typing.content().count() > 0);
    }

    /** What there is to tell that was not told before. */
    Optional<Shared<Typing>> tick(Instant now) {
        if (looked.plus(AT_MOST_EVERY).isAfter(now)) {
            return Optional.empty();
        }
        looked = now; // before looking: a store that fails is not asked more often, either
        List<String> all = typists.get();
        Typing typing = new Typing(all.size(), all.stream().limit(MOST_NAMES).toList());
        if (typing.equals(known.content())) {
            return Optional.empty();
        }
        known = new Shared<>(typing);
        return Optional.of(known);
    }
}
