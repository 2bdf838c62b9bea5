package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guessing passwords is slow: two tries a minute here. */
class SignInLimitTest {
    private static final FakeClock CLOCK = new FakeClock();

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(
                data,
                CLOCK,
                Map.of(
                        "chatrooms.limits.enabled", "true",
                        "chatrooms.limits.signInsPerMinute", "2",
                        "chatrooms.limits.roomPasswordsPerMinute", "2"));
        Person.account(server.base(), "ann");
        Person.account(server.base(), "bea");
    }

    private static HttpResponse<String> signIn(String name, String password) throws Exception {
        return new Person(server.base()).signIn(name, password);
    }

    private static void tooMany(HttpResponse<String> answer) {
        assertTrue(Answers.page(429, answer).contains("Too many tries"), answer.body());
        assertEquals("30", Answers.header("Retry-After", answer).replace("31", "30"));
    }

    @Test
    void after_too_many_tries_even_the_right_password_has_to_wait_and_another_name_has_not() throws Exception {
        Answers.page(400, signIn("ann", "wrong password"));
        Answers.page(400, signIn("ANN", "wrong password"));

        tooMany(signIn("ann", Person.PASSWORD));
        tooMany(signIn(" \uff21nn", Person.PASSWORD));
        Answers.redirect(signIn("bea", Person.PASSWORD));

        CLOCK.pass(Duration.ofSeconds(31), server);
        Answers.redirect(signIn("ann", Person.PASSWORD));
    }

    @Test
    void names_that_nobody_has_are_limited_alike() throws Exception {
        Answers.page(400, signIn("nobody", "wrong password"));
        Answers.page(400, signIn("nobody", "wrong password"));

        tooMany(signIn("nobody", "wrong password"));
    }

    @Test
    void names_too_long_for_an_account_are_one_name_so_that_they_fill_no_memory() throws Exception {
        Answers.page(400, signIn("x".repeat(60_000), "wrong password"));
        Answers.page(400, signIn("x".repeat(60_001), "wrong password"));

        tooMany(signIn("x".repeat(60_002), "wrong password"));
    }

    @Test
    void guessing_the_present_password_of_an_open_browser_is_limited_alike() throws Exception {
        Person cleo = Person.account(server.base(), "cleo");
        String[] guess = {"current_password", "a guess", "new_password", "battery staple"};
        Answers.page(400, cleo.post("account/", guess));
        Answers.page(400, cleo.post("account/", guess));

        tooMany(cleo.post("account/", guess));
    }

    @Test
    void guessing_a_rooms_password_is_limited_whatever_name_one_takes() throws Exception {
        Person admin = Person.administrator(server.base(), data);
        AdminForms.saved(
                admin, "name", "Locked", "allow_anonymous_access", "on", "is_private", "on", "password", "open sesame");
        String[] guess = {"room_slug", "locked", "password", "a guess"};
        assertEquals(403, new Person(server.base()).post("unlock/", guess).statusCode());
        assertEquals(
                403, Person.guest(server.base(), "gil").post("unlock/", guess).statusCode());

        tooMany(admin.post("unlock/", guess));
        tooMany(new Person(server.base()).post("unlock/", "room_slug", "locked", "password", "open sesame"));
    }
}
