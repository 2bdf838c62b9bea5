package org.chatrooms.it.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What a text says of itself: to which room it is said, by whom, as the how manieth of theirs there, and when.
 *
 * <p>Threading: none of its own.
 */
final class Mark {
    private static final int FIELDS = 4;

    private final byte[] begin;

    /** @param run a number that no other run has: what was said in another one is not found */
    Mark(long run) {
        begin = ("cb1." + run + ".").getBytes(US_ASCII);
    }

    /** Is told of each that is found. */
    interface Finder {
        void found(int room, int sender, int number, long saidAt);
    }

    /** @param length how long the text is at least */
    String text(int room, int sender, int number, long saidAt, int length) {
        String mark = new String(begin, US_ASCII) + room + "." + sender + "." + number + "." + saidAt + ".";
        return mark + "x".repeat(Math.max(0, length - mark.length()));
    }

    /** Finds all between two places. */
    void find(byte[] bytes, int from, int to, Finder finder) {
        long[] fields = new long[FIELDS];
        for (int at = Bytes.indexOf(bytes, from, to, begin); at >= 0; at = Bytes.indexOf(bytes, at, to, begin)) {
            at += begin.length;
            for (int i = 0; i < FIELDS; i++) {
                fields[i] = Bytes.number(bytes, at, to);
                while (at < to && bytes[at++] != '.') {}
            }
            finder.found((int) fields[0], (int) fields[1], (int) fields[2], fields[3]);
        }
    }
}
