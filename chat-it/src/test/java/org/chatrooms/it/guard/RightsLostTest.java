package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.policy.PrivateRooms;
import org.chatrooms.spi.AccessRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever loses a right loses it now: polls, streams and questions for the users list that are open end at once, and the
 * next request is refused; whoever may stay misses nothing. No time passes here: nothing but the loss itself sends anybody
 * home.
 */
class RightsLostTest {
    private static final String ANOTHER = "battery staple horse";

    /** For people with an account, whoever they are. */
    private static final long CLUB = 2;

    /** What happens when the door has let somebody in for that, and they do not wait yet. */
    private record Meanwhile(AccessRequest.Action action, Runnable deed) {}

    private static final AtomicReference<Meanwhile> MEANWHILE = new AtomicReference<>();

    public static final class SlowDoor extends PrivateRooms {
        @Override
        public boolean permits(AccessRequest request, Optional<ChatUser> user) {
            boolean permitted = super.permits(request, user);
            Meanwhile meanwhile = MEANWHILE.get();
            if (meanwhile != null
                    && meanwhile.action() == request.action()
                    && MEANWHILE.compareAndSet(meanwhile, null)) {
                meanwhile.deed().run();
            }
            return permitted;
        }
    }

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person root;
    private static Person olga;
    private static Person bob;
    private static int rooms;

