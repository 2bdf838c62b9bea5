package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.model.RoomRules;
import org.chatrooms.model.Sanction;
import org.chatrooms.policy.AllowAll;
import org.chatrooms.policy.PrivateRooms;
import org.chatrooms.policy.SubscribersOnly;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.repository.SanctionRepository;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoomDoorTest {
    private static final ChatUser GUEST = ChatUser.guest("a", "ann");
    private static final String LOCKED = "403 locked";

    @TempDir
    static Path folder;

    private static HikariDataSource dataSource;
    private static RoomRepository rooms;
    private static SanctionRepository sanctions;
    private static Account account;
    private static Account subscriber;
    private static Account moderator;
    private static Account administrator;

    /** Somebody at the door. */
    enum Who {
        NOBODY,
        GUEST,
        UNLOCKED,
        ACCOUNT,
        SUBSCRIBER,
        MODERATOR,
        ADMINISTRATOR
    }

    @BeforeAll
    static void build() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
        Database database = new Database(dataSource);
        Changes changes = new Changes(database, new TestClock());
        rooms = new RoomRepository(database, changes);
        sanctions = new SanctionRepository(database, changes, new TestClock());
        AccountRepository accounts = new AccountRepository(database, changes);
        account = accounts.create("bob", Optional.empty(), false).orElseThrow();
        subscriber = accounts.create("carl", Optional.empty(), false).orElseThrow();
        moderator = accounts.create("mo", Optional.empty(), false).orElseThrow();
        administrator = accounts.create("root", Optional.empty(), true).orElseThrow();
        create("open", true, false, false);
        create("members", false, false, false);
        create("hidden", true, true, false);
        create("locked", true, true, true);
        create("both", false, true, true);
        create("closed", false, true, false);
    }

    private static void create(String slug, boolean isOpen, boolean isPrivate, boolean hasPassword) {
        Optional<String> password = hasPassword ? Optional.of("hash of " + slug) : Optional.empty();
        rooms.create(
                new Room(0, slug, slug, "", isOpen, isPrivate, password),
                Map.of(subscriber.id(), Role.SUBSCRIBER, moderator.id(), Role.MODERATOR));
    }

    @AfterAll
    static void close() {
        dataSource.close();
    }

    private final RoomKeys keys = new RoomKeys(new byte[] {1}, new TestClock());

    private RoomDoor door(AccessPolicy policy) {
        return door(policy, List.of());
    }

    private RoomDoor door(AccessPolicy policy, List<Presence> present) {
        return new RoomDoor(
                rooms, new RoomRights(rooms, sanctions, new Addresses(List.of()), room -> present), policy, keys);
    }

    private Exchange visitor(Who who, String slug) throws Exception {
        Exchange http = Exchange.get("/room/");
        Visit visit = new Visit(Sites.PLAIN, "", http.request);
        visit.bindTo(http.request);
        switch (who) {
            case GUEST -> visit.setGuest(GUEST);
            case ACCOUNT -> visit.setAccount(account, false);
            case SUBSCRIBER -> visit.setAccount(subscriber, false);
            case MODERATOR -> visit.setAccount(moderator, false);
            case ADMINISTRATOR -> visit.setAccount(administrator, true);
            case UNLOCKED -> {
                visit.setGuest(GUEST);
                Optional<Room> room = rooms.findBySlug(slug)
                        .filter(known -> known.passwordHash().isPresent());
                if (room.isPresent()) {
                    keys.add(room.get(), http.request, http.response);
                    http.bringing(http.cookies().get(0));
                }
            }
            case NOBODY -> {}
        }
        return http;
    }

    /** Every way in must say the same. */
    private void assertAnswer(String expected, RoomDoor door, String slug, Who who) throws Exception {
        Exchange http = visitor(who, slug);
        long id = rooms.findBySlug(slug).map(Room::id).orElse(-1L);
        for (Action action : Action.values()) {
            String what = who + " " + action + " " + slug;
            assertEquals(expected, answer(() -> door.enter(id, action, http.request)), what);
            assertEquals(expected, answer(() -> door.enter(slug, action, http.request)), what);
        }
        if (id > 0) {
            assertEquals(
                    expected.equals("200"),
                    door.permits(rooms.find(id).orElseThrow(), Action.LIST, http.request),
                    who + " lists " + slug);
        }
    }

    private static String answer(Runnable entering) {
        try {
            entering.run();
            return "200";
        } catch (HttpError e) {
            return e.lockedRoom().isPresent() ? LOCKED : Integer.toString(e.status());
        }
    }

    /** A moderator enters where a subscriber does. */
    private void assertRow(AccessPolicy policy, String slug, String... answers) throws Exception {
        Iterator<String> expected = List.of(answers).iterator();
        for (Who who : List.of(Who.NOBODY, Who.GUEST, Who.UNLOCKED, Who.ACCOUNT, Who.SUBSCRIBER, Who.ADMINISTRATOR)) {
            String answer = expected.next();
            assertAnswer(answer, door(policy), slug, who);
            if (who == Who.SUBSCRIBER) {
                assertAnswer(answer, door(policy), slug, Who.MODERATOR);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    room,    nobody,     guest,      unlocked,  account,    subscriber, administrator
                    open,    200,        200,        200,       200,        200,        200
                    members, 401,        401,        401,       200,        200,        200
                    hidden,  404,        404,        404,       404,        200,        200
                    locked,  403 locked, 403 locked, 200,       403 locked, 200,        200
                    both,    401,        401,        401,       403 locked, 200,        200
                    closed,  404,        404,        404,       404,        200,        200
                    missing, 404,        404,        404,       404,        404,        404
                    """)
    void private_rooms_are_for_subscribers_and_for_those_who_know_the_password(
            String room,
            String nobody,
            String guest,
            String unlocked,
            String account,
            String subscriber,
            String administrator)
            throws Exception {
        assertRow(new PrivateRooms(), room, nobody, guest, unlocked, account, subscriber, administrator);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    room,    nobody,     guest,      unlocked, account,    subscriber, administrator
                    open,    403,        403,        403,      403,        200,        200
                    members, 401,        401,        401,      403,        200,        200
                    hidden,  404,        404,        404,      404,        200,        200
                    locked,  403 locked, 403 locked, 403,      403 locked, 200,        200
                    missing, 404,        404,        404,      404,        404,        404
                    """)
    void with_subscribers_only_nobody_else_enters(
            String room,
            String nobody,
            String guest,
            String unlocked,
            String account,
            String subscriber,
            String administrator)
            throws Exception {
        assertRow(new SubscribersOnly(), room, nobody, guest, unlocked, account, subscriber, administrator);
    }

    @Test
    void a_policy_that_allows_all_leaves_the_rule_that_a_room_wants_people_who_are_signed_in() throws Exception {
        assertRow(new AllowAll(), "hidden", "200", "200", "200", "200", "200", "200");
        assertRow(new AllowAll(), "members", "401", "401", "401", "200", "200", "200");
        assertRow(new AllowAll(), "closed", "404", "404", "404", "200", "200", "200");
    }

    @Test
    void an_exception_of_a_policy_is_a_refusal() throws Exception {
        AccessPolicy broken = (request, user) -> {
            throw new IllegalStateException("broken");
        };

        assertRow(broken, "open", "403", "403", "403", "403", "403", "403");
        assertRow(broken, "hidden", "404", "404", "404", "404", "404", "404");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void a_policy_is_told_what_is_wanted(Action wanted) throws Exception {
        Exchange http = visitor(Who.GUEST, "open");
        http.header("X-Colour", "blue");
        AccessPolicy policy = (request, user) -> request.action() == wanted
                && request.room().slug().equals("open")
                && user.equals(Optional.of(GUEST))
                && request.header("X-Colour").equals(Optional.of("blue"))
                && request.sessionAttribute("x").isEmpty()
                && !request.isInRole("chatrooms-admin")
                && request.unwrap(jakarta.servlet.http.HttpServletRequest.class) == http.request;

        assertEquals("open", door(policy).enter("open", wanted, http.request).slug());
    }

    @Test
    void an_administrator_is_in_the_role_of_administrators() throws Exception {
        AccessPolicy policy = (request, user) -> request.isInRole("chatrooms-admin");

        assertAnswer("200", door(policy), "open", Who.ADMINISTRATOR);
        assertAnswer("403", door(policy), "open", Who.ACCOUNT);
    }

    private Room withRules(String slug, RoomRules rules) {
        return rooms.create(
                new Room(0, slug, slug, "", true, false, Optional.empty(), rules),
                Map.of(subscriber.id(), Role.SUBSCRIBER, moderator.id(), Role.MODERATOR));
    }

    private String answers(RoomDoor door, Room room, Action action) throws Exception {
        return answers(door, room, action, Who.GUEST, Who.ACCOUNT, Who.SUBSCRIBER, Who.MODERATOR, Who.ADMINISTRATOR);
    }

    private String answers(RoomDoor door, Room room, Action action, Who... people) throws Exception {
        StringBuilder answers = new StringBuilder();
        for (Who who : people) {
            Exchange http = visitor(who, room.slug());
            answers.append(answer(() -> door.enter(room.id(), action, http.request)))
                    .append(' ');
        }
        return answers.toString().strip();
    }

    @Test
    void where_only_members_speak_others_read() throws Exception {
        Room room = withRules("talk", new RoomRules(0, true, 0, false, 0));

        assertEquals("403 403 200 200 200", answers(door(new PrivateRooms()), room, Action.SEND));
        assertEquals("200 200 200 200 200", answers(door(new PrivateRooms()), room, Action.READ));
    }

    @Test
    void an_archived_room_is_read_by_all_and_written_in_by_nobody() throws Exception {
        Room room = withRules("old", new RoomRules(0, false, 0, true, 0));

        assertEquals("403 403 403 403 403", answers(door(new PrivateRooms()), room, Action.SEND));
        assertEquals("200 200 200 200 200", answers(door(new PrivateRooms()), room, Action.READ));
        Exchange guest = visitor(Who.GUEST, "old");
        assertFalse(door(new PrivateRooms()).permits(room, Action.LIST, guest.request));
    }

    @Test
    void a_full_room_takes_nobody_but_who_is_there_and_who_keeps_order() throws Exception {
        Room room = withRules("small", new RoomRules(0, false, 2, false, 0));
        Instant now = Instant.EPOCH;
        List<Presence> two = List.of(new Presence("bob", now), new Presence("zoe", now));
        RoomDoor full = door(new PrivateRooms(), two);

        assertEquals("403 200 403 200 200", answers(full, room, Action.ENTER));
        assertEquals("200 200 200 200 200", answers(door(new PrivateRooms()), room, Action.ENTER));
    }

    @Test
    void whoever_is_muted_reads_and_whoever_is_banned_does_not() throws Exception {
        Room room = withRules("order", RoomRules.NONE);
        sanctions.impose(room.id(), sanction(GUEST.key(), Sanction.Kind.MUTED));
        sanctions.impose(room.id(), sanction(account.user().key(), Sanction.Kind.BANNED));
        RoomDoor door = door(new PrivateRooms());

        assertEquals("403 403 200 200 200", answers(door, room, Action.SEND));
        assertEquals("200 403 200 200 200", answers(door, room, Action.READ));
        assertEquals("200 403 200 200 200", answers(door, room, Action.SEE_USERS));
        Exchange banned = visitor(Who.ACCOUNT, "order");
        HttpError error = assertThrows(HttpError.class, () -> door.enter("order", Action.ENTER, banned.request));
        assertEquals("spam", error.reason());

        sanctions.lift(room.id(), account.user().key());
        assertEquals("200 200 200 200 200", answers(door, room, Action.READ));
    }

    @Test
    void a_ban_by_address_is_for_whoever_comes_from_there_once_the_one_it_is_about_was_seen() throws Exception {
        Room room = withRules("far", RoomRules.NONE);
        sanctions.impose(
                room.id(),
                new Sanction(GUEST.key(), "ann", Sanction.Kind.BANNED, "", Optional.empty(), Optional.of("")));
        RoomDoor door = door(new PrivateRooms());

        assertEquals("200 200", answers(door, room, Action.READ, Who.ACCOUNT, Who.SUBSCRIBER));
        assertEquals("403", answers(door, room, Action.READ, Who.GUEST));
        assertEquals("403 403 200", answers(door, room, Action.READ, Who.ACCOUNT, Who.SUBSCRIBER, Who.MODERATOR));
    }

    private static Sanction sanction(String person, Sanction.Kind kind) {
        return new Sanction(person, "somebody", kind, "spam", Optional.empty(), Optional.empty());
    }

    @Test
    void a_key_opens_one_room_and_as_long_as_it_has_that_password() throws Exception {
        Room locked = rooms.findBySlug("locked").orElseThrow();
        Exchange http = visitor(Who.UNLOCKED, "locked");

        assertTrue(keys.open(locked, http.request));
        assertFalse(keys.open(rooms.findBySlug("both").orElseThrow(), http.request));
        assertFalse(keys.open(locked.withPasswordHash(Optional.of("another")), http.request));
        assertFalse(keys.open(locked.withPasswordHash(Optional.empty()), http.request));
        assertFalse(new RoomKeys(new byte[] {2}, new TestClock()).open(locked, http.request));
    }

    @Test
    void a_password_is_asked_for_where_there_is_one() throws Exception {
        RoomDoor door = door(new PrivateRooms());

        assertEquals(
                "locked", door.locked("locked", visitor(Who.NOBODY, "").request).slug());
        for (String other : new String[] {"open", "hidden", "members", "missing"}) {
            Exchange http = visitor(Who.NOBODY, "");
            assertEquals("404", answer(() -> door.locked(other, http.request)), other);
        }
        Exchange http = visitor(Who.GUEST, "");
        assertEquals("401", answer(() -> door.locked("both", http.request)));
    }

    @Test
    void whoever_says_something_needs_a_name() throws Exception {
        RoomDoor door = door(new PrivateRooms());
        Exchange nobody = visitor(Who.NOBODY, "open");
        Room room = door.enter("open", Action.READ, nobody.request);
        HttpError error = assertThrows(HttpError.class, () -> door.named(room, nobody.request));

        assertEquals(401, error.status());
        assertEquals(Optional.of("/chat/setguestname/?room_slug=open"), error.loginUrl());
        assertEquals(GUEST, door.named(room, visitor(Who.GUEST, "open").request));
    }

    @Test
    void whom_the_policy_does_not_let_speak_is_told_so_before_they_write() throws Exception {
        RoomDoor door = door((request, user) -> request.action() != Action.SEND);
        Exchange guest = visitor(Who.GUEST, "open");
        Room room = door.enter("open", Action.READ, guest.request);

        assertEquals(
                Optional.of(Silence.Why.NOT_PERMITTED),
                door.silence(room, guest.request).map(Silence::why));
        // Who has no name is asked for one.
        assertEquals(Optional.empty(), door.silence(room, visitor(Who.NOBODY, "open").request));
        assertEquals(Optional.empty(), door(new AllowAll()).silence(room, guest.request));
    }
}
