package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of everything below the mount. */
class HeadersTest {
    private static final Pattern NONCE = Pattern.compile("script-src 'self' 'nonce-([A-Za-z0-9_-]{22,})'");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "leaving", "three");
        server = EmbeddedServer.start(data);
        ann = Person.guest(server.base(), "ann");
        ann.say("hello");
    }

    private static Person somebodyFor(Row row) throws Exception {
        boolean isTheirEnd = row == Row.CHANGE_PASSWORD || row == Row.DELETE_ACCOUNT;
        return row.isForAccounts() ? Person.signedIn(server.base(), isTheirEnd ? "leaving" : "root") : ann;
    }

    private static String policy(HttpResponse<String> answer) {
        assertEquals("nosniff", Answers.header("X-Content-Type-Options", answer));
        assertEquals("same-origin", Answers.header("Referrer-Policy", answer));
        assertEquals("", Answers.header("Server", answer));
        String policy = Answers.header("Content-Security-Policy", answer);
        assertTrue(policy.startsWith("default-src 'none'; base-uri 'none'; frame-ancestors "), policy);
        assertFalse(policy.contains("unsafe") || policy.contains("*") || policy.contains("http"), policy);
        return policy;
    }

    private static void hasThoseOfAjax(HttpResponse<String> answer) {
        assertFalse(policy(answer).contains("-src 'self'"));
        assertEquals("no-store", Answers.header("Cache-Control", answer));
    }

    private static void hasThoseOfPages(HttpResponse<String> answer) {
        hasThoseOfPages(answer, "no-cache");
    }

    private static void hasThoseOfPages(HttpResponse<String> answer, String cacheControl) {
        assertTrue(NONCE.matcher(policy(answer)).find());
        assertEquals(cacheControl, Answers.header("Cache-Control", answer));
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_has_them_and_so_have_a_refusal_and_an_error(Row row) throws Exception {
        Person person = somebodyFor(row);
        HttpResponse<String> answer = row.send(person);
        HttpResponse<String> refusal = person.send(person.request(row.path())
                .header("Sec-Fetch-Site", "cross-site")
                .method("PUT", BodyPublishers.noBody()));
        HttpResponse<String> error = person.get(row.path() + "?x=%ff");

        assertTrue(answer.statusCode() < 400 || answer.statusCode() == 410, answer.body()); // a link is worth nothing
        assertEquals(403, refusal.statusCode());
        assertEquals(400, error.statusCode());
        for (HttpResponse<String> each : List.of(answer, refusal, error)) {
            assertTrue(policy(each).contains("frame-ancestors " + (row.mayBeFramed() ? "'self'" : "'none'")));
            if (row.isAjax()) {
                hasThoseOfAjax(each);
            } else {
                // What nobody may frame is also nothing for whoever uses the browser next.
                hasThoseOfPages(each, row.mayBeFramed() ? "no-cache" : "no-store");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "302, ''",
        "302, rooms",
        "302, room/lobby",
        "302, static",
        "404, nothing/at/all",
        "404, room/nowhere/",
        "404, get_messages/x",
        "404, static/",
        "404, static/nothing.js",
        "404, nothing.jsp",
        "404, WEB-INF/web.xml",
        "404, WEB-INF/jsp/chatrooms/room.jsp",
        "404, META-INF/MANIFEST.MF",
        "200, static/chatrooms/img/icon.svg",
    })
    void redirects_pictures_and_what_is_not_there_have_them(int status, String path) throws Exception {
        HttpResponse<String> answer = ann.get(path);

        assertEquals(status, answer.statusCode(), answer.body());
        hasThoseOfPages(answer);
        if (status == 404) {
            String page = Answers.page(404, answer);
            assertTrue(page.contains("404") && page.contains("href=\"/chat/rooms/\""), page);
        }
    }

    @Test
    void a_file_that_did_not_change_is_not_sent_again() throws Exception {
        String file = "static/chatrooms/js/room.js";
        String etag = Answers.header("ETag", ann.get(file));

        HttpResponse<String> again = ann.send(ann.request(file).header("If-None-Match", etag));

        assertEquals(304, again.statusCode());
        hasThoseOfFiles(again);
    }

    @ParameterizedTest
    @ValueSource(strings = {"js/room.js", "css/room.css"})
    void script_and_style_have_a_short_policy_for_there_are_many(String file) throws Exception {
        HttpResponse<String> answer = ann.get("static/chatrooms/" + file);

        assertEquals(200, answer.statusCode());
        hasThoseOfFiles(answer);
    }

    @ParameterizedTest
    @CsvSource({"static/chatrooms/js/embed.js, *", "static/chatrooms/js/embedded.js, ''", "rooms/, ''"})
    void pages_of_other_sites_may_run_what_is_for_them_and_read_nothing_else(String path, String origins)
            throws Exception {
        assertEquals(origins, Answers.header("Access-Control-Allow-Origin", ann.get(path)));
    }

    private static void hasThoseOfFiles(HttpResponse<String> answer) {
        assertEquals("default-src 'none'; base-uri 'none'; frame-ancestors 'self'", policy(answer));
        assertEquals("no-cache", Answers.header("Cache-Control", answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Main.class", "Main", "", "../launcher/Main.class", ";a=b/Main.class", "%4dain.class"})
    void the_launcher_that_lies_in_the_archive_is_not_served(String file) throws Exception {
        Answers.page(404, ann.get("org/chatrooms/launcher/" + file));
    }

    @Test
    void a_nonce_is_used_once() throws Exception {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Matcher nonce = NONCE.matcher(policy(ann.get("rooms/")));
            assertTrue(nonce.find());
            nonces.add(nonce.group(1));
        }

        assertEquals(20, nonces.size());
    }
}