    private final List<Waiting> waiting = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "olga", "bob", "sue", "ann", "dora", "della", "pam", "sina", "lena", "lou");
        DataFolder.makeRoom(data, new Room(0, "Club", "club", "", false, false, Optional.empty()));
        server = EmbeddedServer.start(
                data, new FakeClock(), Map.of("chatrooms.accessPolicyClass", SlowDoor.class.getName()));
        root = Person.signedIn(server.base(), "root");
        olga = Person.signedIn(server.base(), "olga");
        bob = Person.signedIn(server.base(), "bob");
        bob.say(CLUB, "hello", UUID.randomUUID());
    }

    @AfterEach
    void hangUp() {
        waiting.forEach(Waiting::close);
    }

    /** What somebody has open in a room: a poll, a stream, and the question who is there. */
    private record Waiting(
            Person person,
            long room,
            long latest,
            CompletableFuture<HttpResponse<String>> poll,
            EventStream stream,
            CompletableFuture<HttpResponse<String>> users) {
        static Waiting begin(Person person, long room) throws Exception {
            String id = Long.toString(room);
            long latest = Answers.json(200, person.get("get_latest_msg_id/", "room_id", id))
                    .get("id")
                    .getAsLong();
            EventStream stream = person.stream(room, latest);
            assertEquals(200, stream.response().statusCode(), stream::awaitEnd);
            return new Waiting(
                    person,
                    room,
                    latest,
                    server.park(() -> person.getAsync(
                            "get_messages/", "room_id", id, "latest_message_id", Long.toString(latest))),
                    stream,
                    server.park(() -> person.getAsync("get_users_list/", "room_id", id)));
        }

        boolean isOpen() {
            return !poll.isDone() && !stream.isOver() && !users.isDone();
        }

        /** Nothing is said any more, and of all who are there nobody but whoever asks is named. */
        void assertSentHome(String name) throws Exception {
            assertEquals("[]", answer(poll).body());
            assertFalse(stream.awaitEnd().contains("event: message"), stream::text);
            List<String> named = StreamSupport.stream(
                            Answers.json(200, answer(users))
                                    .getAsJsonArray("users")
                                    .spliterator(),
                            false)
                    .map(user -> user.getAsJsonObject().get("username").getAsString())
                    .toList();
            assertTrue(Set.of(name).containsAll(named), named::toString);
        }

        /** What is said now arrives: with the poll or, where that was sent home, the next one; the stream alike. */
        void assertHears(Person speaker) throws Exception {
            String text = "news " + UUID.randomUUID();
            speaker.say(room, text, UUID.randomUUID());

            HttpResponse<String> first = answer(poll);
            HttpResponse<String> news = first.body().equals("[]") ? readAgain() : first;
            assertEquals(
                    List.of(text),
                    Person.messages(news).stream().map(Seen::content).toList());

            stream.await(open -> open.isOver() || open.contents().contains(text));
            if (stream.contents().isEmpty()) {
                try (EventStream next = person.stream(room, latest)) {
                    assertEquals(List.of(text), next.awaitMessage(text));
                }
            }
        }

        private HttpResponse<String> readAgain() throws Exception {
            return person.get(
                    "get_messages/", "room_id", Long.toString(room), "latest_message_id", Long.toString(latest));
        }

        private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> request) throws Exception {
            try {
                return request.get(10, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("it is still open", e);
            }
        }

        void close() {
            poll.cancel(true);
            users.cancel(true);
            stream.close();
        }
    }

    private Waiting begin(Person person, long room) throws Exception {
        Waiting begun = Waiting.begin(person, room);
        waiting.add(begun);
        return begun;
    }

    /** By whatever URL they come: once what was open is gone, and what is closed to them stays so. */
    private static void assertRefused(String refusal, Person person, long room) throws Exception {
        String id = Long.toString(room);
        String[] question = {"room_id", id, "latest_message_id", "-1"};
        for (HttpResponse<String> answer : List.of(
                person.get("get_messages/", question),
                person.send(person.streamRequest(question)),
                person.get("get_users_list/", "room_id", id),
                person.get("get_latest_msg_id/", "room_id", id),
                person.post("notify_users_list/", "room_id", id),
                person.post("send_message/", "room_id", id, "message", "still here?"))) {
            assertEquals(refusal, answer.statusCode() + " " + error(answer), answer.uri()::toString);
        }
    }

    private static String error(HttpResponse<String> answer) {
        return Set.of(200, 403).contains(answer.statusCode())
                ? answer.body()
                : Answers.jsonError(answer.statusCode(), answer);
    }

    private static long makeRoom(String... fields) throws Exception {
        String slug = "room-" + ++rooms;
        AdminForms.saved(root, with(fields, "name", slug, "slug", slug, "allow_anonymous_access", "on"));
        return AdminForms.roomId(root, slug);
    }

    private static void change(long room, String... fields) throws Exception {
        String slug = "room-" + rooms;
        String id = Long.toString(room);
        AdminForms.saved(root, with(fields, "id", id, "name", slug, "slug", slug, "allow_anonymous_access", "on"));
    }

    private static String[] with(String[] fields, String... others) {
        return Stream.concat(Arrays.stream(fields), Arrays.stream(others)).toArray(String[]::new);
    }

    /** By the owner, from the room that was made last. */
    private static HttpResponse<String> putOut(String name) throws Exception {
        return olga.post("subscribers/", "room_slug", "room-" + rooms, "username", name, "act", "remove");
    }

    private static String idOf(String name) throws Exception {
        Matcher id = Pattern.compile("name=\"id\" value=\"(\\d+)\"")
                .matcher(Answers.page(200, root.get("admin/people/", "name", name)));
        assertTrue(id.find(), name);
        return id.group(1);
    }

    @Test
    void a_subscriber_whom_an_owner_puts_out() throws Exception {
        long room = makeRoom("is_private", "on", "owners", "olga", "subscribers", "bob\nsue");
        Person sue = Person.signedIn(server.base(), "sue");
        Waiting sues = begin(sue, room);
        Waiting bobs = begin(bob, room);

        Answers.redirect(putOut("sue"));

        sues.assertSentHome("sue");
        assertRefused("404 Not found", sue, room);
        bobs.assertHears(olga);
    }

    @Test
    void a_subscriber_whom_an_administrator_puts_out() throws Exception {
        long room = makeRoom("is_private", "on", "owners", "olga", "subscribers", "bob\nsue");
        Person sue = Person.signedIn(server.base(), "sue");
        Waiting sues = begin(sue, room);
        Waiting bobs = begin(bob, room);

        change(room, "is_private", "on", "owners", "olga", "subscribers", "bob");

        sues.assertSentHome("sue");
        assertRefused("404 Not found", sue, room);
        bobs.assertHears(olga);
    }

    @Test
    void an_owner_whom_an_administrator_puts_out() throws Exception {
        long room = makeRoom("is_private", "on", "owners", "olga", "subscribers", "bob");
        Waiting olgas = begin(olga, room);
        Waiting bobs = begin(bob, room);

        change(room, "is_private", "on", "subscribers", "bob");

        olgas.assertSentHome("olga");
        assertRefused("404 Not found", olga, room);
        assertEquals(404, olga.get("subscribers/", "room_slug", "room-" + rooms).statusCode());
        bobs.assertHears(root);
    }

    @Test
    void everybody_but_its_subscribers_in_a_room_that_is_made_private() throws Exception {
        long room = makeRoom("subscribers", "bob");
        Person nobody = new Person(server.base());
        Person gil = Person.guest(server.base(), "gil");
        Person sue = Person.signedIn(server.base(), "sue");
        Waiting nobodys = begin(nobody, room);
        Waiting gils = begin(gil, room);
        Waiting sues = begin(sue, room);
        Waiting bobs = begin(bob, room);

        change(room, "is_private", "on", "subscribers", "bob");

        nobodys.assertSentHome("");
        gils.assertSentHome("(guest) gil");
        sues.assertSentHome("sue");
        for (Person person : List.of(nobody, gil, sue)) {
            assertRefused("404 Not found", person, room);
        }
        bobs.assertHears(root);
    }

    @Test
    void guests_in_a_room_that_is_for_people_with_an_account_from_now_on() throws Exception {
        long room = makeRoom();
        String slug = "room-" + rooms;
        Person gus = Person.guest(server.base(), "gus");
        Waiting his = begin(gus, room);
        Waiting bobs = begin(bob, room);

        AdminForms.saved(root, "id", Long.toString(room), "name", slug, "slug", slug);

        his.assertSentHome("(guest) gus");
        assertRefused("401 Sign in first", gus, room);
        bobs.assertHears(root);
    }

    @Test
    void whoever_came_in_by_a_password_that_is_another_one_now() throws Exception {
        long room = makeRoom("is_private", "on", "password", "open sesame", "subscribers", "bob");
        Person gina = Person.guest(server.base(), "gina");
        Answers.redirect(gina.post("unlock/", "room_slug", "room-" + rooms, "password", "open sesame"));
        Waiting hers = begin(gina, room);
        Waiting bobs = begin(bob, room);

        change(room, "is_private", "on", "password", "close sesame", "subscribers", "bob");

        hers.assertSentHome("(guest) gina");
        assertRefused("403 Access denied", gina, room);
        bobs.assertHears(root);
    }

    @Test
    void everybody_in_a_room_that_is_deleted() throws Exception {
        long room = makeRoom("owners", "olga", "subscribers", "bob");
        Waiting olgas = begin(olga, room);
        Waiting roots = begin(root, room);
        Waiting elsewhere = begin(bob, Person.LOBBY);

        Answers.redirect(root.post("admin/room/delete/", "id", Long.toString(room)));

        olgas.assertSentHome("olga");
        roots.assertSentHome("root");
        assertRefused("404 Not found", olga, room);
        assertRefused("404 Not found", root, room);
        assertTrue(elsewhere.isOpen());
        elsewhere.assertHears(root);
    }

    /** The browsers of somebody with an account, in two rooms, and somebody who stays. */
    private final class Account {
        private final String name;
        private final Person desk;
        private final Person phone;
        private final List<Waiting> atDesk;
        private final List<Waiting> onPhone;
        private final Waiting bobs;

        Account(String name) throws Exception {
            this.name = name;
            desk = Person.signedIn(server.base(), name);
            phone = Person.signedIn(server.base(), name);
            atDesk = List.of(begin(desk, CLUB), begin(desk, Person.LOBBY));
            onPhone = List.of(begin(phone, CLUB), begin(phone, Person.LOBBY));
            bobs = begin(bob, CLUB);
        }

        /** This browser, with all its cookies, as it is before the loss. */
        Person thief() throws Exception {
            return desk.thief();
        }

        void assertSentHome(List<Waiting> all) throws Exception {
            for (Waiting one : all) {
                one.assertSentHome(name);
            }
        }

        void assertSignedOut(Person... browsers) throws Exception {
            for (Person browser : browsers) {
                assertRefused("401 Sign in first", browser, CLUB);
                assertEquals("", browser.nameOnPages());
            }
        }

        /** The room's own list, as somebody sees it who comes in now. */
        void assertGone() {
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                for (String room : List.of("club", "lobby")) {
                    String page = Answers.page(200, bob.get("room/" + room + "/"));
                    assertFalse(page.contains("<bdi>" + name + "</bdi>"), page);
                }
            });
        }

        void assertOthersStay() throws Exception {
            assertTrue(bobs.isOpen());
            bobs.assertHears(olga);
        }
    }

    @Test
    void somebody_whose_account_is_disabled() throws Exception {
        Account dora = new Account("dora");

        Answers.redirect(root.post("admin/people/", "id", idOf("dora"), "act", "disable"));

        dora.assertSentHome(dora.atDesk);
        dora.assertSentHome(dora.onPhone);
        dora.assertGone();
        dora.assertSignedOut(dora.desk, dora.phone);
        dora.assertOthersStay();
    }

    @Test
    void somebody_who_deletes_the_account() throws Exception {
        Account della = new Account("della");
        Person thief = della.thief();

        Answers.redirect(della.desk.post("account/delete/", "current_password", Person.PASSWORD));

        della.assertSentHome(della.atDesk);
        della.assertSentHome(della.onPhone);
        della.assertGone();
        della.assertSignedOut(della.desk, della.phone, thief);
        della.assertOthersStay();
    }

    @Test
    void somebody_who_changes_the_password_everywhere_but_here() throws Exception {
        Account pam = new Account("pam");
        Person thief = pam.thief();

        Answers.page(200, pam.desk.post("account/", "current_password", Person.PASSWORD, "new_password", ANOTHER));

        pam.assertSentHome(pam.onPhone);
        pam.assertSignedOut(pam.phone, thief);
        for (Waiting mine : pam.atDesk) {
            mine.assertHears(olga);
        }
        begin(bob, CLUB).assertHears(pam.desk);
    }

    @Test
    void somebody_who_signs_out_everywhere() throws Exception {
        Account sina = new Account("sina");
        Person thief = sina.thief();

        Answers.redirect(sina.desk.post("sign_out_everywhere/"));

        sina.assertSentHome(sina.atDesk);
        sina.assertSentHome(sina.onPhone);
        sina.assertGone();
        sina.assertSignedOut(sina.desk, sina.phone, thief);
        sina.assertOthersStay();
    }

    @Test
    void somebody_whose_password_was_set_by_a_link() throws Exception {
        Account lena = new Account("lena");
        String page = Answers.page(200, root.post("admin/people/", "id", idOf("lena"), "act", "link"));
        Matcher link =
                Pattern.compile("/chat/new_password/\\?link=([^<]*)</textarea>").matcher(page);
        assertTrue(link.find(), page);
        assertTrue(lena.atDesk.get(0).isOpen(), "to make a link changes nothing yet");
        Person tablet = new Person(server.base());

        Answers.redirect(tablet.post("new_password/", "link", link.group(1), "new_password", ANOTHER));

        lena.assertSentHome(lena.atDesk);
        lena.assertSentHome(lena.onPhone);
        lena.assertSignedOut(lena.desk, lena.phone);
        lena.assertOthersStay();
        begin(tablet, CLUB).assertHears(bob);
    }

    @Test
    void somebody_who_signs_out_from_this_browser_and_no_other() throws Exception {
        Account lou = new Account("lou");
        Person thief = lou.thief();

        Answers.redirect(lou.desk.post("logout/"));

        lou.assertSentHome(lou.atDesk);
        lou.assertGone(); // until the phone asks again
        lou.assertSignedOut(lou.desk, thief);
        assertEquals("lou", lou.phone.nameOnPages());
        for (Waiting others : lou.onPhone) {
            others.assertHears(olga);
        }
        lou.bobs.close();
        begin(bob, CLUB).assertHears(lou.phone);
    }

    @Test
    void a_guest_who_signs_out_is_told_nothing_more_as_who_they_were() throws Exception {
        Person gwen = Person.guest(server.base(), "gwen");
        Waiting hers = begin(gwen, Person.LOBBY);
        Waiting bobs = begin(bob, Person.LOBBY);

        Answers.redirect(gwen.post("logout/"));

        hers.assertSentHome("(guest) gwen");
        assertEquals(
                "Choose a name first",
                Answers.jsonError(401, gwen.post("send_message/", "room_id", "1", "message", "still here?")));
        assertTrue(bobs.isOpen());
        bobs.assertHears(root);
    }

    @Test
    void a_subscriber_who_is_put_out_between_the_door_and_the_waiting() throws Exception {
        long room = makeRoom("is_private", "on", "owners", "olga");
        String[] question = {"room_id", Long.toString(room), "latest_message_id", "-1"};
        Person sue = Person.signedIn(server.base(), "sue");

        letInAndPutOut(AccessRequest.Action.READ);
        assertEquals(
                "[]",
                sue.getAsync("get_messages/", question)
                        .get(10, TimeUnit.SECONDS)
                        .body());
        assertRefused("404 Not found", sue, room);

        letInAndPutOut(AccessRequest.Action.READ);
        try (EventStream stream = sue.stream(room, -1)) {
            assertEquals(200, stream.response().statusCode());
            stream.awaitEnd();
        }
        assertRefused("404 Not found", sue, room);

        letInAndPutOut(AccessRequest.Action.SEE_USERS);
        HttpResponse<String> users = sue.getAsync("get_users_list/", question).get(10, TimeUnit.SECONDS);
        assertEquals("Ask again", Answers.json(503, users).get("error").getAsString());
        assertRefused("404 Not found", sue, room);
    }

    private static void letInAndPutOut(AccessRequest.Action action) throws Exception {
        Answers.redirect(olga.post("subscribers/", "room_slug", "room-" + rooms, "username", "sue", "act", "add"));
        MEANWHILE.set(new Meanwhile(action, () -> {
            try {
                Answers.redirect(putOut("sue"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
    }
}
