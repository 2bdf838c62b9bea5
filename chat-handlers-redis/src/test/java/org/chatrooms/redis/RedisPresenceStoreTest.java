package org.chatrooms.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.chatrooms.spi.Await;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.spi.PresenceStoreContract;
import org.chatrooms.spi.RecordingSignals;
import org.chatrooms.spi.RoomSignals;
import org.chatrooms.spi.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

/** Nodes with a Redis between them. */
class RedisPresenceStoreTest {
    private static final long ROOM = 7;
    private static final long OTHER_ROOM = 8;
    private static final ChatUser ANN = ChatUser.account(1, "ann");
    private static final ChatUser BOB = ChatUser.account(2, "bob");
    private static final ChatUser CARL = ChatUser.account(3, "carl");
    private static final ChatUser ZOE = ChatUser.guest("token-1", "zoe");
    private static final ChatUser CHLOE = ChatUser.guest("token-1", "chloe");

    /** What passes between what a node sees and what another shows, and more: tests run on busy machines. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private static RedisProcess redis;

    @BeforeAll
    static void startRedis() throws Exception {
        redis = RedisProcess.started();
    }

    @AfterAll
    static void stopRedis() throws Exception {
        redis.close();
    }

    private final List<PresenceStore> nodes = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private final RecordingSignals here = new RecordingSignals();
    private final RecordingSignals there = new RecordingSignals();

    @BeforeEach
    void forgetEverybody() {
        redis.ask(Command.FLUSHALL);
    }

    @AfterEach
    void closeTheNodes() {
        nodes.forEach(PresenceStore::close);
    }

    private static HandlerContext context(RoomSignals signals, Clock clock, RedisProcess redis) {
        return new HandlerContext(signals, Set::of, null, Map.of("chatrooms.redis.url", redis.url()), clock);
    }

    private PresenceStore node(RecordingSignals signals, Clock clock, RedisProcess redis) {
        PresenceStore node = new RedisPresenceStore();
        nodes.add(node);
        node.start(context(signals, clock, redis));
        return node;
    }

    private PresenceStore node(RecordingSignals signals) {
        return node(signals, clock, redis);
    }

    private static List<String> names(PresenceStore node) {
        return node.present(ROOM).stream().map(Presence::username).toList();
    }

    private static void awaitNames(PresenceStore node, String... names) {
        List<String> expected = List.of(names);
        Await.until(expected + " are listed", () -> names(node).equals(expected));
    }

    private static Instant lastSeen(PresenceStore node) {
        return node.present(ROOM).get(0).lastSeen();
    }

    /** Whatever the other node shows by now it has signalled, too: what it is told next comes afterwards. */
    private static void settle(PresenceStore from, PresenceStore to) {
        ChatUser messenger = ChatUser.guest(UUID.randomUUID().toString().substring(0, 32), "messenger");
        int before = to.present(OTHER_ROOM).size();
        from.seen(OTHER_ROOM, messenger);
        Await.until("the messenger is there", () -> to.present(OTHER_ROOM).size() > before);
    }

    /** The hashes of all nodes. */
    private static List<String> hashes() {
        return ((List<?>) redis.ask(Command.KEYS, "chatrooms:presence:????????-*"))
                .stream()
                        .map(key -> new String((byte[]) key, StandardCharsets.UTF_8))
                        .filter(key -> !key.endsWith(":changes"))
                        .toList();
    }

    private static void writeNode(String id, String state, String... placesAndSightings) {
        String key = "chatrooms:presence:" + id;
        redis.ask(Command.HSET, key, "state", state);
        for (int i = 0; i < placesAndSightings.length; i += 2) {
            redis.ask(Command.HSET, key, placesAndSightings[i], placesAndSightings[i + 1]);
        }
        redis.ask(Command.EXPIRE, key, "60");
        redis.ask(Command.SADD, "chatrooms:presence", id);
    }

