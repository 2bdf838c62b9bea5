package org.chatrooms.it.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET} and {@code POST admin/people/}. */
class PeopleTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person root;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "ann", "joanna", "bea", "100%_x");
        server = EmbeddedServer.start(data);
        root = Person.signedIn(server.base(), "root");
    }

    private static String find(String part) throws Exception {
        return Answers.page(200, root.get("admin/people/", "name", part));
    }

    private static List<String> names(String part) throws Exception {
        return Pattern.compile("<strong dir=\"auto\">([^<]*)</strong>\\s*<span>")
                .matcher(find(part))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String id(String name) throws Exception {
        Matcher id = Pattern.compile("name=\"id\" value=\"(\\d+)\"").matcher(find(name));
        assertTrue(id.find(), name);
        return id.group(1);
    }

    private static HttpResponse<String> act(String act, String id) throws Exception {
        return root.post("admin/people/", "id", id, "act", act);
    }

    @Test
    void everybody_is_there_and_found_by_a_part_of_the_name() throws Exception {
        assertEquals(List.of("100%_x", "ann", "bea", "joanna", "root"), names(""));
        assertEquals(List.of("ann", "joanna"), names(" ANN "));
        assertEquals(List.of("100%_x"), names("%_"));
        assertEquals(List.of(), names("a%n"));
        assertEquals(List.of(), names("' OR 1=1 --"));
    }

    @Test
    void whoever_is_disabled_is_nobody_at_once_and_may_come_back_when_enabled() throws Exception {
        Person bea = Person.signedIn(server.base(), "bea");
        String id = id("bea");

        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            assertEquals("/chat/admin/people/", Answers.redirect(act("disable", id)));
            assertEquals(List.of("\"root\" disabled \"bea\""), audit.lines());
        }
        assertEquals("", bea.nameOnPages());
        String wrong = Answers.page(400, new Person(server.base()).signIn("bea", "a guess at it"));
        assertTrue(wrong.contains("That name and password do not belong together."), wrong);
        String right = Answers.page(400, new Person(server.base()).signIn("bea", Person.PASSWORD));
        assertTrue(right.contains("This account is disabled."), right);
        Answers.page(400, new Person(server.base()).post("register/", "username", "bea", "password", Person.PASSWORD));

        Answers.redirect(act("enable", id));
        assertEquals("", bea.nameOnPages(), "an old cookie stays worth nothing");
        Person.signedIn(server.base(), "bea");
    }

    @Test
    void whoever_is_signed_out_everywhere_signs_in_again() throws Exception {
        Person phone = Person.signedIn(server.base(), "joanna");
        Person desk = Person.signedIn(server.base(), "joanna");

        try (LogLines audit = new LogLines("org.chatrooms.audit");
                EventStream stream = phone.stream(Person.LOBBY, -1)) {
            String list = Answers.redirect(
                    root.post("admin/people/", "id", id("joanna"), "act", "sign_out", "name", "a&n=n"));
            assertEquals("/chat/admin/people/?name=a%26n%3Dn", list, "to what was looked for");
            assertEquals(List.of("\"root\" signed out everywhere \"joanna\""), audit.lines());
            stream.awaitEnd();
        }
        assertEquals("", phone.nameOnPages());
        assertEquals("", desk.nameOnPages());
        Person.signedIn(server.base(), "joanna");
    }

    @Test
    void what_makes_no_sense_is_refused() throws Exception {
        Answers.page(404, act("disable", "99"));
        Answers.page(400, act("disable", "x"));
        Answers.page(400, act("delete", id("ann")));
        Answers.page(400, root.post("admin/people/", "id", id("ann")));
        String self = root.get("admin/people/", "name", "root").body();
        assertFalse(self.contains("name=\"id\""), self);
        assertTrue(Answers.page(400, act("disable", "1")).contains("You cannot lock yourself out."));
        Answers.page(200, root.get("admin/"));
    }
}
