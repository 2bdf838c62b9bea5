package org.chatrooms.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.repository.DataSources;
import org.chatrooms.spi.Await;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageArchiveContract;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.RecordingSignals;
import org.chatrooms.spi.RoomSignals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes over one database, with a Redis between them or without. */
class RedisMessageHandlerTest {
    private static final ChatUser ANN = ChatUser.guest("ann-token", "ann");

    private static RedisProcess redis;

    @BeforeAll
    static void startRedis() throws Exception {
        redis = RedisProcess.started();
    }

    @AfterAll
    static void stopRedis() throws Exception {
        redis.close();
    }

    @TempDir
    private Path folder;

    @AutoClose
    private HikariDataSource dataSource;

    private final List<MessageHandler> nodes = new ArrayList<>();
    private final RecordingSignals here = new RecordingSignals();
    private final RecordingSignals there = new RecordingSignals();

    @BeforeEach
    void openTheDatabase() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
    }

    @AfterEach
    void closeTheNodes() {
        nodes.forEach(MessageHandler::close);
    }

    private static HandlerContext context(
            HikariDataSource dataSource, RoomSignals signals, RedisProcess redis, Clock clock, Long... waitedFor) {
        return new HandlerContext(
                signals, () -> Set.of(waitedFor), dataSource, Map.of("chatrooms.redis.url", redis.url()), clock);
    }

    /** Somebody waits for these rooms on it; of others it hears from Redis alone. */
    private RedisMessageHandler node(RecordingSignals signals, RedisProcess redis, Long... waitedFor) {
        RedisMessageHandler node = new RedisMessageHandler();
        nodes.add(node);
        node.start(context(dataSource, signals, redis, Clock.systemUTC(), waitedFor));
        return node;
    }

    static long newRoom(HikariDataSource dataSource) {
        String name = UUID.randomUUID().toString();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO chat_room (name, slug, description, allow_anonymous_access, is_private)"
                                + " VALUES (?, ?, '', TRUE, FALSE)",
                        Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, name);
            insert.setString(2, name);
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static void say(MessageHandler node, long room) {
        node.handleReceivedMessage(
                new IncomingMessage(room, ANN, "hello", Clock.systemUTC().instant(), Optional.empty()));
    }

    /** Says something here until it is heard there: a node may not listen yet, and what it missed is not said again. */
    private void assertHeard(MessageHandler from, RecordingSignals by) {
        long room = newRoom(dataSource);
        Await.until("the other node hears", () -> {
            say(from, room);
            return by.roomChanges(room) > 0;
        });
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("chatrooms-"))
                .sorted()
                .toList();
    }

    @Nested
    class WithRedis {
        @Test
        void a_message_stored_on_one_node_is_heard_of_on_the_other() {
            RedisMessageHandler a = node(here, redis);
            RedisMessageHandler b = node(there, redis);

            assertHeard(a, there);
            assertHeard(b, here);
        }

        @Test
        void a_node_is_told_of_its_own_message_once() {
            RedisMessageHandler a = node(here, redis);
            node(there, redis);
            assertHeard(a, there);
            long room = newRoom(dataSource);

            say(a, room);
            Await.until("it is heard there", () -> there.roomChanges(room) > 0);
            assertHeard(a, there); // what came after it has come, and so has what came with it

            assertEquals(1, here.roomChanges(room));
        }

        @Test
        void nothing_that_comes_over_redis_keeps_a_node_from_hearing_what_follows() {
            RedisMessageHandler a = node(here, redis);
            node(there, redis);
            assertHeard(a, there);
            long room = newRoom(dataSource);

            for (String garbage : List.of("", "x", "\0", room + " x", "{}", "9".repeat(100_000), "-1 -1")) {
                redis.publish("chatrooms", garbage);
            }
            redis.publish("chatrooms", room + " 999999999");
            Await.until("the forged one is heard", () -> there.roomChanges(room) == 1);
            say(a, room);

            Await.until("the true one is, too", () -> there.roomChanges(room) == 2);
        }

        @Test
        void a_node_hears_again_when_redis_was_away() throws Exception {
            try (RedisProcess own = RedisProcess.started()) {
                RedisMessageHandler a = node(here, own);
                node(there, own);
                assertHeard(a, there);

                own.stop();
                say(a, newRoom(dataSource)); // and its sender hears nothing of it
                own.start();

                assertHeard(a, there);
            }
        }

        @Test
        void a_node_says_while_redis_is_away_and_not_until_somebody_speaks_again() throws Exception {
            try (RedisProcess own = RedisProcess.started()) {
                RedisMessageHandler a = node(here, own);
                node(there, own);
                assertHeard(a, there);
                assertEquals(Optional.empty(), a.trouble());

                own.stop();
                say(a, newRoom(dataSource));
                Await.until("it notices", () -> {
                    String trouble = a.trouble().orElse("");
                    return trouble.contains("Hearing") && trouble.contains("Telling");
                });
                own.start();

                Await.until("it notices that, too", () -> a.trouble().isEmpty());
            }
        }

        @Test
        void what_redis_did_not_take_is_said_when_it_does() throws Exception {
            try (RedisProcess own = RedisProcess.stopped()) {
                RedisMessageHandler a = node(here, own);
                say(a, newRoom(dataSource));
                Await.until("it was in vain", () -> a.trouble().orElse("").contains("Telling"));

                own.start();

                Await.until("it is said", () -> a.counters().get("hints_published") == 1);
            }
        }

        @Test
        void what_is_more_than_the_memory_holds_ends_no_hearing() {
            RedisMessageHandler a = node(here, redis);
            node(there, redis);
            assertHeard(a, there);
            there.whenRoomChanges(room -> {
                there.whenRoomChanges(next -> {});
                throw new OutOfMemoryError("as where somebody sends half a gigabyte");
            });
            say(a, newRoom(dataSource));

            assertHeard(a, there);
        }

        @Test
        void what_was_told_of_is_not_counted_as_found() {
            long room = newRoom(dataSource);
            RedisMessageHandler b = node(there, redis, room);
            Await.until("it has looked for the first time", () -> b.counters().get("sweeps") > 0);
            Await.until("it listens", () -> redis.publish("chatrooms", room + " 1") > 0);
            Await.until("it is told", () -> b.counters().get("hints_heard") > 0);
            LocalMessageHandler another = new LocalMessageHandler();
            another.start(context(dataSource, here, redis, Clock.systemUTC()));
            say(another, room);
            long before = b.counters().get("sweeps");

            Await.until("it has looked since", () -> b.counters().get("sweeps") >= before + 2);

            assertEquals(0, b.counters().get("sweep_finds"));
        }

        @Test
        void what_goes_over_redis_is_counted() {
            RedisMessageHandler a = node(here, redis);
            RedisMessageHandler b = node(there, redis);
            assertHeard(a, there);
            long room = newRoom(dataSource);
            say(a, room);
            Await.until("what was said before it is heard", () -> there.roomChanges(room) > 0);
            long before = b.counters().get("hints_heard");

            say(a, room);
            redis.publish("chatrooms", "no hint");
            say(a, newRoom(dataSource));

            Await.until("all is heard", () -> b.counters().get("hints_heard") == before + 2);
            Await.until("all is said", () -> a.counters().get("hints_published") >= before + 2);
            assertEquals(0, b.counters().get("hints_published"));
        }

        @Test
        void it_leaves_no_thread() {
            Await.until(
                    "the threads of the test before have ended", () -> threads().isEmpty());
            RedisMessageHandler node = node(here, redis);
            assertEquals(3, threads().size());

            node.close();

            // a pool has ended a moment before its thread is gone
            Await.until("its threads have ended", () -> threads().isEmpty());
        }
    }

    @Nested
    class WithoutRedis {
        private RedisProcess nowhere;
        private long room;

        @BeforeEach
        void findAPortWhereNoneIs() throws Exception {
            nowhere = RedisProcess.stopped();
            room = newRoom(dataSource);
        }

        @Test
        void what_another_node_stores_is_found_by_itself() {
            RedisMessageHandler a = node(here, nowhere);
            RedisMessageHandler b = node(there, nowhere, room);
            Await.until("it has looked for the first time", () -> there.roomChanges(room) == 1);

            say(a, room);

            Await.until("it finds the message", () -> there.roomChanges(room) == 2);
            assertEquals(1, b.counters().get("sweep_finds"));
            assertTrue(b.counters().get("sweeps") >= 2, b.counters()::toString);
            assertTrue(b.trouble().orElse("").contains("127.0.0.1"), b.trouble()::toString);
        }

        @Test
        void the_rooms_that_nobody_waits_for_are_left_alone() {
            RedisMessageHandler a = node(here, nowhere);
            long other = newRoom(dataSource);
            node(there, nowhere, room);

            say(a, other);
            say(a, room);

            Await.until("it looks", () -> there.roomChanges(room) > 0);
            assertEquals(0, there.roomChanges(other));
        }

        @Test
        void it_stops_all_the_same() {
            RedisMessageHandler node = node(here, nowhere);

            node.close();

            assertTrue(threads().isEmpty(), threads().toString());
        }
    }

    @Test
    void a_url_that_is_none_stops_the_start() {
        try (RedisMessageHandler node = new RedisMessageHandler()) {
            HandlerContext wrong = new HandlerContext(
                    here, Set::of, dataSource, Map.of("chatrooms.redis.url", "localhost"), Clock.systemUTC());

            assertThrows(IllegalArgumentException.class, () -> node.start(wrong));
        }
    }

    @Nested
    class Contract extends MessageArchiveContract {
        @Override
        protected MessageHandler newHandler() {
            return new RedisMessageHandler();
        }

        @Override
        protected HandlerContext context(RoomSignals signals, Clock clock) {
            return RedisMessageHandlerTest.context(dataSource, signals, redis, clock);
        }

        @Override
        protected long newRoom() {
            return RedisMessageHandlerTest.newRoom(dataSource);
        }
    }
}
