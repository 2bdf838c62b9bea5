package org.chatrooms.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.chatrooms.repository.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every 2 s what other nodes changed. That also tells whether the database can be asked: whoever wants to know asks
 * nobody, and has no thread and no connection wait, however often they want it and however long the database hangs.
 *
 * <p>Threading: one thread ticks, a delivery thread reads, one at a time, and any thread asks for the trouble.
 */
final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** As long as anybody waits for a connection, or for a delivery thread while people wait for theirs. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Changes changes;
    private final Executor deliveries;
    private final Clock clock;
    private Instant next = Instant.MIN;

    /** Since when one is under way; null while none is. */
    private volatile Instant since;

    private volatile Optional<String> failure = Optional.empty();

    Sweep(Changes changes, Executor deliveries, Clock clock) {
        this.changes = changes;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    void tick() {
        Instant now = clock.instant();
        if (next.isAfter(now) || since != null) {
            return;
        }
        next = now.plus(EVERY);
        since = now;
        try {
            deliveries.execute(this::read); // a database that is away must not stop the time for those who wait
        } catch (RuntimeException e) {
            since = null;
            throw e;
        }
    }

    private void read() {
        try {
            changes.read();
            failure = Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("Could not read what changed, trying again soon: {}", e.getMessage());
            failure = Optional.of(String.valueOf(e.getMessage()));
        } finally {
            since = null;
        }
    }

    /** Why the database cannot be asked; empty if it answered the last time, within 2 s. */
    Optional<String> trouble() {
        Instant asked = since;
        return asked != null && asked.plus(PATIENCE).isBefore(clock.instant())
                ? Optional.of("No answer since " + asked)
                : failure;
    }
}
