package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.chatrooms.spi.Await;
import org.chatrooms.spi.InBackground;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final long ROOM = 1;
    private static final long OTHER_ROOM = 2;

    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    /** Commits of the first room wait until they may end. */
    private final GroupCommit<Work> commits = new GroupCommit<>((room, batch) -> {
        if (room == ROOM) {
            started.countDown();
            await(mayEnd);
        }
        batches.add(batch.stream().map(work -> work.number).toList());
        batch.forEach(work -> work.done = true);
    });

    @Test
    void work_is_done_when_its_sender_goes_on() {
        Work work = new Work(1);
        commits.submit(OTHER_ROOM, work);

        assertTrue(work.isDone());
        assertEquals(List.of(List.of(1)), batches);
    }

    @Test
    void what_queues_up_behind_a_commit_is_the_next_one_in_its_order() throws Exception {
        submitInARow(6);

        assertEquals(List.of(List.of(0), List.of(1, 2, 3, 4, 5)), batches);
    }

    @Test
    void a_batch_has_its_limit() throws Exception {
        submitInARow(GroupCommit.MAX_BATCH + 3);

        assertEquals(
                List.of(1, GroupCommit.MAX_BATCH, 2),
                batches.stream().map(List::size).toList());
    }

    @Test
    void rooms_do_not_wait_for_each_other() throws Exception {
        InBackground<Boolean> waiting = submit(1);
        await(started);

        commits.submit(OTHER_ROOM, new Work(2));

        assertFalse(waiting.isDone());
        mayEnd.countDown();
        assertTrue(waiting.result());
        assertEquals(List.of(List.of(2), List.of(1)), batches);
    }

    @Test
    void among_many_senders_all_work_is_done_once_and_never_two_commits_of_a_room_at_once() throws Exception {
        mayEnd.countDown();
        AtomicInteger running = new AtomicInteger();
        List<Integer> done = new ArrayList<>(); // safe only if there is one commit at a time
        GroupCommit<Work> careful = new GroupCommit<>((room, batch) -> {
            assertEquals(1, running.incrementAndGet());
            batch.forEach(work -> {
                done.add(work.number);
                work.done = true;
            });
            running.decrementAndGet();
        });

        InBackground.together(8, thread -> {
            for (int i = 0; i < 1_000; i++) {
                Work work = new Work(thread * 1_000 + i);
                careful.submit(ROOM, work);
                assertTrue(work.isDone());
            }
            return null;
        });

        assertEquals(
                IntStream.range(0, 8_000).boxed().toList(),
                done.stream().sorted().toList());
    }

    @Test
    void an_error_of_whoever_commits_lets_everybody_go_on_and_the_room_too() throws Exception {
        AtomicInteger commit = new AtomicInteger();
        GroupCommit<Work> failing = new GroupCommit<>((room, batch) -> {
            switch (commit.incrementAndGet()) {
                case 1 -> {
                    started.countDown();
                    await(mayEnd);
                }
                case 2 -> throw new StackOverflowError("in the middle of it");
                default -> batch.forEach(work -> work.done = true);
            }
        });
        InBackground<?> first = InBackground.start(() -> submit(failing, 0));
        await(started);
        InBackground<?> second = InBackground.start(() -> submit(failing, 1));
        second.awaitWaiting();
        InBackground<Boolean> third = InBackground.start(() -> submit(failing, 2));
        third.awaitWaiting();
        mayEnd.countDown();

        first.result();
        assertThrows(StackOverflowError.class, second::result);
        assertFalse(third.result());
        assertTrue(submit(failing, 3));
    }

    @Test
    void an_interrupt_reaches_no_commit_and_is_not_lost() throws Exception {
        AtomicBoolean reached = new AtomicBoolean();
        GroupCommit<Work> watching = new GroupCommit<>(
                (room, batch) -> reached.set(Thread.currentThread().isInterrupted()));

        InBackground<Boolean> sender = InBackground.start(() -> {
            Thread.currentThread().interrupt();
            submit(watching, 1);
            return Thread.interrupted();
        });

        assertTrue(sender.result());
        assertFalse(reached.get());
    }

    private static boolean submit(GroupCommit<Work> commits, int number) {
        Work work = new Work(number);
        commits.submit(ROOM, work);
        return work.isDone();
    }

    /** The first one's commit ends when all others wait behind it. */
    private void submitInARow(int senders) throws Exception {
        List<InBackground<Boolean>> all = new ArrayList<>();
        all.add(submit(0));
        await(started);
        for (int i = 1; i < senders; i++) {
            InBackground<Boolean> next = submit(i);
            next.awaitWaiting();
            all.add(next);
        }
        mayEnd.countDown();
        for (InBackground<Boolean> one : all) {
            assertTrue(one.result());
        }
    }

    private InBackground<Boolean> submit(int number) {
        return InBackground.start(() -> submit(commits, number));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Work {
        final int number;
        boolean done;

        Work(int number) {
            this.number = number;
        }

        boolean isDone() {
            return done;
        }
    }
}
