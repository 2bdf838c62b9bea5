package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.handler.LocalPresenceStore;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.EventStream.Event;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.chatrooms.model.Room;
import org.chatrooms.policy.PrivateRooms;
import org.chatrooms.repository.Database;
import org.chatrooms.spi.AccessRequest;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.RoomSignals;
import org.chatrooms.web.push.StreamDelivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get_messages/} as a stream: in the lobby there are three messages for good, elsewhere people talk. */
class EventStreamTest {
    private static final long TALK = 2;
    private static final long CROWDED = 3;
    private static final long DISCREET = 4;
    private static final long MEMBERS = 5;
    private static final long LOCKED = 6;
    private static final long BROKEN = 7;

    private static final FakeClock CLOCK = new FakeClock();

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person visitor;
    private static Person ann;
    private static List<Seen> lobby;

    private final List<EventStream> streams = new ArrayList<>();

    /** A store in which a crowd can come and go that nobody has to be. */
    public static final class Crowd extends LocalPresenceStore {
        private static volatile int size;
        private static RoomSignals signals;

        @Override
        public void start(HandlerContext chat) {
            super.start(chat);
            signals = chat.signals();
        }

        static void is(int count) {
            size = count;
            signals.usersChanged(CROWDED);
        }

        static List<String> names(int from, int to) {
            return IntStream.range(from, to).mapToObj("%04d"::formatted).toList();
        }

        @Override
        public List<Presence> present(long roomId) {
            Stream<Presence> crowd =
                    names(0, roomId == CROWDED ? size : 0).stream().map(name -> new Presence(name, CLOCK.instant()));
            return Stream.concat(crowd, super.present(roomId).stream()).toList();
        }
    }

    /** Nobody learns who is in one of the rooms. */
    public static final class Discretion extends PrivateRooms {
        @Override
        public boolean permits(AccessRequest request, Optional<ChatUser> user) {
            return super.permits(request, user)
                    && (request.room().id() != DISCREET || request.action() != AccessRequest.Action.SEE_USERS);
        }
    }

    /** The table of the messages of one room is gone. */
    public static final class HalfBroken extends LocalMessageHandler {
        private Database database;

        @Override
        public void start(HandlerContext chat) {
            super.start(chat);
            database = new Database(chat.dataSource());
        }

        @Override
        public List<? extends ChatMessage> recentMessages(long roomId, int count) {
            return roomId == BROKEN ? broken() : super.recentMessages(roomId, count);
        }

