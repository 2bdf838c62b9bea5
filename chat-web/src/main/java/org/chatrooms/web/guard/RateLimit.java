package org.chatrooms.web.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chatrooms.web.http.HttpError;

/**
 * A bucket of permits for each, which fills up again while they take none. Of each bucket only one thing is known: when it will be
 * full.
 *
 * <p>Threading: any number of threads.
 */
final class RateLimit {
    private final String complaint;
    private final Duration onePermit;
    private final Duration wholeBucket;
    private final Clock clock;
    private final Map<String, Instant> fullAt = new ConcurrentHashMap<>();

    RateLimit(String complaint, long burst, long permits, Duration period, Clock clock) {
        this.complaint = complaint;
        this.onePermit = period.dividedBy(permits);
        this.wholeBucket = onePermit.multipliedBy(burst);
        this.clock = clock;
    }

    /** @throws HttpError 429 with the complaint, if none is left */
    void take(String whose) {
        Instant now = clock.instant();
        fullAt.compute(whose, (key, full) -> {
            Instant then = (full == null || full.isBefore(now) ? now : full).plus(onePermit);
            Duration missing = Duration.between(now.plus(wholeBucket), then);
            if (missing.compareTo(Duration.ZERO) > 0) {
                throw HttpError.tooMany(complaint, (int) missing.toSeconds() + 1);
            }
            return then;
        });
    }

    /** Lets go of the buckets that are as good as new ones. */
    void forgetFull() {
        Instant now = clock.instant();
        fullAt.values().removeIf(full -> !full.isAfter(now));
    }
}
