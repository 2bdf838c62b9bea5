package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody else's page acts in a visitor's name. */
class SameOriginTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data);
        ann = Person.guest(server.base(), "ann");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Sec-Fetch-Site, Origin, X-Requested-With, passes
                "same-origin, -, -, true",
                "none, -, -, true",
                "same-origin, http://evil.example, -, true", // the browser's own word counts
                "cross-site, -, -, false",
                "same-site, -, -, false",
                "Same-Origin, -, -, false",
                "'', -, -, false",
                "cross-site, -, XMLHttpRequest, false",
                "cross-site, http://HOST, XMLHttpRequest, false",
                "-, http://HOST, -, true",
                "-, https://HOST, -, true", // TLS ends at the proxy
                "-, http://localhost:1, -, false",
                "-, http://localhost, -, false",
                "-, http://HOST.evil.example, -, false",
                "-, http://evil.example/HOST, -, false",
                "-, http://evil@HOST, -, false",
                "-, HOST, -, false",
                "-, null, -, false",
                "-, '', -, false",
                "-, http://evil.example, XMLHttpRequest, false",
                "-, -, XMLHttpRequest, true",
                "-, -, -, false",
            })
    void a_post_with_a_cookie_passes_only_from_our_own_pages_and_from_scripts(
            String site, String origin, String requestedWith, boolean passes) throws Exception {
        HttpRequest.Builder request = ann.postOfForm("notify_users_list/", "room_id", "1");
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin.replace("HOST", server.base().getAuthority()));
        }
        if (requestedWith != null) {
            request.header("X-Requested-With", requestedWith);
        }
        HttpResponse<String> answer = ann.send(request);

        if (passes) {
            assertEquals("Connected", answer.body());
        } else {
            Answers.jsonError(403, answer);
        }
    }

    @Test
    void a_script_without_any_cookie_needs_no_header() throws Exception {
        Person script = new Person(server.base());

        assertEquals(
                302,
                script.send(script.postOfForm("setguestname/", "guest_name", "script"))
                        .statusCode());
    }

    @ParameterizedTest
    @EnumSource(names = {"SET_GUEST_NAME", "SEND_MESSAGE", "NOTIFY_USERS_LIST"})
    void from_another_site_no_row_does_anything(Row row) throws Exception {
        HttpRequest.Builder request = ann.postOfForm(row.path(), "room_id", "1", "message", "x", "guest_name", "eve")
                .header("Sec-Fetch-Site", "cross-site");
        HttpResponse<String> answer = ann.send(request);

        row.assertError(403, answer);
        assertEquals("", Answers.header("Set-Cookie", answer));
        assertEquals(
                "{\"id\":-1}", ann.get("get_latest_msg_id/", "room_id", "1").body());
    }

    @ParameterizedTest
    @CsvSource({"PUT", "DELETE", "PATCH", "NONSENSE"})
    void whatever_is_no_mere_reading_is_refused_alike(String method) throws Exception {
        Answers.jsonError(
                403,
                ann.send(ann.postOfForm("send_message/")
                        .method(method, BodyPublishers.noBody())
                        .header("Sec-Fetch-Site", "cross-site")));
    }

    @Test
    void a_link_from_another_site_may_lead_here() throws Exception {
        Answers.page(
                200,
                ann.send(HttpRequest.newBuilder(server.base().resolve("room/lobby/"))
                        .header("Sec-Fetch-Site", "cross-site")));
    }
}
