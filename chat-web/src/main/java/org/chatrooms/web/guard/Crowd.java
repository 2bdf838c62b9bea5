package org.chatrooms.web.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many are there of each, and no more than so many. Threading: any number of threads. */
final class Crowd {
    private final int most;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    Crowd(int most) {
        this.most = most;
    }

    boolean enter(String whose) {
        boolean[] isIn = {false};
        counts.compute(whose, (key, count) -> {
            int before = count == null ? 0 : count;
            isIn[0] = before < most;
            return isIn[0] ? Integer.valueOf(before + 1) : count;
        });
        return isIn[0];
    }

    void leave(String whose) {
        counts.computeIfPresent(whose, (key, count) -> count == 1 ? null : count - 1);
    }
}
