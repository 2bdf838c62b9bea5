package org.chatrooms.it.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.DatabaseServer;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.model.RoomRules;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.RoomRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room that keeps what is said for some days. */
class RetentionTest {
    private static final Room FORGETFUL = new Room(
            0, "Forgetful", "forgetful", "", true, false, Optional.empty(), new RoomRules(0, false, 0, false, 7));
    private static final ChatUser GIL = ChatUser.guest("gil", "gil");

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path data;

    /** What a node has of the room, in memory where it has that; also what has no text. */
    private static List<Seen> all(Person person, long room) throws Exception {
        return Person.messages(
                person.get("get_messages/", "room_id", Long.toString(room), "latest_message_id", "-1", "kinds", "all"));
    }

    private static List<String> texts(Person person, long room) throws Exception {
        return all(person, room).stream().map(Seen::content).toList();
    }

    private static CompletableFuture<HttpResponse<String>> poll(Person person, long room, Seen last) {
        return person.getAsync(
                "get_messages/",
                "room_id",
                Long.toString(room),
                "latest_message_id",
                Long.toString(last.id()),
                "latest_date",
                last.date());
    }

    private static void say(Person person, long room, String text) throws Exception {
        Answers.json(200, person.post("send_message/", "room_id", Long.toString(room), "message", text));
    }

    private static void awaitTexts(List<String> expected, Person person, long room) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> texts(person, room), expected::equals);
    }

    @Test
    void every_day_loses_what_is_older_and_nobodys_place_in_it_is_lost_silently() throws Exception {
        DataFolder.makePeople(data, "admin");
        long room = DataFolder.makeRoom(data, FORGETFUL, Map.<String, Role>of());
        List<String> old = IntStream.range(0, 450).mapToObj(i -> "old " + i).toList();
        DataFolder.say(data, room, GIL, clock.instant(), old);
        DataFolder.say(data, Person.LOBBY, GIL, clock.instant(), List.of("kept for good"));
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            Person guest = Person.guest(server.base(), "gus");
            clock.jump(Duration.ofDays(6), server);
            List<Seen> before = all(guest, room);
            assertEquals("old 0", before.get(0).content());
            say(guest, room, "new");
            Seen latest = Person.messages(
                            guest.get("get_messages/", "room_id", Long.toString(room), "latest_message_id", "450"))
                    .get(0);
            CompletableFuture<HttpResponse<String>> waiting = server.park(() -> poll(guest, room, latest));

            clock.jump(Duration.ofDays(1).plusSeconds(1), server);

            awaitTexts(List.of("new"), guest, room);
            assertEquals(List.of("new"), DataFolder.texts(data, room));
            assertEquals("[]", waiting.get(30, TimeUnit.SECONDS).body(), "whoever waits comes again");
            assertEquals(
                    "reset",
                    Answers.jsonError(409, poll(guest, room, before.get(0)).get(30, TimeUnit.SECONDS)));
            CompletableFuture<HttpResponse<String>> goesOn = server.park(() -> poll(guest, room, latest));
            say(guest, room, "newer");
            assertEquals(
                    "newer",
                    Person.messages(goesOn.get(30, TimeUnit.SECONDS)).get(0).content());
            assertEquals(List.of("kept for good"), texts(guest, Person.LOBBY));
            String page =
                    Answers.page(200, Person.signedIn(server.base(), "admin").get("admin/work/"));
            assertTrue(page.contains("Let go of old messages"), page);
            assertTrue(page.matches("(?s).*done\\s+· 450\\s+· by itself.*"), page);
        }
    }

    @Test
    void where_nobody_says_anything_any_more_the_latest_stays_without_its_text_and_numbers_go_on() throws Exception {
        long room = DataFolder.makeRoom(data, FORGETFUL, Map.<String, Role>of());
        DataFolder.say(data, room, GIL, clock.instant(), List.of("one", "two"));
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            Person guest = Person.guest(server.base(), "gus");
            Seen latest = all(guest, room).get(1);

            clock.jump(Duration.ofDays(8), server);

            awaitTexts(List.of(""), guest, room);
            assertEquals(List.of(""), DataFolder.texts(data, room));
            CompletableFuture<HttpResponse<String>> waiting = server.park(() -> poll(guest, room, latest));
            say(guest, room, "three");
            List<Seen> news = Person.messages(waiting.get(30, TimeUnit.SECONDS));
            assertEquals(List.of(3L), news.stream().map(Seen::id).toList());
        }
    }

    /** The other has a room in memory that somebody waits in, and learns of it as it learns of every change. */
    @Test
    void what_one_node_lets_go_of_no_other_shows_any_more() throws Exception {
        Map<String, String> settings = Map.of(
                "chatrooms.jdbc.url", DatabaseServer.POSTGRESQL.newDatabase(), "chatrooms.limits.enabled", "false");
        FakeClock others = new FakeClock();
        try (EmbeddedServer here = EmbeddedServer.start(data.resolve("a"), clock, settings);
                EmbeddedServer there = EmbeddedServer.start(data.resolve("b"), others, settings)) {
            long room;
            try (var dataSource = DataSources.server(settings.get("chatrooms.jdbc.url"), null, null)) {
                Database database = new Database(dataSource);
                room = new RoomRepository(database, new Changes(database, clock))
                        .create(FORGETFUL, Map.of())
                        .id();
            }
            here.tick();
            there.tick();
            Person guest = Person.guest(here.base(), "gus");
            say(guest, room, "old");
            say(guest, room, "latest of the old ones");
            Person elsewhere = guest.at(there.base());
            Seen latest = all(elsewhere, room).get(1);
            CompletableFuture<HttpResponse<String>> waiting = there.park(() -> poll(elsewhere, room, latest));

            clock.jump(Duration.ofDays(8), here);

            awaitTexts(List.of(""), guest, room);
            assertEquals(2, all(elsewhere, room).size(), "it has them in memory still");
            // This node says so a moment after it is so.
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
                others.pass(Duration.ofSeconds(3), there);
                return texts(elsewhere, room).equals(List.of(""));
            });
            assertEquals("[]", waiting.get(30, TimeUnit.SECONDS).body());
        }
    }
}
