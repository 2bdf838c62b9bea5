package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out. */
class SignInTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data);
        Person.account(server.base(), "Zoë");
    }

    private static Person zoe() throws Exception {
        return Person.signedIn(server.base(), "Zoë");
    }

    /** A page without what is another each time. */
    private static String withoutNonceAnd(String name, String page) {
        return page.replaceAll("nonce=\"[^\"]*\"", "").replace("value=\"" + name + "\"", "");
    }

    private static CompletableFuture<HttpResponse<String>> poll(Person person) {
        return server.park(() -> person.getAsync("get_messages/", "room_id", "1", "latest_message_id", "-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoë", "ZOË", " Zoe\u0308 "})
    void the_name_may_be_written_in_every_way_that_reads_the_same(String name) throws Exception {
        Person person = new Person(server.base());

        assertEquals("/chat/rooms/", Answers.redirect(person.signIn(name, Person.PASSWORD)));
        assertEquals("Zoë", person.nameOnPages());
    }

    @Test
    void a_wrong_name_and_a_wrong_password_get_the_same_answer() throws Exception {
        Person visitor = new Person(server.base());
        String wrongPassword = Answers.page(400, visitor.signIn("Zoë", "correct horse"));
        String wrongName = Answers.page(400, visitor.signIn("Nobody", Person.PASSWORD));

        assertTrue(wrongName.contains("That name and password do not belong together."), wrongName);
        assertTrue(wrongName.contains("name=\"username\" value=\"Nobody\""), wrongName);
        assertEquals(withoutNonceAnd("Zoë", wrongPassword), withoutNonceAnd("Nobody", wrongName));
        assertEquals("", visitor.cookie(Person.TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\0", "Zoë\0", "' OR 1=1 --", "Zo%", "Zo_", "(guest) Zoë", "\u202eZoë", "<b>"})
    void whatever_else_somebody_types_is_a_wrong_name_and_no_error(String name) throws Exception {
        Answers.page(400, new Person(server.base()).signIn(name, Person.PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Correct horse battery", "correct horse battery ", "correct horse batter"})
    void only_the_whole_password_is_the_password(String password) throws Exception {
        Answers.page(400, new Person(server.base()).signIn("Zoë", password));
    }

    @Test
    void after_signing_out_a_copy_of_the_cookie_is_nobodys_at_once_and_another_browser_stays_signed_in()
            throws Exception {
        Person browser = zoe();
        Person other = zoe();
        Person thief = browser.thief();
        assertEquals("Zoë", thief.nameOnPages());

        HttpResponse<String> answer = browser.post("logout/");

        assertEquals("/chat/rooms/", Answers.redirect(answer));
        assertEquals("", browser.cookie(Person.TOKEN));
        assertEquals("", browser.nameOnPages() + thief.nameOnPages());
        Answers.redirect(thief.get("account/"));
        Answers.jsonError(401, thief.post("send_message/", "room_id", "1", "message", "I am Zoë"));
        assertEquals("Zoë", other.nameOnPages());
    }

    @Test
    void a_form_for_a_guests_name_that_was_open_before_signs_nobody_out() throws Exception {
        Person zoe = zoe();

        assertEquals(
                "/chat/room/lobby/",
                Answers.redirect(zoe.post("setguestname/", "guest_name", "gil", "room_slug", "lobby")));

        assertEquals("Zoë", zoe.nameOnPages());
    }

    @Test
    void a_guest_may_sign_out_too() throws Exception {
        Person guest = Person.guest(server.base(), "gil");

        guest.post("logout/");

        assertEquals("", guest.nameOnPages());
    }

    @Test
    void signing_out_everywhere_sends_all_browsers_home_at_once_and_leaves_other_people_alone() throws Exception {
        Person browser = Person.account(server.base(), "everywhere");
        Person phone = Person.signedIn(server.base(), "everywhere");
        Person other = zoe();
        CompletableFuture<HttpResponse<String>> waiting = poll(phone);
        CompletableFuture<HttpResponse<String>> othersWaiting = poll(other);

        assertEquals("/chat/rooms/", Answers.redirect(browser.post("sign_out_everywhere/")));

        assertEquals("[]", waiting.get(10, TimeUnit.SECONDS).body());
        assertEquals("", browser.nameOnPages() + phone.nameOnPages());
        Answers.redirect(phone.get("account/"));
        assertEquals("Zoë", other.nameOnPages());
        assertTrue(!othersWaiting.isDone(), "another's poll waits on");
        othersWaiting.cancel(true);
        assertEquals("everywhere", Person.signedIn(server.base(), "everywhere").nameOnPages());
    }

    @Test
    void signing_out_takes_the_rooms_along_that_this_browser_had_unlocked() throws Exception {
        for (String way : new String[] {"logout/", "sign_out_everywhere/"}) {
            Person browser = zoe();
            browser.plant(Person.KEYS, "whatever");

            HttpResponse<String> answer = browser.post(way);

            assertTrue(
                    answer.headers().allValues("Set-Cookie").stream()
                            .anyMatch(cookie -> cookie.startsWith(Person.KEYS + "=;")),
                    answer.headers().toString());
            assertEquals("", browser.cookie(Person.KEYS));
        }
    }

    @ParameterizedTest
    @CsvSource({"logout/", "sign_out_everywhere/"})
    void a_link_signs_nobody_out(String path) throws Exception {
        Person browser = zoe();

        Answers.page(405, browser.get(path));

        assertEquals("Zoë", browser.nameOnPages());
    }

    @Test
    void a_cookie_that_somebody_changed_is_nobodys() throws Exception {
        Person browser = zoe();
        String token = browser.cookie(Person.TOKEN);
        Stream<String> forgeries = Stream.of(
                token.replaceFirst("^ACCOUNT\\.\\d+", "ACCOUNT.1"),
                token.substring(0, token.length() - 1),
                token.substring(0, token.lastIndexOf('.')),
                token.substring(0, token.lastIndexOf('.') + 1),
                "." + token,
                token + ".",
                "ACCOUNT.1...." + token.substring(token.lastIndexOf('.')),
                "");

        for (String forged : forgeries.toList()) {
            assertNotEquals(token, forged);
            Person forger = new Person(server.base());
            forger.plant(Person.TOKEN, forged);
            assertEquals("", forger.nameOnPages(), forged);
        }
    }
}
