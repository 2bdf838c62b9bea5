package org.chatrooms.it.benchmark;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Judges while it is measured, which {@link org.chatrooms.it.harness.Judge} cannot: it keeps all texts of all readers, and these
 * are millions. Here a message is a number of its sender's in its room, and for each reader a bit.
 *
 * <p>Threading: one thread.
 */
final class Tally {
    private final int[] people;
    private final Said[][] said;
    private long doubled;
    private long outOfOrder;
    private long strange;

    /** @param people so many; the first is in the first room, the next one in the next, and so on in turn */
    Tally(int people, int rooms, int senders) {
        this.people = new int[rooms];
        for (int i = 0; i < people; i++) {
            this.people[i % rooms]++;
        }
        said = new Said[rooms][senders];
        for (Said[] room : said) {
            Arrays.setAll(room, i -> new Said());
        }
    }

    /** What somebody said in a room. */
    private static final class Said {
        private final BitSet acknowledged = new BitSet();
        private int[] heard = new int[64];
        private int count;
    }

    /**
     * How it went.
     *
     * @param expected messages whose POST was answered 2xx, each as often as there were people in its room
     * @param lost how many of these were not heard
     * @param doubled how many were heard once more
     * @param outOfOrder how many were heard after a later one of the same sender's
     * @param strange how many were of another room, or were never said
     */
    record Verdict(long expected, long lost, long doubled, long outOfOrder, long strange) {
        boolean isGood() {
            return lost + doubled + outOfOrder + strange == 0;
        }

        Verdict plus(Verdict other) {
            return new Verdict(
                    expected + other.expected,
                    lost + other.lost,
                    doubled + other.doubled,
                    outOfOrder + other.outOfOrder,
                    strange + other.strange);
        }
    }

    /** Somebody says something; gives its number, from 1 on. */
    int say(int room, int sender) {
        Said theirs = said[room][sender];
        theirs.count++;
        if (theirs.count == theirs.heard.length) {
            theirs.heard = Arrays.copyOf(theirs.heard, 2 * theirs.count);
        }
        return theirs.count;
    }

    /** The POST was answered 2xx. */
    void acknowledge(int room, int sender, int number) {
        said[room][sender].acknowledged.set(number);
    }

    /** How many have heard it. */
    int heard(int room, int sender, int number) {
        return said[room][sender].heard[number];
    }

    Verdict verdict() {
        long expected = 0;
        long lost = 0;
        for (int room = 0; room < people.length; room++) {
            for (Said theirs : said[room]) {
                BitSet sure = theirs.acknowledged;
                expected += (long) sure.cardinality() * people[room];
                for (int i = sure.nextSetBit(0); i >= 0; i = sure.nextSetBit(i + 1)) {
                    lost += people[room] - theirs.heard[i];
                }
            }
        }
        return new Verdict(expected, lost, doubled, outOfOrder, strange);
    }

    /** What one of the people has heard. */
    final class Hearing {
        private final int room;
        private final BitSet[] numbers;
        private final int[] latest;

        Hearing(int index) {
            room = index % people.length;
            numbers = new BitSet[said[room].length];
            latest = new int[numbers.length];
        }

        int room() {
            return room;
        }

        /** They hear a message; says whether that is news to them. */
        boolean hears(int fromRoom, int sender, int number) {
            if (fromRoom != room || sender >= numbers.length || number > said[room][sender].count) {
                strange++;
                return false;
            }
            BitSet known = numbers[sender] == null ? new BitSet() : numbers[sender];
            numbers[sender] = known;
            if (known.get(number)) {
                doubled++;
                return false;
            }
            known.set(number);
            if (number < latest[sender]) {
                outOfOrder++;
            } else {
                latest[sender] = number;
            }
            said[room][sender].heard[number]++;
            return true;
        }
    }
}
