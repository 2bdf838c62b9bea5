package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator makes a link, and whoever has it sets a new password: {@code admin/people/} and {@code new_password/}. */
class ForgottenPasswordTest {
    private static final String ANOTHER = "battery staple horse";
    private static final Pattern LINK = Pattern.compile(">[^<]*/chat/new_password/\\?link=([^<]*)</textarea>");
    private static final FakeClock CLOCK = new FakeClock();

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person root;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "ann", "bea", "cleo");
        server = EmbeddedServer.start(data, CLOCK);
        root = Person.signedIn(server.base(), "root");
    }

    private static String linkFor(String name) throws Exception {
        Matcher id = Pattern.compile("name=\"id\" value=\"(\\d+)\"")
                .matcher(Answers.page(200, root.get("admin/people/", "name", name)));
        assertTrue(id.find(), name);
        String page = Answers.page(200, root.post("admin/people/", "id", id.group(1), "act", "link"));
        Matcher link = LINK.matcher(page);
        assertTrue(link.find(), page);
        return link.group(1);
    }

    private static HttpResponse<String> open(String link) throws Exception {
        return new Person(server.base()).get("new_password/", "link", link);
    }

    private static HttpResponse<String> set(String link, String password) throws Exception {
        return new Person(server.base()).post("new_password/", "link", link, "new_password", password);
    }

    private static void assertOpensNothing(String link) throws Exception {
        for (HttpResponse<String> answer : List.of(open(link), set(link, ANOTHER))) {
            String page = Answers.page(410, answer);
            assertTrue(page.contains("This link was used, or is more than a day old."), page);
            assertEquals("", Answers.header("Set-Cookie", answer));
        }
    }

    @Test
    void it_sets_a_password_once_signs_in_with_it_and_signs_everybody_else_out() throws Exception {
        Person before = Person.signedIn(server.base(), "ann");
        String link = linkFor("ann");
        String form = Answers.page(200, open(link));
        assertTrue(form.contains("value=\"ann\""));
        assertTrue(form.contains("name=\"next\" value=\"/chat/new_password/?link=" + link + "\""), "in any language");
        Person ann = new Person(server.base());

        HttpResponse<String> answer = ann.post("new_password/", "link", link, "new_password", ANOTHER);

        assertEquals("/chat/rooms/", Answers.redirect(answer));
        assertEquals("ann", ann.nameOnPages());
        assertEquals("", before.nameOnPages());
        Answers.page(400, new Person(server.base()).signIn("ann", Person.PASSWORD));
        Answers.redirect(new Person(server.base()).signIn("ann", ANOTHER));
        assertOpensNothing(link);
    }

    @Test
    void of_two_links_the_first_that_is_used_ends_both() throws Exception {
        String first = linkFor("bea");
        String second = linkFor("bea");

        Answers.redirect(set(second, ANOTHER));

        assertOpensNothing(first);
    }

    @Test
    void a_password_that_is_too_short_is_refused_and_the_link_still_good() throws Exception {
        String link = linkFor("cleo");

        String page = Answers.page(400, set(link, "short"));

        assertTrue(page.contains("A password has 8 to 128 characters."), page);
        assertTrue(page.contains("name=\"link\" value=\"" + link + "\""), page);
        Answers.page(200, open(link));
    }

    @Test
    void it_is_an_address_even_where_the_browser_does_not_say_where_it_is() throws Exception {
        HttpResponse<String> answer = root.send(root.postOfForm("admin/people/", "id", "2", "act", "link")
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin"));

        String page = Answers.page(200, answer);
        assertTrue(page.contains(">" + server.base() + "new_password/?link="), page);
    }

    @Test
    void it_is_good_for_a_day() throws Exception {
        String link = linkFor("cleo");

        CLOCK.pass(Duration.ofDays(1), server);

        assertOpensNothing(link);
        Answers.redirect(new Person(server.base()).signIn("cleo", Person.PASSWORD));
    }

    @Test
    void what_we_did_not_make_opens_nothing() throws Exception {
        String link = linkFor("cleo");
        assertOpensNothing("x");
        assertOpensNothing("");
        assertOpensNothing(link + "x");
        assertOpensNothing(link.replaceFirst("^\\d+", "1"));
        Answers.page(400, new Person(server.base()).get("new_password/"));
        Answers.page(400, new Person(server.base()).post("new_password/", "link", link));
    }
}
