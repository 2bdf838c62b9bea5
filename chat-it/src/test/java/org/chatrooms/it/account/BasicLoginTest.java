package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site whose container has the browser ask for name and password. */
class BasicLoginTest {
    @AutoClose
    private static EmbeddedServer server;

    private Person person;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = EmbeddedServer.startSite(
                Members.makeRoom(folder.resolve("data")),
                Members.site(folder.resolve("site")).webXml("""
                        <login-config><auth-method>BASIC</auth-method></login-config>
                        """));
    }

    @BeforeEach
    void somebody_comes() {
        person = new Person(server.base());
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = person.request("login/?next=%2Fchat%2Froom%2Fmembers%2F");
        return person.send(request.header("Authorization", "Basic " + credentials));
    }

    @Test
    void the_login_asks_the_browser_for_name_and_password() throws Exception {
        HttpResponse<String> answer = person.get("login/");

        assertEquals(401, answer.statusCode());
        String asked = Answers.header("WWW-Authenticate", answer);
        assertTrue(asked.startsWith("Basic "), asked);
    }

    @Test
    void whoever_has_a_wrong_password_is_asked_again() throws Exception {
        assertEquals(401, signIn("bob", "guess").statusCode());
        assertEquals("", Members.nameOf(person));
    }

    @Test
    void whoever_signed_in_stays_so_where_the_browser_sends_no_password() throws Exception {
        assertEquals("/chat/room/members/", Answers.redirect(signIn("bob", "bob")));

        Answers.page(200, person.get("room/members/"));
        assertEquals("bob", Members.nameOf(person));
        person.say(Members.ROOM, "hello", UUID.randomUUID());
        Answers.page(403, person.get("admin/"));
    }
}
