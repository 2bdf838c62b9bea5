package org.chatrooms.it.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.HostSite;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those see who run the chat, and nobody else. */
class MonitoringTest {
    private static final List<String> URLS = List.of("health/live", "health/ready", "metrics/", "metrics");
    private static final String HERE = "127.0.0.1, ::1";
    private static final String MONITOR = "198.51.100.7";
    private static final Pattern SAMPLE =
            Pattern.compile("(chatrooms_[a-z_]+(?:\\{[a-z]+=\"[^\"]+\"})?) (\\d+(?:\\.\\d+)?)");
    private static final int MESSAGES = 7;

    @TempDir
    private Path data;

    private final FakeClock clock = new FakeClock();

    private static Map<String, String> settings(String clients, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("chatrooms.monitoringClients", clients));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static HttpResponse<String> ask(Person person, String url, String forwarded) throws Exception {
        var request = person.request(url);
        return person.send(forwarded == null ? request : request.header("X-Forwarded-For", forwarded));
    }

    /** Just like a page that there never was, whoever asks. */
    private static void isNothing(Person person, String forwarded) throws Exception {
        HttpResponse<String> nothing = ask(person, "nonsense/", forwarded);
        for (String url : URLS) {
            HttpResponse<String> answer = ask(person, url, forwarded);
            Answers.page(404, answer);
            assertEquals(told(nothing), told(answer), url);
        }
    }

    private static String told(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("content-length");
        headers.remove("transfer-encoding");
        String path = answer.uri().getPath().substring(1); // where to go on to, in a form and, written so, in a link
        return (headers + answer.body())
                .replaceAll("nonce-[^']*", "nonce-")
                .replace(path, "PATH")
                .replace(path.replace("/", "%2F"), "PATH");
    }

    private static void isAnswered(Person person, String forwarded) throws Exception {
        for (String url : URLS) {
            HttpResponse<String> answer = ask(person, url, forwarded);
            assertEquals(200, answer.statusCode(), url);
            assertEquals("no-store", Answers.header("Cache-Control", answer), url);
            assertEquals(List.of(), answer.headers().allValues("Set-Cookie"), url);
        }
    }

    /** The numbers by name. Every line is one, or says what the next ones are. */
    private static Map<String, Double> metrics(Person person) throws Exception {
        HttpResponse<String> answer = person.get("metrics/");
        assertEquals(200, answer.statusCode());
        String type = Answers.header("Content-Type", answer);
        assertEquals("text/plain;version=0.0.4;charset=utf-8", type.replace(" ", ""));
        Map<String, Double> metrics = new HashMap<>();
        String family = "nothing";
        for (String line : answer.body().lines().toList()) {
            if (line.startsWith("# HELP ")) {
                family = line.split(" ", 4)[2];
            } else if (line.startsWith("# TYPE ")) {
                assertTrue(line.matches("# TYPE " + family + " (counter|gauge|histogram)"), line);
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertTrue(sample.matches() && line.startsWith(family), line);
                assertEquals(null, metrics.put(sample.group(1), Double.valueOf(sample.group(2))), line);
            }
        }
        return metrics;
    }

