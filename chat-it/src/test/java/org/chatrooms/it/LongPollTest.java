package org.chatrooms.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that wait: many of them, without threads, and none of them for ever. */
class LongPollTest {
    private static final int MANY = 2_000;
    private static final int REQUEST_THREADS = 20;

    @TempDir
    private Path data;

    private final FakeClock clock = new FakeClock();

    private static CompletableFuture<HttpResponse<String>> poll(Person person, long latest) {
        return person.getAsync("get_messages/", "room_id", "1", "latest_message_id", Long.toString(latest));
    }

    private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> request) throws Exception {
        return request.get(60, TimeUnit.SECONDS);
    }

    @Test
    void a_message_between_two_polls_comes_at_once_with_the_second() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            Person ann = Person.guest(server.base(), "ann");
            long mark = ann.say("mark");
            var first = server.park(() -> poll(ann, mark));
            clock.pass(Duration.ofSeconds(25), server);
            assertEquals("[]", answer(first).body());

            long between = ann.say("between");

            assertEquals(List.of(between), ids(answer(poll(ann, mark))));
        }
    }

    private static List<Long> ids(HttpResponse<String> answer) throws Exception {
        return Person.messages(answer).stream().map(Seen::id).toList();
    }

    @Test
    void two_thousand_polls_wait_on_twenty_threads_and_one_message_reaches_them_all() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock, REQUEST_THREADS)) {
            Person ann = Person.guest(server.base(), "ann");
            long mark = ann.say("mark");
            List<RawConnection> crowd = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                RawConnection somebody = new RawConnection(server.base());
                crowd.add(somebody);
                somebody.get("get_messages/?room_id=1&latest_message_id=" + mark);
            }
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> server.parked() == MANY);

            assertEquals(MANY, server.waiting());
            Answers.page(200, ann.get("room/lobby/"));
            Answers.page(200, new Person(server.base()).get("rooms/"));
            long news = ann.say("news");

            for (RawConnection somebody : crowd) {
                String answer = somebody.answer();
                assertTrue(
                        answer.endsWith("\"content\":\"news\"}]") && answer.contains("[{\"message_id\":" + news),
                        answer);
                somebody.close();
            }
        }
    }

    @Test
    void a_stop_answers_everybody_who_waits_before_the_connections_go() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> lists = new ArrayList<>();
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            Person ann = Person.guest(server.base(), "ann");
            long mark = ann.say("mark");
            for (int i = 0; i < 50; i++) {
                polls.add(server.park(() -> poll(ann, mark)));
                lists.add(server.park(() -> ann.getAsync("get_users_list/", "room_id", "1")));
            }
        }

        for (CompletableFuture<HttpResponse<String>> poll : polls) {
            assertEquals(
                    "200 []", answer(poll).statusCode() + " " + answer(poll).body());
        }
        for (CompletableFuture<HttpResponse<String>> list : lists) {
            assertEquals(
                    1, Answers.json(200, answer(list)).getAsJsonArray("users").size());
        }
    }

    @Test
    void a_client_that_went_away_is_let_go_at_the_end_of_its_hold() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            try (RawConnection poll = new RawConnection(server.base());
                    RawConnection list = new RawConnection(server.base())) {
                poll.get("get_messages/?room_id=1&latest_message_id=-1");
                list.get("get_users_list/?room_id=1");
                Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> server.parked() == 2);
            }

            clock.pass(Duration.ofSeconds(25), server);

            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> server.waiting() == 0);
        }
    }
}
