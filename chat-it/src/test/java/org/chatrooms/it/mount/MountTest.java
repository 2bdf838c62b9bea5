package org.chatrooms.it.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.Registration;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.web.ChatContextListener;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat as a guest in somebody's site: everything of ours is below the mount, and all else is as it was without us. */
class MountTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]+)\"");

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = EmbeddedServer.startSite(
                folder.resolve("data"), Shop.in(folder.resolve("site")).filter(Shop.Headers.class, true));
        ann = Person.guest(server.base(), "ann");
    }

    private static void isTheShops(HttpResponse<String> answer) {
        assertEquals(Shop.POLICY, Answers.header("Content-Security-Policy", answer));
        assertEquals(Shop.CACHING, Answers.header("Cache-Control", answer));
        assertEquals("", Answers.header("X-Content-Type-Options", answer));
        assertEquals("", Answers.header("Referrer-Policy", answer));
    }

    private static void isOurs(HttpResponse<String> answer) {
        String policy = Answers.header("Content-Security-Policy", answer);
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertEquals("nosniff", Answers.header("X-Content-Type-Options", answer));
        assertEquals("same-origin", Answers.header("Referrer-Policy", answer));
        assertTrue(Set.of("no-store", "no-cache").contains(Answers.header("Cache-Control", answer)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/rooms/",
                "/room/lobby/",
                "/send_message/",
                "/chatter/",
                "/chat.html",
                "/static/shop.css",
                "/static/chatrooms/js/room.js"
            })
    void the_sites_own_pages_and_files_are_as_they_were(String path) throws Exception {
        HttpResponse<String> answer = ann.get("/shop" + path);

        assertEquals("The shop's " + path, answer.body());
        isTheShops(answer);
    }

    @Test
    void the_launcher_that_lies_in_the_archive_is_not_served_and_it_is_the_site_that_says_so() throws Exception {
        HttpResponse<String> answer = ann.get("/shop/org/chatrooms/launcher/Main.class");

        assertEquals(404, answer.statusCode());
        isTheShops(answer);
    }

    private static HttpResponse<String> toTheShop(String type, HttpRequest.BodyPublisher body) throws Exception {
        HttpResponse<String> answer = ann.send(ann.request("/shop/order/")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", type)
                .POST(body));
        assertEquals(200, answer.statusCode());
        isTheShops(answer);
        return answer;
    }

    @Test
    void the_site_reads_its_forms_in_its_own_encoding_wherever_they_come_from() throws Exception {
        String answer = toTheShop("application/x-www-form-urlencoded", BodyPublishers.ofString("text=caf%E9"))
                .body();

        assertEquals("caf\u00e9", answer);
    }

    @Test
    void the_site_takes_files_of_any_size() throws Exception {
        String file = "x".repeat(100_000);
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" + file + "\r\n--b--";

        String answer = toTheShop("multipart/form-data; boundary=b", BodyPublishers.ofString(body))
                .body();

        assertEquals(file, answer);
    }

    @Test
    void a_page_of_the_site_can_ask_who_somebody_is() throws Exception {
        String login = "/shop/chat/login/?next=%2Fshop%2Fwho.jsp";

        assertEquals(
                "(guest) ann, false, " + login, ann.get("/shop/who.jsp").body().strip());
        HttpResponse<String> toNobody = new Person(server.base()).get("/shop/who.jsp");
        assertEquals(", false, " + login, toNobody.body().strip());
        isTheShops(toNobody);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/chat, /shop/chat/rooms/",
        "/shop/chat/, /shop/chat/rooms/",
        "/shop/chat/rooms, /shop/chat/rooms/",
        "/shop/chat/room/lobby, /shop/chat/room/lobby/",
        "/shop/chat/admin/, /shop/chat/login/?next=%2Fshop%2Fchat%2Fadmin%2F",
        "/shop/chat/account/, /shop/chat/login/?next=%2Fshop%2Fchat%2Faccount%2F",
    })
    void redirects_stay_below_the_mount(String path, String target) throws Exception {
        HttpResponse<String> answer = ann.get(path);

        assertEquals(target, Answers.redirect(answer));
        isOurs(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms/", "room/lobby/", "setguestname/", "login/", "register/"})
    void pages_and_everything_they_link_to_are_below_the_mount(String path) throws Exception {
        HttpResponse<String> answer = ann.get(path);

        String page = Answers.page(200, answer);
        isOurs(answer);
        for (String link : links(page)) {
            assertTrue(link.startsWith("/shop/chat/"), link);
            HttpResponse<String> linked = ann.get(link);
            assertTrue(linked.statusCode() < 400 || linked.statusCode() == 405, linked.statusCode() + " " + link);
            isOurs(linked);
        }
    }

    private static Set<String> links(String page) {
        Set<String> links = new TreeSet<>();
        Matcher matcher = LINK.matcher(page);
        while (matcher.find()) {
            links.add(matcher.group(1).replace("&amp;", "&"));
        }
        assertFalse(links.isEmpty(), page);
        return links;
    }

    @Test
    void what_is_said_below_the_mount_is_heard_there() throws Exception {
        String latest = Answers.json(200, ann.get("get_latest_msg_id/", "room_id", "1"))
                .get("id")
                .getAsString();
        CompletableFuture<HttpResponse<String>> poll =
                server.park(() -> ann.getAsync("get_messages/", "room_id", "1", "latest_message_id", latest));

        EventStream stream = ann.stream(Person.LOBBY, Long.parseLong(latest));

        Person.guest(server.base(), "bob").say("hello");

        assertEquals(List.of("hello"), stream.awaitMessage("hello"));
        stream.close();
        isOurs(poll.join());
        assertEquals("hello", Person.messages(poll.join()).get(0).content());
        assertEquals("Connected", ann.post("notify_users_list/", "room_id", "1").body());
        Answers.jsonError(400, ann.get("get_messages/"));
        Answers.jsonError(
                403,
                ann.send(ann.request("send_message/")
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.noBody())));
    }

    @Test
    void whoever_signs_out_of_the_chat_keeps_what_the_site_remembers_of_them() throws Exception {
        Person person = Person.guest(server.base(), "carl");
        String before = person.get("/shop/cart.jsp").body().strip();

        assertEquals("/shop/chat/rooms/", Answers.redirect(person.post("logout/")));

        assertEquals(before + "!", person.get("/shop/cart.jsp").body().strip());
        assertEquals("/shop/chat/setguestname/?room_slug=lobby", Answers.redirect(person.get("room/lobby/")));
    }

    @Test
    void our_administrator_signs_in_below_the_mount() throws Exception {
        String[] nameAndPassword = server.servletContext()
                .getAttribute(ChatContextListener.ADMINISTRATOR)
                .toString()
                .split(" / ", 2);
        Person admin = new Person(server.base());

        HttpResponse<String> answer = admin.post(
                "login/", "username", nameAndPassword[0], "password", nameAndPassword[1], "next", "/shop/who.jsp");

        assertEquals("/shop/who.jsp", Answers.redirect(answer));
        assertTrue(admin.get("/shop/who.jsp").body().contains("admin, true, "));
        isOurs(admin.get("admin/"));
        Answers.page(200, admin.get("admin/"));
    }

    @ParameterizedTest
    @CsvSource({
        "static/chatrooms/js/room.js, text/javascript",
        "static/chatrooms/css/room.css, text/css",
        "static/chatrooms/img/icon.svg, image/svg+xml",
    })
    void our_files_are_served_below_the_mount(String path, String type) throws Exception {
        HttpResponse<String> answer = ann.get(path);

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(Answers.header("Content-Type", answer).startsWith(type));
        assertFalse(answer.body().startsWith("The shop's"), answer.body());
        isOurs(answer);
        HttpResponse<String> again =
                ann.send(ann.request(path).header("If-None-Match", Answers.header("ETag", answer)));
        assertEquals(304, again.statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing/at/all",
                "who.jsp",
                "room/nowhere/",
                "static",
                "static/",
                "static/chatrooms/",
                "static/chatrooms/js",
                "static/chatrooms/js/",
                "static/chatrooms/nothing.js",
                "static/chatrooms/page.jsp",
                "static/chatrooms/.hidden.js",
                "static/shop.css",
                "WEB-INF/web.xml",
                "static/chatrooms/../../WEB-INF/web.xml",
                "static/chatrooms/%2e%2e/%2e%2e/WEB-INF/web.xml",
                "static/chatrooms/..;/..;/WEB-INF/web.xml",
                "static/chatrooms//../../WEB-INF/web.xml",
                "static/chatrooms/js/..%5c..%5c..%5cWEB-INF/web.xml",
                "static/WEB-INF/web.xml",
                "org/chatrooms/launcher/Main.class",
            })
    void what_is_not_there_below_the_mount_is_a_page_of_ours(String path) throws Exception {
        try (RawConnection connection = new RawConnection(server.base())) {
            connection.get(path);
            String answer = connection.answer();

            boolean isRefusedByTheContainer = answer.startsWith("HTTP/1.1 400");
            if (!isRefusedByTheContainer) {
                assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
                assertTrue(answer.contains("Nothing here") && answer.contains("href=\"/shop/chat/rooms/\""), answer);
                assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answer);
            }
            assertFalse(answer.contains("<web-app"), answer);
        }
    }

    @Test
    void the_launcher_prints_a_link_below_the_mount() {
        assertEquals("/shop/chat/room/lobby/", server.servletContext().getAttribute(ChatContextListener.START_PAGE));
    }

    @Test
    void nothing_of_ours_is_mapped_outside_the_mount_but_who_it_is_what_tags_ask_and_what_hides_the_launcher() {
        Set<String> outside = new TreeSet<>();
        server.servletContext()
                .getServletRegistrations()
                .forEach((name, servlet) -> collectOutside(outside, name, servlet, servlet.getMappings()));
        server.servletContext()
                .getFilterRegistrations()
                .forEach((name, filter) -> collectOutside(outside, name, filter, filter.getUrlPatternMappings()));

        assertEquals(
                Set.of("chatrooms-person /*", "chatrooms-parts /*", "chatrooms-launcher /org/chatrooms/launcher/*"),
                outside);
    }

    private static void collectOutside(Set<String> outside, String name, Registration ours, Collection<String> urls) {
        if (ours.getClassName().startsWith("org.chatrooms.web.")) {
            urls.stream()
                    .filter(url -> !url.equals("/chat") && !url.startsWith("/chat/"))
                    .forEach(url -> outside.add(name + " " + url));
        }
    }
}
