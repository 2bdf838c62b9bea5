package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Another site's page sends what only ours may, from the browser of an administrator. */
class ForgedDeedTest {
    private static final String OURS = "https://www.example.org";

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person victim;

    /** Has a cookie, but not one of ours. */
    private static Person stranger;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "admin", "ann");
        DataFolder.makePeople(data, "another administrator"); // so that one may go
        DataFolder.makeRoom(data, new Room(0, "Locked", "locked", "", true, true, DataFolder.hash("open sesame")));
        server =
                EmbeddedServer.start(data, Map.of("chatrooms.allowedOrigins", OURS + ",https://chat.example.org:8443"));
        victim = Person.signedIn(server.base(), "admin");
        stranger = new Person(server.base());
        stranger.plant("theme", "dark");
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String site, String origin, String script) {
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin.replace("HOST", server.base().getAuthority()));
        }
        if (script != null) {
            request.header("X-Requested-With", script);
        }
        return request;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Sec-Fetch-Site, Origin, X-Requested-With
                "cross-site, -, -",
                "same-site, -, -",
                "Same-Origin, -, -",
                "'', -, -",
                "'same-origin, none', -, -",
                "cross-site, -, XMLHttpRequest",
                "cross-site, http://HOST, XMLHttpRequest",
                "cross-site, https://www.example.org, -",
                "-, http://localhost:1, -",
                "-, http://HOST.evil.example, -",
                "-, http://evil@HOST, -",
                "-, HOST, -",
                "-, null, -",
                "-, '', -",
                "-, null, XMLHttpRequest",
                "-, http://www.example.org, -",
                "-, https://www.example.org.evil.example, -",
                "-, https://www.example.org:444, -",
                "-, https://evil.www.example.org, -",
                "-, https://chat.example.org, -",
                "-, 'https://www.example.org, https://evil.example', -",
                "-, -, -",
            })
    void is_refused_and_nothing_is_done(String site, String origin, String script) throws Exception {
        for (Deed deed : Deed.values()) {
            HttpResponse<String> answer = victim.send(with(deed.by(victim), site, origin, script));

            Answers.page(403, answer);
            assertEquals("", Answers.header("Set-Cookie", answer), deed.name());
        }
        String rooms = Answers.page(200, victim.get("admin/"));
        assertTrue(rooms.contains("/room/lobby/") && !rooms.contains("Mallory"), rooms);
        assertFalse(Answers.page(200, victim.get("subscribers/", "room_slug", "lobby"))
                .contains(">ann<"));
        Answers.redirect(victim.signIn("admin", Person.PASSWORD)); // which is still the password
        Answers.redirect(new Person(server.base()).signIn("ann", Person.PASSWORD)); // who is not locked out
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "same-origin, -, -",
                "none, -, -",
                "same-origin, null, -",
                "-, http://HOST, -",
                "-, https://HOST, -",
                "-, https://www.example.org, -",
                "-, HTTPS://WWW.EXAMPLE.ORG, -",
                "-, https://chat.example.org:8443, -",
                "-, -, XMLHttpRequest",
            })
    void from_our_own_pages_and_from_scripts_the_same_passes(String site, String origin, String script)
            throws Exception {
        for (Deed deed : Deed.values()) {
            assertEquals(
                    deed.statusWithoutForm(),
                    stranger.send(with(stranger.postOfForm(deed.path()), site, origin, script))
                            .statusCode(),
                    deed.name());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Host as the proxy passes it on, Origin, passes
                "chat.example, https://chat.example, true",
                "chat.example:443, https://chat.example, true",
                "chat.example, https://chat.example:443, true",
                "chat.example:443, https://chat.example:443, true",
                "Chat.Example, https://chat.example, true",
                "chat.example:80, http://chat.example, true",
                "chat.example:8443, https://chat.example:8443, true",
                "[::1]:8443, https://[::1]:8443, true",
                "chat.example:8443, https://chat.example, false",
                "chat.example, https://chat.example:8443, false",
                "chat.example:4430, https://chat.example, false",
                "chat.example, https://chat.example.evil.example, false",
                "chat.example, https://evil.example, false",
                "chat.example, https://chat.example:443.evil.example, false",
                "chat.example, https://chat.example@evil.example, false",
                "chat.example, https://evil.example/chat.example, false",
                "chat.example, chat.example, false",
                "chat.example, //chat.example, false",
                "chat.example, null, false",
            })
    void where_tls_ends_at_a_proxy_the_origins_host_and_port_decide(String host, String origin, boolean passes)
            throws Exception {
        for (Deed deed : Deed.values()) {
            List<String> headers = new ArrayList<>(List.of("Host: " + host, "Origin: " + origin, "Cookie: theme=dark"));
            try (RawConnection connection = new RawConnection(server.base())) {
                connection.post(deed.path(), headers, "");
                String answer = connection.answer();

                int expected = passes ? deed.statusWithoutForm() : 403;
                assertTrue(answer.startsWith("HTTP/1.1 " + expected), () -> deed + " " + answer);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void no_link_does_it(Deed deed) throws Exception {
        HttpResponse<String> answer = victim.send(deed.by(victim).GET().header("Sec-Fetch-Site", "cross-site"));

        assertTrue(List.of(200, 302, 400, 405).contains(answer.statusCode()), answer.body());
        assertEquals("", Answers.header("Set-Cookie", answer));
        assertEquals("admin", victim.nameOnPages());
        AdminForms.roomId(victim, "lobby");
    }
}
