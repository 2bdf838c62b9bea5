package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chatrooms.loginUrl} names a page of another site. */
class LoginElsewhereTest {
    private static final String LOGIN = "https://login.example.org/in?next=";

    @Test
    void links_and_redirects_lead_there(@TempDir Path data) throws Exception {
        Map<String, String> settings =
                Map.of("chatrooms.authentication", "container", "chatrooms.loginUrl", "https://login.example.org/in");
        try (EmbeddedServer server = EmbeddedServer.start(Members.makeRoom(data), settings)) {
            Person nobody = new Person(server.base());

            assertEquals(LOGIN + "%2Fchat%2Froom%2Fmembers%2F", Answers.redirect(nobody.get("room/members/")));
            String page = Answers.page(200, nobody.get("rooms/"));
            assertTrue(page.contains("href=\"" + LOGIN + "%2Fchat%2Frooms%2F\""), page);
            String missing = Answers.page(404, nobody.get("nothing/here"));
            assertTrue(missing.contains("href=\"" + LOGIN + "%2Fchat%2Fnothing%2Fhere\""), missing);
        }
    }
}
