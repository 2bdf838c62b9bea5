package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look like somebody else's: "admin" and "Straße" have accounts, the guest "Éva" is here. */
class LookAlikeNamesTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "admin", "Straße");
        server = EmbeddedServer.start(data);
        Person.guest(server.base(), "Éva").post("notify_users_list/", "room_id", "1");
    }

    private static HttpResponse<String> asGuest(String name) throws Exception {
        return new Person(server.base()).post("setguestname/", "guest_name", name);
    }

    private static HttpResponse<String> asAccount(String name) throws Exception {
        return new Person(server.base()).post("register/", "username", name, "password", Person.PASSWORD);
    }

    private static void isRefused(HttpResponse<String> answer) {
        Answers.page(400, answer);
        assertEquals("", Answers.header("Set-Cookie", answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "ADMIN",
                " Admin ",
                "\u00a0admin\u3000",
                "\uff41\uff44\uff4d\uff49\uff4e", // full width
                "\u24d0\u24d3\u24dc\u24d8\u24dd", // in circles
                "\ud835\udc1a\ud835\udc1d\ud835\udc26\ud835\udc22\ud835\udc27", // mathematical
                "adm\u2170n", // a Roman numeral
                "adm\u0131n", // without a dot
                "admi\u0307n", // with a dot of its own
                "ADM\u0130N",
                "\u0430dmin", // Cyrillic a
                "\u0430\u0501m\u0456n",
                "\u03b1dmin", // Greek alpha
                "adm\u03b9n",
                "\u13aadmin", // Cherokee
                "ad\u200bmin", // nothing to see
                "admin\u200d",
                "\ufeffadmin",
                "ad\u00admin",
                "admin\u2060",
                "ad\u034fmin",
                "admin\u3164",
                "admin\u2800",
                "admin\ufe0e",
                "\u202eadmin", // from right to left
                "nimda\u202e",
                "\u2066admin\u2069",
                "\u200eadmin",
                "ad\u0000min",
                "ad\nmin",
                "\u0301admin",
                "STRASSE",
                "stra\u1e9ee",
                "\u017ftra\u00dfe", // long s
                "(guest) x",
                "(GUEST) x",
                " (guest)x",
                "\uff08guest\uff09 x",
                "(\u24d6uest) x",
                "(gue\u017ft) x",
            })
    void is_refused_to_guests_and_to_accounts(String name) throws Exception {
        isRefused(asGuest(name));
        isRefused(asAccount(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Éva", "éva", "E\u0301VA", " ÉVA ", "\uff25\u0301va"})
    void a_guest_who_is_here_keeps_the_name_to_themselves(String name) throws Exception {
        isRefused(asGuest(name));
    }

    @Test
    void a_guest_whose_name_became_an_accounts_has_to_choose_another() throws Exception {
        Person guest = Person.guest(server.base(), "ida");
        Answers.page(200, guest.get("room/lobby/"));

        Person account = Person.account(server.base(), "Ida");

        assertEquals("/chat/setguestname/?room_slug=lobby", Answers.redirect(guest.get("room/lobby/")));
        isRefused(asGuest("ida"));
        assertEquals("Ida", account.nameOnPages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin2", "ad min", "Ева", "Strasbourg"})
    void what_only_resembles_it_is_somebody_elses(String name) throws Exception {
        Answers.redirect(asGuest(name));
    }
}
