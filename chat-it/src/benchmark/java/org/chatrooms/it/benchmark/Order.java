package org.chatrooms.it.benchmark;

/**
 * What the load is told to do, as a line of JSON.
 *
 * @param who for {@link What#GATHER}
 * @param pace for {@link What#MEASURE}
 */
record Order(What what, Gathering who, Pace pace) {
    enum What {
        /** People come, and wait. */
        GATHER,
        /** They are spoken to. */
        MEASURE,
        /** They go, three more things are said, and are acknowledged. */
        LEAVE,
        /** All come back at once, and get what they missed. */
        COME_BACK,
        /** They go for good. */
        SCATTER
    }

    /**
     * People in rooms, the first in the first room, the next one in the next; senders, too.
     *
     * @param pid of the server, whose processor time is measured
     * @param askers how many of the people also ask, again and again, who is here
     * @param slow how many will not read while it is measured
     */
    record Gathering(
            Contender contender, int port, long pid, int people, int rooms, int senders, int askers, int slow) {
        /** More of them would be about nothing else: each is told of everybody. */
        private static final int MOST_ASKERS = 1_000;

        /** As our page does it: who has no stream, which tells, asks. */
        static Gathering of(Contender contender, int people, int rooms, int senders, int slow) {
            int askers = contender == Contender.CHAT_POLL ? Math.min(people, MOST_ASKERS) : 0;
            return new Gathering(contender, 0, 0, people, rooms, senders, askers, slow);
        }

        /** In one room, where nobody does anything else but wait. */
        static Gathering waiting(Contender contender, int people) {
            return new Gathering(contender, 0, 0, people, 1, 1, 0, 0);
        }

        Gathering at(int serversPort, long serversPid) {
            return new Gathering(contender, serversPort, serversPid, people, rooms, senders, askers, slow);
        }
    }

    /**
     * When the next thing is said.
     *
     * @param rate how many a second each sender says, whatever becomes of them; 0 for as fast as they can
     * @param window how many are on their way to a room: the next one follows when nine of ten people there have the first of
     *     them; 0 for not to wait for anybody
     * @param length of a text
     * @param warmUp seconds before it counts
     * @param seconds for which it does, and the slow ones do not read
     */
    record Pace(double rate, int window, int length, int warmUp, int seconds) {
        static Pace saturation(int window, int warmUp, int seconds) {
            return new Pace(0, window, 64, warmUp, seconds);
        }

        static Pace rate(double rate, int length, int warmUp, int seconds) {
            return new Pace(rate, 0, length, warmUp, seconds);
        }

        static Pace ingest(int warmUp, int seconds) {
            return new Pace(0, 0, 64, warmUp, seconds);
        }
    }
}
