package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of room, everybody who may stand before it, and every URL that leads into it, under two policies. */
class AccessMatrixTest {
    private static final FakeClock CLOCK = new FakeClock();
    private static final String SESAME = "open sesame";

    /** What the door says to somebody, whatever URL they come by. */
    private enum Answer {
        /** Come in. */
        IN,
        /** Sign in first. */
        SIGN_IN,
        /** Give the password first. */
        PASSWORD,
        /** No. */
        NO,
        /** What room? */
        NOTHING
    }

    /** Somebody at the door. */
    private enum Who {
        NOBODY,
        GUEST,
        UNLOCKED,
        ACCOUNT,
        SUBSCRIBER,
        ADMINISTRATOR
    }

    /** A kind of room. */
    private enum Kind {
        OPEN(true, false, false),
        MEMBERS(false, false, false),
        LOCKED(true, true, true),
        MEMBERS_LOCKED(false, true, true),
        HIDDEN(true, true, false),
        MEMBERS_HIDDEN(false, true, false);

        @SuppressWarnings("ImmutableEnumChecker") // it is, without an annotation that would say so
        private final Room room;

        Kind(boolean allowAnonymousAccess, boolean isPrivate, boolean hasPassword) {
            String name = name().toLowerCase(Locale.ROOT);
            room = new Room(
                    0,
                    name,
                    name,
                    "",
                    allowAnonymousAccess,
                    isPrivate,
                    DataFolder.hash(SESAME).filter(hash -> hasPassword));
        }

        String slug() {
            return room.slug();
        }

        boolean hasPassword() {
            return room.passwordHash().isPresent();
        }
    }

    /** A chat with a policy, and what its door says; in the order of {@link Who}. */
    private enum Chat {
        PRIVATE_ROOMS("org.chatrooms.policy.PrivateRooms", """
                OPEN            IN       IN       IN       IN       IN  IN
                MEMBERS         SIGN_IN  SIGN_IN  SIGN_IN  IN       IN  IN
                LOCKED          PASSWORD PASSWORD IN       PASSWORD IN  IN
                MEMBERS_LOCKED  SIGN_IN  SIGN_IN  SIGN_IN  PASSWORD IN  IN
                HIDDEN          NOTHING  NOTHING  NOTHING  NOTHING  IN  IN
                MEMBERS_HIDDEN  NOTHING  NOTHING  NOTHING  NOTHING  IN  IN
                """),
        SUBSCRIBERS_ONLY("org.chatrooms.policy.SubscribersOnly", """
                OPEN            NO       NO       NO       NO       IN  IN
                MEMBERS         SIGN_IN  SIGN_IN  SIGN_IN  NO       IN  IN
                LOCKED          PASSWORD PASSWORD NO       PASSWORD IN  IN
                MEMBERS_LOCKED  SIGN_IN  SIGN_IN  SIGN_IN  PASSWORD IN  IN
                HIDDEN          NOTHING  NOTHING  NOTHING  NOTHING  IN  IN
                MEMBERS_HIDDEN  NOTHING  NOTHING  NOTHING  NOTHING  IN  IN
                """);

        private final String policy;
        private final String table;

        Chat(String policy, String table) {
            this.policy = policy;
            this.table = table;
        }

        Stream<Cell> cells() {
            return table.lines().map(line -> line.split(" +")).flatMap(this::row);
        }

        private Stream<Cell> row(String[] words) {
            Kind kind = Kind.valueOf(words[0]);
            Iterator<String> answers = Arrays.asList(words).listIterator(1);
            return Arrays.stream(Who.values()).map(who -> new Cell(this, kind, who, Answer.valueOf(answers.next())));
        }
    }

    /** One question, and what is to be answered. */
    private record Cell(Chat chat, Kind kind, Who who, Answer answer) {
        World world() {
            return WORLDS.get(chat);
        }

        Person person() {
            return world().people().get(who);
        }

        String roomId() {
            return Long.toString(world().ids().get(kind));
        }

        /** Whether one has to have a name first for whatever is more than to read. */
        boolean needsName() {
            return answer == Answer.IN && who == Who.NOBODY;
        }
    }

    /** A server and who is there. */
    private record World(EmbeddedServer server, Map<Kind, Long> ids, Map<Who, Person> people) {}

    private static final Map<Chat, World> WORLDS = new EnumMap<>(Chat.class);

    @TempDir
    private static Path data;

