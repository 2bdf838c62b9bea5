package org.chatrooms.it.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET} and {@code POST subscribers/}: an owner decides who else may come in. */
class SubscribersTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person olga;
    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "olga", "otto", "ann", "bea");
        DataFolder.makeRoom(
                data,
                new Room(0, "Den", "den", "", true, true, Optional.empty()),
                Map.of("olga", Role.OWNER, "otto", Role.OWNER));
        server = EmbeddedServer.start(data);
        olga = Person.signedIn(server.base(), "olga");
        ann = Person.signedIn(server.base(), "ann");
    }

    private static HttpResponse<String> act(Person person, String act, String name) throws Exception {
        return person.post("subscribers/", "room_slug", "den", "username", name, "act", act);
    }

    private static String list() throws Exception {
        return Answers.page(200, olga.get("subscribers/", "room_slug", "den"));
    }

    @Test
    void an_owner_lets_somebody_in_and_puts_them_out_again_at_once_and_both_is_on_record() throws Exception {
        Answers.page(404, ann.get("room/den/"));

        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            assertEquals("/chat/subscribers/?room_slug=den", Answers.redirect(act(olga, "add", " ANN ")));
            Answers.page(200, ann.get("room/den/"));
            assertTrue(list().contains("<strong dir=\"auto\">ann</strong>"), list());

            Answers.redirect(act(olga, "remove", "ann"));
            Answers.page(404, ann.get("room/den/"));
            assertFalse(list().contains("<strong dir=\"auto\">ann</strong>"), list());
            assertEquals(
                    List.of("\"olga\" let into room 2 \"ann\"", "\"olga\" put out of room 2 \"ann\""), audit.lines());
        }
    }

    @Test
    void owners_come_and_go_by_an_administrator_alone() throws Exception {
        Answers.redirect(act(olga, "remove", "otto"));

        Answers.page(200, Person.signedIn(server.base(), "otto").get("subscribers/", "room_slug", "den"));
    }

    @Test
    void whoever_only_subscribes_decides_nothing_and_is_shown_no_link() throws Exception {
        Answers.redirect(act(olga, "add", "bea"));
        Person bea = Person.signedIn(server.base(), "bea");

        assertFalse(Answers.page(200, bea.get("room/den/")).contains("/subscribers/"));
        assertTrue(Answers.page(200, olga.get("room/den/")).contains("/subscribers/?room_slug=den"));
        assertEquals(403, bea.get("subscribers/", "room_slug", "den").statusCode());
        assertEquals(403, act(bea, "add", "ann").statusCode());
        assertEquals(403, act(bea, "remove", "bea").statusCode());
        Answers.page(404, ann.get("room/den/"));
        Answers.page(200, bea.get("room/den/"));
    }

    @Test
    void what_makes_no_sense_is_said_and_changes_nothing() throws Exception {
        String page = Answers.page(400, act(olga, "add", "nobody <b>"));
        assertTrue(page.contains("There is no account “nobody &lt;b&gt;”."), page);
        Answers.page(400, act(olga, "own", "ann"));
        Answers.page(400, olga.post("subscribers/", "room_slug", "den", "act", "add"));
        Answers.page(404, olga.get("subscribers/", "room_slug", "nowhere"));
        Answers.page(400, olga.get("subscribers/"));
        Answers.page(404, ann.get("room/den/"));
    }
}