    @Test
    void by_default_nothing_of_it_is_there_for_anybody() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            isNothing(new Person(server.base()), null);
            isNothing(Person.guest(server.base(), "ann"), null);
            isNothing(Person.administrator(server.base(), data), null);
        }
    }

    @Test
    void whoever_is_named_is_answered_by_GET_and_HEAD_alone() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, settings(HERE))) {
            Person monitor = new Person(server.base());

            isAnswered(monitor, null);
            isAnswered(Person.guest(server.base(), "ann"), null);
            assertEquals("{\"state\":\"live\"}", monitor.get("health/live").body());
            assertEquals(
                    "ready",
                    Answers.json(200, monitor.get("health/ready")).get("state").getAsString());
            assertEquals(405, monitor.post("metrics/").statusCode());
            assertEquals(404, monitor.get("health/nonsense").statusCode());
        }
    }

    @Test
    void others_find_nothing() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, settings(MONITOR))) {
            isNothing(new Person(server.base()), null);
            isNothing(new Person(server.base()), MONITOR);
        }
    }

    @Test
    void whoever_comes_through_a_proxy_that_nobody_named_may_be_anybody() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, settings(HERE + ", " + MONITOR))) {
            isNothing(new Person(server.base()), MONITOR);
            isNothing(new Person(server.base()), "127.0.0.1");
        }
    }

    @Test
    void behind_a_proxy_it_is_the_address_that_the_proxy_saw() throws Exception {
        Map<String, String> settings = settings(HERE + ", " + MONITOR, "chatrooms.trustedProxies", HERE);
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, settings)) {
            Person person = new Person(server.base());

            isAnswered(person, MONITOR);
            isAnswered(person, null); // on the same machine, past the proxy
            for (String forwarded : List.of("203.0.113.9", MONITOR + ", 203.0.113.9", "127.0.0.1", "unknown", "")) {
                isNothing(person, forwarded);
            }
        }
    }

    @Test
    void below_a_mount_it_is_the_same(@TempDir Path site) throws Exception {
        HostSite shop = new HostSite(site.resolve("site"))
                .setting("chatrooms.mount", "/chat")
                .setting("chatrooms.monitoringClients", HERE);
        try (EmbeddedServer server = EmbeddedServer.startSite(data, shop)) {
            isAnswered(new Person(server.base()), null);
            isNothing(new Person(server.base()), MONITOR);
        }
    }

    @Test
    void the_numbers_are_those_of_what_was_done() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, settings(HERE))) {
            Person ann = Person.guest(server.base(), "ann");
            Person bob = Person.guest(server.base(), "bob");
            ann.say("before");
            List<Person.Seen> polled = new ArrayList<>();
            try (EventStream stream = bob.stream(Person.LOBBY, -1)) {
                stream.awaitMessage("before");
                for (int i = 0; i < MESSAGES; i++) {
                    String id = Long.toString(i + 1);
                    CompletableFuture<HttpResponse<String>> poll =
                            server.park(() -> ann.getAsync("get_messages/", "room_id", "1", "latest_message_id", id));
                    Map<String, Double> waiting = metrics(bob);
                    assertEquals(1, waiting.get("chatrooms_parked_polls"));
                    assertEquals(1, waiting.get("chatrooms_open_streams"));
                    assertEquals(2, waiting.get("chatrooms_people_present"));
                    ann.say("message " + i);
                    stream.awaitMessage("message " + i);
                    polled.addAll(Person.messages(poll.get(30, TimeUnit.SECONDS)));
                }
                assertEquals(MESSAGES, polled.size());

                Map<String, Double> metrics = metrics(bob);
                assertEquals(MESSAGES + 1, metrics.get("chatrooms_messages_accepted_total"));
                assertEquals(MESSAGES, metrics.get("chatrooms_messages_delivered_total{by=\"poll\"}"));
                assertEquals(MESSAGES + 1, metrics.get("chatrooms_messages_delivered_total{by=\"stream\"}"));
                assertEquals(0, metrics.get("chatrooms_parked_polls"));
                assertEquals(MESSAGES + 1, metrics.get("chatrooms_message_handler_commits_total"));
                assertEquals(MESSAGES + 1, metrics.get("chatrooms_message_handler_committed_messages_total"));
                Awaitility.await().until(() -> metrics(bob).get("chatrooms_delivery_delay_seconds_count") == MESSAGES);
                Map<String, Double> delays = metrics(bob);
                assertEquals(MESSAGES, delays.get("chatrooms_delivery_delay_seconds_bucket{le=\"+Inf\"}"));
                assertTrue(delays.get("chatrooms_delivery_delay_seconds_sum") < MESSAGES * 10, delays::toString);
            }
        }
    }

    private static String state(JsonObject health, String part) {
        return health.getAsJsonObject(part).get("state").getAsString();
    }

    @Test
    void without_redis_it_is_ready_and_says_so() throws Exception {
        Map<String, String> settings = settings(
                HERE,
                "chatrooms.messageHandlerClass",
                "org.chatrooms.redis.RedisMessageHandler",
                "chatrooms.redis.url",
                "redis://:geheim@127.0.0.1:1");
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, settings)) {
            Person monitor = new Person(server.base());

            Awaitility.await()
                    .until(() -> state(Answers.json(200, monitor.get("health/ready")), "message_handler")
                            .equals("degraded"));
            HttpResponse<String> ready = monitor.get("health/ready");
            assertTrue(ready.body().contains("127.0.0.1:1"), ready.body());
            assertFalse(ready.body().contains("geheim"), ready.body());
            assertEquals(0, metrics(monitor).get("chatrooms_message_handler_hints_heard_total"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void without_its_database_it_is_not_ready_until_that_is_back(boolean hangs) throws Exception {
        String url = PostgresServer.newDatabase();
        Map<String, String> settings = settings(HERE, "chatrooms.jdbc.url", url);
        Person unknown; // to the server that runs later, unless it asks the database who that is
        try (EmbeddedServer before = EmbeddedServer.start(data, clock, settings)) {
            unknown = Person.account(before.base(), "ann");
        }
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, settings);
                Connection somebody = PostgresServer.connect(url.replaceFirst("/chat\\d+", "/postgres"));
                Connection here = PostgresServer.connect(url);
                Statement there = somebody.createStatement();
                Statement lock = here.createStatement()) {
            Person monitor = new Person(server.base());
            assertEquals("up", state(Answers.json(200, monitor.get("health/ready")), "database"));

            here.setAutoCommit(false);
            if (hangs) {
                lock.execute("LOCK TABLE chat_change");
            } else {
                String name = url.replaceFirst(".*/(chat\\d+).*", "$1");
                there.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
                there.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            }
            // The driver gives up a database that hangs after 30 s: whoever asks has to know it before.
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                clock.pass(Duration.ofSeconds(1), server);
                return monitor.get("health/ready").statusCode() == 503;
            });
            assertEquals(200, unknown.at(server.base()).get("health/live").statusCode());
            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                HttpResponse<String> down = monitor.get("health/ready");
                assertEquals("2", Answers.header("Retry-After", down));
                JsonObject health = Answers.json(503, down);
                assertEquals("down", health.get("state").getAsString());
                assertEquals("down", state(health, "database"));
                assertEquals("up", state(health, "message_handler"));
                assertEquals(200, monitor.get("health/live").statusCode());
                metrics(monitor);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.toSeconds() < 100, "each waits: " + took); // for the 2 s that a connection takes

            if (hangs) {
                here.rollback();
            } else {
                String name = url.replaceFirst(".*/(chat\\d+).*", "$1");
                there.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            }
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                clock.pass(Duration.ofSeconds(1), server);
                return monitor.get("health/ready").statusCode() == 200;
            });
        }
    }
}
