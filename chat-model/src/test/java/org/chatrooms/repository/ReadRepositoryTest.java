package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.TestDatabase;
import org.chatrooms.TestRooms;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.spi.InBackground;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReadRepositoryTest {
    private static final ChatUser GUEST = ChatUser.guest("token", "zoe");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    private AccountRepository accounts;
    private MessageRepository messages;
    private ReadRepository reads;
    private long ann;
    private long room;

    @BeforeEach
    void open() {
        dataSource = kind.open(folder);
        Database database = new Database(dataSource);
        accounts = new AccountRepository(database, new Changes(database, Clock.systemUTC()));
        messages = new MessageRepository(database);
        reads = new ReadRepository(database);
        ann = accounts.create("ann", Optional.empty(), false).orElseThrow().id();
        room = TestRooms.create(dataSource, "Tea", "tea");
    }

    @Test
    void a_room_that_an_account_was_never_in_has_nothing_for_it() {
        say(3, GUEST);

        assertEquals(Map.of(), unread());
        assertEquals(Map.of(), reads.unread(ann, List.of()));
    }

    @Test
    void what_came_after_the_last_message_that_was_read_is_counted_in_each_room_that_is_asked_for() {
        long other = TestRooms.create(dataSource, "Coffee", "coffee");
        long third = TestRooms.create(dataSource, "Milk", "milk");
        for (long each : List.of(room, other, third)) {
            reads.readTo(ann, each, 0);
            say(each, "one", GUEST);
        }
        say(room, "two", GUEST);

        assertEquals(Map.of(room, 2, other, 1), reads.unread(ann, List.of(room, other)));
        reads.readTo(ann, room, 1);
        assertEquals(Map.of(room, 1), unread());
        reads.readTo(ann, room, 2);
        assertEquals(Map.of(), unread());
    }

    @Test
    void nobody_reads_backwards() {
        say(3, GUEST);
        reads.readTo(ann, room, 3);
        reads.readTo(ann, room, 1);

        assertEquals(Map.of(), unread());
    }

    @Test
    void only_what_others_have_said_is_counted_and_still_say() {
        reads.readTo(ann, room, -1);
        say(2, GUEST);
        change(Kind.EDIT, 1, "better");
        change(Kind.DELETE, 2, "");
        say(1, ChatUser.account(ann, "ann"));

        assertEquals(Map.of(room, 1), unread());
    }

    @Test
    void of_what_is_more_than_a_hundred_entries_ahead_nobody_counts_how_much_it_is() {
        reads.readTo(ann, room, 0);
        say(99, GUEST);
        assertEquals(Map.of(room, 99), unread());

        change(Kind.EDIT, 1, "better");
        change(Kind.EDIT, 1, "best");
        assertEquals(Map.of(room, ReadRepository.MOST), unread());
    }

    @Test
    void two_tabs_may_begin_at_the_same_moment() throws Exception {
        say(4, GUEST);
        InBackground.together(4, i -> {
            reads.readTo(ann, room, 4);
            return null;
        });

        assertEquals(Map.of(), unread());
        say(1, GUEST);
        assertEquals(Map.of(room, 1), unread());
    }

    @Test
    void what_is_not_there_any_more_is_not_read_and_takes_with_it_what_was() throws SQLException {
        long bob = accounts.create("bob", Optional.empty(), false).orElseThrow().id();
        reads.readTo(ann, room, 1);
        reads.readTo(bob, room, 1);
        reads.readTo(bob, TestRooms.create(dataSource, "Coffee", "coffee"), 1);
        assertEquals(3, rows());

        accounts.delete(ann);
        assertEquals(2, rows());
        TestRooms.in(dataSource).delete(room);
        assertEquals(1, rows());
        assertDoesNotThrow(() -> reads.readTo(bob, room, 1));
        assertDoesNotThrow(() -> reads.readTo(ann, 1, 1));
        assertEquals(1, rows());
    }

    private int rows() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM chat_read")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Map<Long, Integer> unread() {
        return reads.unread(ann, List.of(room));
    }

    private void say(int count, ChatUser sender) {
        for (int i = 0; i < count; i++) {
            say(room, "hello", sender);
        }
    }

    private void say(long roomId, String text, ChatUser sender) {
        messages.append(new IncomingMessage(roomId, sender, text, Instant.EPOCH, Optional.empty()));
    }

    private void change(Kind what, long messageId, String text) {
        messages.append(
                new IncomingMessage(room, GUEST, text, Instant.EPOCH, Optional.empty(), what, Optional.of(messageId)));
    }
}
