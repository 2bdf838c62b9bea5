package org.chatrooms.it.benchmark;

/** Finds things in the bytes of an answer: who reads tens of thousands of answers a second makes no texts of them. */
final class Bytes {
    private Bytes() {}

    /** Where it stands first between two places, or -1. */
    static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (isAt(bytes, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Where it stands last before a place, or -1. */
    static int lastIndexOf(byte[] bytes, int to, byte[] wanted) {
        int at = to - wanted.length;
        while (at >= 0 && !isAt(bytes, at, wanted)) {
            at--;
        }
        return at;
    }

    static boolean isAt(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number that begins there, perhaps with a minus. */
    static long number(byte[] bytes, int from, int to) {
        boolean isNegative = from < to && bytes[from] == '-';
        long number = 0;
        for (int i = isNegative ? from + 1 : from; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return isNegative ? -number : number;
    }
}
