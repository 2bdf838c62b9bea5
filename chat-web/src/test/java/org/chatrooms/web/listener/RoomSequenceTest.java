package org.chatrooms.web.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Message;
import org.chatrooms.web.fake.Together;
import org.junit.jupiter.api.Test;

class RoomSequenceTest {
    private static final ChatUser ANN = ChatUser.guest("ann-token", "ann");

    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final RoomSequence room =
            new RoomSequence(said -> told.add(said.message().id()));

    private static Said said(long id) {
        return new Said(1, ANN, new Message(1, id, Optional.empty(), ANN.username(), Instant.EPOCH, "text"));
    }

    @Test
    void a_message_waits_for_whoever_may_come_back_with_an_earlier_one() {
        long first = room.begin();
        long second = room.begin();

        room.end(second, said(2));
        assertEquals(List.of(), told);

        room.end(first, said(1));
        assertEquals(List.of(1L, 2L), told);
    }

    @Test
    void whoever_began_to_send_afterwards_is_not_waited_for() {
        long first = room.begin();
        long second = room.begin();
        room.end(second, said(1));
        room.begin();

        room.end(first, said(2));
        assertEquals(List.of(1L), told, "the second may follow one that just began");
    }

    @Test
    void one_that_was_not_stored_holds_nothing_up() {
        long refused = room.begin();
        long other = room.begin();
        room.end(other, said(1));

        room.end(refused, null);

        assertEquals(List.of(1L), told);
    }

    @Test
    void what_is_sent_again_is_told_once_be_it_at_once_or_later() {
        long first = room.begin();
        long again = room.begin();
        room.end(again, said(1));
        room.end(first, said(1));
        room.end(room.begin(), said(2));
        room.end(room.begin(), said(1));
        room.end(room.begin(), said(2));

        assertEquals(List.of(1L, 2L), told);
    }

    @Test
    void for_one_who_hangs_only_so_many_wait_and_the_order_holds_all_the_same() {
        long hanging = room.begin();
        for (long id = 2; id <= Listening.MOST_WAITING + 3; id++) {
            room.end(room.begin(), said(id));
        }
        assertEquals(List.of(2L, 3L), told);

        room.end(hanging, said(1));
        assertEquals(
                LongStream.rangeClosed(2, Listening.MOST_WAITING + 3).boxed().toList(), told);
    }

    @Test
    void after_an_older_backup_was_restored_ids_are_told_that_were_told_before() {
        room.end(room.begin(), said(7));
        room.forget();

        room.end(room.begin(), said(3));

        assertEquals(List.of(7L, 3L), told);
    }

    @Test
    void many_who_send_at_once_are_all_told_in_the_order_of_their_ids() throws Exception {
        int threads = 8;
        int each = 100; // fewer than may wait for a thread that does not come by
        AtomicLong ids = new AtomicLong();

        for (int round = 0; round < 25; round++) {
            Together.run(threads, thread -> {
                for (int i = 0; i < each; i++) {
                    long turn = room.begin();
                    long id = ids.incrementAndGet();
                    if (id % 7 == 0) {
                        LockSupport.parkNanos(1_000); // is overtaken
                    }
                    room.end(turn, said(id));
                }
            });
        }

        assertEquals(LongStream.rangeClosed(1, ids.get()).boxed().toList(), told);
    }
}
