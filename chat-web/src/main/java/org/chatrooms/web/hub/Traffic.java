package org.chatrooms.web.hub;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * What went through the hub since the start, counted. A message that goes out costs one addition to a counter; the time is read
 * once for a whole room.
 *
 * <p>Threading: any number of threads; nobody who counts waits for another.
 */
public final class Traffic {
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
    };
    private static final double MILLIS = 1_000;

    private final Clock clock;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder polled = new LongAdder();
    private final LongAdder streamed = new LongAdder();
    private final LongAdder delaySum = new LongAdder();
    private final LongAdder[] delays =
            Stream.generate(LongAdder::new).limit(BOUNDS.length).toArray(LongAdder[]::new);

    Traffic(Clock clock) {
        this.clock = clock;
    }

    void accept() {
        accepted.increment();
    }

    /** Where deliveries of a kind are counted, each message for itself. */
    LongAdder delivered(boolean isStream) {
        return isStream ? streamed : polled;
    }

    /** A round is over, whose newest message was accepted then: everybody who waited for it and could take it has it. */
    void roundEnded(Instant accepted) {
        long millis = Math.max(0, clock.millis() - accepted.toEpochMilli()); // another node's clock may be ahead
        int bucket = 0;
        while (millis > BOUNDS[bucket] * MILLIS) {
            bucket++;
        }
        delays[bucket].increment();
        delaySum.add(millis);
    }

    /** How many messages were sent and stored. */
    public long accepted() {
        return accepted.sum();
    }

    /** How many messages polls were answered with. */
    public long polled() {
        return polled.sum();
    }

    /** How many messages were written to streams. */
    public long streamed() {
        return streamed.sum();
    }

    /** What delays are told apart by: the most seconds that each kind takes, the last without an end. */
    public double[] delayBounds() {
        return BOUNDS.clone();
    }

    /** How many rounds took no longer than that, and longer than the bound before it. */
    public long delays(int bound) {
        return delays[bound].sum();
    }

    /** Seconds that all rounds took. */
    public double delaySum() {
        return delaySum.sum() / MILLIS;
    }
}
