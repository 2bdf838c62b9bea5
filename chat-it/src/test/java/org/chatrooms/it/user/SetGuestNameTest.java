package org.chatrooms.it.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code POST setguestname/}. */
class SetGuestNameTest {
    @TempDir
    private static Path data;

    private static final FakeClock CLOCK = new FakeClock();

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data, CLOCK);
    }

    private static Person visitor() {
        return new Person(server.base());
    }

    private static HttpResponse<String> choose(Person person, String name) throws Exception {
        return person.post("setguestname/", "guest_name", name, "room_slug", "lobby");
    }

    @Test
    void the_form_asks_for_a_name_and_keeps_the_room_in_mind() throws Exception {
        String page = Answers.page(200, visitor().get("setguestname/", "room_slug", "lobby"));

        assertTrue(page.contains("name=\"guest_name\"") && page.contains("name=\"room_slug\" value=\"lobby\""), page);
    }

    @Test
    void the_form_knows_the_name_that_a_guest_has() throws Exception {
        String page = Answers.page(200, Person.guest(server.base(), "a\"ge<b>").get("setguestname/"));

        assertTrue(page.contains("value=\"a&#034;ge&lt;b&gt;\""), page);
    }

    @Test
    void a_name_leads_to_the_room_and_without_a_room_to_the_list() throws Exception {
        assertEquals("/chat/room/lobby/", Answers.redirect(choose(visitor(), "bea")));
        assertEquals("/chat/rooms/", Answers.redirect(visitor().post("setguestname/", "guest_name", "cleo")));
    }

    @Test
    void the_cookie_is_out_of_reach_for_scripts_and_other_sites_and_stays_below_the_mount() throws Exception {
        List<String> cookies = choose(visitor(), "dora").headers().allValues("Set-Cookie");

        assertEquals(1, cookies.size(), cookies.toString());
        List<String> attributes = List.of(cookies.get(0).split("; *"));
        assertTrue(attributes.containsAll(List.of("HttpOnly", "SameSite=Lax", "Path=/chat/")), cookies.get(0));
        assertFalse(attributes.contains("Secure"), "over plain HTTP the browser would throw it away");
        assertFalse(cookies.get(0).contains("dora"), cookies.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "12345678901234567890",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                "  trimmed here, so 20   ",
                "日本のカナ",
                "<b>&\"'"
            })
    void a_name_of_one_to_twenty_characters_is_taken(String name) throws Exception {
        Person guest = visitor();
        Answers.redirect(choose(guest, name));
        guest.say("hello");

        List<Person.Seen> all = guest.poll(-1);
        assertEquals("(guest) " + name.strip(), all.get(all.size() - 1).username());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "<b>45678901234567890x", "in\u200bvisible", "nul\u0000", "p\u0430ypal"})
    void any_other_is_400_and_the_form_again_with_what_was_typed(String name) throws Exception {
        HttpResponse<String> answer = choose(visitor(), name);

        String page = Answers.page(400, answer);
        assertEquals("", Answers.header("Set-Cookie", answer));
        assertTrue(page.contains("name=\"guest_name\" value=\"" + name.replace("<b>", "&lt;b&gt;")), page);
        assertTrue(page.contains("name=\"room_slug\" value=\"lobby\""), page);
    }

    @Test
    void a_name_is_free_again_when_its_guest_was_not_seen_for_a_minute() throws Exception {
        Person first = Person.guest(server.base(), "Émile");
        first.post("notify_users_list/", "room_id", "1");

        Answers.page(400, choose(visitor(), "éMILE"));
        assertEquals(302, choose(first, "émile").statusCode(), "it is their own");

        CLOCK.pass(Duration.ofSeconds(59), server);
        Answers.page(400, choose(visitor(), "émile"));
        CLOCK.pass(Duration.ofSeconds(2), server);
        assertEquals(302, choose(visitor(), "émile").statusCode());
    }

    @Test
    void whoever_changes_the_name_stays_the_same_person() throws Exception {
        Person guest = Person.guest(server.base(), "fay");
        UUID key = UUID.randomUUID();
        long sent = guest.say(Person.LOBBY, "once", key);

        choose(guest, "fayette");

        assertEquals(sent, guest.say(Person.LOBBY, "once", key));
    }

    @Test
    void a_poll_under_the_old_name_is_sent_home() throws Exception {
        Person guest = Person.guest(server.base(), "gil");
        long latest = guest.say("mark");
        var poll = server.park(
                () -> guest.getAsync("get_messages/", "room_id", "1", "latest_message_id", Long.toString(latest)));

        choose(guest, "gilbert");

        assertEquals("[]", poll.get(30, TimeUnit.SECONDS).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "\\\\evil.example",
                "/evil.example",
                "../../../",
                "lobby/../..",
                "lobby?next=//evil.example",
                "lobby\r\nLocation: //evil.example",
                "<script>",
                "lobby ",
            })
    void room_slug_leads_nowhere_but_to_a_room(String slug) throws Exception {
        for (HttpResponse<String> answer : List.of(
                visitor().get("setguestname/", "room_slug", slug),
                visitor().post("setguestname/", "guest_name", "hal", "room_slug", slug))) {
            assertFalse(Answers.page(400, answer).contains("evil"));
            assertEquals("", Answers.header("Location", answer) + Answers.header("Set-Cookie", answer));
        }
    }

    @Test
    void a_slug_that_is_given_twice_is_400() throws Exception {
        Answers.page(400, visitor().get("setguestname/", "room_slug", "lobby", "room_slug", "lobby"));
        Answers.page(
                400, visitor().post("setguestname/", "guest_name", "ida", "room_slug", "lobby", "room_slug", "lobby"));
    }
}
