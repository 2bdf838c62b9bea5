package org.chatrooms.it.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.Diary;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.PluginFolder;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.it.harness.StockTomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The WAR in somebody's Tomcat: it runs there, and a redeploy loses nobody and leaves nothing behind. */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
class StockTomcatTest {
    private static final int SIGTERM = 143;
    private static final int WAITING = 50;
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** What Tomcat, or anybody in it, says of what should not be. */
    private static final Pattern COMPLAINT =
            Pattern.compile(" (WARNING|SEVERE) \\[|memory leak|failed to stop|forcibly|Exception");

    @TempDir
    private static Path folders;

    private static StockTomcat tomcat;

    @TempDir
    private Path otherFolder;

    @Parameter
    private String version;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws Exception {
        tomcat = StockTomcat.start(version, Files.createDirectory(folders.resolve(version)));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        tomcat.close();
    }

    /** Somebody who waits for the message after the latest, and when the answer came. */
    private record Waiting(String name, CompletableFuture<HttpResponse<String>> answer, CompletableFuture<Long> nanos) {
        static Waiting as(String name, StockTomcat tomcat, long latest) throws Exception {
            CompletableFuture<HttpResponse<String>> answer = Person.guest(tomcat.base(), name)
                    .getAsync("get_messages/", "room_id", "1", "latest_message_id", Long.toString(latest));
            return new Waiting(name, answer, answer.thenApply(any -> System.nanoTime()));
        }

        /** That it waits in the server can be seen by others: who waits is present. */
        boolean isSeenIn(String page) {
            return page.contains("(guest) " + name + "<");
        }

        void assertAnswered(long begin) throws Exception {
            assertEquals(200, answer.get(30, TimeUnit.SECONDS).statusCode());
            assertEquals("[]", answer.get().body());
            Duration after = Duration.ofNanos(nanos.get() - begin);
            assertTrue(after.compareTo(AT_ONCE) < 0, name + " was answered after " + after);
        }
    }

