package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET} and {@code POST account/delete/}. */
class DeleteAccountTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "ann", "bea", "cleo");
        server = EmbeddedServer.start(data);
    }

    private static HttpResponse<String> delete(Person person, String password) throws Exception {
        return person.post("account/delete/", "current_password", password);
    }

    @Test
    void what_was_said_stays_and_the_rest_is_gone_from_every_browser() throws Exception {
        Person ann = Person.signedIn(server.base(), "ann");
        Person phone = Person.signedIn(server.base(), "ann");
        long id = ann.say("remember me");

        assertEquals("/chat/rooms/", Answers.redirect(delete(ann, Person.PASSWORD)));

        assertEquals("", ann.nameOnPages() + phone.nameOnPages());
        assertEquals("", ann.cookie(Person.TOKEN));
        Answers.page(400, new Person(server.base()).signIn("ann", Person.PASSWORD));
        Person reader = Person.guest(server.base(), "reader");
        assertEquals("ann", reader.poll(id - 1).get(0).username());
        assertFalse(Answers.page(200, reader.get("room/lobby/")).contains("<bdi>ann</bdi>"), "and nobody is here");
        Person.account(server.base(), "ann"); // the name is free
    }

    @Test
    void a_wrong_password_deletes_nothing() throws Exception {
        Person bea = Person.signedIn(server.base(), "bea");

        String page = Answers.page(400, delete(bea, "a guess"));

        assertTrue(page.contains("That is not your password."), page);
        assertEquals("bea", bea.nameOnPages());
        Answers.page(200, bea.get("account/delete/"));
    }

    @Test
    void whoever_alone_runs_the_chat_cannot_go() throws Exception {
        Person root = Person.signedIn(server.base(), "root");

        String page = Answers.page(400, delete(root, Person.PASSWORD));

        assertTrue(page.contains("You alone run this chat"), page);
        Answers.page(200, root.get("admin/"));
    }

    @Test
    void nobody_and_a_guest_have_none() throws Exception {
        for (Person person : new Person[] {new Person(server.base()), Person.guest(server.base(), "gil")}) {
            assertEquals(
                    "/chat/login/?next=%2Fchat%2Faccount%2Fdelete%2F", Answers.redirect(person.get("account/delete/")));
            Answers.redirect(delete(person, Person.PASSWORD));
        }
    }
}
