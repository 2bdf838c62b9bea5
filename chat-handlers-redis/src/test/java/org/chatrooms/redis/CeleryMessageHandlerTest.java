package org.chatrooms.redis;

import static org.chatrooms.redis.RedisMessageHandlerTest.newRoom;
import static org.chatrooms.redis.RedisMessageHandlerTest.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Nodes over one database, beside a Celery application at one Redis. */
class CeleryMessageHandlerTest {
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

    @BeforeEach
    void openTheDatabase() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
    }

    @AfterEach
    void closeTheNodes() {
        nodes.forEach(MessageHandler::close);
    }

    private HandlerContext context(RoomSignals signals, Map<String, String> settings) {
        return new HandlerContext(signals, Set::of, dataSource, settings, Clock.systemUTC());
    }

    /** One that hears of other nodes' messages from Celery's bus alone. */
    private MessageHandler node(RecordingSignals signals, Map<String, String> settings) {
        CeleryMessageHandler node = new CeleryMessageHandler();
        nodes.add(node);
        node.start(context(signals, settings));
        return node;
    }

    private static Map<String, String> celery(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("chatrooms.celery." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    @Nested
    class WithCelery {
        /** Database, our settings, Celery's own, and the channels they mean. */
        @SuppressWarnings("unused") // by its name
        private static final List<Arguments> INSTALLATIONS = List.of(
                Arguments.of("", celery(), "{}", List.of("/0.celeryev/chatrooms", "/0.celeryev/chatrooms.multi")),
                Arguments.of(
                        "/3",
                        celery("event_exchange", "site.events", "fanout_prefix", "False", "global_keyprefix", "site/"),
                        """
                        {"event_exchange": "site.events",
                         "broker_transport_options": {"fanout_prefix": false, "global_keyprefix": "site/"}}
                        """,
                        List.of("site/site.events/chatrooms", "site/site.events/chatrooms.multi")),
                Arguments.of(
                        "/3",
                        celery("fanout_prefix", "/{db}-site.", "fanout_patterns", "False"),
                        """
                        {"broker_transport_options": {"fanout_prefix": "/{db}-site.", "fanout_patterns": false}}
                        """,
                        List.of("/3-site.celeryev")));

        private final RecordingSignals here = new RecordingSignals();
        private final RecordingSignals there = new RecordingSignals();
        private final Optional<String> python = CeleryProcess.python();

        private void awaitNodes(String what, long room) {
            Await.until(what, () -> here.roomChanges(room) > 0 && there.roomChanges(room) > 0);
        }

        @ParameterizedTest
        @FieldSource("INSTALLATIONS")
        void nodes_and_celery_hear_each_other(
                String database, Map<String, String> ours, String celerys, List<String> channels) throws Exception {
            assumeTrue(python.isPresent(), "There is no python3 with celery and redis (python3-celery, python3-redis)");
            String url = redis.url() + database;
            ours.put("chatrooms.celery.broker_url", url);
            try (CeleryProcess celery = CeleryProcess.started(python.get(), url, celerys)) {
                MessageHandler node = node(here, ours);
                node(there, ours);
                for (String channel : channels) {
                    Await.until("both nodes and Celery listen", () -> redis.publish(channel, "") == 3);
                }

                long room = newRoom(dataSource);
                say(node, room);
                Await.until("Celery hears a node", () -> celery.heardOf(room).size() == 1);
                channels.forEach(channel -> redis.publish(channel, "no JSON"));
                say(node, room);
                Await.until("Celery goes on hearing", () -> {
                    // What came together with something that is no JSON it leaves where it is until something else
                    // comes.
                    channels.forEach(channel -> redis.publish(channel, ""));
                    return celery.heardOf(room).size() == 2;
                });
                Await.until("the other node hears", () -> there.roomChanges(room) == 2);

                long another = newRoom(dataSource);
                celery.send(another);
                awaitNodes("both nodes hear Celery", another);
                long third = newRoom(dataSource);
                long fourth = newRoom(dataSource);
                celery.sendTogether(third, fourth);
                awaitNodes("they hear what Celery sends in a list", third);
                awaitNodes("all of it", fourth);

                Await.until(
                        "Celery hears itself", () -> !celery.heardOf(another).isEmpty());
                assertAlike(celery.heardOf(another).get(0), celery.heardOf(room));
            }
        }

        private void assertAlike(JsonObject celerys, List<JsonObject> ours) {
            Set<String> fields = new HashSet<>(celerys.keySet());
            fields.add("message_id");
            for (JsonObject event : ours) {
                assertEquals(fields, event.keySet());
                assertEquals(celerys.get("utcoffset"), event.get("utcoffset"));
                double age = event.get("local_received").getAsDouble()
                        - event.get("timestamp").getAsDouble();
                assertTrue(-1 < age && age < 60, "received " + age + " s after it was sent");
            }
            assertEquals(
                    List.of(1L, 2L),
                    ours.stream()
                            .map(event -> event.get("message_id").getAsLong())
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "broker_url, amqp://localhost",
        "event_exchange, celery/ev",
        "fanout_prefix, ture",
        "fanout_prefix, chat.",
        "fanout_prefix, /chat",
        "fanout_prefix, /my.chat.",
        "fanout_prefix, /{name}.",
        "fanout_patterns, ture"
    })
    void a_setting_that_is_wrong_stops_the_start_and_is_named(String name, String value) {
        try (CeleryMessageHandler node = new CeleryMessageHandler()) {
            HandlerContext wrong = context(new RecordingSignals(), celery(name, value));

            String message = assertThrows(IllegalArgumentException.class, () -> node.start(wrong))
                    .getMessage();

            assertTrue(message.startsWith("chatrooms.celery." + name + " must "), message);
            assertTrue(node.settings().contains("chatrooms.celery." + name));
        }
    }

    @Nested
    class Contract extends MessageArchiveContract {
        @Override
        protected MessageHandler newHandler() {
            return new CeleryMessageHandler();
        }

        @Override
        protected HandlerContext context(RoomSignals signals, Clock clock) {
            return new HandlerContext(signals, Set::of, dataSource, celery("broker_url", redis.url()), clock);
        }

        @Override
        protected long newRoom() {
            return RedisMessageHandlerTest.newRoom(dataSource);
        }
    }
}