    private static List<Waiting> letWait(Person watcher, StockTomcat tomcat, long latest) throws Exception {
        List<Waiting> all = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            all.add(Waiting.as("reader" + i, tomcat, latest));
        }
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
            String page = watcher.get("room/lobby/").body();
            return all.stream().allMatch(reader -> reader.isSeenIn(page));
        });
        assertTrue(all.stream().noneMatch(reader -> reader.answer().isDone()));
        return all;
    }

    private static void assertNoComplaint(StockTomcat tomcat) {
        assertEquals(
                List.of(),
                tomcat.log()
                        .lines()
                        .filter(line -> COMPLAINT.matcher(line).find())
                        .toList(),
                tomcat::log);
    }

    @Test
    void guests_chat_and_what_they_say_is_kept_beside_the_web_applications() throws Exception {
        Person ann = Person.guest(tomcat.base(), "ann");
        long id = ann.say("hello");

        Seen seen = Person.guest(tomcat.base(), "bob").poll(id - 1).get(0);

        assertEquals("hello", seen.content());
        assertEquals("(guest) ann", seen.username());
        assertTrue(Files.exists(tomcat.folder().resolve("chatrooms-data/chatrooms.mv.db")));
    }

    @Test
    void messages_come_on_a_stream() throws Exception {
        Person ann = Person.guest(tomcat.base(), "anna");
        try (EventStream stream = Person.guest(tomcat.base(), "bobby").stream(Person.LOBBY, ann.say("mark"))) {
            ann.say("hello");
            ann.say("again");

            assertEquals(List.of("hello", "again"), stream.awaitMessage("again"));
        }
    }

    @Test
    void a_redeploy_answers_at_once_who_waits_keeps_the_data_and_leaves_nothing_behind() throws Exception {
        Person ann = Person.guest(tomcat.base(), "watcher");
        long latest = ann.say("kept");
        Person administrator = administrator();
        List<Waiting> all = letWait(ann, tomcat, latest);
        EventStream stream = ann.stream(Person.LOBBY, latest);

        long begin = System.nanoTime();
        tomcat.redeploy();

        for (Waiting reader : all) {
            reader.assertAnswered(begin);
        }
        assertTrue(stream.awaitEnd().contains("retry: "), "it ended, and its client soon comes back");
        assertEquals("kept", ann.poll(latest - 1).get(0).content());
        assertEquals(latest + 1, ann.say("the cookie is still good"));
        Answers.page(200, ann.get("room/lobby/"));
        Answers.page(200, administrator.get("admin/"));
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertEquals(List.of(), tomcat.leaks())); // each time after a full collection
        assertNoComplaint(tomcat);
    }

    /** Signs in with what the first start left in the data folder, and in Tomcat's log. */
    private static Person administrator() throws Exception {
        String line = Files.readString(tomcat.folder().resolve("chatrooms-data/administrator.txt"))
                .strip();
        assertTrue(tomcat.log().contains(line), tomcat::log);
        String[] nameAndPassword = line.replace("Administrator: ", "").split(" / ", 2);
        Person administrator = new Person(tomcat.base());
        HttpResponse<String> answer =
                administrator.post("login/", "username", nameAndPassword[0], "password", nameAndPassword[1]);
        assertEquals("/chat/rooms/", Answers.redirect(answer));
        Answers.page(200, administrator.get("admin/"));
        return administrator;
    }

    @Test
    void a_stop_answers_at_once_who_waits() throws Exception {
        try (StockTomcat other = StockTomcat.start(version, otherFolder)) {
            Person ann = Person.guest(other.base(), "watcher");
            List<Waiting> all = letWait(ann, other, ann.say("kept"));

            long begin = System.nanoTime();
            other.terminate();

            for (Waiting reader : all) {
                reader.assertAnswered(begin);
            }
            assertEquals(SIGTERM, other.exitCode());
            assertNoComplaint(other);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, text/html, rooms/",
        "200, text/html, setguestname/?room_slug=lobby",
        "200, text/javascript, static/chatrooms/js/room.js",
        "200, text/css, static/chatrooms/css/room.css",
        "302, '', ''",
        "302, '', room/lobby/",
        "404, text/html, room/nowhere/",
        "404, text/html, nothing/at/all",
        "404, text/html, nothing.jsp",
        "404, text/html, static/nothing.js",
        "404, text/html, static/",
        "404, text/html, WEB-INF/web.xml",
        "404, text/html, META-INF/MANIFEST.MF",
        "404, text/html, org/chatrooms/launcher/Main.class",
        "400, text/html, rooms/?x=%ff",
        "400, text/html, rooms/?x=%zz",
        "400, application/json, get_messages/?x=%ff",
        "400, application/json, get_messages/?room_id=%zz",
        "200, application/json, get_latest_msg_id/?room_id=1",
    })
    void what_is_asked_for_is_answered_by_us_and_head_has_the_same_headers(int status, String type, String path)
            throws Exception {
        try (RawConnection get = new RawConnection(tomcat.base());
                RawConnection head = new RawConnection(tomcat.base())) {
            get.send("GET", path);
            head.send("HEAD", path);
            String answer = get.answer();
            String headers = head.answer();

            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
            assertTrue(headers.startsWith("HTTP/1.1 " + status + " "), headers);
            assertTrue(headers.endsWith("\r\n\r\n"), headers);
            for (String each : List.of(answer, headers)) {
                assertTrue(type.isEmpty() || each.contains("\r\nContent-Type: " + type), each);
                assertTrue(each.contains("\r\nContent-Security-Policy: default-src 'none'; "), each);
                assertFalse(each.contains("Tomcat") || each.contains("Exception"), each);
            }
        }
    }

    @Test
    void the_sample_of_a_context_file_adds_a_sites_own_classes() throws Exception {
        Path plugins = Files.createDirectory(otherFolder.resolve("plugins"));
        Path diary = otherFolder.resolve("diary.txt");
        Path base = otherFolder.resolve("tomcat");
        PluginFolder.add(plugins, "diary.jar", Diary.class);
        Path sample = Path.of(System.getProperty("chat.webapp")).resolve("../../samples/chat.xml");
        Path contextFile = base.resolve("conf/Catalina/localhost/chat.xml");
        Files.createDirectories(contextFile.getParent());
        Files.writeString(
                contextFile,
                Files.readString(sample)
                        .replace("/opt/chat/plugins", plugins.toString())
                        .replace("/var/lib/chat/diary.txt", diary.toString()));

        try (StockTomcat site = StockTomcat.start(version, base)) {
            Person.guest(site.base(), "ann").say("hello");
            site.terminate();
            assertEquals(SIGTERM, site.exitCode());
            assertNoComplaint(site);
        }

        assertEquals(List.of("1 1 MESSAGE (guest) ann: hello"), Files.readAllLines(diary));
    }

    @Test
    void the_cookie_of_a_session_that_the_container_makes_goes_to_no_other_site() throws Exception {
        Files.writeString(tomcat.folder().resolve("webapps/chat/session.jsp"), "<%@ page session=\"true\" %>");

        String cookie = Answers.header("Set-Cookie", new Person(tomcat.base()).get("session.jsp"));

        assertTrue(cookie.startsWith("JSESSIONID="), cookie);
        assertTrue(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), cookie);
    }
}
