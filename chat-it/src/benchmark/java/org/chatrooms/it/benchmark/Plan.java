package org.chatrooms.it.benchmark;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chatrooms.it.benchmark.Order.Gathering;
import org.chatrooms.it.benchmark.Order.Pace;

/** The steps of a benchmark, which go into its figures. Threading: one thread. */
final class Plan {
    private static final int ROUNDS = 2;
    private static final int MANY = 1_000;
    private static final int HERD = 5_000;
    private static final int[] ROOM_SIZES = {100, 5_000, 10_000};
    private static final int ROOMS = 100;
    private static final int[] SENDERS = {8, 64};
    private static final int[] BUSY_ROOMS = {1, 50};
    private static final int SLOW = 100;
    private static final int A_FEW = 10;
    private static final int WARM_UP = 20;

    /** Each delivery by poll is a request past all guards: on one processor the compiler is busy with that for longer. */
    private static final int LONG_WARM_UP = 40;

    private static final int SETTLE = 2;
    private static final int SECONDS = 6;

    /** More than buffers hold for somebody who does not read, and longer than the chat puts up with it. */
    private static final Pace BIG_TEXTS = Pace.rate(10, 2_000, SETTLE, 25);

    private static final Contender[] OURS = {Contender.CHAT_STREAM, Contender.CHAT_POLL};

    static final String ROOM_OF_MANY = "Saturation, 1 room of 1,000";
    static final String DELAY = "1,000 people, 5 messages/s";
    static final String MEMORY = "Memory, 5,000 wait";
    static final String DELIVERIES = "deliveries/s";
    static final String P99 = "p99 ms";
    static final String EACH = "KB each";

    private final Contender[] contenders;
    private final Stage stage;
    private final Figures figures;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Contender> warm = EnumSet.noneOf(Contender.class);

    /**
     * What can be measured: memory first, on fresh servers, and the largest crowds late, because what the container has made for
     * them it keeps for the next, and on the heap of these servers little else has room then.
     */
    enum Workload {
        MEMORY,
        DELAY,
        ACCEPTED,
        SLOW,
        SATURATION,
        HERD
    }

    /**
     * One thing to do.
     *
     * @param seconds about how long it takes at most
     */
    record Step(String title, int seconds, Work work) {}

    /** What a step does; says what came out in a word or two. */
    interface Work {
        String run() throws Exception;
    }

    private Plan(Stage stage, Figures figures, boolean hasPeers) {
        contenders = hasPeers ? Contender.values() : OURS;
        this.stage = stage;
        this.figures = figures;
    }

    static List<Step> of(Set<Workload> workloads, boolean hasPeers, Stage stage, Figures figures) {
        Plan plan = new Plan(stage, figures, hasPeers);
        for (Workload workload : workloads) {
            switch (workload) {
                case MEMORY -> plan.memory();
                case SATURATION -> plan.saturation();
                case DELAY -> plan.delay();
                case ACCEPTED -> plan.accepted();
                case SLOW -> plan.slow();
                case HERD -> plan.herd();
            }
        }
        return plan.steps;
    }

    private void memory() {
        for (Contender contender : contenders) {
            steps.add(new Step(MEMORY + ": " + contender, 30, () -> {
                stage.gather(Gathering.waiting(contender, A_FEW)); // for whom classes are loaded
                stage.scatter();
                long before = stage.liveHeap(contender);
                stage.gather(Gathering.waiting(contender, HERD));
                double each = (stage.liveHeap(contender) - before) / (double) HERD / 1024;
                figures.judge(MEMORY, contender, stage.measure(Pace.rate(1, 64, 0, 1)));
                stage.scatter();
                stage.kill(contender); // before it sees how many are gone
                figures.add(MEMORY, contender, EACH, each);
                return Figures.shown(each) + " " + EACH;
            }));
        }
    }

    private void saturation() {
        for (int round = 1; round <= ROUNDS; round++) {
            for (Contender contender : contenders) {
                saturation(ROOM_OF_MANY, contender, MANY, 1);
            }
        }
        for (int size : ROOM_SIZES) {
            for (Contender contender : OURS) {
                saturation(String.format("Saturation, 1 room of %,d", size), contender, size, 1);
            }
        }
        for (Contender contender : OURS) {
            saturation("Saturation, 100 rooms of 10", contender, MANY, ROOMS);
        }
    }

