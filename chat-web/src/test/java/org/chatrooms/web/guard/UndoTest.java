package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.guard.Undo.Removed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoTest {
    private static final Removed ANNS = new Removed(7, "account:2", "buy. my pills");
    private static final Removed BOBS = new Removed(8, "account:3", "none. of mine");
    private static final Removed NOBODYS = new Removed(9, "", "whose?");

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private HikariDataSource dataSource;
    private Undo here;
    private Undo elsewhere;

    @BeforeEach
    void open() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
        here = node();
        elsewhere = node();
    }

    private Undo node() {
        return new Undo(new byte[] {1}, clock, new Changes(new Database(dataSource), clock));
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void it_opens_in_its_room_for_a_minute() {
        String sealed = here.seal(1, ANNS);
        clock.pass(Duration.ofSeconds(59));
        assertEquals(Optional.of(ANNS), elsewhere.open(1, sealed));
        assertEquals(Optional.of(NOBODYS), elsewhere.open(1, here.seal(1, NOBODYS)));
        assertEquals(Optional.empty(), here.open(2, sealed));
        assertEquals(Optional.empty(), here.open(1, sealed + "x"));

        clock.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), here.open(1, sealed));
    }

    @Test
    void it_opens_on_no_node_once_all_that_its_author_said_is_taken_back() {
        String sealed = elsewhere.seal(1, ANNS);
        String others = elsewhere.seal(1, BOBS);
        here.end("account:2");

        assertEquals(Optional.empty(), here.open(1, sealed));
        assertEquals(Optional.empty(), elsewhere.open(1, sealed));
        assertEquals(Optional.of(BOBS), elsewhere.open(1, others));
        clock.pass(Duration.ofSeconds(60));
        assertEquals(Optional.of(ANNS), elsewhere.open(1, here.seal(1, ANNS)), "what they say later is said anew");
    }
}
