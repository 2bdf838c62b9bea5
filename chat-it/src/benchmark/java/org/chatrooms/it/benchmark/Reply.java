package org.chatrooms.it.benchmark;

import java.util.Map;

/**
 * What the load answers, as a line of JSON.
 *
 * @param error why it did not come to it; null if it did
 * @param troubles what was not answered as it should be, and how often
 * @param stalls how often nobody heard anything for five seconds where the next message waited for it
 * @param seconds how long it was measured
 * @param deliveries messages that somebody heard meanwhile
 * @param accepted messages that were acknowledged meanwhile
 * @param p50 milliseconds from saying to hearing, of half of the deliveries
 * @param p99 of all but a hundredth
 * @param serverCpu processor time in seconds
 * @param loadCpu of this process
 * @param at when it was over, in milliseconds since 1970
 */
record Reply(
        String error,
        Tally.Verdict verdict,
        Map<String, Integer> troubles,
        long stalls,
        double seconds,
        long deliveries,
        long accepted,
        double p50,
        double p99,
        double serverCpu,
        double loadCpu,
        long at) {
    static Reply failed(String error) {
        return new Reply(error, new Tally.Verdict(0, 0, 0, 0, 0), Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
