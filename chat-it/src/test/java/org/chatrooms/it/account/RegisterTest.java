package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code POST register/}. */
class RegisterTest {
    @TempDir
    private static Path data;

    @TempDir
    private Path otherData;

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data);
        ann = Person.account(server.base(), "Ann");
    }

    private static HttpResponse<String> register(Person person, String name, String password) throws Exception {
        return person.post("register/", "username", name, "password", password);
    }

    @Test
    void whoever_makes_an_account_is_signed_in_and_shown_without_the_mark_of_a_guest() throws Exception {
        assertEquals("Ann", ann.nameOnPages());
        ann.say("hello");
        assertEquals("Ann", ann.poll(-1).get(0).username());
    }

    @Test
    void one_goes_on_to_where_one_came_from_with_a_cookie_out_of_reach_for_scripts() throws Exception {
        Person bea = new Person(server.base());
        HttpResponse<String> answer = bea.post(
                "register/", "username", " bea ", "password", Person.PASSWORD, "next", "/chat/room/lobby/?x=1");

        assertEquals("/chat/room/lobby/?x=1", Answers.redirect(answer));
        List<String> attributes = List.of(Answers.header("Set-Cookie", answer).split("; *"));
        assertTrue(attributes.containsAll(List.of("HttpOnly", "SameSite=Lax", "Path=/chat/")), attributes.toString());
        assertEquals("bea", bea.nameOnPages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ANN", " Ann ", "\uff21nn"})
    void a_name_that_reads_like_somebody_elses_is_refused_and_stays_in_the_form(String name) throws Exception {
        Person other = new Person(server.base());
        HttpResponse<String> answer = register(other, name, Person.PASSWORD);

        String page = Answers.page(400, answer);
        assertTrue(page.contains("Somebody has that name already."), page);
        assertTrue(page.contains("name=\"username\" value=\"" + name + "\""), page);
        assertFalse(page.contains(Person.PASSWORD), page);
        assertEquals("", other.cookie(Person.TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567"})
    void a_short_password_is_refused_and_makes_no_account(String password) throws Exception {
        Person cleo = new Person(server.base());

        String page = Answers.page(400, register(cleo, "cleo", password));

        assertTrue(page.contains("A password has 8 to 128 characters."), page);
        assertTrue(page.contains("name=\"username\" value=\"cleo\""), page);
        assertEquals("", cleo.cookie(Person.TOKEN));
        Answers.page(400, cleo.signIn("cleo", password));
    }

    @Test
    void a_password_is_taken_up_to_128_characters() throws Exception {
        Answers.page(400, register(new Person(server.base()), "dora", "x".repeat(129)));
        Answers.redirect(register(new Person(server.base()), "dora", "x".repeat(128)));
    }

    @Test
    void a_request_that_makes_no_sense_makes_no_account_and_signs_nobody_in() throws Exception {
        Person eve = new Person(server.base());
        for (List<String> wrong : List.of(List.of("register/", "eve"), List.of("login/", "ann"))) {
            HttpResponse<String> answer = eve.post(
                    wrong.get(0),
                    "username",
                    wrong.get(1),
                    "password",
                    Person.PASSWORD,
                    "next",
                    "/chat/rooms/",
                    "next",
                    "/chat/rooms/");

            assertTrue(Answers.page(400, answer).contains("next is given more than once"));
            assertEquals("", Answers.header("Set-Cookie", answer));
        }
        Answers.page(400, eve.signIn("eve", Person.PASSWORD));
    }

    @Test
    void where_registration_is_off_there_is_no_such_page_and_no_link_to_it() throws Exception {
        try (EmbeddedServer closed = EmbeddedServer.start(otherData, Map.of("chatrooms.registration", "false"))) {
            Person visitor = new Person(closed.base());

            Answers.page(404, visitor.get("register/"));
            Answers.page(404, register(visitor, "ann", Person.PASSWORD));
            assertFalse(Answers.page(200, visitor.get("login/")).contains("register"));
        }
        assertTrue(Answers.page(200, new Person(server.base()).get("login/")).contains("/chat/register/"));
    }
}
