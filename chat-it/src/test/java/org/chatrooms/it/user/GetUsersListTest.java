package org.chatrooms.it.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET get_users_list/}. An answer says when it was made, so that how long it was held needs no stopwatch. */
class GetUsersListTest {
    private static final Duration QUARTER = Duration.ofMillis(250);

    @TempDir
    private static Path data;

    private static final FakeClock CLOCK = new FakeClock();

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;
    private static Person bob;
    private static Person visitor;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data, CLOCK);
        ann = Person.guest(server.base(), "ann");
        bob = Person.guest(server.base(), "bob");
        visitor = new Person(server.base());
    }

    @BeforeEach
    void everybody_is_gone() {
        CLOCK.pass(Duration.ofMinutes(2), server);
    }

    private static CompletableFuture<HttpResponse<String>> ask(Person person) {
        return server.park(() -> person.getAsync("get_users_list/", "room_id", "1"));
    }

    private static void enter(Person person) throws Exception {
        assertEquals(200, person.post("notify_users_list/", "room_id", "1").statusCode());
    }

    private record Listed(Instant now, Map<String, Instant> users) {}

    private static Listed listed(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        JsonObject json = Answers.json(200, answer.get(30, TimeUnit.SECONDS));
        Map<String, Instant> users = new TreeMap<>();
        for (JsonElement user : json.getAsJsonArray("users")) {
            JsonObject fields = user.getAsJsonObject();
            users.put(fields.get("username").getAsString(), date(fields));
        }
        return new Listed(instant(json.get("now").getAsString()), users);
    }

    private static Instant date(JsonObject user) {
        assertEquals(Set.of("username", "date"), user.keySet());
        return instant(user.get("date").getAsString());
    }

    /** Colon and six digits. */
    private static Instant instant(String date) {
        assertTrue(date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d:\\d{6}"), date);
        return Instant.parse(date.substring(0, 19) + "." + date.substring(20) + "Z");
    }

    private static Instant now() {
        return CLOCK.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    void the_list_has_the_shape_that_the_original_gave_it() throws Exception {
        CompletableFuture<HttpResponse<String>> question = ask(ann);
        CLOCK.pass(Duration.ofSeconds(1), server);

        JsonObject list = Answers.json(200, question.get(30, TimeUnit.SECONDS));

        assertEquals(Set.of("now", "users", "refresh"), list.keySet());
        assertEquals("\"8\"", list.get("refresh").toString());
        assertEquals(1, list.getAsJsonArray("users").size());
    }

    @Test
    void whoever_has_the_list_does_not_get_it_again_until_somebody_comes() throws Exception {
        CompletableFuture<HttpResponse<String>> first = ask(ann);
        CLOCK.pass(Duration.ofSeconds(8), server);
        String tag =
                first.get(30, TimeUnit.SECONDS).headers().firstValue("ETag").orElseThrow();

        CompletableFuture<HttpResponse<String>> second = askAgain(ann, tag);
        CLOCK.pass(Duration.ofSeconds(8), server);
        HttpResponse<String> same = second.get(30, TimeUnit.SECONDS);
        CompletableFuture<HttpResponse<String>> third = askAgain(ann, tag);
        enter(bob);
        CLOCK.pass(Duration.ofSeconds(1), server);

        assertEquals(304, same.statusCode());
        assertEquals("", same.body());
        assertEquals(tag, same.headers().firstValue("ETag").orElseThrow());
        assertEquals("%7B%7D", same.headers().firstValue("Chat-Standing").orElseThrow());
        assertEquals(Set.of("(guest) ann", "(guest) bob"), listed(third).users().keySet());
    }

    @Test
    void a_list_of_many_names_comes_whole() throws Exception {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            enter(Person.guest(server.base(), "one of many " + i));
            names.add("(guest) one of many " + i);
        }
        CompletableFuture<HttpResponse<String>> question = ask(visitor);
        CLOCK.pass(Duration.ofSeconds(8), server);

        assertEquals(names, listed(question).users().keySet());
    }

    private static CompletableFuture<HttpResponse<String>> askAgain(Person person, String tag) {
        return server.park(() ->
                person.sendAsync(person.request("get_users_list/?room_id=1").header("If-None-Match", tag)));
    }

    @Test
    void whoever_asks_is_listed_and_whoever_has_no_name_is_not() throws Exception {
        CompletableFuture<HttpResponse<String>> anns = ask(ann);
        CompletableFuture<HttpResponse<String>> visitors = ask(visitor);
        CLOCK.pass(Duration.ofSeconds(1), server);

        assertEquals(Set.of("(guest) ann"), listed(anns).users().keySet());
        assertEquals(Set.of("(guest) ann"), listed(visitors).users().keySet());
    }

    @Test
    void a_question_is_held_for_a_second_even_if_somebody_joins_at_once() throws Exception {
        Instant asked = now();
        CompletableFuture<HttpResponse<String>> question = ask(visitor);
        enter(ann);
        CLOCK.pass(Duration.ofMillis(750), server);
        enter(bob);
        CLOCK.pass(Duration.ofSeconds(2), server);

        Listed list = listed(question);
        assertEquals(asked.plusSeconds(1), list.now());
        assertEquals(Set.of("(guest) ann", "(guest) bob"), list.users().keySet());
    }

    @Test
    void without_any_news_it_is_held_for_six_to_eight_seconds() throws Exception {
        enter(ann);
        CLOCK.pass(Duration.ofSeconds(3), server);
        Instant asked = now();
        List<CompletableFuture<HttpResponse<String>>> questions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            questions.add(ask(visitor));
        }
        CLOCK.pass(Duration.ofSeconds(10), server);

        List<Instant> answered = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> question : questions) {
            answered.add(listed(question).now());
        }
        assertTrue(Collections.min(answered).isAfter(asked.plusSeconds(6)), answered.toString());
        assertFalse(Collections.max(answered).isAfter(asked.plusSeconds(8)), answered.toString());
    }

    @Test
    void a_join_answers_it_with_the_next_tick() throws Exception {
        CompletableFuture<HttpResponse<String>> question = ask(visitor);
        CLOCK.pass(Duration.ofSeconds(5), server);
        enter(bob);
        Instant joined = now();
        CLOCK.pass(Duration.ofSeconds(1), server);

        assertEquals(new Listed(joined.plus(QUARTER), Map.of("(guest) bob", joined)), listed(question));
    }

    @Test
    void somebody_who_is_not_seen_for_a_minute_is_gone_and_that_answers_it() throws Exception {
        enter(ann);
        Instant entered = now();
        CLOCK.pass(Duration.ofSeconds(56), server);
        CompletableFuture<HttpResponse<String>> question = ask(visitor);
        CLOCK.pass(Duration.ofSeconds(6), server);

        Listed list = listed(question);
        assertEquals(Map.of(), list.users());
        assertEquals(entered.plusSeconds(60), list.now());
    }

    @Test
    void whoever_polls_for_messages_is_present_and_never_seen_more_than_eight_seconds_ago() throws Exception {
        long latest = ann.say("mark");
        var poll = server.park(
                () -> ann.getAsync("get_messages/", "room_id", "1", "latest_message_id", Long.toString(latest)));
        List<CompletableFuture<HttpResponse<String>>> questions = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            questions.add(ask(visitor));
            CLOCK.pass(Duration.ofSeconds(1), server);
        }
        CLOCK.pass(Duration.ofSeconds(8), server);

        for (CompletableFuture<HttpResponse<String>> question : questions) {
            Listed list = listed(question);
            Instant seen = list.users().get("(guest) ann");
            assertFalse(seen.isBefore(list.now().minusSeconds(8)), list.toString());
        }
        assertFalse(poll.isDone());
    }
}
