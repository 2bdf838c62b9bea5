package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET} and {@code POST account/}. */
class PasswordChangeTest {
    private static final String ANOTHER = "battery staple horse";

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data);
        ann = Person.account(server.base(), "ann");
    }

    private static HttpResponse<String> change(Person person, String present, String wanted) throws Exception {
        return person.post("account/", "current_password", present, "new_password", wanted);
    }

    @Test
    void every_other_browser_is_signed_out_at_once_and_this_one_goes_on_with_a_new_cookie() throws Exception {
        Person bea = Person.account(server.base(), "bea");
        Person phone = Person.signedIn(server.base(), "bea");
        Person thief = bea.thief();
        String before = bea.cookie(Person.TOKEN);
        CompletableFuture<HttpResponse<String>> waiting =
                server.park(() -> phone.getAsync("get_messages/", "room_id", "1", "latest_message_id", "-1"));

        String page = Answers.page(200, change(bea, Person.PASSWORD, ANOTHER));

        assertTrue(page.contains("Your password is changed."), page);
        assertEquals("[]", waiting.get(10, TimeUnit.SECONDS).body());
        assertEquals("", phone.nameOnPages() + thief.nameOnPages());
        assertEquals("bea", bea.nameOnPages());
        assertNotEquals(before, bea.cookie(Person.TOKEN));
        Answers.page(400, new Person(server.base()).signIn("bea", Person.PASSWORD));
        Answers.redirect(new Person(server.base()).signIn("bea", ANOTHER));
    }

    @ParameterizedTest
    @CsvSource({
        "wrong horse battery, battery staple horse, That is not your present password.",
        "'', battery staple horse, That is not your present password.",
        "correct horse battery, short, A password has 8 to 128 characters.",
        "correct horse battery, '', A password has 8 to 128 characters.",
    })
    void what_is_refused_says_why_and_changes_nothing(String present, String wanted, String reason) throws Exception {
        HttpResponse<String> answer = change(ann, present, wanted);

        String page = Answers.page(400, answer);
        assertTrue(page.contains(reason), page);
        assertFalse(page.contains("horse"), page);
        assertEquals("", Answers.header("Set-Cookie", answer));
        assertEquals("ann", ann.nameOnPages());
        Answers.redirect(new Person(server.base()).signIn("ann", Person.PASSWORD));
    }

    @Test
    void nobody_and_a_guest_are_led_to_the_login_and_back() throws Exception {
        for (Person person : new Person[] {new Person(server.base()), Person.guest(server.base(), "gil")}) {
            assertEquals("/chat/login/?next=%2Fchat%2Faccount%2F", Answers.redirect(person.get("account/")));
            // What was sent cannot be sent again by going there.
            String login = "/chat/login/?next=%2Fchat%2Frooms%2F";
            assertEquals(login, Answers.redirect(change(person, Person.PASSWORD, ANOTHER)));
            assertEquals(login, Answers.redirect(person.post("sign_out_everywhere/")));
        }
    }
}
