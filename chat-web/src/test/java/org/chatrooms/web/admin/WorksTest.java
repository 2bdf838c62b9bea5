package org.chatrooms.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.web.admin.Work.Kind;
import org.chatrooms.web.admin.Work.State;
import org.chatrooms.web.fake.HandExecutor;
import org.junit.jupiter.api.Test;

class WorksTest {
    private final HandExecutor thread = new HandExecutor();
    private final Works works = new Works(thread);
    private final List<String> done = new ArrayList<>();

    /** Three pieces, and what the test does after the first. */
    private Work begin(String subject, Runnable afterTheFirst) {
        return works.begin(Kind.ERASE, subject, "root", work -> {
            work.expect(30);
            for (int piece = 1; piece <= 3 && work.goesOn(); piece++) {
                done.add(subject + piece);
                work.did(10);
                if (piece == 1) {
                    afterTheFirst.run();
                }
            }
        });
    }

    private List<Long> numbers() {
        return works.all().stream().map(Work::number).toList();
    }

    @Test
    void what_was_begun_first_is_done_first_and_all_of_it_is_shown_with_how_far_it_is() {
        List<String> shown = new ArrayList<>();
        Work first = begin(
                "a",
                () -> works.all()
                        .forEach(work -> shown.add(
                                work.subject() + " " + work.state() + " " + work.done() + " of " + work.total())));
        Work second = begin("b", () -> {});
        assertEquals(State.WAITING, first.state());

        thread.run();

        assertEquals(List.of("b WAITING 0 of 0", "a RUNNING 10 of 30"), shown);
        assertEquals(List.of("a1", "a2", "a3", "b1", "b2", "b3"), done);
        assertEquals(State.DONE, first.state());
        assertEquals(30, second.done());
        assertEquals("root", second.who());
    }

    @Test
    void what_is_cancelled_ends_after_its_piece_and_what_has_not_begun_does_nothing() {
        Work first = begin("a", () -> assertTrue(works.cancel(1).isPresent()));
        Work second = begin("b", () -> {});
        works.cancel(second.number());
        Work third = begin("c", () -> {});

        thread.run();

        assertEquals(List.of("a1", "c1", "c2", "c3"), done);
        assertEquals(
                List.of(State.CANCELLED, State.CANCELLED, State.DONE),
                List.of(first.state(), second.state(), third.state()));
        assertTrue(first.isCancelled());
    }

    @Test
    void what_is_over_or_was_never_begun_cannot_be_cancelled() {
        begin("a", () -> {});
        thread.run();

        assertEquals(Optional.empty(), works.cancel(1));
        assertEquals(Optional.empty(), works.cancel(2));
        assertEquals(State.DONE, works.all().get(0).state());
    }

    @Test
    void what_goes_wrong_is_said_and_stops_nothing_else() {
        Work wrong = begin("a", () -> {
            throw new InvalidInput("That is <wrong>");
        });
        Work worse = begin("b", () -> {
            throw new StackOverflowError("inside");
        });
        Work right = begin("c", () -> {});

        thread.run();

        assertEquals(State.FAILED, wrong.state());
        assertEquals("That is <wrong>", wrong.error());
        assertEquals(10, wrong.done());
        assertEquals("Something went wrong here", worse.error());
        assertEquals(State.DONE, right.state());
    }

    @Test
    void when_the_chat_stops_all_of_it_ends_and_was_not_cancelled() {
        Work first = begin("a", works::close);
        Work second = begin("b", () -> {});

        thread.run();
        Work late = begin("c", () -> {});
        thread.run();

        assertEquals(List.of("a1"), done);
        assertFalse(first.isCancelled() || second.isCancelled() || late.isCancelled());
        assertTrue(late.isOver());
    }

    @Test
    void of_what_is_over_the_last_are_shown_and_of_what_is_not_all() {
        IntStream.range(0, 25).forEach(i -> begin("a", () -> {}));
        thread.run();
        assertEquals(IntStream.range(0, 20).mapToObj(i -> 25L - i).toList(), numbers());

        IntStream.range(0, 25).forEach(i -> begin("b", () -> {}));

        assertEquals(45, numbers().size());
    }
}