    @BeforeAll
    static void start() throws Exception {
        for (Chat chat : Chat.values()) {
            WORLDS.put(chat, open(chat));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (World world : WORLDS.values()) {
            world.server().close();
        }
    }

    private static World open(Chat chat) throws Exception {
        Path folder = data.resolve(chat.name());
        DataFolder.makePeople(folder, "admin", "ann", "sue");
        Map<Kind, Long> ids = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            ids.put(kind, DataFolder.makeRoom(folder, kind.room, "sue"));
        }
        EmbeddedServer server = EmbeddedServer.start(folder, CLOCK, Map.of("chatrooms.accessPolicyClass", chat.policy));
        Map<Who, Person> people = new EnumMap<>(Who.class);
        people.put(Who.NOBODY, new Person(server.base()));
        people.put(Who.GUEST, Person.guest(server.base(), "gil"));
        people.put(Who.UNLOCKED, Person.guest(server.base(), "una"));
        people.put(Who.ACCOUNT, Person.signedIn(server.base(), "ann"));
        people.put(Who.SUBSCRIBER, Person.signedIn(server.base(), "sue"));
        people.put(Who.ADMINISTRATOR, Person.signedIn(server.base(), "admin"));
        for (Kind kind : Kind.values()) {
            // A room without a password, or for accounts, does not let her in by one.
            people.get(Who.UNLOCKED).post("unlock/", "room_slug", kind.slug(), "password", SESAME);
            people.get(Who.SUBSCRIBER).say(ids.get(kind), "secret of " + kind, UUID.randomUUID());
        }
        return new World(server, ids, people);
    }

    static Stream<Cell> cells() {
        return Arrays.stream(Chat.values()).flatMap(Chat::cells);
    }

    private static String login(String path) {
        return "/chat/login/?next=" + path.replace("/", "%2F");
    }

    /** The answer to somebody who came for a page, other than what they came for. */
    private static void assertRefused(Cell cell, HttpResponse<String> page) {
        String slug = cell.kind().slug();
        switch (cell.answer()) {
            case SIGN_IN -> assertEquals(login("/chat/room/" + slug + "/"), Answers.redirect(page));
            case PASSWORD -> assertTrue(Answers.page(403, page).contains("name=\"room_slug\" value=\"" + slug + "\""));
            case NO -> {
                String html = Answers.page(403, page);
                assertTrue(html.contains("decide who may come in here") && !html.contains("type=\"password\""), html);
            }
            default -> assertFalse(Answers.page(404, page).contains("type=\"password\""));
        }
        tellsNothing(page);
    }

    private static void tellsNothing(HttpResponse<String> answer) {
        assertFalse(answer.body().contains("secret of"), answer.body());
    }

    /** The same for a script. By its number alone a private room does not say what it is called. */
    private static void assertRefusedToScripts(Cell cell, HttpResponse<String> answer) {
        boolean isPrivate = cell.kind().room.isPrivate();
        switch (cell.answer()) {
            case SIGN_IN -> {
                String next =
                        isPrivate ? "/chat/rooms/" : "/chat/room/" + cell.kind().slug() + "/";
                assertEquals("Sign in first", Answers.jsonError(401, answer));
                assertEquals(login(next), Person.object(answer).get("login_url").getAsString());
            }
            case PASSWORD, NO -> {
                assertEquals(403, answer.statusCode(), answer.body());
                assertEquals("Access denied", answer.body());
                assertEquals("text/plain;charset=UTF-8", Answers.header("Content-Type", answer));
            }
            default -> assertEquals("Not found", Answers.jsonError(404, answer));
        }
        tellsNothing(answer);
        assertFalse(isPrivate && answer.body().contains(cell.kind().slug()), answer.body());
    }

