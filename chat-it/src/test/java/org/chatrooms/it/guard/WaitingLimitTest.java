package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests may wait at a time: two of a person here, five of an address. */
class WaitingLimitTest {
    private static final FakeClock CLOCK = new FakeClock();
    private static final String PERSONS = "You have this chat open too often";
    private static final String ADDRESSES = "Too many people chat from your network";

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person speaker;
    private static int guests;

    private Person ann;
    private long latest;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(
                data,
                CLOCK,
                Map.of(
                        "chatrooms.limits.enabled", "true",
                        "chatrooms.limits.messageBurst", "1000",
                        "chatrooms.limits.waitingPerPerson", "2",
                        "chatrooms.limits.waitingPerAddress", "5"));
        speaker = Person.guest(server.base(), "speaker");
    }

    @BeforeEach
    void somebody_comes_in() throws Exception {
        ann = Person.guest(server.base(), "ann" + ++guests);
        latest = speaker.say("mark");
    }

    /** Answers all polls, ends all lists, and finds out which streams nobody reads any more. */
    @AfterEach
    void nobody_waits_any_more() {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
            speaker.say("anybody there?");
            CLOCK.pass(Duration.ofSeconds(9), server);
            return server.waiting() == 0;
        });
    }

    private CompletableFuture<HttpResponse<String>> poll(Person person) {
        return server.park(
                () -> person.getAsync("get_messages/", "room_id", "1", "latest_message_id", Long.toString(latest)));
    }

    private CompletableFuture<HttpResponse<String>> usersList(Person person) {
        return server.park(() -> person.getAsync("get_users_list/", "room_id", "1"));
    }

    private HttpResponse<String> streamOf(Person person) throws Exception {
        return person.send(person.streamRequest("room_id", "1", "latest_message_id", Long.toString(latest)));
    }

    private static void refuses(String why, HttpResponse<String> answer) {
        assertEquals(why, Answers.jsonError(429, answer));
        assertTrue(Integer.parseInt(Answers.header("Retry-After", answer)) > 0);
    }

    private void refusesEverything(String why, Person person) throws Exception {
        refuses(why, poll(person).get(10, TimeUnit.SECONDS));
        refuses(why, usersList(person).get(10, TimeUnit.SECONDS));
        refuses(why, streamOf(person));
    }

    /** A moment after an answer came its request waits no more. */
    private void soonMayPoll(Person person) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> !poll(person).isDone());
    }

    @Test
    void the_third_poll_stream_or_list_is_429_and_others_may_wait() throws Exception {
        var first = poll(ann);
        var second = usersList(ann);

        refusesEverything(PERSONS, ann);

        assertFalse(first.isDone() || second.isDone(), "those who wait already wait on");
        Person bob = Person.guest(server.base(), "bob");
        assertFalse(poll(bob).isDone());
        assertFalse(poll(new Person(server.base())).isDone());
    }

    @Test
    void as_soon_as_one_is_answered_one_more_may_wait_and_who_was_refused_does_not_count() throws Exception {
        var first = poll(ann);
        var second = usersList(ann);
        for (int i = 0; i < 10; i++) {
            refuses(PERSONS, poll(ann).get(10, TimeUnit.SECONDS));
        }

        latest = speaker.say("news");
        assertEquals(1, Person.messages(first.get(10, TimeUnit.SECONDS)).size());
        assertFalse(second.isDone());

        soonMayPoll(ann);
        refusesEverything(PERSONS, ann);
    }

    @Test
    void what_is_answered_at_once_is_never_too_often() throws Exception {
        assertFalse(poll(ann).isDone());
        for (int i = 0; i < 20; i++) {
            assertEquals(1, ann.poll(latest - 1).size());
        }
        assertFalse(poll(ann).isDone());
    }

    @Test
    void a_stream_counts_until_it_is_cut() throws Exception {
        EventStream stream = ann.stream(Person.LOBBY, latest);
        assertFalse(poll(ann).isDone());
        refusesEverything(PERSONS, ann);

        stream.close();
        nobody_waits_any_more();
        latest = speaker.say("mark");

        assertFalse(poll(ann).isDone());
        assertFalse(poll(ann).isDone());
        refusesEverything(PERSONS, ann);
    }

    @Test
    void a_person_is_one_in_all_browsers() throws Exception {
        Person phone = ann.thief();
        assertFalse(poll(ann).isDone());
        assertFalse(poll(phone).isDone());

        refusesEverything(PERSONS, phone);
    }

    @Test
    void of_an_address_only_so_many_wait_and_whoever_is_refused_by_it_has_not_waited() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> visitors = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            visitors.add(poll(new Person(server.base())));
            assertFalse(visitors.get(i).isDone());
        }

        for (int i = 0; i < 3; i++) {
            refusesEverything(ADDRESSES, ann);
        }
        refusesEverything(ADDRESSES, new Person(server.base()));

        nobody_waits_any_more();
        latest = speaker.say("mark");
        assertFalse(poll(ann).isDone());
        assertFalse(poll(ann).isDone());
        refusesEverything(PERSONS, ann);
    }
}
