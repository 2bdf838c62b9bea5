package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site whose container signs people in with a form of the site's own. */
class FormLoginTest {
    private static final String LOGIN = "/chat/login/?next=%2Fchat%2Froom%2Fmembers%2F";

    @AutoClose
    private static EmbeddedServer server;

    private Person person;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = EmbeddedServer.startSite(
                Members.makeRoom(folder.resolve("data")),
                Members.site(folder.resolve("site"))
                        .file("site/form.html", "<style>/* inline */</style> The site's own form")
                        .file("site/failed.html", "The site's own regret")
                        .file("site/session.jsp", """
                                <%@ page session="false" %>${pageContext.request.requestedSessionIdValid}""")
                        .webXml("""
                                <login-config>
                                    <auth-method>FORM</auth-method>
                                    <form-login-config>
                                        <form-login-page>/site/form.html</form-login-page>
                                        <form-error-page>/site/failed.html</form-error-page>
                                    </form-login-config>
                                </login-config>
                                """));
    }

    @BeforeEach
    void somebody_comes() {
        person = new Person(server.base());
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        person.get(LOGIN);
        return person.post("login/j_security_check", "j_username", name, "j_password", password);
    }

    private void signIn(String name) throws Exception {
        String back = Answers.header("Location", signIn(name, name));
        assertEquals("/chat/room/members/", Answers.redirect(person.get(back)));
    }

    @Test
    void a_room_for_accounts_leads_to_the_sites_form_and_from_there_into_the_room() throws Exception {
        assertEquals(LOGIN, Answers.redirect(person.get("room/members/")));
        HttpResponse<String> form = person.get(LOGIN);
        assertEquals(200, form.statusCode());
        assertTrue(form.body().contains("The site's own form"), form.body());

        signIn("bob");

        Answers.page(200, person.get("room/members/"));
        assertEquals("bob", Members.nameOf(person));
        assertEquals("/chat/rooms/", Answers.redirect(person.get("login/")));
    }

    @Test
    void nothing_but_being_framed_is_forbidden_to_the_sites_form() throws Exception {
        assertEquals("frame-ancestors 'none'", Answers.header("Content-Security-Policy", person.get(LOGIN)));
    }

    @Test
    void with_a_wrong_password_one_stays_nobody() throws Exception {
        HttpResponse<String> answer = signIn("bob", "guess");

        assertTrue(answer.body().contains("The site's own regret"), answer.body());
        assertEquals("", Members.nameOf(person));
        assertEquals(LOGIN, Answers.redirect(person.get("room/members/")));
    }

    @Test
    void whoever_has_the_role_runs_the_chat() throws Exception {
        assertEquals("/chat/login/?next=%2Fchat%2Fadmin%2F", Answers.redirect(person.get("admin/")));

        signIn("ada");

        Answers.page(200, person.get("admin/"));
    }

    @Test
    void whoever_lacks_the_role_does_not() throws Exception {
        signIn("bob");

        Answers.page(403, person.get("admin/"));
    }

    @Test
    void signing_out_ends_the_containers_session() throws Exception {
        signIn("bob");
        assertEquals("true", person.get("site/session.jsp").body());

        assertEquals("/chat/rooms/", Answers.redirect(person.post("logout/")));

        assertEquals("false", person.get("site/session.jsp").body());
        assertEquals("", Members.nameOf(person));
        assertEquals(LOGIN, Answers.redirect(person.get("room/members/")));
    }
}
