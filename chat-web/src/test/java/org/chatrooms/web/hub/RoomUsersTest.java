package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomUsersTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private final List<String> present = new ArrayList<>();
    private int asked;
    private final RoomUsers users = new RoomUsers(() -> {
        asked++;
        return List.copyOf(present);
    });

    @Test
    void whoever_opens_a_stream_is_told_everybody() {
        present.addAll(List.of("bob", "ann"));

        assertEquals(everybody(2, "bob", "ann"), users.all().content());
    }

    @Test
    void everybody_is_asked_for_once_for_all_who_open_one() {
        assertSame(users.all(), users.all());
        assertEquals(1, asked);
    }

    @Test
    void of_a_crowd_the_first_200_are_named() {
        present.addAll(crowd(201));
        UserNews all = users.all().content();

        assertEquals(201, all.count());
        assertEquals(crowd(200), all.names().orElseThrow());
    }

    @Test
    void those_who_know_are_told_who_came_and_who_went() {
        present.addAll(List.of("ann", "bob"));
        users.all();
        change("bob", "cid");

        assertEquals(Optional.of(change(2, List.of("cid"), List.of("ann"))), tick(0));
        assertEquals(everybody(2, "bob", "cid"), users.all().content());
    }

    @Test
    void nobody_is_told_what_nobody_listens_to() {
        change("ann");

        assertEquals(Optional.empty(), tick(0));
        assertEquals(0, asked);
    }

    @Test
    void without_a_change_nothing_is_told_and_nobody_asked_for() {
        users.all();
        assertEquals(Optional.empty(), tick(0));
        assertEquals(1, asked);

        users.changed();
        assertEquals(Optional.empty(), tick(250));
        assertEquals(2, asked);
    }

    @Test
    void changes_are_told_at_most_once_a_second() {
        users.all();
        change("ann");
        assertEquals(Optional.of(change(1, List.of("ann"), List.of())), tick(0));
        change("ann", "bob");
        assertEquals(Optional.empty(), tick(999));
        change("bob", "cid");

        assertEquals(Optional.of(change(2, List.of("bob", "cid"), List.of("ann"))), tick(1_000));
        assertEquals(Optional.empty(), tick(2_000));
    }

    @Test
    void whoever_came_and_went_within_the_second_is_not_told() {
        users.all();
        change("ann");
        change();

        assertEquals(Optional.empty(), tick(0));
    }

    @Test
    void whoever_comes_late_gets_what_the_others_know_so_that_the_next_change_fits() {
        users.all();
        change("ann");

        assertEquals(everybody(0), users.all().content());
        assertEquals(Optional.of(change(1, List.of("ann"), List.of())), tick(0));
    }

    @Test
    void up_to_50_who_came_and_went_are_named() {
        present.addAll(crowd(20));
        users.all();
        List<String> others = IntStream.range(0, 30).mapToObj(i -> "other " + i).toList();
        change(others.toArray(String[]::new));
        assertEquals(Optional.of(change(30, others, crowd(20))), tick(0));

        change(crowd(21).toArray(String[]::new));
        assertEquals(Optional.of(change(21, List.of(), List.of())), tick(1_000));
    }

    @Test
    void who_came_while_the_list_was_made_is_told_the_next_time() {
        List<String> late = new ArrayList<>();
        RoomUsers[] room = new RoomUsers[1];
        room[0] = new RoomUsers(() -> {
            List<String> copy = List.copyOf(late);
            late.add("ann " + late.size());
            room[0].changed();
            return copy;
        });
        room[0].all();

        assertEquals(List.of("ann 0"), room[0].tick(NOW).orElseThrow().content().joined());
        assertEquals(
                List.of("ann 1"),
                room[0].tick(NOW.plusSeconds(1)).orElseThrow().content().joined());
    }

    private void change(String... names) {
        present.clear();
        present.addAll(List.of(names));
        users.changed();
    }

    private Optional<UserNews> tick(long millis) {
        return users.tick(NOW.plus(Duration.ofMillis(millis))).map(Shared::content);
    }

    private static List<String> crowd(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user " + i).toList();
    }

    private static UserNews everybody(int count, String... names) {
        return new UserNews(count, Optional.of(List.of(names)), List.of(), List.of());
    }

    private static UserNews change(int count, List<String> joined, List<String> left) {
        return new UserNews(count, Optional.empty(), joined, left);
    }
}
