package org.chatrooms.it.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.Diary;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.Cluster;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.PluginFolder;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.it.harness.ServerProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java -jar chat.war}: runs at once, or says in one line why not. */
class LauncherTest {
    private static final int SIGTERM = 143;

    @TempDir
    private static Path data;

    @TempDir
    private Path otherData;

    @AutoClose
    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        long begin = System.nanoTime();
        server = ServerProcess.start(data, 0);
        Duration ready = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println("The server was ready after " + ready.toMillis() + " ms");
        assertTrue(ready.toSeconds() < 60, ready.toString());
    }

    private static String refusal(String... arguments) throws Exception {
        try (ServerProcess process = ServerProcess.run(arguments)) {
            return process.refusal();
        }
    }

    private static void contains(String expected, String output) {
        assertTrue(output.contains(expected), output);
    }

    @Test
    void
            it_prints_the_administrator_and_the_link_of_the_lobby_and_nothing_else_and_a_visitor_is_asked_for_a_name_there()
                    throws Exception {
        List<String> lines = server.output().lines().toList();
        assertEquals(2, lines.size(), server.output());
        assertTrue(lines.get(0).matches("Administrator: admin / [a-z0-9]{5}(-[a-z0-9]{5}){3}"), lines.get(0));
        assertEquals("Chatrooms is ready: " + server.base() + "room/lobby/", lines.get(1));
        assertEquals(
                "/chat/setguestname/?room_slug=lobby", Answers.redirect(new Person(server.base()).get("room/lobby/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%zz",
                "%00",
                "rooms/%2fx",
                "rooms/|",
                "rooms/?x={",
                "rooms/\\",
                "../nothing",
                "../../../../etc/passwd",
                "LONG",
                "rooms/?LONG",
                "rooms/ HTTP/1.1\r\nX-Long: LONG\r\nX:",
                "rooms/ HTTP/1.1\r\nHost: x\r\nX-Null: \0\r\nX:",
                "rooms/ HTTP/9.9\r\nX:",
            })
    void what_tomcat_refuses_before_it_knows_of_us_tells_nothing(String path) throws Exception {
        try (RawConnection connection = new RawConnection(server.base())) {
            connection.get(path.replace("LONG", "a".repeat(20_000)));
            String answer = connection.rest();

            assertTrue(answer.matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*"), answer);
            Answers.tellsNothing(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms?", "rooms/?", "login?", "login/?next=/", "admin/", "room/", "unlock/?", "nothing?"})
    void an_address_that_no_header_of_an_answer_can_hold_breaks_nothing(String path) throws Exception {
        for (int length : new int[] {5_000, 6_000, 7_900}) { // an answer has a little less room than a request
            try (RawConnection connection = new RawConnection(server.base())) {
                connection.get(path + "a".repeat(length));
                String answer = connection.rest();

                assertTrue(answer.matches("(?s)HTTP/1\\.1 (200|302|404) .*"), answer);
            }
        }
    }

    @Test
    void nobody_is_let_in_to_wait_before_it_can_answer() throws Exception {
        InetAddress here = InetAddress.getByName("localhost");
        int port = Cluster.freePort();
        try (ServerSocket silentDatabase = new ServerSocket(0, 1, here);
                ServerProcess starting = ServerProcess.run(
                        "--data",
                        otherData.toString(),
                        "--port",
                        Integer.toString(port),
                        "-Dchatrooms.jdbc.url=jdbc:postgresql://localhost:" + silentDatabase.getLocalPort() + "/chat");
                Socket asked = silentDatabase.accept()) {
            assertTrue(asked.isConnected());
            assertThrows(ConnectException.class, () -> new Socket(here, port).close());
            assertTrue(starting.refusal().contains("the database cannot be opened"), starting.output());
        }
    }

    @Test
    void its_help_names_the_options() throws Exception {
        ServerProcess help = ServerProcess.run("--help");

        assertEquals(0, help.exitCode());
        for (String option :
                List.of("--port", "--host", "--data", "--context-path", "--plugins", "--reset-password", "--help")) {
            contains(option, help.output());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--nonsense, 1, --nonsense",
        "lobby, '', lobby",
        "--port, x, --port",
        "--port, 65536, --port",
        "--port, -1, --port",
        "--port, '', --port",
        "--context-path, chat, --context-path",
        "--context-path, /chat/, --context-path",
        "--context-path, /a b, --context-path",
        "--host, not a host, not a host",
        "--plugins, /not/here, the folder /not/here cannot be read",
    })
    void an_option_that_makes_no_sense_is_named(String option, String value, String named) throws Exception {
        contains(named, refusal("--data", otherData.toString(), option, value));
    }

    @Test
    void an_option_without_its_value_is_named() throws Exception {
        contains("--port needs a value", refusal("--data", otherData.toString(), "--port"));
    }

    @Test
    void without_a_context_path_the_chat_is_the_whole_site() throws Exception {
        try (ServerProcess site =
                ServerProcess.run("--data", otherData.toString(), "--port", "0", "--context-path", "/")) {
            assertEquals("/room/lobby/", site.link().getPath());
            Person ann = Person.guest(site.link().resolve("/"), "ann");

            Answers.page(200, ann.get("room/lobby/"));
            assertEquals(1, ann.say("hello"));
        }
    }

    @Test
    void a_sites_own_classes_come_from_a_folder_the_first_jar_first() throws Exception {
        Path plugins = Files.createDirectory(otherData.resolve("plugins"));
        Path diary = otherData.resolve("diary.txt");
        PluginFolder.add(plugins, "b.jar", Diary.class, "no code".getBytes(StandardCharsets.US_ASCII));
        PluginFolder.add(plugins, "a.jar", Diary.class);
        PluginFolder.add(plugins, "c.jar", Diary.class, "no code".getBytes(StandardCharsets.US_ASCII));
        try (ServerProcess site = ServerProcess.run(
                "--data",
                otherData.toString(),
                "--port",
                "0",
                "--plugins",
                plugins.toString(),
                "-Dchatrooms.messageListenerClasses=" + Diary.class.getName(),
                "-Dchatrooms.diary.file=" + diary)) {
            Person.guest(site.base(), "ann").say("hello");
        }

        assertEquals(List.of("1 1 MESSAGE (guest) ann: hello"), Files.readAllLines(diary));
    }

    /** 3 MB are on the way to him: the system would take most of them. */
    @Test
    void for_who_does_not_read_little_is_kept() throws Exception {
        int messages = 200;
        String text = "\u20ac".repeat(5_000);
        Person ann = Person.guest(server.base(), "ann");
        Person sam = Person.guest(server.base(), "sam");
        long mark = ann.say("mark");
        try (RawConnection slow = RawConnection.withTinyBuffer(server.base());
                EventStream quick = ann.stream(Person.LOBBY, mark)) {
            slow.ask(
                    "GET",
                    "get_messages/?room_id=1&latest_message_id=" + mark,
                    "HTTP/1.0",
                    "Accept: text/event-stream",
                    "Cookie: " + Person.TOKEN + "=" + sam.cookie(Person.TOKEN));
            slow.readUntil("retry: 200\n\n");
            for (int i = 0; i < messages; i++) {
                ann.say(text);
            }
            quick.await(stream -> stream.messages().size() == messages);

            sam.post("logout/");

            int kept = slow.rest().getBytes(StandardCharsets.UTF_8).length;
            assertTrue(kept < 500_000, kept + " bytes");
        }
    }

    @Test
    void at_sigterm_everybody_is_answered_and_the_database_closed_and_a_restart_goes_on() throws Exception {
        ServerProcess first = ServerProcess.start(otherData, 0);
        URI base = first.base();
        Person ann = Person.guest(base, "ann");
        ann.say("kept");
        CompletableFuture<HttpResponse<String>> poll =
                Person.guest(base, "reader").getAsync("get_messages/", "room_id", "1", "latest_message_id", "1");
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> ann.get("room/lobby/").body().contains("(guest) reader"));

        long begin = System.nanoTime();
        first.close();
        Duration stop = Duration.ofNanos(System.nanoTime() - begin);

        assertTrue(stop.toSeconds() < 30, stop.toString());
        assertEquals(SIGTERM, first.exitCode());
        assertEquals(2, first.output().lines().count(), first.output());
        assertEquals("[]", poll.get(30, TimeUnit.SECONDS).body());
        assertTrue(isClosed(otherData.resolve("chatrooms.mv.db")), "the database was not closed");

        try (ServerProcess second = ServerProcess.start(otherData, base.getPort())) {
            assertEquals(base, second.base());
            assertEquals(
                    List.of("kept"), ann.poll(-1).stream().map(Seen::content).toList());
            assertEquals(2, ann.say("the cookie is still good"));
        }
    }

    /** H2 marks a file that was closed in its first block. */
    private static boolean isClosed(Path database) throws Exception {
        String head = new String(Files.readAllBytes(database), 0, 4096, StandardCharsets.ISO_8859_1);
        return head.contains(",clean:1,");
    }
}
