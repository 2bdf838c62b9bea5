package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.TestDatabase;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.Role;
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
    private AccountRepository accounts;

    @BeforeEach
    void open() {
        dataSource = kind.open(folder);
        Database database = new Database(dataSource);
        Changes changes = new Changes(database, Clock.systemUTC());
        rooms = new RoomRepository(database, changes);
        accounts = new AccountRepository(database, changes);
    }

    @Test
    void a_new_chat_has_a_lobby_that_guests_may_enter() {
        Room lobby = rooms.findBySlug("lobby").orElseThrow();

        assertEquals(Room.open("Lobby", "lobby", "Come in and say hello.").withId(lobby.id()), lobby);
        assertEquals(List.of(lobby), rooms.all());
        assertEquals(List.of(), names(lobby));
    }

    @Test
    void a_room_is_found_as_it_was_created() {
        Room vault = new Room(
                0, "Тайная комната \uD83D\uDE00", "Vault_1-x", "x".repeat(1000), false, true, Optional.of("hash"));

        Room created = create(vault);

        assertTrue(created.id() > 0);
        assertEquals(vault.withId(created.id()), created);
        assertEquals(Optional.of(created), rooms.find(created.id()));
        assertEquals(Optional.of(created), rooms.findBySlug("Vault_1-x"));
    }

    @Test
    void a_room_that_is_being_deleted_is_nowhere_until_that_is_given_up() {
        Room room = create(Room.open("Doomed", "doomed", ""));
        assertEquals(Optional.of(room), rooms.find(room.id()));

        rooms.setDoomed(room.id(), true);

        assertEquals(Optional.empty(), rooms.find(room.id()));
        assertEquals(Optional.empty(), rooms.findBySlug("doomed"));
        assertEquals(1, rooms.all().size());
        assertThrows(NoSuchRoom.class, () -> rooms.update(room, Map.of()));
        assertThrows(InvalidInput.class, () -> create(Room.open("Other", "doomed", "")));
        assertEquals(List.of(room), rooms.doomed());
        assertTrue(rooms.isDoomed(room.id()));

        rooms.setDoomed(room.id(), false);

        assertEquals(Optional.of(room), rooms.find(room.id()));
        assertEquals(List.of(), rooms.doomed());
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertEquals(Optional.empty(), rooms.find(999));
        assertEquals(Optional.empty(), rooms.findBySlug("nowhere"));
        assertEquals(Optional.empty(), rooms.findBySlug("lobby\0"));
    }

    @Test
    void a_name_and_a_slug_belong_to_one_room() {
        create(Room.open("Tea", "tea", ""));
        Room other = create(Room.open("Other", "other", ""));

        assertThrows(InvalidInput.class, () -> create(Room.open("Tea", "tea-2", "")));
        assertThrows(InvalidInput.class, () -> create(Room.open("Tea 2", "tea", "")));
        assertThrows(
                InvalidInput.class, () -> rooms.update(Room.open("Tea", "x", "").withId(other.id()), Map.of()));
        assertEquals(3, rooms.all().size());

        create(Room.open("tea", "Tea", ""));
        create(Room.open("T\u00E9a", "TEA", ""));
        assertEquals("tea", rooms.findBySlug("Tea").orElseThrow().name());
    }

    @Test
    void all_rooms_are_listed_by_name() {
        for (String name : List.of("delta", "alpha", "echo", "charlie", "bravo")) {
            create(Room.open(name, name, ""));
        }

        // where the Lobby stands, among names in lower case, is up to the database
        List<String> names = rooms.all().stream()
                .map(Room::slug)
                .filter(slug -> !slug.equals("lobby"))
                .toList();
        assertEquals(List.of("alpha", "bravo", "charlie", "delta", "echo"), names);
    }

    @Test
    void a_room_that_was_changed_is_found_as_it_is_now_and_no_longer_by_its_old_slug() {
        Room tea = create(Room.open("Tea", "tea", ""));
        rooms.find(tea.id());
        Room coffee = new Room(tea.id(), "Coffee", "coffee", "black", false, true, Optional.of("hash"));

        rooms.update(coffee, Map.of());

        assertEquals(Optional.of(coffee), rooms.find(tea.id()));
        assertEquals(Optional.of(coffee), rooms.findBySlug("coffee"));
        assertEquals(Optional.empty(), rooms.findBySlug("tea"));
    }

    @Test
    void a_room_that_is_not_there_cannot_be_changed() {
        assertThrows(
                NoSuchRoom.class, () -> rooms.update(Room.open("Tea", "tea", "").withId(999), Map.of()));
    }

    @Test
    void a_deleted_room_is_gone_with_all_that_was_said_in_it_and_its_number_is_not_used_again() {
        Room tea = create(Room.open("Tea", "tea", ""));
        rooms.find(tea.id());
        MessageRepository messages = new MessageRepository(new Database(dataSource));
        messages.append(
                new IncomingMessage(tea.id(), ChatUser.guest("g", "ann"), "hello", Instant.EPOCH, Optional.empty()));

        rooms.delete(tea.id());

        assertEquals(Optional.empty(), rooms.find(tea.id()));
        assertEquals(-1, messages.latestId(tea.id()));
        assertEquals(List.of(), messages.latest(tea.id(), 10));
        assertTrue(create(Room.open("Tea", "tea", "")).id() > tea.id());
    }

    @Test
    void the_subscribers_of_a_room_are_those_that_were_set_last() {
        Room tea = create(Room.open("Tea", "tea", ""));
        long ann = account("ann");
        long bob = account("bob");

        rooms.update(tea, Map.of(ann, Role.SUBSCRIBER, bob, Role.SUBSCRIBER));
        assertEquals(List.of("ann", "bob"), names(tea));
        assertEquals(Optional.of(Role.SUBSCRIBER), rooms.role(tea.id(), ann));

        rooms.update(tea, Map.of(bob, Role.SUBSCRIBER));
        assertEquals(List.of("bob"), names(tea));
        assertEquals(Optional.empty(), rooms.role(tea.id(), ann));
        assertEquals(Optional.of(Role.SUBSCRIBER), rooms.role(tea.id(), bob));
    }

    @Test
    void a_room_and_its_subscribers_are_changed_all_or_none() {
        long ann = account("ann");
        Room tea = rooms.create(Room.open("Tea", "tea", ""), Map.of(ann, Role.SUBSCRIBER));
        Room coffee = Room.open("Coffee", "coffee", "").withId(tea.id());

        assertThrows(
                InvalidInput.class, () -> rooms.update(coffee, Map.of(ann, Role.SUBSCRIBER, 999L, Role.SUBSCRIBER)));

        assertEquals(Optional.of(tea), rooms.find(tea.id()));
        assertEquals(List.of("ann"), names(tea));
        assertThrows(InvalidInput.class, () -> rooms.create(coffee, Map.of(999L, Role.OWNER)));
        assertEquals(Optional.empty(), rooms.findBySlug("coffee"));
    }

    @Test
    void whoever_owns_a_room_subscribes_and_only_an_update_changes_that() {
        long ann = account("ann");
        long bob = account("bob");
        Room tea = rooms.create(Room.open("Tea", "tea", ""), Map.of(ann, Role.OWNER));

        rooms.subscribe(tea.id(), bob);
        rooms.subscribe(tea.id(), bob);
        rooms.subscribe(tea.id(), ann);
        assertEquals(Optional.of(Role.OWNER), rooms.role(tea.id(), ann));
        assertEquals(List.of("bob"), names(tea));
        assertEquals(List.of("ann"), rooms.names(tea.id(), Role.OWNER));

        rooms.unsubscribe(tea.id(), bob);
        rooms.unsubscribe(tea.id(), ann);
        assertEquals(Optional.empty(), rooms.role(tea.id(), bob));
        assertEquals(Optional.of(Role.OWNER), rooms.role(tea.id(), ann));
    }

    @Test
    void whoever_takes_the_name_of_an_account_that_is_gone_keeps_no_order_for_it() {
        long ann = account("ann");
        long bob = account("bob");
        Room tea = rooms.create(Room.open("Tea", "tea", ""), Map.of(ann, Role.OWNER, bob, Role.MODERATOR));
        assertEquals(Map.of("ann", Role.OWNER, "bob", Role.MODERATOR), rooms.keepers(tea.id()));

        accounts.delete(bob);
        account("bob");

        assertEquals(Map.of("ann", Role.OWNER), rooms.keepers(tea.id()));
    }

    @Test
    void the_other_node_learns_who_subscribes() {
        Database database = new Database(dataSource);
        Changes changesThere = new Changes(database, Clock.systemUTC());
        RoomRepository there = new RoomRepository(database, changesThere);
        Room tea = create(Room.open("Tea", "tea", ""));
        long ann = account("ann");
        assertEquals(Optional.empty(), there.role(tea.id(), ann));

        rooms.subscribe(tea.id(), ann);
        assertEquals(Optional.empty(), there.role(tea.id(), ann));
        changesThere.read();
        assertEquals(Optional.of(Role.SUBSCRIBER), there.role(tea.id(), ann));

        rooms.unsubscribe(tea.id(), ann);
        changesThere.read();
        assertEquals(Optional.empty(), there.role(tea.id(), ann));
    }

    @Test
    void to_subscribe_to_what_is_not_there_does_nothing() {
        assertDoesNotThrow(() -> rooms.subscribe(1, 999));
        assertDoesNotThrow(() -> rooms.subscribe(999, account("ann")));
        assertDoesNotThrow(() -> rooms.unsubscribe(999, 999));
    }

    private List<String> names(Room room) {
        return rooms.names(room.id(), Role.SUBSCRIBER);
    }

    private Room create(Room room) {
        return rooms.create(room, Map.of());
    }

    private long account(String name) {
        return accounts.create(name, Optional.empty(), false).orElseThrow().id();
    }
}
