package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.repository.DataSources;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site whose own filter says who people are, with its own pages to sign in and out. */
class SingleSignOnTest {
    private static final String ROOM = Long.toString(Members.ROOM);
    private static final String LOGIN = "/chat/site/login?realm=staff&next=";

    @AutoClose
    private static EmbeddedServer server;

    private static Path data;

    /** The cookie of an administrator of the chat itself, from before the site signed people in. */
    private static String tokenOfBefore;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        data = Members.makeRoom(folder.resolve("data"));
        try (EmbeddedServer before = EmbeddedServer.start(data)) {
            tokenOfBefore = signInAsAdministrator(before);
        }
        server = EmbeddedServer.startSite(
                data,
                Members.site(folder.resolve("site"))
                        .setting("chatrooms.loginUrl", "/chat/site/login?realm=staff")
                        .setting("chatrooms.logoutUrl", "/chat/site/logout")
                        .filter(SingleSignOn.class, true));
    }

    private static String signInAsAdministrator(EmbeddedServer chat) throws Exception {
        String[] nameAndPassword = chat.servletContext()
                .getAttribute("chatrooms.administrator")
                .toString()
                .split(" / ", 2);
        HttpResponse<String> answer =
                new Person(chat.base()).post("login/", "username", nameAndPassword[0], "password", nameAndPassword[1]);
        String cookie = Answers.header("Set-Cookie", answer).split(";", 2)[0];
        Person known = new Person(chat.base());
        assertEquals(
                200,
                known.send(known.request("admin/").header("Cookie", cookie)).statusCode());
        return cookie;
    }

    private static Person signedIn(String name, String role) throws Exception {
        Person person = new Person(server.base());
        person.get("site/login", "name", name, "role", role);
        return person;
    }

    private static Person signedIn(String name) throws Exception {
        return signedIn(name, "staff");
    }

    @Test
    void every_page_knows_the_person() throws Exception {
        Person ann = signedIn("ann");

        for (String page : List.of("rooms/", "room/lobby/", "room/members/")) {
            String html = Answers.page(200, ann.get(page));
            assertTrue(html.contains("<strong dir=\"auto\">ann</strong>"), html);
        }
        Answers.page(200, signedIn("eva", "boss").get("admin/"));
        Answers.page(403, ann.get("admin/"));
        assertEquals("/chat/room/members/", Answers.redirect(ann.get("login/", "next", "/chat/room/members/")));
    }

    @Test
    void a_page_leads_to_the_sites_own_login_and_back_to_itself() throws Exception {
        String html = Answers.page(200, new Person(server.base()).get("rooms/", "page", "1"));

        assertTrue(html.contains(LOGIN.replace("&", "&amp;") + "%2Fchat%2Frooms%2F%3Fpage%3D1\""), html);
    }

    @Test
    void every_script_knows_the_person_also_when_it_waits() throws Exception {
        Person ben = signedIn("ben");
        Person cat = signedIn("cat");
        String latest = Answers.json(200, ben.get("get_latest_msg_id/", "room_id", ROOM))
                .get("id")
                .getAsString();

        CompletableFuture<HttpResponse<String>> poll =
                server.park(() -> ben.getAsync("get_messages/", "room_id", ROOM, "latest_message_id", latest));
        cat.say(Members.ROOM, "hello", UUID.randomUUID());

        Seen heard = Person.messages(poll.join()).get(0);
        assertEquals("cat: hello", heard.username() + ": " + heard.content());
        assertEquals(
                "Connected", cat.post("notify_users_list/", "room_id", ROOM).body());
        String users = ben.get("get_users_list/", "room_id", ROOM).body();
        assertTrue(users.contains("\"ben\"") && users.contains("\"cat\""), users);
    }

    @Test
    void names_that_differ_in_case_only_are_not_one_person() throws Exception {
        assertEquals("Dora", Members.nameOf(signedIn("Dora")));

        assertEquals("", Members.nameOf(signedIn("dora")));
        assertEquals("Dora", Members.nameOf(signedIn("Dora")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(guest) eve", "someone-whose-name-is-far-too-long-for-any-list-of-people-there-could-be"})
    void whoever_has_a_name_that_cannot_be_shown_is_told_so_and_is_nobody(String name) throws Exception {
        Person person = signedIn(name, "boss");

        assertEquals("", Members.nameOf(person));
        for (String page : List.of("login/", "room/members/", "admin/")) {
            String html = Answers.page(403, person.get(page));
            assertTrue(html.contains("The chat cannot show the name that you are signed in with: "), html);
        }
        Answers.jsonError(403, person.get("get_latest_msg_id/", "room_id", ROOM));
        Answers.page(200, person.get("room/lobby/../../rooms/"));
    }

    @Test
    void whoever_is_nobody_to_the_site_is_told_so_instead_of_being_sent_in_circles() throws Exception {
        HttpResponse<String> answer = new Person(server.base()).get("login/", "next", "/chat/room/members/");

        assertTrue(Answers.page(403, answer).contains("This site did not sign you in."), answer.body());
        assertTrue(Answers.header("Content-Security-Policy", answer).startsWith("default-src 'none'; "));
    }

    @Test
    void a_token_of_an_account_from_before_signs_nobody_in() throws Exception {
        Person person = new Person(server.base());

        HttpResponse<String> page = person.send(person.request("rooms/").header("Cookie", tokenOfBefore));

        assertFalse(Answers.page(200, page).contains("You are"), page.body());
        assertEquals(
                LOGIN + "%2Fchat%2Fadmin%2F",
                Answers.redirect(person.send(person.request("admin/").header("Cookie", tokenOfBefore))));
    }

    @Test
    void guests_come_as_ever_and_may_sign_in() throws Exception {
        Person gus = Person.guest(server.base(), "gus");
        gus.say("hello");
        assertEquals("(guest) gus", Members.nameOf(gus));

        gus.get("site/login", "name", "gustav", "role", "staff");

        assertEquals("gustav", Members.nameOf(gus));
        Answers.page(200, gus.get("room/members/"));
    }

    @Test
    void a_guest_cannot_take_the_name_of_somebody_whom_the_site_knows() throws Exception {
        signedIn("hugo").get("rooms/");

        Answers.page(400, new Person(server.base()).post("setguestname/", "guest_name", "HUGO"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"register/", "account/", "sign_out_everywhere/"})
    void what_belongs_to_accounts_of_our_own_is_not_there(String page) throws Exception {
        assertEquals(404, signedIn("ida").get(page).statusCode());
    }

    @Test
    void somebodys_account_is_made_once_however_much_they_ask_at_first_sight() throws Exception {
        int people = 10;
        Person browser = new Person(server.base());
        for (int i = 0; i < people; i++) {
            browser.get("site/login", "name", "first-sight-" + i, "role", "staff");
            Stream.generate(() -> browser.getAsync("get_latest_msg_id/", "room_id", ROOM))
                    .limit(16)
                    .toList()
                    .forEach(answer -> Answers.json(200, answer.join()));
        }

        try (var dataSource = DataSources.h2(data);
                Connection connection = dataSource.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT COUNT(*), COUNT(password_hash) FROM chat_account"
                                + " WHERE username LIKE 'first-sight-%'")) {
            row.next();
            assertEquals(people, row.getInt(1));
            assertEquals(0, row.getInt(2));
        }
    }

    @Test
    void links_and_redirects_lead_to_the_sites_own_login() throws Exception {
        Person nobody = new Person(server.base());
        String shown = "href=\"" + LOGIN.replace("&", "&amp;");

        assertEquals(LOGIN + "%2Fchat%2Froom%2Fmembers%2F", Answers.redirect(nobody.get("room/members/")));
        assertTrue(nobody.get("rooms/").body().contains(shown + "%2Fchat%2Frooms%2F\""));
        assertTrue(nobody.get("setguestname/", "room_slug", "lobby")
                .body()
                .contains(shown + "%2Fchat%2Froom%2Flobby%2F\""));
        assertTrue(Answers.json(401, nobody.get("get_latest_msg_id/", "room_id", ROOM))
                .get("login_url")
                .getAsString()
                .startsWith(LOGIN));
    }

    @Test
    void whoever_is_signed_in_has_a_link_to_the_sites_own_way_out() throws Exception {
        String page = signedIn("kim").get("rooms/").body();

        assertTrue(page.contains("<a href=\"/chat/site/logout\">Sign out</a>"), page);
        assertFalse(page.contains("/chat/logout/"), page);
    }
}
