package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody kept a copy of what we signed - a cookie, or a link - and comes with it when it is worth nothing any
 * more.
 */
class ReplayTest {
    private static final Pattern LINK = Pattern.compile("/chat/new_password/\\?link=([A-Za-z0-9~._-]+)");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person root;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "ann", "bea", "cleo");
        server = EmbeddedServer.start(data);
        root = Person.signedIn(server.base(), "root");
    }

    private static HttpResponse<String> act(String act, String name) throws Exception {
        return root.post("admin/people/", "id", AdminForms.accountId(root, name), "act", act);
    }

    private static String linkFor(String name) throws Exception {
        Matcher link = LINK.matcher(Answers.page(200, act("link", name)));
        assertTrue(link.find());
        return link.group(1);
    }

    private static void opensNothing(String link) throws Exception {
        Answers.page(410, new Person(server.base()).get("new_password/", "link", link));
        Answers.page(
                410,
                new Person(server.base()).post("new_password/", "link", link, "new_password", "chosen by mallory"));
    }

    private static void isNobody(Person person) throws Exception {
        assertEquals("", person.nameOnPages());
        Answers.redirect(person.get("account/"));
        Answers.jsonError(401, person.post("send_message/", "room_id", "1", "message", "it is me"));
    }

    @Test
    void of_a_deleted_account_also_when_somebody_else_has_its_name() throws Exception {
        Person ann = Person.signedIn(server.base(), "ann");
        Person thief = ann.thief();
        String link = linkFor("ann");
        CompletableFuture<HttpResponse<String>> waiting =
                server.park(() -> thief.getAsync("get_messages/", "room_id", "1", "latest_message_id", "99"));

        Answers.redirect(ann.post("account/delete/", "current_password", Person.PASSWORD));
        assertEquals("[]", waiting.get(10, TimeUnit.SECONDS).body());
        isNobody(thief);
        Person another = Person.account(server.base(), "ann");

        isNobody(thief);
        opensNothing(link);
        assertEquals("ann", another.nameOnPages());
    }

    @Test
    void of_a_disabled_account_also_when_it_is_enabled_again() throws Exception {
        Person thief = Person.signedIn(server.base(), "bea");
        String link = linkFor("bea");
        CompletableFuture<HttpResponse<String>> waiting =
                server.park(() -> thief.getAsync("get_messages/", "room_id", "1", "latest_message_id", "99"));

        Answers.redirect(act("disable", "bea"));
        assertEquals("[]", waiting.get(10, TimeUnit.SECONDS).body());
        isNobody(thief);
        opensNothing(link);
        Answers.redirect(act("enable", "bea"));

        isNobody(thief);
        opensNothing(link);
    }

    @Test
    void nothing_that_we_signed_is_good_for_anything_else() throws Exception {
        Person cleo = Person.signedIn(server.base(), "cleo");
        String link = linkFor("cleo");
        String token = cleo.cookie(Person.TOKEN);
        Person forger = new Person(server.base());

        forger.plant(Person.TOKEN, link);
        isNobody(forger);
        forger.plant(Person.KEYS, link);
        Answers.page(200, forger.get("rooms/"));
        opensNothing(token);
        opensNothing(link.replaceFirst("\\..*", token.substring(token.lastIndexOf('.'))));
        assertEquals("cleo", cleo.nameOnPages());
    }
}
