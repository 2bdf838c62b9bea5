package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.model.Act;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.model.Sanction;
import org.chatrooms.spi.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SanctionRepositoryTest {
    private static final ChatUser ANN = ChatUser.guest("a", "ann");
    private static final ChatUser BOB = ChatUser.account(7, "bob");

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private HikariDataSource dataSource;
    private Database database;
    private RoomRepository rooms;
    private SanctionRepository sanctions;
    private long room;

    @BeforeEach
    void open() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
        database = new Database(dataSource);
        Changes changes = new Changes(database, clock);
        rooms = new RoomRepository(database, changes);
        sanctions = new SanctionRepository(database, changes, clock);
        room = rooms.create(Room.open("Tea", "tea", ""), Map.of()).id();
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private Optional<Sanction.Kind> of(ChatUser person) {
        return sanctions.of(room, Optional.of(person), Optional.of("10.0.0.1")).map(Sanction::kind);
    }

    private static Sanction sanction(String person, Sanction.Kind kind) {
        return new Sanction(person, "somebody", kind, "spam", Optional.empty(), Optional.empty());
    }

    @Test
    void what_was_decided_holds_for_one_person_in_one_room_until_it_is_lifted() {
        assertFalse(sanctions.hasAny(room));
        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.MUTED));

        assertEquals(Optional.of(Sanction.Kind.MUTED), of(ANN));
        assertEquals(Optional.empty(), of(BOB));
        assertEquals(Optional.empty(), sanctions.of(1, Optional.of(ANN), Optional.empty()));
        assertEquals(Optional.empty(), sanctions.of(room, Optional.empty(), Optional.empty()));

        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.BANNED));
        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.BANNED));
        assertEquals(2, sanctions.all(room).size(), "of each kind there is one");
        assertEquals(Optional.of(Sanction.Kind.BANNED), of(ANN));
        sanctions.lift(room, ANN.key());
        assertEquals(Optional.empty(), of(ANN));
        assertEquals(List.of(), sanctions.all(room));
    }

    @Test
    void whoever_was_muted_still_is_when_a_ban_is_over() {
        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.MUTED));
        Optional<Instant> end = Optional.of(clock.instant().plusSeconds(60));
        sanctions.impose(room, new Sanction(ANN.key(), "ann", Sanction.Kind.BANNED, "", end, Optional.empty()));

        clock.pass(Duration.ofSeconds(61));

        assertEquals(Optional.of(Sanction.Kind.MUTED), of(ANN));
    }

    @Test
    void it_ends_when_its_time_is_over() {
        Optional<Instant> end = Optional.of(clock.instant().plusSeconds(60));
        sanctions.impose(room, new Sanction(ANN.key(), "ann", Sanction.Kind.BANNED, "", end, Optional.empty()));

        clock.pass(Duration.ofSeconds(59));
        assertEquals(Optional.of(Sanction.Kind.BANNED), of(ANN));
        clock.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), of(ANN));
        assertEquals(List.of(), sanctions.all(room));
    }

    @Test
    void a_guest_of_whom_only_the_name_is_known_is_known_by_that_and_nobody_else_is() {
        sanctions.impose(room, sanction("(guest) ann", Sanction.Kind.MUTED));

        assertEquals(Optional.of(Sanction.Kind.MUTED), of(ANN));
        assertEquals(Optional.empty(), of(ChatUser.guest("b", "anna")));
        assertEquals(Optional.empty(), of(ChatUser.account(8, "ann")));
    }

    @Test
    void a_guest_who_was_seen_stays_the_one_under_another_name_and_the_name_is_free() {
        ChatUser renamed = ChatUser.guest("a", "eve");
        ChatUser another = ChatUser.guest("b", "ann");
        sanctions.impose(room, sanction(ANN.username(), Sanction.Kind.BANNED));
        sanctions.learnPerson(room, Sanction.Kind.BANNED, ANN);
        sanctions.learnPerson(room, Sanction.Kind.BANNED, another);

        assertEquals(Optional.of(Sanction.Kind.BANNED), of(ANN));
        assertEquals(Optional.of(Sanction.Kind.BANNED), of(renamed));
        assertEquals(Optional.empty(), of(another));
    }

    @Test
    void what_is_learned_of_a_guest_takes_the_place_of_what_held_for_them_and_what_was_lifted_does_not_come_back() {
        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.BANNED));
        sanctions.learnPerson(room, Sanction.Kind.BANNED, ANN);
        assertEquals(Optional.of(Sanction.Kind.BANNED), of(ANN));

        sanctions.impose(room, sanction(ANN.username(), Sanction.Kind.BANNED));
        sanctions.learnPerson(room, Sanction.Kind.BANNED, ANN);
        assertEquals(1, sanctions.all(room).size());
    }

    @Test
    void what_is_over_is_kept_no_longer_than_until_the_next_decision() {
        sanctions.impose(
                room,
                new Sanction(
                        BOB.key(),
                        BOB.username(),
                        Sanction.Kind.MUTED,
                        "",
                        Optional.of(clock.instant().plusSeconds(60)),
                        Optional.empty()));
        clock.pass(Duration.ofSeconds(61));
        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.MUTED));

        assertEquals(
                1,
                database.list("SELECT person FROM chat_sanction", row -> row.getString(1))
                        .size());
    }

    @Test
    void an_address_keeps_out_whoever_comes_from_there() {
        sanctions.impose(room, byAddress(ANN));
        assertEquals(Optional.empty(), of(BOB));

        sanctions.learnAddress(room, ANN.key(), "10.0.0.1");
        assertEquals(Optional.of(Sanction.Kind.BANNED), of(BOB));
        assertEquals(Optional.empty(), sanctions.of(room, Optional.of(BOB), Optional.of("10.0.0.2")));
        assertEquals(Optional.empty(), sanctions.of(room, Optional.of(BOB), Optional.empty()));
    }

    private static Sanction byAddress(ChatUser person) {
        return new Sanction(person.key(), "ann", Sanction.Kind.BANNED, "", Optional.empty(), Optional.of(""));
    }

    @Test
    void a_ban_that_was_lifted_or_replaced_elsewhere_does_not_come_back_when_its_address_is_learned() {
        sanctions.impose(room, byAddress(ANN));
        sanctions.lift(room, ANN.key());
        sanctions.learnAddress(room, ANN.key(), "10.0.0.1");
        assertEquals(List.of(), sanctions.all(room));

        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.MUTED));
        sanctions.learnAddress(room, ANN.key(), "10.0.0.1");
        assertEquals(List.of(sanction(ANN.key(), Sanction.Kind.MUTED)), sanctions.all(room));
    }

    @Test
    void a_room_takes_what_was_decided_in_it_along_when_it_is_deleted() {
        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.BANNED));
        rooms.delete(room);
        sanctions.impose(room, sanction(BOB.key(), Sanction.Kind.BANNED)); // too late

        assertEquals(Optional.empty(), of(ANN));
        assertEquals(List.of(), sanctions.all(room));
    }

    @Test
    void another_node_hears_of_it() {
        Changes others = new Changes(database, clock);
        SanctionRepository elsewhere = new SanctionRepository(database, others, clock);
        others.read();
        assertFalse(elsewhere.hasAny(room));
        sanctions.impose(room, sanction(ANN.key(), Sanction.Kind.MUTED));

        others.read();

        assertTrue(elsewhere.hasAny(room));
    }

    @Test
    void acts_are_kept_in_their_order_with_the_latest_first() {
        ActRepository acts = new ActRepository(database);
        for (int i = 1; i <= 5; i++) {
            acts.add(new Act(clock.instant(), "root", "did", "thing " + i));
        }
        acts.add(new Act(clock.instant(), "root", "did", "x".repeat(1000)));

        assertEquals(
                List.of("thing 4", "thing 3"),
                acts.latest(2, 2).stream().map(Act::what).toList());
        assertEquals(300, acts.latest(0, 1).get(0).what().length());
    }
}
