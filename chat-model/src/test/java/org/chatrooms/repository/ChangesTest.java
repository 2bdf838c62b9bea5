package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chatrooms.TestDatabase;
import org.chatrooms.repository.Changes.Kind;
import org.chatrooms.spi.InBackground;
import org.chatrooms.spi.TestClock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ChangesTest {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    private final TestClock clock = new TestClock();
    private Database database;
    private Changes here;
    private Changes there;
    private final List<String> heardThere = new ArrayList<>();

    @BeforeEach
    void open() {
        dataSource = kind.open(folder);
        database = new Database(dataSource);
        here = new Changes(database, clock);
        there = new Changes(database, clock);
        there.listen(Kind.ROOM, heardThere::add);
    }

    @Test
    void every_node_hears_of_a_change_once_and_only_those_who_asked_for_its_kind() {
        here.announce(Kind.ROOM, "1");
        here.announce(Kind.TOKEN, "x y");
        here.announce(Kind.ROOM, "2");

        there.read();
        there.read();

        assertEquals(List.of("1", "2"), heardThere);
    }

    @Test
    void the_node_that_changed_something_hears_of_it_before_it_goes_on() {
        List<String> heard = new ArrayList<>();
        here.listen(Kind.ACCOUNT, heard::add);

        here.announce(Kind.ACCOUNT, "7");

        assertEquals(List.of("7"), heard);
    }

    @Test
    void a_node_that_starts_hears_of_what_was_before() {
        here.announce(Kind.TOKEN, "x y");
        Changes late = new Changes(database, clock);
        List<String> heard = new ArrayList<>();
        late.listen(Kind.TOKEN, heard::add);

        late.read();

        assertEquals(List.of("x y"), heard);
    }

    @Test
    void what_is_rolled_back_did_not_happen() {
        assertThrows(
                IllegalStateException.class,
                () -> here.inTransaction(connection -> {
                    here.note(connection, Kind.ROOM, 1);
                    throw new IllegalStateException();
                }));

        there.read();

        assertEquals(List.of(), heardThere);
    }

    @Test
    void a_change_that_is_committed_late_is_not_missed() throws Exception {
        InBackground<Void> second;
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            here.note(connection, Kind.ROOM, "early");
            second = InBackground.start(() -> {
                here.announce(Kind.ROOM, "late");
                return null;
            });
            kind.awaitBlocked(dataSource);
            there.read();
            assertEquals(List.of(), heardThere);
            connection.commit();
        }
        second.result();
        there.read();

        assertEquals(List.of("early", "late"), heardThere);
    }

    @Test
    void a_database_that_went_another_way_is_read_anew() throws Exception {
        List<String> restored = new ArrayList<>();
        there.onRestoration(() -> restored.add("restored"));
        here.announce(Kind.ROOM, "1");
        here.announce(Kind.ROOM, "2");
        there.read();
        there.read();
        assertEquals(List.of(), restored);

        execute("DELETE FROM chat_change WHERE version = 2");
        execute("UPDATE chat_version SET version = 1");
        clock.pass(Duration.ofSeconds(1));
        new Changes(database, clock).announce(Kind.ROOM, "2");
        there.read();

        assertEquals(List.of("restored"), restored);
        assertEquals(List.of("1", "2", "1", "2"), heardThere);
    }

    @Test
    void what_a_newer_version_notes_is_passed_over() throws Exception {
        execute(
                "INSERT INTO chat_change (version, kind, subject, changed_at) VALUES (1, 'NEW', 'x', '2026-01-01 00:00:00')");
        execute("UPDATE chat_version SET version = 1");
        here.announce(Kind.ROOM, "2");

        there.read();

        assertEquals(List.of("2"), heardThere);
    }

    private void execute(String sql) throws Exception {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void what_no_token_is_old_enough_for_is_cleaned_away() {
        here.announce(Kind.ROOM, "old");
        clock.pass(Duration.ofDays(101));
        here.announce(Kind.ROOM, "new");
        here.read();
        clock.pass(Duration.ofDays(1));
        here.read();

        there.read();

        assertEquals(List.of("new"), heardThere);
    }

    @Test
    void many_at_once_are_all_heard() throws Exception {
        InBackground.together(8, thread -> {
            for (int i = 0; i < 10; i++) {
                here.announce(Kind.ROOM, thread + "-" + i);
                there.read();
            }
            return null;
        });
        there.read();

        assertEquals(80, heardThere.size());
        assertEquals(80, heardThere.stream().distinct().count());
    }
}
