package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.web.guard.BodyFilter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** More than anybody needs, or slower than anybody is: it is refused, costs little and holds nobody up. */
class TooMuchTest {
    private static final int LIMIT = 64 * 1024;
    private static final String TEN_MEGABYTES = Integer.toString(10 * 1024 * 1024);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration LITTLE = Duration.ofSeconds(10);

    /** Of the container, with those who do not go on. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int REQUEST_THREADS = 4;

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data.resolve("big"));
        ann = Person.guest(server.base(), "ann");
    }

    private static HttpResponse<String> send(Row row, String form) throws Exception {
        return ann.send(ann.request(row.path()).header("Content-Type", FORM).POST(BodyPublishers.ofString(form)));
    }

    /** The beginning of a POST, whose body is the test's. */
    private static RawConnection begin(EmbeddedServer server, String path, String length) throws Exception {
        RawConnection connection = new RawConnection(server.base());
        connection.ask("POST", path, "HTTP/1.1", "Host: localhost", "Content-Type: " + FORM, length);
        return connection;
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SET_GUEST_NAME",
                "SEND_MESSAGE",
                "SET_NEW_PASSWORD",
                "CHANGE_PASSWORD",
                "DELETE_ACCOUNT",
                "SUBSCRIBE",
                "CHANGE_PEOPLE"
            })
    void ten_megabytes_are_413_before_any_of_them_is_read_or_as_soon_as_64_kilobytes_were(Row row) throws Exception {
        try (RawConnection connection = begin(server, row.path(), "Content-Length: " + TEN_MEGABYTES)) {
            String answer = connection.readUntil("\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        }
        try (RawConnection connection = begin(server, row.path(), "Transfer-Encoding: chunked")) {
            // And not a byte more than is read: the server closes, and what comes then may be told so before the
            // answer.
            connection.write(Integer.toHexString(2 * LIMIT) + "\r\n" + "x".repeat(LIMIT + 1));
            String answer = connection.readUntil("\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        }
    }

    /** As many as there is room for, each longer than the one before or all of the same hash. */
    static Stream<String> names() {
        return Stream.of(
                "&".repeat(LIMIT / 2),
                "a&".repeat(LIMIT / 4),
                IntStream.range(0, 8_000).mapToObj(Integer::toHexString).collect(Collectors.joining("&")),
                IntStream.range(0, 1 << 11).mapToObj(TooMuchTest::ofOneHash).collect(Collectors.joining("&")),
                "%61".repeat(LIMIT / 4) + "=" + "%41".repeat(100));
    }

    /** The text of which all have the same: "Aa" and "BB" do. */
    private static String ofOneHash(int number) {
        return IntStream.range(0, 11)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("names")
    void as_many_parameters_as_there_is_room_for_cost_little(String names) {
        assertTimeout(LITTLE, () -> {
            for (int i = 0; i < 20; i++) {
                assertEquals(
                        "Connected",
                        send(Row.NOTIFY_USERS_LIST, "room_id=1&" + names).body());
            }
        });
    }

    @Test
    void a_hundred_thousand_are_413() throws Exception {
        for (Row row : List.of(Row.SEND_MESSAGE, Row.SET_GUEST_NAME)) {
            row.assertError(413, send(row, "room_id=1&message=x&guest_name=ann&" + "a&".repeat(100_000)));
        }
    }

    @Test
    void a_long_query_is_read_and_one_that_is_too_long_refused() throws Exception {
        Answers.json(200, ann.get("get_latest_msg_id/?room_id=1" + "&a".repeat(3_000)));

        try (RawConnection connection = new RawConnection(server.base())) {
            connection.get("get_latest_msg_id/?room_id=1" + "&a".repeat(10_000));
            String answer = connection.rest();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    @Test
    void who_begins_and_does_not_go_on_is_cut_off_and_meanwhile_the_others_chat() throws Exception {
        try (EmbeddedServer small =
                EmbeddedServer.start(data.resolve("small"), new FakeClock(), REQUEST_THREADS, PATIENCE)) {
            Person bob = Person.guest(small.base(), "bob");
            EventStream stream = bob.stream(Person.LOBBY, -1);
            List<RawConnection> slow = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < 10 * REQUEST_THREADS; i++) {
                RawConnection connection = new RawConnection(small.base());
                connection.write(i % 2 == 0 ? "G" : "GET /chat/rooms/ HTTP/1.1\r\nHost: localhost\r\nX-");
                slow.add(connection);
            }
            for (String length : List.of("Content-Length: 100", "Transfer-Encoding: chunked")) {
                RawConnection connection = begin(small, "send_message/", length);
                connection.write(length.startsWith("C") ? "r" : "64\r\nr");
                slow.add(connection);
            }

            for (int i = 0; i < 5; i++) {
                bob.say("hello " + i);
            }
            assertEquals(5, stream.awaitMessage("hello 4").size());
            Duration chatted = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(chatted.compareTo(PATIENCE) < 0, chatted.toString());

            for (RawConnection connection : slow) {
                String answer = connection.rest();
                Answers.tellsNothing(answer);
                assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), answer);
                connection.close();
            }
            Duration held = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(held.compareTo(PATIENCE.multipliedBy(5)) < 0, held.toString());
            assertFalse(stream.isOver());
            stream.close();
        }
    }

    @Test
    void who_sends_a_byte_now_and_then_is_cut_off_after_20_seconds_and_holds_up_nobody_any_more() throws Exception {
        FakeClock clock = new FakeClock();
        try (EmbeddedServer small = EmbeddedServer.start(data.resolve("trickle"), clock, REQUEST_THREADS)) {
            List<RawConnection> slow = new ArrayList<>();
            for (int i = 0; i < REQUEST_THREADS; i++) {
                RawConnection connection = begin(small, "setguestname/", "Content-Length: 1000");
                connection.write("a");
                slow.add(connection);
            }
            Awaitility.await().until(() -> readers() == REQUEST_THREADS);
            clock.pass(Duration.ofSeconds(21), small);

            long begin = System.nanoTime();
            for (RawConnection connection : slow) {
                connection.write("a");
                String answer = connection.readUntil("</html>");
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
                connection.write("a");
                assertEquals("", connection.rest().strip());
                connection.close();
            }
            Answers.page(200, new Person(small.base()).get("rooms/"));
            Duration held = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(held.compareTo(LITTLE) < 0, held.toString());
        }
    }

    @Test
    void nobody_reads_on_slowly_what_was_refused_unread() throws Exception {
        try (EmbeddedServer small = EmbeddedServer.start(data.resolve("unread"))) {
            long begin = System.nanoTime();
            for (int i = 0; i < REQUEST_THREADS; i++) {
                RawConnection connection = new RawConnection(small.base());
                connection.ask("GET", "rooms/", "HTTP/1.1", "Host: localhost", "Content-Length: 1000");
                connection.readUntil("</html>");
                connection.write("a");
                assertEquals("", connection.rest().strip());
                connection.close();
            }
            Duration held = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(held.compareTo(LITTLE) < 0, held.toString());
        }
    }

    /** Threads that wait for what is still to come of a body. */
    private static long readers() {
        return Thread.getAllStackTraces().values().stream()
                .filter(trace -> List.of(trace).toString().contains(BodyFilter.class.getName() + ".read("))
                .count();
    }
}
