package org.chatrooms.it.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long messages took from their acknowledgement to each reader. Threading: one thread. */
final class Delays {
    private final List<Long> millis = new ArrayList<>();

    void add(long nanos) {
        millis.add(Math.max(0, nanos) / 1_000_000);
    }

    boolean isMeasured() {
        return !millis.isEmpty();
    }

    /** That of which this share is not longer; 0 where there is none. */
    long quantile(double share) {
        if (millis.isEmpty()) {
            return 0;
        }
        Collections.sort(millis);
        return millis.get((int) Math.ceil(share * (millis.size() - 1)));
    }

    /** Median, 99th percentile and the longest, in milliseconds. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%5d %6d %6d", quantile(0.5), quantile(0.99), quantile(1));
    }
}
