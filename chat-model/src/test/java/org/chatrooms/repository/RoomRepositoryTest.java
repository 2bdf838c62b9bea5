package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.TestDatabase;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RoomRepositoryTest {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    private RoomRepository rooms;

    @BeforeEach
    void open() {
        dataSource = kind.open(folder);
        rooms = new RoomRepository(new Database(dataSource));
    }

    @Test
    void a_new_chat_has_a_lobby_that_guests_may_enter() {
        Room lobby = rooms.findBySlug("lobby").orElseThrow();

        assertEquals(Room.open("Lobby", "lobby", "Come in and say hello.").withId(lobby.id()), lobby);
        assertEquals(List.of(lobby), rooms.forGuests(0, 20));
        assertEquals(1, rooms.countForGuests());
        assertEquals(Set.of(), rooms.subscribers(lobby.id()));
    }

    @Test
    void a_room_is_found_as_it_was_created() {
        Room vault = new Room(
                0, "Тайная комната \uD83D\uDE00", "Vault_1-x", "x".repeat(1000), false, true, Optional.of("hash"));

        Room created = rooms.create(vault);

        assertTrue(created.id() > 0);
        assertEquals(vault.withId(created.id()), created);
        assertEquals(Optional.of(created), rooms.find(created.id()));
        assertEquals(Optional.of(created), rooms.findBySlug("Vault_1-x"));
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertEquals(Optional.empty(), rooms.find(999));
        assertEquals(Optional.empty(), rooms.findBySlug("nowhere"));
    }

    @Test
    void a_name_and_a_slug_belong_to_one_room() {
        rooms.create(Room.open("Tea", "tea", ""));

        assertThrows(DatabaseException.class, () -> rooms.create(Room.open("Tea", "tea-2", "")));
        assertThrows(DatabaseException.class, () -> rooms.create(Room.open("Tea 2", "tea", "")));
        assertEquals(2, rooms.countForGuests());
    }

    @Test
    void guests_leaf_through_the_rooms_they_may_enter_by_name() {
        for (String name : List.of("delta", "alpha", "echo", "charlie", "bravo")) {
            rooms.create(Room.open(name, name, ""));
        }
        rooms.create(new Room(0, "accounts only", "accounts", "", false, false, Optional.empty()));
        rooms.create(new Room(0, "a private one", "private", "", true, true, Optional.empty()));

        assertEquals(6, rooms.countForGuests());
        // where the Lobby stands, among names in lower case, is up to the database
        List<String> names = rooms.forGuests(0, 20).stream()
                .map(Room::slug)
                .filter(slug -> !slug.equals("lobby"))
                .toList();
        assertEquals(List.of("alpha", "bravo", "charlie", "delta", "echo"), names);
        assertEquals(rooms.forGuests(0, 20).subList(2, 4), rooms.forGuests(2, 2));
        assertEquals(List.of(), rooms.forGuests(6, 2));
    }

    @Test
    void the_subscribers_of_a_room_are_those_that_were_set_last() throws SQLException {
        long tea = roomWithAccounts();

        rooms.setSubscribers(tea, Set.of(1L, 2L));
        assertEquals(Set.of(1L, 2L), rooms.subscribers(tea));

        rooms.setSubscribers(tea, Set.of(2L, 3L));
        assertEquals(Set.of(2L, 3L), rooms.subscribers(tea));

        rooms.setSubscribers(tea, Set.of());
        assertEquals(Set.of(), rooms.subscribers(tea));
    }

    @Test
    void subscribers_are_set_all_or_none() throws SQLException {
        long tea = roomWithAccounts();
        rooms.setSubscribers(tea, Set.of(1L));

        assertThrows(DatabaseException.class, () -> rooms.setSubscribers(tea, Set.of(2L, 999L)));
        assertEquals(Set.of(1L), rooms.subscribers(tea));
    }

    private long roomWithAccounts() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO chat_account (id, username) VALUES (1, 'ann'), (2, 'bob'), (3, 'carl')");
        }
        return rooms.create(Room.open("Tea", "tea", "")).id();
    }
}