    private static void assertAskedForAName(Cell cell, HttpResponse<String> answer) {
        assertEquals("Choose a name first", Answers.jsonError(401, answer));
        assertEquals(
                "/chat/setguestname/?room_slug=" + cell.kind().slug(),
                Person.object(answer).get("login_url").getAsString());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void the_page_of_a_room(Cell cell) throws Exception {
        String slug = cell.kind().slug();
        for (String path : List.of("room/" + slug + "/", "room/" + slug)) {
            HttpResponse<String> answer = cell.person().get(path);

            if (cell.answer() != Answer.IN) {
                assertRefused(cell, answer);
            } else if (cell.needsName()) {
                assertEquals("/chat/setguestname/?room_slug=" + slug, Answers.redirect(answer));
            } else if (path.endsWith("/")) {
                assertTrue(Answers.page(200, answer).contains("secret of"), answer.body());
            } else {
                assertEquals("/chat/room/" + slug + "/", Answers.redirect(answer));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void the_form_for_a_name_tells_nobody_whether_there_is_such_a_room(Cell cell) throws Exception {
        String slug = cell.kind().slug();
        HttpResponse<String> form = cell.person().get("setguestname/", "room_slug", slug);
        HttpResponse<String> nowhere = cell.person().get("setguestname/", "room_slug", "nowhere");

        assertEquals(
                withoutNonce(Answers.page(200, nowhere)).replace("nowhere", slug),
                withoutNonce(Answers.page(200, form)));
    }

    private static String withoutNonce(String page) {
        return page.replaceAll("nonce=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void what_scripts_read(Cell cell) throws Exception {
        HttpResponse<String> latest = cell.person().get("get_latest_msg_id/", "room_id", cell.roomId());
        HttpResponse<String> messages =
                cell.person().get("get_messages/", "room_id", cell.roomId(), "latest_message_id", "-1");

        if (cell.answer() == Answer.IN) {
            assertTrue(Answers.json(200, latest).get("id").getAsLong() >= 1);
            assertEquals(
                    "secret of " + cell.kind(), Person.messages(messages).get(0).content());
        } else {
            assertRefusedToScripts(cell, latest);
            assertRefusedToScripts(cell, messages);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void what_scripts_send(Cell cell) throws Exception {
        String[] question = {"room_id", cell.roomId()};
        Person subscriber = cell.world().people().get(Who.SUBSCRIBER);
        String before = subscriber.get("get_latest_msg_id/", question).body();
        HttpResponse<String> sent = cell.person().post("send_message/", "room_id", cell.roomId(), "message", "hello");
        HttpResponse<String> noted = cell.person().post("notify_users_list/", question);
        HttpResponse<String> typed = cell.person().post("notify_typing/", question);

        if (cell.needsName()) {
            assertAskedForAName(cell, sent);
            assertAskedForAName(cell, noted);
            assertAskedForAName(cell, typed);
        } else if (cell.answer() == Answer.IN) {
            Answers.json(200, sent);
            assertEquals("Connected", noted.body());
            assertEquals("Noted", typed.body());
        } else {
            assertRefusedToScripts(cell, sent);
            assertRefusedToScripts(cell, noted);
            assertRefusedToScripts(cell, typed);
        }
        boolean wasSaid =
                !before.equals(subscriber.get("get_latest_msg_id/", question).body());
        assertEquals(cell.answer() == Answer.IN && !cell.needsName(), wasSaid);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void the_list_of_who_is_there(Cell cell) throws Exception {
        EmbeddedServer server = cell.world().server();
        var asked = server.park(() -> cell.person().getAsync("get_users_list/", "room_id", cell.roomId()));
        CLOCK.pass(Duration.ofSeconds(9), server);
        HttpResponse<String> answer = asked.get(30, TimeUnit.SECONDS);

        if (cell.answer() == Answer.IN) {
            assertTrue(Answers.json(200, answer).has("users"));
        } else {
            assertRefusedToScripts(cell, answer);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_wrong_password_opens_nothing_and_the_right_one_only_what_asks_for_it(Cell cell) throws Exception {
        String slug = cell.kind().slug();
        Person person = cell.person().thief(); // who may keep what it gets
        HttpResponse<String> wrong = person.post("unlock/", "room_slug", slug, "password", "a guess");
        HttpResponse<String> right = person.post("unlock/", "room_slug", slug, "password", SESAME);

        if (!cell.kind().hasPassword()) {
            Answers.page(404, wrong);
            Answers.page(404, right);
            return;
        }
        if (cell.answer() == Answer.SIGN_IN) {
            assertRefused(cell, wrong);
            assertRefused(cell, right);
            assertEquals(cell.person().cookie(Person.KEYS), person.cookie(Person.KEYS));
            return;
        }
        String form = Answers.page(403, wrong);
        assertTrue(form.contains("That is not the password of this room."), form);
        assertEquals("", Answers.header("Set-Cookie", wrong));
        assertEquals("/chat/room/" + slug + "/", Answers.redirect(right));
        // A policy that asks for more than the password says no.
        boolean isIn = cell.chat() == Chat.PRIVATE_ROOMS || cell.answer() == Answer.IN;
        HttpResponse<String> messages =
                person.get("get_messages/", "room_id", cell.roomId(), "latest_message_id", "-1");
        assertEquals(isIn ? 200 : 403, messages.statusCode(), messages.body());
    }

    @ParameterizedTest
    @EnumSource
    void the_list_of_rooms_shows_exactly_those_that_one_may_enter(Who who) throws Exception {
        for (Chat chat : Chat.values()) {
            List<String> expected = chat.cells()
                    .filter(cell -> cell.who() == who && cell.answer() == Answer.IN)
                    .map(cell -> cell.kind().slug())
                    .sorted()
                    .toList();
            String page = Answers.page(200, WORLDS.get(chat).people().get(who).get("rooms/"));
            List<String> listed = Pattern.compile("href=\"/chat/room/([^\"]*)/\"")
                    .matcher(page)
                    .results()
                    .map(match -> match.group(1))
                    .filter(slug -> !slug.equals("lobby"))
                    .sorted()
                    .toList();

            assertEquals(expected, listed);
        }
    }
}