    private void saturation(String situation, Contender contender, int people, int rooms) {
        add(
                situation,
                contender,
                Gathering.of(contender, people, rooms, rooms, 0),
                Pace.saturation(1, SETTLE, SECONDS),
                reply -> {
                    figures.add(situation, contender, DELIVERIES, reply.deliveries() / reply.seconds());
                    figures.add(situation, contender, "CPU us each", each(reply.serverCpu(), reply.deliveries()));
                    figures.add(situation, contender, "of the load us", each(reply.loadCpu(), reply.deliveries()));
                    return String.format("%,.0f %s", reply.deliveries() / reply.seconds(), DELIVERIES);
                });
    }

    private static double each(double seconds, long times) {
        return seconds * 1e6 / Math.max(1, times);
    }

    private void delay() {
        for (Contender contender : contenders) {
            delay(DELAY, contender, 0, Pace.rate(5, 64, SETTLE, 2 * SECONDS));
        }
    }

    private void delay(String situation, Contender contender, int slow, Pace pace) {
        add(situation, contender, Gathering.of(contender, MANY, 1, 1, slow), pace, reply -> {
            figures.add(situation, contender, "p50 ms", reply.p50());
            figures.add(situation, contender, P99, reply.p99());
            return String.format("p50 %.1f, p99 %.1f ms", reply.p50(), reply.p99());
        });
    }

    private void accepted() {
        warmUp(Gathering.of(Contender.CHAT_STREAM, 1, 1, SENDERS[1], 0), Pace.ingest(WARM_UP, 1));
        for (int rooms : BUSY_ROOMS) {
            for (int senders : SENDERS) {
                String situation = String.format("%d senders, %d room%s", senders, rooms, rooms > 1 ? "s" : "");
                Contender contender = Contender.CHAT_STREAM;
                add(
                        situation,
                        contender,
                        Gathering.of(contender, rooms, rooms, senders, 0),
                        Pace.ingest(SETTLE, SECONDS),
                        reply -> {
                            figures.add(situation, contender, "accepted/s", reply.accepted() / reply.seconds());
                            figures.add(situation, contender, "CPU us each", each(reply.serverCpu(), reply.accepted()));
                            return String.format("%,.0f accepted/s", reply.accepted() / reply.seconds());
                        });
            }
        }
    }

    private void slow() {
        for (int slow : new int[] {0, SLOW}) {
            String situation = "10 long messages/s to 1,000, " + (slow > 0 ? slow + " do not read" : "all read");
            delay(situation, Contender.CHAT_STREAM, slow, BIG_TEXTS);
        }
    }

    private void herd() {
        String situation = "5,000 come back after kill -9";
        for (Contender contender : OURS) {
            steps.add(new Step(situation + ": " + contender, 60, () -> {
                stage.gather(Gathering.of(contender, HERD, 1, 1, 0));
                Stage.Herd herd = stage.killAndStart();
                stage.scatter();
                figures.judge(situation, contender, herd.reply());
                figures.add(situation, contender, "s until complete", herd.seconds());
                return String.format("complete after %.1f s", herd.seconds());
            }));
        }
    }

    private interface Reading {
        String read(Reply reply);
    }

    private void add(String situation, Contender contender, Gathering who, Pace pace, Reading reading) {
        if (warm.add(contender)) {
            int seconds = contender == Contender.CHAT_POLL ? LONG_WARM_UP : WARM_UP;
            warmUp(Gathering.of(contender, MANY, 1, 1, 0), Pace.saturation(4, seconds, 1));
        }
        int seconds = 6 + who.people() / 300 + pace.warmUp() + pace.seconds();
        steps.add(new Step(situation + ": " + contender, seconds, () -> {
            stage.gather(who);
            Reply reply = stage.measure(pace);
            stage.scatter();
            figures.judge(situation, contender, reply);
            return reading.read(reply);
        }));
    }

    private void warmUp(Gathering who, Pace pace) {
        steps.add(new Step("Warm-up: " + who.contender(), pace.warmUp() + 8, () -> {
            stage.gather(who);
            Reply reply = stage.measure(pace);
            stage.scatter();
            return String.format("%,d messages", reply.verdict().expected());
        }));
    }
}
