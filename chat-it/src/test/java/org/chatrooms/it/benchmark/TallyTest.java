package org.chatrooms.it.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chatrooms.it.benchmark.Tally.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(3, 2, 1);
    private final Tally.Hearing ann = tally.new Hearing(0);
    private final Tally.Hearing bob = tally.new Hearing(1);
    private final Tally.Hearing cid = tally.new Hearing(2);

    @BeforeEach
    void three_are_said_where_ann_and_cid_are() {
        for (int number = 1; number <= 3; number++) {
            assertEquals(number, tally.say(0, 0));
            tally.acknowledge(0, 0, number);
        }
    }

    private static void hears(Tally.Hearing who, int... numbers) {
        for (int number : numbers) {
            who.hears(0, 0, number);
        }
    }

    @Test
    void all_is_well_when_everybody_in_the_room_hears_each_once_and_in_order() {
        hears(ann, 1, 2, 3);
        hears(cid, 1, 2, 3);

        assertEquals(new Verdict(6, 0, 0, 0, 0), tally.verdict());
        assertTrue(tally.verdict().isGood());
        assertEquals(2, tally.heard(0, 0, 3));
    }

    @Test
    void each_who_did_not_hear_an_acknowledged_message_has_lost_it() {
        hears(ann, 1, 3);
        hears(cid, 1, 2);

        assertEquals(new Verdict(6, 2, 0, 0, 0), tally.verdict());
        assertFalse(tally.verdict().isGood());
    }

    @Test
    void one_that_was_not_acknowledged_may_be_there_or_not() {
        tally.say(0, 0);
        hears(ann, 1, 2, 3, 4);
        hears(cid, 1, 2, 3);

        assertEquals(new Verdict(6, 0, 0, 0, 0), tally.verdict());
    }

    @Test
    void what_comes_again_is_doubled_and_makes_up_for_nothing() {
        hears(ann, 1, 2, 2, 3);
        hears(cid, 1, 3, 1);

        assertEquals(new Verdict(6, 1, 2, 0, 0), tally.verdict());
    }

    @Test
    void what_comes_after_a_later_one_is_out_of_order() {
        hears(ann, 2, 1, 3);
        hears(cid, 1, 2, 3);

        assertEquals(new Verdict(6, 0, 0, 1, 0), tally.verdict());
    }

    @Test
    void what_is_of_another_room_or_was_never_said_is_strange() {
        hears(ann, 1, 2, 3, 4);
        hears(cid, 1, 2, 3);
        hears(bob, 1);

        assertEquals(new Verdict(6, 0, 0, 0, 2), tally.verdict());
    }
}