    @Test
    void who_joins_on_one_node_is_listed_on_all_and_signalled_once() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);

        a.seen(ROOM, ANN);
        awaitNames(b, "ann");
        b.seen(ROOM, ZOE);
        awaitNames(a, "(guest) zoe", "ann");
        settle(b, a);
        settle(a, b);

        assertEquals(2, here.usersChanges(ROOM));
        assertEquals(2, there.usersChanges(ROOM));
    }

    @Test
    void who_types_on_one_node_is_told_on_all_until_they_have_sent_it() {
        PresenceStore one = node(here);
        PresenceStore other = node(there);
        other.typing(ROOM, BOB);
        one.typing(ROOM, ZOE);
        one.typing(OTHER_ROOM, CARL);

        Await.until("both are told", () -> other.typists(ROOM).equals(List.of("(guest) zoe", "bob")));
        Await.until("there, too", () -> one.typists(ROOM).equals(List.of("(guest) zoe", "bob")));
        assertEquals(List.of("carl"), other.typists(OTHER_ROOM));
        assertEquals(List.of(), names(other));

        one.stoppedTyping(ROOM, ZOE);
        assertEquals(List.of("bob"), one.typists(ROOM));
        settle(one, other);
        clock.pass(Duration.ofMillis(3_001));
        assertEquals(List.of("bob"), other.typists(ROOM));
    }

    @Test
    void who_leaves_one_node_is_gone_on_all() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);
        a.seen(ROOM, BOB);
        awaitNames(b, "ann", "bob");
        settle(a, b);
        int before = there.usersChanges(ROOM);

        a.left(ROOM, ANN);

        awaitNames(b, "bob");
        settle(a, b);
        assertEquals(before + 1, there.usersChanges(ROOM));
    }

    @Test
    void a_tab_on_each_of_two_nodes_is_one_user_who_stays_when_they_leave_one() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);
        awaitNames(b, "ann");

        b.seen(ROOM, ANN);
        settle(b, a);
        b.seen(ROOM, BOB);
        awaitNames(a, "ann", "bob");
        settle(b, a);
        assertEquals(2, here.usersChanges(ROOM));

        a.left(ROOM, ANN);
        a.seen(ROOM, CARL);
        assertEquals(List.of("ann", "bob", "carl"), names(a));
        awaitNames(b, "ann", "bob", "carl");
        settle(a, b);
        assertEquals(4, there.usersChanges(ROOM), "ann, ann here, bob, carl");
    }

    @Test
    void who_leaves_one_node_for_good_and_has_no_tab_open_on_another_is_gone_from_there_too() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        b.seen(ROOM, ANN);
        b.seen(ROOM, BOB);
        awaitNames(a, "ann", "bob");

        a.left(ROOM, ANN); // whom it did not even see itself
        a.left(ROOM, BOB);
        clock.pass(Duration.ofSeconds(4));
        b.seen(ROOM, ANN); // for the last time: it does not know yet
        b.seen(ROOM, BOB);
        settle(a, b);
        b.tick();
        assertEquals(List.of("ann", "bob"), names(b));
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofSeconds(4));
            b.seen(ROOM, BOB); // in a tab
            b.tick();
        }

        assertEquals(List.of("bob"), names(b));
        awaitNames(a, "bob");
        clock.pass(PresenceStore.GONE_AFTER);
        b.seen(ROOM, BOB);
        a.tick();
        Await.until(
                "it is forgotten that they left",
                () -> hashes().stream()
                        .allMatch(key -> redis.ask(Command.HEXISTS, key, ROOM + " account:1")
                                .equals(0L)));
    }

    @Test
    void being_seen_once_more_is_a_new_date_on_all_nodes_and_no_signal() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);
        awaitNames(b, "ann");

        clock.pass(Duration.ofSeconds(40));
        settle(a, b);
        assertTrue(lastSeen(b).isBefore(clock.instant().minusSeconds(39)));
        a.seen(ROOM, ANN);

        Await.until(
                "their date is new", () -> lastSeen(b).isAfter(clock.instant().minusSeconds(8)));
        settle(a, b);
        assertEquals(1, there.usersChanges(ROOM));
    }

    @Test
    void people_of_a_dead_node_stay_until_they_are_unseen_for_a_minute() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);
        a.seen(ROOM, BOB);
        awaitNames(b, "ann", "bob");

        a.close();
        hashes().forEach(key -> redis.ask(Command.HDEL, key, "state")); // as if it had expired
        Await.until(
                "it is missed",
                () -> redis.ask(Command.SCARD, "chatrooms:presence").equals(1L));
        b.seen(ROOM, CARL);
        clock.pass(PresenceStore.GONE_AFTER.minus(LATE));
        b.seen(ROOM, BOB); // has come to this node now
        b.tick();
        assertEquals(List.of("ann", "bob", "carl"), names(b));

        clock.pass(LATE.plusMillis(1));
        b.tick();
        assertEquals(List.of("bob"), names(b));
        assertFalse(b.isNameInUse(ChatUser.account(9, "ann")));
    }

    @Test
    void a_node_that_starts_lists_who_was_on_one_that_stopped_and_knows_how_long_ago_whatever_its_clock() {
        PresenceStore a = node(here);
        a.seen(ROOM, ANN);
        Await.until("it is in Redis", () -> hashes().size() == 1);
        a.close();
        redis.ask(Command.EXPIRE, hashes().get(0), "20");
        TestClock slow = new TestClock();
        slow.pass(Duration.ofDays(-1));

        PresenceStore c = node(there, slow, redis);

        awaitNames(c, "ann");
        Instant lastSeen = lastSeen(c);
        assertTrue(lastSeen.isBefore(slow.instant().minusSeconds(39)), lastSeen.toString());
        assertTrue(lastSeen.isAfter(slow.instant().minusSeconds(60)), lastSeen.toString());
    }

    @Test
    void who_has_not_been_seen_for_a_while_has_an_old_date_on_a_node_that_starts_whatever_its_clock() {
        PresenceStore a = node(here);
        a.seen(ROOM, ANN);
        clock.pass(Duration.ofSeconds(30));
        a.seen(ROOM, BOB);
        TestClock fast = new TestClock();
        fast.pass(Duration.ofDays(1));

        PresenceStore c = node(there, fast, redis);

        awaitNames(c, "ann", "bob");
        Instant bob = c.present(ROOM).get(1).lastSeen();
        assertEquals(
                Duration.ofSeconds(30),
                Duration.between(lastSeen(c), bob).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertTrue(bob.isAfter(fast.instant().minus(LATE)), bob.toString());
    }

    @Test
    void of_two_names_of_one_person_all_nodes_show_the_one_taken_last() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        b.seen(ROOM, ZOE);
        awaitNames(a, "(guest) zoe");
        clock.pass(LATE);

        a.seen(ROOM, CHLOE);
        awaitNames(b, "(guest) chloe");
        clock.pass(LATE);
        b.seen(ROOM, ZOE); // an old tab
        b.seen(ROOM, BOB);

        awaitNames(a, "(guest) chloe", "bob");
        assertEquals(List.of("(guest) chloe", "bob"), names(b));
    }

    @Test
    void a_name_of_somebody_on_another_node_is_in_use() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ZOE);
        awaitNames(b, "(guest) zoe");

        assertTrue(b.isNameInUse(ChatUser.guest("token-2", "Zoe")));
        assertFalse(b.isNameInUse(ChatUser.guest("token-2", "chloe")));
        assertFalse(b.isNameInUse(ZOE));
    }

    @Test
    void ten_thousand_people_who_are_seen_again_and_again_are_written_once() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        List<ChatUser> people = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            people.add(ChatUser.account(i, "person " + i));
        }
        people.forEach(person -> a.seen(ROOM, person));
        Await.until("all are there", () -> b.present(ROOM).size() == 10_000);
        long before = Long.parseLong(redis.info("total_net_input_bytes"));

        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofSeconds(4));
            people.forEach(person -> a.seen(ROOM, person));
            Await.until(
                    "their date is new",
                    () -> lastSeen(b).isAfter(clock.instant().minusSeconds(3)));
        }

        long written = Long.parseLong(redis.info("total_net_input_bytes")) - before;
        assertTrue(written < 10_000, written + " bytes");
        assertEquals(10_000, b.present(ROOM).size());
    }

    @Test
    void what_redis_has_lost_is_told_again() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);
        awaitNames(b, "ann");

        redis.ask(Command.FLUSHALL);

        awaitNames(node(new RecordingSignals()), "ann");
        a.seen(ROOM, BOB);
        awaitNames(b, "ann", "bob");
    }

    @Test
    void nothing_that_is_in_redis_keeps_a_node_from_listing_whom_others_see() {
        String eve = "0 - eve";
        String[] nobody = {"", "x", "7", "7 account:x", "x account:1", "7 nobody:1", "9".repeat(30) + " account:1"};
        String forged = UUID.randomUUID().toString();
        writeNode(
                forged,
                "1 0",
                Arrays.stream(nobody)
                        .flatMap(place -> List.of(place, eve).stream())
                        .toArray(String[]::new));
        String[] noSighting = {
            "", "x", "0 -", "0 - ", "x - ann", "0 - a\nb", "0 - (guest) ann", "0 - " + "a".repeat(100_000)
        };
        for (int i = 0; i < noSighting.length; i++) {
            redis.ask(Command.HSET, "chatrooms:presence:" + forged, "7 account:" + i, noSighting[i]);
        }
        for (String guest : List.of("ann", "(guest) ", "(guest)  ann", "(guest) \u202eann", "(guest) \u0430nn")) {
            redis.ask(Command.HSET, "chatrooms:presence:" + forged, "7 guest:" + guest.hashCode(), "0 - " + guest);
        }
        redis.ask(Command.HSET, "chatrooms:presence:" + forged, "7 guest:true", "0 - (guest) true");
        String typists =
                "\nx\n7\n7 account:1\n7 account:1 \n7 nobody:1 eve\n7 guest:a (guest) \u202eann\n7 guest:b ann";
        redis.ask(Command.HSET, "chatrooms:presence:" + forged, "typists", typists + "\n7 guest:c (guest) cid");
        writeNode(UUID.randomUUID().toString(), "x", "7 account:99", eve);
        writeNode(UUID.randomUUID().toString(), "9".repeat(50), "7 account:99", eve);
        String eternal = UUID.randomUUID().toString();
        writeNode(eternal, "1 0", "7 account:99", eve);
        redis.ask(Command.PERSIST, "chatrooms:presence:" + eternal);
        String text = UUID.randomUUID().toString();
        redis.ask(Command.SET, "chatrooms:presence:" + text, "text");
        redis.ask(Command.SADD, "chatrooms:presence", text, "", "x".repeat(100_000));

        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);

        awaitNames(b, "(guest) true", "ann");
        awaitNames(a, "(guest) true", "ann");
        settle(a, b);
        assertEquals(List.of("(guest) true", "ann"), names(b));
        assertTrue(b.present(0).isEmpty());
        Await.until("only who is a guest types there", () -> {
            redis.ask(Command.PEXPIRE, "chatrooms:presence:" + forged, "60000"); // or that node types no more
            return b.typists(ROOM).equals(List.of("(guest) cid"));
        });
    }

    @Test
    void what_is_in_the_place_of_the_nodes_is_an_outage_that_ends() {
        redis.ask(Command.SET, "chatrooms:presence", "text");
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);
        b.seen(ROOM, BOB);
        Await.until("both have tried", () -> hashes().size() == 2);

        redis.ask(Command.DEL, "chatrooms:presence");

        awaitNames(a, "ann", "bob");
        awaitNames(b, "ann", "bob");
    }

    @Test
    void it_leaves_no_thread_and_nobody_who_is_not_gone_by_themselves() {
        PresenceStore a = node(here);
        PresenceStore b = node(there);
        a.seen(ROOM, ANN);
        awaitNames(b, "ann");

        a.close();
        b.close();

        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("chatrooms-redis")));
        for (String hash : hashes()) {
            assertTrue((Long) redis.ask(Command.TTL, hash) > 0, hash);
        }
    }

    @Nested
    class WhenRedisIsAway {
        private RedisProcess own;
        private PresenceStore a;
        private PresenceStore b;

        @BeforeEach
        void startTwoNodesWithOneOfTheirOwn() throws Exception {
            own = RedisProcess.started();
            a = node(here, clock, own);
            b = node(there, clock, own);
            a.seen(ROOM, ANN);
            b.seen(ROOM, BOB);
            awaitNames(a, "ann", "bob");
            awaitNames(b, "ann", "bob");
        }

        @AfterEach
        void stopIt() throws Exception {
            own.close();
        }

        @Test
        void all_is_there_again_when_an_empty_one_starts_and_nobody_who_is_gone_meanwhile() throws Exception {
            own.stop();
            Await.until("the trouble is told", () -> a.trouble().isPresent());
            clock.pass(PresenceStore.GONE_AFTER.plusMillis(1));
            a.seen(ROOM, CARL);
            a.tick();
            assertEquals(List.of("carl"), names(a));
            b.seen(ROOM, BOB);
            assertEquals(List.of("ann", "bob"), names(b));

            own.start();

            awaitNames(b, "bob", "carl");
            awaitNames(a, "bob", "carl");
            Await.until("it is over", () -> a.trouble().isEmpty());
        }

        @Test
        void others_stay_until_they_are_unseen_for_a_minute() throws Exception {
            own.stop();

            clock.pass(PresenceStore.GONE_AFTER.minus(LATE));
            b.seen(ROOM, BOB);
            b.tick();
            assertEquals(List.of("ann", "bob"), names(b));

            int before = there.usersChanges(ROOM);
            clock.pass(LATE.plusMillis(1));
            b.tick();
            assertEquals(List.of("bob"), names(b));
            assertEquals(before + 1, there.usersChanges(ROOM));
        }

        @Test
        void a_frozen_one_keeps_nobody_waiting() throws Exception {
            own.freeze();
            try {
                assertTimeout(Duration.ofSeconds(1), () -> {
                    for (int i = 0; i < 100; i++) {
                        b.seen(ROOM, CARL);
                        b.left(ROOM, CARL);
                        assertEquals(List.of("ann", "bob"), names(b));
                        assertFalse(b.isNameInUse(CARL));
                        b.tick();
                    }
                });
                b.seen(ROOM, CARL);
                assertTimeout(Await.LIMIT, a::close);
            } finally {
                own.thaw();
            }

            awaitNames(node(here, clock, own), "ann", "bob", "carl");
        }
    }

    @Nested
    class Contract extends PresenceStoreContract {
        @Override
        protected PresenceStore newStore() {
            redis.ask(Command.FLUSHALL);
            return new RedisPresenceStore();
        }

        @Override
        protected HandlerContext context(RoomSignals signals, Clock clock) {
            return RedisPresenceStoreTest.context(signals, clock, redis);
        }
    }
}
