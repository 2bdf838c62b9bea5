package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code next=} leads after signing in or registering: to a page of this site, whatever stands there. */
class NextPageTest {
    private static final String ROOMS = "/chat/rooms/";
    private static final Pattern HIDDEN = Pattern.compile("name=\"next\" value=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("href=\"/chat/(?:login|register)/\\?next=([^\"]*)\"");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "ann");
        server = EmbeddedServer.start(data);
    }

    static Stream<String> elsewhere() {
        return Stream.of(
                "//evil.example",
                "///evil.example",
                "////evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r\n/evil.example",
                "\t//evil.example",
                " //evil.example",
                "  https://evil.example",
                "/ /evil.example",
                "https://evil.example/",
                "https:evil.example",
                "http:///evil.example",
                "javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                "../../evil",
                "/rooms/\r\nSet-Cookie: x=y",
                "/rooms/\0",
                "/rooms/#\u2028",
                "/\u00a0/evil.example",
                "/\uff0f/evil.example",
                "/\uff3cevil.example",
                "\u2215\u2215evil.example",
                "",
                " ",
                "\"><script>alert(1)</script>");
    }

    /** A browser that is told to go there stays here; one that drops tabs and takes backslashes for slashes, too. */
    private static void isOnThisSite(String location) {
        assertTrue(location.matches("/(?:[!-~&&[^/\\\\]][!-~&&[^\\\\]]*)?"), location);
        URI target = server.base().resolve(location);
        assertEquals(server.base().getAuthority(), target.getAuthority());
        assertEquals("http", target.getScheme());
    }

    private static void formsLeadTo(String expected, String next) throws Exception {
        for (String path : List.of("login/", "register/")) {
            String page = Answers.page(200, new Person(server.base()).get(path, "next", next));

            // The first one is the form's; the other is of the form for the language, which leads back to this page.
            assertEquals(
                    Optional.of(expected),
                    HIDDEN.matcher(page).results().map(match -> match.group(1)).findFirst());
            List<String> links = LINK.matcher(page)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            assertEquals(1, links.size(), page);
            assertFalse(page.contains("evil") || page.contains("<script>alert"), page);
        }
    }

    private static HttpResponse<String> signIn(String next) throws Exception {
        return new Person(server.base()).post("login/", "username", "ann", "password", Person.PASSWORD, "next", next);
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void what_may_be_another_site_is_the_list_of_rooms(String next) throws Exception {
        formsLeadTo(ROOMS, next);
        assertEquals(ROOMS, Answers.header("Location", signIn(next)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/chat/room/lobby/",
                "/chat/rooms/?page=2",
                "/shop/cart?item=1&more=2",
                "/%2f%2fevil.example",
                "/%5cevil.example",
                "/%09/evil.example",
                "/@evil.example",
                "/.evil.example",
                "/:80@evil.example/",
                "/;//evil.example",
                "/.//evil.example",
                "/chat/..//evil.example",
                "/chat/../..//evil.example",
                "/?//evil.example",
                "/?next=https://evil.example",
            })
    void what_is_a_path_leads_nowhere_but_to_this_site(String next) throws Exception {
        HttpResponse<String> answer = signIn(next);

        assertEquals(302, answer.statusCode(), answer.body());
        isOnThisSite(Answers.header("Location", answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%2f%2fevil.example", "%2f%2fevil.example", "%2Fchat%2Frooms%2F", "%00", "%0d%0a"})
    void what_is_encoded_twice_is_decoded_once(String next) throws Exception {
        String location = Answers.header("Location", signIn(next));

        assertEquals(next.startsWith("/") ? next : ROOMS, location);
    }

    @Test
    void a_very_long_one_breaks_nothing() throws Exception {
        for (int length : new int[] {2001, 8_000, 60_000}) {
            assertEquals(ROOMS, Answers.redirect(signIn("/" + "x".repeat(length - 1))));
        }
        String longest = "/" + "x".repeat(1999);
        assertEquals(longest, Answers.redirect(signIn(longest)));
    }

    @Test
    void registering_leads_no_further() throws Exception {
        String[] nexts = {"//evil.example", "/\\evil.example", "https://evil.example", "/chat/room/lobby/"};
        for (int i = 0; i < nexts.length; i++) {
            HttpResponse<String> answer = new Person(server.base())
                    .post("register/", "username", "new " + i, "password", Person.PASSWORD, "next", nexts[i]);

            assertEquals(i < 3 ? ROOMS : nexts[i], Answers.redirect(answer));
        }
    }

    @Test
    void a_mistake_keeps_it_and_keeps_it_here() throws Exception {
        Person person = new Person(server.base());
        String[] rest = {"username", "ann", "password", "short", "next"};

        for (String path : List.of("login/", "register/")) {
            String good = Answers.page(400, person.post(path, with(rest, "/chat/room/lobby/?x=1&y=\"")));
            assertTrue(good.contains("name=\"next\" value=\"" + ROOMS + "\""), good);
            assertTrue(Answers.page(400, person.post(path, with(rest, "/a?x=1&y=2")))
                    .contains("name=\"next\" value=\"/a?x=1&amp;y=2\""));
            assertTrue(Answers.page(400, person.post(path, with(rest, "//evil.example")))
                    .contains("name=\"next\" value=\"" + ROOMS + "\""));
        }
    }

    private static String[] with(String[] rest, String last) {
        return Stream.concat(Stream.of(rest), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void given_twice_it_is_400_in_the_address_and_in_the_form() throws Exception {
        Person person = new Person(server.base());
        for (String path : List.of("login/", "register/")) {
            Answers.page(400, person.get(path, "next", ROOMS, "next", ROOMS));
            HttpResponse<String> answer = person.post(
                    path + "?next=/chat/rooms/", "username", "ann", "password", Person.PASSWORD, "next", ROOMS);
            Answers.page(400, answer);
            assertEquals("", Answers.header("Location", answer) + Answers.header("Set-Cookie", answer));
        }
    }
}