        private List<? extends ChatMessage> broken() {
            return database.run(connection -> {
                connection.prepareStatement("SELECT * FROM gone").close();
                return List.of();
            });
        }
    }

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "bob", "dora");
        EmbeddedServer.makeRooms(
                data,
                Room.open("Talk", "talk", ""),
                Room.open("Crowded", "crowded", ""),
                Room.open("Discreet", "discreet", ""),
                new Room(0, "Members", "members", "", false, false, Optional.empty()),
                new Room(0, "Locked", "locked", "", true, true, DataFolder.hash("open sesame")),
                Room.open("Broken", "broken", ""));
        server = EmbeddedServer.start(
                data,
                CLOCK,
                Map.of(
                        "chatrooms.presenceStoreClass",
                        Crowd.class.getName(),
                        "chatrooms.accessPolicyClass",
                        Discretion.class.getName(),
                        "chatrooms.messageHandlerClass",
                        HalfBroken.class.getName()));
        visitor = new Person(server.base());
        ann = Person.guest(server.base(), "ann");
        for (String text : List.of("one", "<b>two</b>\r\nid: 7\n\nevent: reset \uD83D\uDE00 \u2028\"", "three")) {
            ann.say(text);
            CLOCK.pass(Duration.ofSeconds(1), server);
        }
        lobby = visitor.poll(-1);
    }

    @AfterEach
    void hangUp() {
        streams.forEach(EventStream::close);
    }

    private EventStream open(Person person, long room, long latest) throws Exception {
        EventStream stream = person.stream(room, latest);
        streams.add(stream);
        assertEquals(200, stream.response().statusCode(), stream::awaitEnd);
        return stream;
    }

    private EventStream resume(long room, String lastEventId) throws Exception {
        EventStream stream = visitor.resume(room, lastEventId);
        streams.add(stream);
        assertEquals(200, stream.response().statusCode(), stream::awaitEnd);
        return stream;
    }

    private static void say(long room, String text) throws Exception {
        ann.say(room, text, UUID.randomUUID());
    }

    private static long latest(long room) throws Exception {
        return Answers.json(200, ann.get("get_latest_msg_id/", "room_id", Long.toString(room)))
                .get("id")
                .getAsLong();
    }

    /** What streams are asked for that do not begin. */
    private static HttpResponse<String> refused(Person person, String... parameters) throws Exception {
        return person.send(person.streamRequest(parameters));
    }

    @Test
    void a_stream_says_what_it_is_and_that_nobody_may_keep_it() throws Exception {
        HttpResponse<?> answer = open(visitor, Person.LOBBY, -1).response();

        assertEquals("text/event-stream;charset=UTF-8", Answers.header("Content-Type", answer));
        assertEquals("no-store, no-transform", Answers.header("Cache-Control", answer));
        assertEquals("no", Answers.header("X-Accel-Buffering", answer));
        assertEquals("nosniff", Answers.header("X-Content-Type-Options", answer));
    }

    @Test
    void messages_are_events_of_one_line_whose_id_is_the_cursor_that_they_lead_to() throws Exception {
        EventStream stream = open(visitor, Person.LOBBY, 1);
        stream.await(opened -> opened.text().contains("retry"));

        String date = "2026-02-03T04:05:07:123456";
        assertEquals(
                "id: 2:" + date + "\nevent: message\ndata: {\"message_id\":2,\"username\":\"(guest) ann\",\"date\":\""
                        + date
                        + "\",\"content\":\"\\u003cb\\u003etwo\\u003c/b\\u003e\\r\\nid: 7\\n\\nevent: reset \uD83D\uDE00"
                        + " \\u2028\\\"\"}",
                stream.text().split("\n\n", -1)[0]);
        assertEquals(lobby.subList(1, 3), stream.messages());
        assertEquals("3:" + lobby.get(2).date(), stream.events("message").get(1).id());
        assertTrue(stream.text().contains("\n\nretry: 200\n\n"), stream::toString);
    }

    @Test
    void a_stream_goes_on_with_what_is_said_later() throws Exception {
        EventStream stream = open(visitor, TALK, latest(TALK));

        say(TALK, "first");
        stream.awaitMessage("first");
        say(TALK, "second");

        assertEquals(List.of("first", "second"), stream.awaitMessage("second"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3",
        "-1:2026-02-03T04:05:06:123456, 3",
        "1, 2",
        "1:2026-02-03T04:05:06:123456, 2",
        "2:2026-02-03T04:05:07:123456, 1"
    })
    void a_stream_resumes_after_the_last_event_which_wins_over_the_parameter(String lastEventId, int rest)
            throws Exception {
        EventStream stream = resume(Person.LOBBY, lastEventId); // which also asks for all

        stream.await(opened -> opened.text().contains("retry"));
        assertEquals(lobby.subList(3 - rest, 3), stream.messages());
    }

    @Test
    void a_stream_resumes_with_what_was_said_meanwhile() throws Exception {
        EventStream stream = open(visitor, TALK, latest(TALK));
        say(TALK, "heard");
        String id = stream.await(1, "message").get(0).id();
        stream.close();
        say(TALK, "missed");

        assertEquals(List.of("missed"), resume(TALK, id).awaitMessage("missed"));
    }

    @Test
    void without_a_last_event_the_parameters_say_where_to_begin() throws Exception {
        EventStream stream = visitor.stream(visitor.streamRequest(
                        "room_id",
                        "1",
                        "latest_message_id",
                        "2",
                        "latest_date",
                        lobby.get(1).date())
                .header("Last-Event-ID", ""));
        streams.add(stream);

        assertEquals(List.of("three"), stream.awaitMessage("three"));
    }

    @Test
    void a_browser_that_has_a_last_event_need_not_say_where_to_begin() throws Exception {
        EventStream stream =
                visitor.stream(visitor.streamRequest("room_id", "1").header("Last-Event-ID", "2"));
        streams.add(stream);

        assertEquals(List.of("three"), stream.awaitMessage("three"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2:2026-02-03T04:05:07:123457",
                "3:2026-02-03T04:05:07:123456",
                "4:2026-02-03T04:05:09:123456",
                "9223372036854775807:2026-02-03T04:05:09:123456"
            })
    void a_last_event_of_another_history_is_reset_and_that_is_the_end(String lastEventId) throws Exception {
        assertEquals(
                "event: reset\ndata: {}\n\n", resume(Person.LOBBY, lastEventId).awaitEnd());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1:",
                ":",
                ":2026-02-03T04:05:07:123456",
                "x:2026-02-03T04:05:07:123456",
                "1:2026-02-03",
                "9223372036854775808",
                "1 ",
            })
    void a_last_event_in_another_form_is_400(String lastEventId) throws Exception {
        String form = lastEventId.equals("1 ") ? "1 :" : lastEventId; // the client drops spaces at the end
        HttpResponse<String> answer = visitor.send(
                visitor.streamRequest("room_id", "1", "latest_message_id", "1").header("Last-Event-ID", form));

        assertEquals("Last-Event-ID must be a message's id and its date", Answers.jsonError(400, answer));
    }

    @Test
    void what_is_wrong_is_said_before_a_stream_begins() throws Exception {
        assertEquals("room_id is missing", Answers.jsonError(400, refused(visitor, "latest_message_id", "1")));
        assertEquals("latest_message_id is missing", Answers.jsonError(400, refused(visitor, "room_id", "1")));
        Answers.jsonError(400, refused(visitor, "room_id", "1", "latest_message_id", "x"));
        Answers.jsonError(404, refused(visitor, "room_id", "99", "latest_message_id", "1"));
        Answers.jsonError(401, refused(visitor, "room_id", Long.toString(MEMBERS), "latest_message_id", "1"));
        HttpResponse<String> locked = refused(visitor, "room_id", Long.toString(LOCKED), "latest_message_id", "1");
        assertEquals("403 Access denied", locked.statusCode() + " " + locked.body());
        HttpResponse<String> posted = visitor.send(visitor.streamRequest("room_id", "1", "latest_message_id", "1")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));
        Answers.jsonError(405, posted);
    }

    @Test
    void a_database_that_fails_is_503_before_a_stream_begins() throws Exception {
        try (LogLines log = new LogLines(StreamDelivery.class.getName())) {
            HttpResponse<String> answer = refused(visitor, "room_id", Long.toString(BROKEN), "latest_message_id", "1");

            assertEquals("The chat cannot do this right now", Answers.jsonError(503, answer));
            assertEquals("2", Answers.header("Retry-After", answer));
            assertEquals(List.of("A stream failed"), log.lines());
        }
    }

    @Test
    void head_gets_the_headers_of_the_polls_answer() throws Exception {
        HttpResponse<String> answer = visitor.send(visitor.streamRequest("room_id", "1", "latest_message_id", "1")
                .method("HEAD", BodyPublishers.noBody()));

        assertEquals(200, answer.statusCode());
        assertEquals("application/json;charset=UTF-8", Answers.header("Content-Type", answer));
    }

    @Test
    void a_quiet_stream_has_a_comment_every_15_seconds() throws Exception {
        EventStream quiet = open(visitor, TALK, latest(TALK));
        quiet.await(opened -> opened.text().contains("retry"));

        CLOCK.pass(Duration.ofSeconds(15), server);
        say(TALK, "the first may be a tick late");
        quiet.awaitMessage("the first may be a tick late");
        int before = heartbeats(quiet);
        CLOCK.pass(Duration.ofMillis(14_750), server);
        say(TALK, "not quiet");
        quiet.awaitMessage("not quiet");

        assertTrue(before <= 1);
        assertEquals(before, heartbeats(quiet), quiet::toString);
        CLOCK.pass(Duration.ofMillis(15_250), server);
        quiet.await(stream -> heartbeats(stream) == before + 1);
    }

    private static int heartbeats(EventStream stream) {
        return stream.text().split("\n:\n", -1).length - 1;
    }

    @Test
    void a_stream_ends_after_a_minute_give_or_take_12_seconds_and_the_next_one_misses_nothing() throws Exception {
        EventStream stream = open(visitor, TALK, latest(TALK));
        CLOCK.pass(Duration.ofMillis(47_750), server);
        say(TALK, "still here");
        stream.awaitMessage("still here");
        assertFalse(stream.isOver());

        CLOCK.pass(Duration.ofMillis(24_500), server);
        stream.awaitEnd();
        say(TALK, "between two streams");

        String id = stream.events("message").get(0).id();
        assertEquals(List.of("between two streams"), resume(TALK, id).awaitMessage("between two streams"));
    }

    @Test
    void streams_do_not_all_end_at_once() throws Exception {
        for (int i = 0; i < 20; i++) {
            open(visitor, TALK, latest(TALK));
        }
        CLOCK.pass(Duration.ofSeconds(60), server);
        Awaitility.await().until(() -> streams.stream().anyMatch(EventStream::isOver));

        say(TALK, "who is left?");

        Awaitility.await()
                .until(() ->
                        streams.stream().anyMatch(stream -> !stream.contents().isEmpty()));
        CLOCK.pass(Duration.ofSeconds(12), server);
        streams.forEach(EventStream::awaitEnd);
    }

    @Test
    void a_stream_begins_with_who_is_there_and_tells_who_comes_and_who_goes() throws Exception {
        ann.post("notify_users_list/", "room_id", Long.toString(TALK));
        CLOCK.pass(Duration.ofMillis(1_250), server);
        EventStream stream = open(ann, TALK, latest(TALK));
        Event first = stream.await(1, "users").get(0);
        assertTrue(first.data().contains("\"(guest) ann\""), first.data());
        assertEquals(
                first.json().get("count").getAsInt(),
                first.json().getAsJsonArray("users").size());
        CLOCK.pass(Duration.ofSeconds(2), server);

        Person zoe = Person.guest(server.base(), "zoe");
        zoe.post("notify_users_list/", "room_id", Long.toString(TALK));
        CLOCK.pass(Duration.ofMillis(1_250), server);
        stream.await(told -> told.text().contains("\"joined\":[\"(guest) zoe\"],\"left\":[]}"));
        zoe.post("logout/"); // is answered before she has left
        stream.await(told -> {
            CLOCK.pass(Duration.ofMillis(250), server);
            return told.text().contains("\"joined\":[],\"left\":[\"(guest) zoe\"]}");
        });

        List<Event> told = stream.events("users");
        int count = told.get(told.size() - 1).json().get("count").getAsInt();
        assertEquals(
                "{\"count\":" + (count + 1) + ",\"joined\":[\"(guest) zoe\"],\"left\":[]}",
                told.get(told.size() - 2).data());
        assertEquals("", told.get(told.size() - 1).id(), "who comes and goes moves no cursor");
    }

    @Test
    void a_stream_tells_who_types_until_they_have_sent_it_or_six_seconds_are_over() throws Exception {
        Person zoe = Person.guest(server.base(), "zoe who types");
        EventStream stream = open(ann, TALK, latest(TALK));
        stream.await(1, "users");
        for (String way : List.of("sent", "over")) {
            assertEquals(
                    "Noted",
                    zoe.post("notify_typing/", "room_id", Long.toString(TALK)).body());
            CLOCK.pass(Duration.ofMillis(1_250), server);
            stream.await(way.equals("sent") ? 1 : 3, "typing");
            if (way.equals("sent")) {
                zoe.say(TALK, "typed", UUID.randomUUID());
                CLOCK.pass(Duration.ofMillis(1_250), server);
            } else {
                CLOCK.pass(Duration.ofMillis(6_250), server);
            }
            stream.await(way.equals("sent") ? 2 : 4, "typing");
        }

        List<Event> told = stream.events("typing");
        String types = "{\"count\":1,\"users\":[\"(guest) zoe who types\"]}";
        String nobody = "{\"count\":0,\"users\":[]}";
        assertEquals(
                List.of(types, nobody, types, nobody),
                told.stream().map(Event::data).toList());
        assertEquals("", told.get(0).id(), "who types moves no cursor");
    }

    @Test
    void of_a_crowd_the_first_200_names_are_told_and_of_a_rush_the_count_alone() throws Exception {
        Crowd.is(201);
        EventStream stream = open(visitor, CROWDED, -1);

        Event first = stream.await(1, "users").get(0);
        assertEquals(201, first.json().get("count").getAsInt());
        assertEquals(
                Crowd.names(0, 200).toString(),
                first.json().get("users").toString().replace("\"", "").replace(",", ", "));
        int told = 1;
        for (int size : List.of(251, 200, 0)) {
            Crowd.is(size);
            CLOCK.pass(Duration.ofMillis(1_250), server);
            stream.await(++told, "users");
        }

        List<Event> all = stream.events("users");
        assertEquals(50, all.get(1).json().getAsJsonArray("joined").size(), "50 are told by name");
        assertEquals("{\"count\":200}", all.get(2).data(), "51 are not");
        assertEquals("{\"count\":0}", all.get(3).data());
    }

    @Test
    void who_comes_and_goes_is_told_once_a_second() throws Exception {
        Crowd.is(1);
        CLOCK.pass(Duration.ofMillis(1_250), server);
        EventStream stream = open(visitor, CROWDED, -1);
        stream.await(1, "users");
        CLOCK.pass(Duration.ofSeconds(2), server);

        int before = stream.events("users").size();
        for (int size = 2; size <= 6; size++) { // one each tick
            Crowd.is(size);
            CLOCK.pass(Duration.ofMillis(250), server);
            stream.await(before + 1, "users");
        }

        List<Event> told = stream.await(before + 2, "users");
        assertEquals(
                "{\"count\":2,\"joined\":[\"0001\"],\"left\":[]}",
                told.get(before).data());
        assertEquals(
                "{\"count\":6,\"joined\":[\"0002\",\"0003\",\"0004\",\"0005\"],\"left\":[]}",
                told.get(before + 1).data());
    }

    @Test
    void whoever_may_not_see_who_is_there_is_told_messages_only() throws Exception {
        EventStream stream = open(ann, DISCREET, -1);
        Person yves = Person.guest(server.base(), "yves");
        yves.post("notify_users_list/", "room_id", Long.toString(DISCREET));
        yves.post("notify_typing/", "room_id", Long.toString(DISCREET));
        CLOCK.pass(Duration.ofSeconds(2), server);
        say(DISCREET, "hello");

        stream.awaitMessage("hello");
        assertEquals(1, stream.events().size(), stream::toString);
    }

    @Test
    void whoever_reads_a_stream_is_present() throws Exception {
        Person wanda = Person.guest(server.base(), "wanda");
        EventStream stream = open(wanda, TALK, latest(TALK));
        CLOCK.pass(Duration.ofSeconds(45), server);
        var list = server.park(() -> visitor.getAsync("get_users_list/", "room_id", Long.toString(TALK)));
        CLOCK.pass(Duration.ofSeconds(9), server);

        assertTrue(
                list.join().body().contains("\"(guest) wanda\""),
                () -> list.join().body());
        stream.close();
    }

    @Test
    void signing_out_ends_ones_streams_and_nobody_elses() throws Exception {
        Person bob = Person.signedIn(server.base(), "bob");
        Person guest = Person.guest(server.base(), "gil");
        EventStream bobs = open(bob, MEMBERS, -1);
        EventStream guests = open(guest, TALK, latest(TALK));
        EventStream others = open(visitor, TALK, latest(TALK));

        bob.post("logout/");
        guest.post("logout/");

        bobs.awaitEnd();
        guests.awaitEnd();
        say(TALK, "after that");
        others.awaitMessage("after that");
        Answers.jsonError(401, refused(bob, "room_id", Long.toString(MEMBERS), "latest_message_id", "1"));
    }

    @Test
    void an_account_whose_tokens_are_void_has_no_stream_any_more() throws Exception {
        Person dora = Person.signedIn(server.base(), "dora");
        EventStream elsewhere = open(Person.signedIn(server.base(), "dora"), MEMBERS, -1);

        assertEquals(302, dora.post("sign_out_everywhere/").statusCode());
        elsewhere.awaitEnd();
    }

    @Test
    void a_room_that_is_made_private_or_deleted_ends_its_streams() throws Exception {
        Person root = Person.signedIn(server.base(), "root");
        AdminForms.saved(root, "name", "Short", "slug", "short", "allow_anonymous_access", "on");
        long room = AdminForms.roomId(root, "short");
        say(room, "hello");
        EventStream open = open(visitor, room, -1);
        open.awaitMessage("hello");
        AdminForms.saved(
                root,
                "id",
                Long.toString(room),
                "name",
                "Short",
                "slug",
                "short",
                "allow_anonymous_access",
                "on",
                "is_private",
                "on");

        open.awaitEnd();
        Answers.jsonError(404, refused(visitor, "room_id", Long.toString(room), "latest_message_id", "1"));
        EventStream administrators = open(root, room, -1);
        administrators.awaitMessage("hello");
        root.post("admin/room/delete/", "id", Long.toString(room));
        administrators.awaitEnd();
        Answers.jsonError(404, refused(root, "room_id", Long.toString(room), "latest_message_id", "1"));
    }

    @Test
    void thirty_streams_of_one_browser_come_over_http_2() throws Exception {
        Person browser = ann.overHttp2();
        for (int i = 0; i < 30; i++) {
            EventStream stream = open(browser, TALK, latest(TALK));
            assertEquals(HttpClient.Version.HTTP_2, stream.response().version());
        }

        say(TALK, "over http 2");

        for (EventStream stream : streams) {
            stream.awaitMessage("over http 2");
        }
        browser.post("logout/"); // it has the cookies of ann's browser
        streams.forEach(EventStream::awaitEnd);
        ann = Person.guest(server.base(), "ann");
    }

    @Test
    void streams_come_over_http_1_0_and_through_old_proxies() throws Exception {
        try (RawConnection old = new RawConnection(server.base())) {
            old.ask(
                    "GET",
                    "get_messages/?room_id=2&latest_message_id=" + latest(TALK),
                    "HTTP/1.0",
                    "Accept: text/event-stream");
            String headers = old.readUntil("retry: 200\n\n");

            assertTrue(headers.startsWith("HTTP/1.1 200 ") && !headers.contains("chunked"), headers);
            say(TALK, "as long ago");
            assertTrue(old.readUntil("as long ago\"}\n\n").contains("\nevent: message\ndata: {"));
            CLOCK.pass(Duration.ofSeconds(73), server);
            old.answer();
        }
    }
}
