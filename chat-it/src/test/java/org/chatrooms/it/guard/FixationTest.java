package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody slips a browser a cookie that they have too, and waits for it to be worth more. It never is. */
class FixationTest {
    private static final String SESAME = "open sesame";

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "admin", "ann");
        for (String name : new String[] {"one", "two", "changing"}) {
            DataFolder.makeRoom(data, new Room(0, name, name, "", true, true, DataFolder.hash(SESAME)));
        }
        server = EmbeddedServer.start(data);
    }

    private static Person somebodyWith(String cookie, Person attacker) throws Exception {
        Person victim = new Person(server.base());
        victim.plant(cookie, attacker.cookie(cookie));
        return victim;
    }

    private static HttpResponse<String> unlock(Person person, String room, String password) throws Exception {
        return person.post("unlock/", "room_slug", room, "password", password);
    }

    private static void mayEnter(Person person, String room) throws Exception {
        Answers.page(200, person.get("room/" + room + "/"));
    }

    private static void isAskedForThePassword(Person person, String room) throws Exception {
        String page = Answers.page(403, person.get("room/" + room + "/"));
        assertTrue(page.contains("name=\"room_slug\" value=\"" + room + "\""), page);
    }

    @Test
    void a_guests_cookie_that_was_planted_is_still_the_guests_after_its_browser_signed_in() throws Exception {
        Person attacker = Person.guest(server.base(), "eve");
        Person victim = somebodyWith(Person.TOKEN, attacker);

        victim.signIn("ann", Person.PASSWORD);

        assertEquals("ann", victim.nameOnPages());
        assertEquals("(guest) eve", attacker.nameOnPages());
        assertNotEquals(attacker.cookie(Person.TOKEN), victim.cookie(Person.TOKEN));
        assertEquals("/chat/login/?next=%2Fchat%2Faccount%2F", Answers.redirect(attacker.get("account/")));
    }

    @Test
    void nor_is_it_worth_more_after_its_browser_made_an_account() throws Exception {
        Person attacker = Person.guest(server.base(), "mallory");
        Person victim = somebodyWith(Person.TOKEN, attacker);

        victim.post("register/", "username", "bea", "password", Person.PASSWORD);

        assertEquals("bea", victim.nameOnPages());
        assertEquals("(guest) mallory", attacker.nameOnPages());
    }

    @Test
    void another_accounts_cookie_stays_that_accounts_when_its_browser_signs_in_as_somebody_else() throws Exception {
        Person attacker = Person.signedIn(server.base(), "ann");
        Person victim = somebodyWith(Person.TOKEN, attacker);

        victim.signIn("admin", Person.PASSWORD);

        assertEquals("ann", attacker.nameOnPages());
        Answers.page(403, attacker.get("admin/"));
        Answers.page(200, victim.get("admin/"));
    }

    @Test
    void each_sign_in_gives_a_token_of_its_own() throws Exception {
        Person browser = Person.signedIn(server.base(), "ann");
        String first = browser.cookie(Person.TOKEN);

        browser.signIn("ann", Person.PASSWORD);

        assertNotEquals(first, browser.cookie(Person.TOKEN));
    }

    @Test
    void keys_that_were_planted_open_nothing_that_their_browser_unlocks_afterwards() throws Exception {
        Person attacker = Person.guest(server.base(), "nick");
        Answers.redirect(unlock(attacker, "one", SESAME));
        Person victim = Person.guest(server.base(), "vic");
        victim.plant(Person.KEYS, attacker.cookie(Person.KEYS));

        assertEquals("/chat/room/two/", Answers.redirect(unlock(victim, "two", SESAME)));

        mayEnter(victim, "two");
        mayEnter(attacker, "one");
        isAskedForThePassword(attacker, "two");
    }

    @Test
    void keys_open_the_room_that_they_were_given_for_and_no_other_and_forged_ones_none() throws Exception {
        Person guest = Person.guest(server.base(), "gil");
        isAskedForThePassword(guest, "one");
        Answers.page(403, unlock(guest, "one", "open sesamf"));
        assertEquals("", guest.cookie(Person.KEYS));
        unlock(guest, "one", SESAME);
        mayEnter(guest, "one");
        isAskedForThePassword(guest, "two");

        String keys = guest.cookie(Person.KEYS);
        long one = AdminForms.roomId(Person.signedIn(server.base(), "admin"), "one");
        long two = AdminForms.roomId(Person.signedIn(server.base(), "admin"), "two");
        guest.plant(Person.KEYS, keys.replace("~" + one + "-", "~" + two + "-"));
        isAskedForThePassword(guest, "two");
        guest.plant(Person.KEYS, guest.cookie(Person.TOKEN)); // sealed too, but for something else
        isAskedForThePassword(guest, "two");
    }

    @Test
    void a_copy_of_the_keys_is_worth_nothing_once_the_room_has_another_password() throws Exception {
        Person guest = Person.guest(server.base(), "pat");
        unlock(guest, "changing", SESAME);
        mayEnter(guest, "changing");
        Person admin = Person.signedIn(server.base(), "admin");

        AdminForms.saved(
                admin,
                "id",
                Long.toString(AdminForms.roomId(admin, "changing")),
                "name",
                "changing",
                "allow_anonymous_access",
                "on",
                "is_private",
                "on",
                "password",
                "another one");

        isAskedForThePassword(guest, "changing");
        Answers.page(403, unlock(guest, "changing", SESAME));
        Answers.redirect(unlock(guest, "changing", "another one"));
        mayEnter(guest, "changing");
    }
}
