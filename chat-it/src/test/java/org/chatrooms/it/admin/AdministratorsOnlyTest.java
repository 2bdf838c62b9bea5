package org.chatrooms.it.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.chatrooms.it.harness.AdminForms;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Everything below {@code admin/} is for administrators. */
class AdministratorsOnlyTest {
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "NONSENSE");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person admin;
    private static Person account;
    private static List<Person> withoutAccount;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "admin", "ann");
        server = EmbeddedServer.start(data);
        admin = Person.signedIn(server.base(), "admin");
        account = Person.signedIn(server.base(), "ann");
        withoutAccount = List.of(new Person(server.base()), Person.guest(server.base(), "gil"));
    }

    private static HttpResponse<String> send(Person person, String method, String path) throws Exception {
        return person.send(person.postOfForm(path, AdminForms.room("name", "X"))
                .header("X-Requested-With", "XMLHttpRequest")
                .method(method, method.equals("POST") ? BodyPublishers.ofString("id=1") : BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @CsvSource({
        "admin/, ''",
        "admin, ''",
        "admin/room/, ''",
        "admin/room/, ?id=1",
        "admin/room, ?id=1",
        "admin/room/delete/, ?id=1",
        "admin/room/delete/, ?id=99",
        "admin/room/export/, ?id=1",
        "admin/work/, ''",
        "admin/people/, ''",
        "admin/people/, ?name=ann",
        "admin/people/erase/, ?id=1",
        "admin/people, ''",
        "admin/nothing/, ''",
    })
    void whoever_is_not_signed_in_goes_to_the_login_and_back_and_an_account_is_not_enough(String path, String query)
            throws Exception {
        for (String method : METHODS) {
            // What was sent cannot be sent again by going there.
            String next = method.equals("GET") || method.equals("HEAD") ? path + query : "rooms/";
            String login = "/chat/login/?next=" + URLEncoder.encode("/chat/" + next, StandardCharsets.UTF_8);
            for (Person person : withoutAccount) {
                assertEquals(login, Answers.redirect(send(person, method, path + query)), method);
            }
            HttpResponse<String> answer = send(account, method, path + query);
            assertEquals(403, answer.statusCode(), method);
            if (!method.equals("HEAD")) {
                assertTrue(Answers.page(403, answer).contains("This is for those who run the chat."), answer.body());
            }
        }
        assertTrue(Answers.page(200, admin.get("admin/")).contains("/room/lobby/"), "nothing was done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin;x=y/", "admin/;x/room/", "./admin/", "rooms/../admin/", "%61dmin/", "admin//room/"})
    void other_spellings_of_its_addresses_are_no_way_around(String path) throws Exception {
        for (Person person : withoutAccount) {
            assertEquals(302, person.get(path).statusCode());
        }
        assertEquals(403, account.get(path).statusCode());
    }

    @Test
    void an_address_that_no_header_can_hold_breaks_nothing() throws Exception {
        for (Person person : withoutAccount) {
            String login = Answers.redirect(person.get("admin/" + "%20".repeat(2000)));
            assertTrue(login.startsWith("/chat/login/?next="), login);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "admin/, 'GET'",
        "admin/room/, 'GET POST'",
        "admin/room/delete/, 'GET POST'",
        "admin/room/export/, 'GET'",
        "admin/work/, 'GET POST'",
        "admin/people/, 'GET POST'",
        "admin/people/erase/, 'GET POST'",
    })
    void an_administrator_gets_its_pages_which_nobody_may_frame_and_405_for_other_methods(String path, String methods)
            throws Exception {
        for (String method : METHODS) {
            HttpResponse<String> answer = send(admin, method, path + "?id=x");
            boolean isKnown = methods.contains(method) || method.equals("HEAD");
            assertFalse(answer.statusCode() == 405 && isKnown, method);
            assertFalse(answer.statusCode() != 405 && !isKnown, method);
            assertTrue(
                    Answers.header("Content-Security-Policy", answer).contains("frame-ancestors 'none'"),
                    answer.headers().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin/",
                "admin/room/",
                "admin/room/?id=1",
                "admin/room/delete/?id=1",
                "admin/room/export/?id=99",
                "admin/work/",
                "admin/people/",
                "admin/people/?name=ann",
                "admin/people/erase/?id=2",
                "account/",
                "account/delete/",
                "new_password/",
                "new_password/?link=x",
                "subscribers/",
                "subscribers/?room_slug=lobby",
                "login/",
                "register/"
            })
    void pages_on_which_a_click_does_something_may_not_be_framed_however_they_are_answered(String path)
            throws Exception {
        for (Person person : List.of(admin, account, withoutAccount.get(0))) {
            String policy = Answers.header("Content-Security-Policy", person.get(path));
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("frame-ancestors 'self'"), policy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999999999999"})
    void a_number_that_is_none_is_400_and_one_that_no_room_has_404(String id) throws Exception {
        Answers.page(400, admin.get("admin/room/", "id", id));
        Answers.page(400, admin.get("admin/room/delete/", "id", id));
        Answers.page(400, admin.get("admin/room/export/", "id", id));
        Answers.page(400, admin.get("admin/people/erase/", "id", id));
        Answers.page(400, admin.post("admin/people/erase/", "id", id));
        Answers.page(400, admin.post("admin/work/", "cancel", id));
        Answers.page(400, AdminForms.save(admin, "id", id, "name", "X"));
        Answers.page(400, admin.post("admin/room/delete/", "id", id));

        Answers.page(404, admin.get("admin/room/", "id", "-1"));
        Answers.page(404, admin.get("admin/room/delete/", "id", "99"));
        Answers.page(404, admin.get("admin/room/export/", "id", "99"));
        Answers.page(404, admin.get("admin/people/erase/", "id", "99"));
        Answers.page(404, admin.post("admin/people/erase/", "id", "99"));
        Answers.page(404, admin.post("admin/work/", "cancel", "99"));
        Answers.page(404, AdminForms.save(admin, "id", "99", "name", "X"));
        Answers.page(404, admin.post("admin/room/delete/", "id", "0"));
    }
}
