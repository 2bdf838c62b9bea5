package org.chatrooms.web.guard;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.chatrooms.web.http.HttpError;

/**
 * A bucket of permits for each, which fills up again while they take none.
 *
 * <p>Threading: any number of threads.
 */
final class RateLimit implements TimeMeter {
    private final String complaint;
    private final long burst;
    private final long permits;
    private final Duration period;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimit(String complaint, long burst, long permits, Duration period, Clock clock) {
        this.complaint = complaint;
        this.burst = burst;
        this.permits = permits;
        this.period = period;
        this.clock = clock;
    }

    /** @throws HttpError 429 with the complaint, if none is left */
    void take(String whose) {
        ConsumptionProbe probe = buckets.computeIfAbsent(whose, key -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill());
            throw HttpError.tooMany(complaint, (int) (millis / 1000 + 1));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(permits, period))
                .withCustomTimePrecision(this)
                .build();
    }

    /** Lets go of the buckets that are as good as new ones. */
    void forgetFull() {
        buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= burst);
    }

    @Override
    public long currentTimeNanos() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
