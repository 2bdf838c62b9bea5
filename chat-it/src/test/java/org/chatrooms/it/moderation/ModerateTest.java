package org.chatrooms.it.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.spi.Await;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST moderate/}, and what follows for whom it is about. */
class ModerateTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static FakeClock clock;
    private static Person root;
    private static Person olga;
    private static Person mo;
    private static int rooms;

    private Person ann;
    private String room;
    private String slug;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "olga", "mo", "max", "sue");
        for (int i = 1; i <= 30; i++) {
            DataFolder.makeRoom(
                    data,
                    Room.open("Room " + i, "room" + i, ""),
                    Map.of("olga", Role.OWNER, "mo", Role.MODERATOR, "max", Role.MODERATOR, "sue", Role.SUBSCRIBER));
        }
        clock = new FakeClock();
        server = EmbeddedServer.start(data, clock);
        root = Person.signedIn(server.base(), "root");
        olga = Person.signedIn(server.base(), "olga");
        mo = Person.signedIn(server.base(), "mo");
    }

    @BeforeEach
    void somebodyComesToARoomOfTheirOwn() throws Exception {
        slug = "room" + ++rooms;
        room = Long.toString(AdminForms.roomId(root, slug));
        ann = Person.guest(server.base(), "ann " + rooms);
        assertEquals(200, ann.post("notify_users_list/", "room_id", room).statusCode());
    }

    private HttpResponse<String> act(Person moderator, String act, String... more) throws Exception {
        List<String> fields = new ArrayList<>(List.of("room_id", room, "act", act));
        if (!Arrays.asList(more).contains("message_id")) {
            fields.addAll(List.of("username", "(guest) ann " + rooms));
        }
        fields.addAll(List.of(more));
        return moderator.post("moderate/", fields.toArray(String[]::new));
    }

    private void does(Person moderator, String act, String... more) throws Exception {
        HttpResponse<String> answer = act(moderator, act, more);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private HttpResponse<String> say(Person person, String text) throws Exception {
        return person.post("send_message/", "room_id", room, "message", text);
    }

    private String said(Person person, String text) throws Exception {
        return Answers.json(200, say(person, text)).get("message_id").getAsString();
    }

    private EventStream stream(Person person) throws Exception {
        return person.stream(Long.parseLong(room), -1);
    }

    private static JsonObject standing(HttpResponse<?> response) {
        String header = response.headers().firstValue("Chat-Standing").orElseThrow();
        return JsonParser.parseString(URLDecoder.decode(header, StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    @Test
    void whoever_is_muted_hears_it_at_once_and_reads_on_and_says_nothing_until_it_is_lifted() throws Exception {
        said(ann, "before");
        try (EventStream before = stream(ann)) {
            before.awaitMessage("before");
            does(mo, "mute", "reason", "too loud", "minutes", "10");
            before.awaitEnd();
        }
        try (EventStream after = stream(ann)) {
            JsonObject silent = standing(after.response()).getAsJsonObject("silent");
            assertEquals("muted", silent.get("why").getAsString());
            assertEquals("too loud", silent.get("reason").getAsString());
            assertTrue(silent.has("until"));
            assertEquals("You are muted in this room.", Answers.jsonError(403, say(ann, "psst")));
            said(mo, "Quiet now");
            after.awaitMessage("Quiet now");
            assertTrue(Answers.page(200, ann.get("room/" + slug + "/")).contains("“<bdi>too loud</bdi>”"));

            does(mo, "lift");
            after.awaitEnd();
        }
        try (EventStream free = stream(ann)) {
            assertFalse(standing(free.response()).has("silent"));
            said(ann, "I am sorry");
        }
    }

    @Test
    void what_is_for_a_time_ends_by_itself() throws Exception {
        does(mo, "mute", "minutes", "1");
        Answers.jsonError(403, say(ann, "one"));
        clock.pass(Duration.ofSeconds(61), server);
        String id = said(ann, "two");

        does(mo, "kick", "message_id", id, "reason", "cool down");
        HttpResponse<String> refused = ann.get("get_latest_msg_id/", "room_id", room);
        assertEquals("You are banned from this room.", Answers.jsonError(403, refused));
        assertEquals("cool down", Person.object(refused).get("reason").getAsString());
        clock.pass(Duration.ofSeconds(61), server);
        said(ann, "three");
    }

    @Test
    void who_is_sent_out_for_a_minute_comes_back_to_what_held_for_them_before() throws Exception {
        does(mo, "mute", "minutes", "10");
        does(mo, "kick");
        assertEquals("You are banned from this room.", Answers.jsonError(403, say(ann, "one")));
        clock.pass(Duration.ofSeconds(61), server);
        assertEquals("You are muted in this room.", Answers.jsonError(403, say(ann, "two")));

        does(mo, "ban");
        does(mo, "kick");
        clock.pass(Duration.ofSeconds(61), server);
        assertEquals("You are banned from this room.", Answers.jsonError(403, say(ann, "three")));

        does(mo, "lift");
        said(ann, "four");
    }

    @Test
    void whoever_is_banned_goes_at_once_from_polls_and_streams_and_the_list_and_is_told_why() throws Exception {
        said(ann, "hello");
        Person tim = Person.guest(server.base(), "tim " + rooms);
        try (EventStream stream = stream(ann);
                EventStream others = stream(tim)) {
            others.await(1, "users");
            String latest =
                    ann.get("get_latest_msg_id/", "room_id", room).body().replaceAll("\\D", "");
            long waiting = server.waiting();
            CompletableFuture<HttpResponse<String>> poll =
                    ann.getAsync("get_messages/", "room_id", room, "latest_message_id", latest);
            stream.awaitMessage("hello");
            Await.until("the poll waits", () -> server.waiting() > waiting);

            does(mo, "ban", "reason", "spam");

            stream.awaitEnd();
            assertEquals("[]", poll.get(10, TimeUnit.SECONDS).body());
            clock.pass(Duration.ofSeconds(2), server);
            others.await(seen ->
                    seen.events("users").stream().anyMatch(event -> event.data().contains("left")));
        }
        for (String url : List.of("get_messages/", "get_users_list/", "get_history/")) {
            HttpResponse<String> refused = ann.get(url, "room_id", room, "latest_message_id", "-1");
            assertEquals("You are banned from this room.", Answers.jsonError(403, refused), url);
        }
        String page = Answers.page(403, ann.get("room/" + slug + "/"));
        assertTrue(page.contains("You are banned from this room."), page);
        assertTrue(page.contains("spam"), page);
        String list = Answers.page(200, mo.get("order/", "room_slug", slug));
        assertTrue(list.contains("(guest) ann " + rooms), list);
    }

    @Test
    void whoever_comes_again_under_the_same_name_is_somebody_else_and_can_be_sent_out_as_well() throws Exception {
        said(ann, "before");
        try (EventStream stream = stream(ann)) {
            stream.awaitMessage("before");
            does(mo, "ban");
            stream.awaitEnd();
        }
        Person again = Person.guest(server.base(), "ann " + rooms);
        said(again, "here I am again");
        try (EventStream stream = stream(again)) {
            stream.awaitMessage("here I am again");
            does(mo, "ban");
            stream.awaitEnd();
        }
        assertEquals("You are banned from this room.", Answers.jsonError(403, say(again, "and again")));
    }

    @Test
    void a_ban_with_the_address_keeps_out_a_guest_who_comes_again_as_another() throws Exception {
        does(mo, "ban", "address", "on");
        Answers.jsonError(403, ann.get("get_latest_msg_id/", "room_id", room)); // as their page does at once
        Person again = Person.guest(server.base(), "bob " + rooms);
        Answers.jsonError(403, again.get("get_latest_msg_id/", "room_id", room));
        assertEquals(200, mo.get("get_latest_msg_id/", "room_id", room).statusCode());

        does(mo, "lift");
        assertEquals(200, again.get("get_latest_msg_id/", "room_id", room).statusCode());
    }

    @Test
    void a_moderator_takes_back_what_others_said_which_everybody_sees_as_that() throws Exception {
        String id = said(ann, "buy my pills");
        try (EventStream reader = stream(mo)) {
            reader.awaitMessage("buy my pills");
            String key = UUID.randomUUID().toString();
            try (LogLines audit = new LogLines("org.chatrooms.audit")) {
                for (int i = 0; i < 2; i++) { // the answer to the first was lost
                    clock.pass(Duration.ofSeconds(1), server);
                    Answers.json(200, mo.post("delete_message/", "room_id", room, "message_id", id, "client_key", key));
                }
                int number = Integer.parseInt(slug.replace("room", ""));
                assertEquals(List.of("\"mo\" removed message " + id + " in \"Room " + number + "\""), audit.lines());
            }
            JsonObject entry = reader.await(1, "delete").get(0).json();
            assertEquals(id, entry.get("target_id").getAsString());
            assertTrue(entry.get("moderated").getAsBoolean());
        }
        String history = mo.get("get_history/", "room_id", room, "limit", "10").body();
        assertTrue(history.contains("\"moderated\":true"), history);
        assertFalse(history.contains("pills"), history);
        assertTrue(Answers.page(200, ann.get("room/" + slug + "/")).contains("A moderator removed this message."));

        String own = said(mo, "my own");
        Answers.json(200, mo.post("delete_message/", "room_id", room, "message_id", own));
        history = mo.get("get_history/", "room_id", room, "limit", "1").body();
        assertFalse(history.contains("moderated"), history);
    }

    @Test
    void for_a_minute_what_was_taken_back_can_be_brought_back_as_it_was() throws Exception {
        String id = said(ann, "buy my bread");
        String other = said(ann, "and butter");
        ann.post("edit_message/", "room_id", room, "message_id", other, "message", "and cheese");
        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            for (String message : List.of(id, other)) {
                String undo = removed(mo, message);
                clock.pass(Duration.ofSeconds(58), server);
                for (int i = 0; i < 2; i++) { // the answer to the first was lost
                    clock.pass(Duration.ofMillis(500), server);
                    Answers.json(200, restore(mo, undo));
                }
            }
            assertEquals(4, audit.lines().size(), audit.lines()::toString);
            assertEquals(
                    "\"mo\" restored message " + id + " in \"Room " + rooms + "\"",
                    audit.lines().get(1));
        }
        List<JsonObject> restored = JsonParser.parseString(log()).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(entry -> entry.get("kind").getAsString().equals("restore"))
                .toList();
        assertEquals(
                List.of("buy my bread", "and cheese"),
                restored.stream()
                        .map(entry -> entry.get("content").getAsString())
                        .toList());
        assertEquals(
                List.of(false, true),
                restored.stream().map(entry -> entry.has("edited")).toList());
        String page = Answers.page(200, ann.get("room/" + slug + "/"));
        assertTrue(page.contains("buy my bread") && page.contains("and cheese"), page);
        String first = mo.get("get_history/", "room_id", room, "before", "2", "limit", "1")
                .body();
        assertFalse(first.contains("edited") || first.contains("moderated"), first);
        assertTrue(mo.get("get_history/", "room_id", room, "limit", "1").body().contains("\"edited\":true"));

        removed(mo, id);
        assertFalse(log().contains("bread"), log());
    }

    @Test
    void what_was_taken_back_comes_back_only_in_time_in_its_room_and_by_who_keeps_order() throws Exception {
        String undo = removed(mo, said(ann, "buy my pills"));
        String own = said(mo, "mine");
        assertFalse(Answers.json(200, mo.post("delete_message/", "room_id", room, "message_id", own))
                .has("undo"));

        assertEquals(403, restore(ann, undo).statusCode());
        assertEquals(410, restore(mo, undo + "x").statusCode());
        String elsewhere = Long.toString(AdminForms.roomId(root, "room30"));
        assertEquals(
                410,
                mo.post("restore_message/", "room_id", elsewhere, "undo", undo).statusCode());
        clock.pass(Duration.ofSeconds(61), server);
        assertEquals("It is too late to undo this.", Answers.jsonError(410, restore(mo, undo)));

        assertFalse(log().contains("pills"), log());
    }

    private String log() throws Exception {
        return ann.get("get_messages/", "room_id", room, "latest_message_id", "0", "kinds", "all")
                .body();
    }

    private String removed(Person moderator, String id) throws Exception {
        return Answers.json(200, moderator.post("delete_message/", "room_id", room, "message_id", id))
                .get("undo")
                .getAsString();
    }

    private HttpResponse<String> restore(Person person, String undo) throws Exception {
        return person.post("restore_message/", "room_id", room, "undo", undo);
    }

    @Test
    void nobody_edits_what_others_said_and_who_keeps_no_order_takes_nothing_back() throws Exception {
        String id = said(ann, "mine");
        Person sue = Person.signedIn(server.base(), "sue");
        assertEquals(
                403,
                sue.post("delete_message/", "room_id", room, "message_id", id).statusCode());
        HttpResponse<String> edit =
                mo.post("edit_message/", "room_id", room, "message_id", id, "message", "not what they said");
        assertEquals(403, edit.statusCode());
    }

    @Test
    void all_that_somebody_said_in_a_room_goes_at_once_and_nothing_of_others() throws Exception {
        String first = said(ann, "spam 1");
        said(mo, "stays");
        for (int i = 2; i <= 120; i++) {
            said(ann, "spam " + i);
        }
        does(mo, "remove", "message_id", first);

        String latest = mo.get("get_history/", "room_id", room, "limit", "50").body();
        assertFalse(latest.contains("spam"), latest); // at once
        Awaitility.await()
                .until(() -> !mo.get("get_history/", "room_id", room, "limit", "200")
                        .body()
                        .contains("spam"));
        String history = mo.get("get_history/", "room_id", room, "limit", "200").body();
        assertFalse(history.contains("spam"), history);
        assertTrue(history.contains("stays"), history);
    }

    @ParameterizedTest
    @CsvSource({
        "root, olga, 200",
        "root, mo, 200",
        "olga, mo, 200",
        "olga, sue, 200",
        "mo, sue, 200",
        "mo, max, 403",
        "mo, olga, 403",
        "mo, root, 403",
        "mo, mo, 403",
        "olga, root, 403",
        "sue, ann, 403",
        "olga, nobody, 404"
    })
    void who_may_decide_about_whom(String who, String whom, int status) throws Exception {
        Person decides = Person.signedIn(server.base(), who);
        HttpResponse<String> answer = decides.post("moderate/", "room_id", room, "act", "mute", "username", whom);
        assertEquals(status, answer.statusCode(), answer.body());
    }

    @Test
    void what_makes_no_sense_is_said_and_changes_nothing() throws Exception {
        Answers.jsonError(400, act(mo, "praise"));
        Answers.jsonError(400, act(mo, "mute", "minutes", "0"));
        Answers.jsonError(400, act(mo, "mute", "minutes", "x"));
        Answers.jsonError(400, act(mo, "mute", "reason", "r".repeat(201)));
        Answers.jsonError(400, act(mo, "mute", "reason", "two\nlines"));
        Answers.jsonError(404, act(mo, "mute", "message_id", "999"));
        Answers.jsonError(403, act(ann, "mute"));
        said(ann, "still here");
    }

    @Test
    void slow_mode_lets_people_say_one_thing_at_a_time_and_those_who_keep_order_as_much_as_they_want()
            throws Exception {
        AdminForms.saved(
                root,
                "id",
                room,
                "name",
                "Slow",
                "slug",
                slug,
                "allow_anonymous_access",
                "on",
                "slow_mode",
                "30",
                "owners",
                "olga",
                "moderators",
                "mo");
        String[] one = {
            "room_id", room, "message", "one", "client_key", UUID.randomUUID().toString()
        };
        String first = Answers.json(200, ann.post("send_message/", one))
                .get("message_id")
                .getAsString();
        JsonObject again = Answers.json(200, ann.post("send_message/", one)); // the answer to the first was lost
        assertEquals(first, again.get("message_id").getAsString());
        HttpResponse<String> tooSoon = say(ann, "two");
        assertEquals("This room is in slow mode", Answers.jsonError(429, tooSoon));
        assertEquals("31", tooSoon.headers().firstValue("Retry-After").orElseThrow());
        said(mo, "one");
        said(mo, "two");
        Answers.page(429, ann.post("room/" + slug + "/", "message", "three"));

        clock.pass(Duration.ofSeconds(31), server);
        said(ann, "two");
    }

    @Test
    void in_an_archived_room_nobody_changes_what_was_said_but_order_is_kept() throws Exception {
        String undo = removed(mo, said(ann, "buy my pills"));
        said(ann, "and potions");
        AdminForms.saved(
                root,
                "id",
                room,
                "name",
                "Old",
                "slug",
                slug,
                "allow_anonymous_access",
                "on",
                "is_archived",
                "on",
                "owners",
                "olga",
                "moderators",
                "mo");
        String before = log();

        Answers.jsonError(403, restore(mo, undo));
        Answers.jsonError(403, act(mo, "remove"));
        does(mo, "ban");

        assertEquals(
                before,
                mo.get("get_messages/", "room_id", room, "latest_message_id", "0", "kinds", "all")
                        .body());
    }

    @Test
    void each_act_is_on_record_once_in_the_log_and_for_administrators() throws Exception {
        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            does(mo, "mute", "reason", "a \" and ${x}", "minutes", "5");
            does(mo, "lift");
            does(mo, "kick");
            does(olga, "lift");
            List<String> lines = audit.lines();
            assertEquals(4, lines.size(), lines.toString());
            assertTrue(lines.get(0).startsWith("\"mo\" muted in room " + room + " until "), lines.get(0));
            assertTrue(lines.get(0).endsWith(": a \\u{22} and \\u{24}{x}\""), lines.get(0));
            assertEquals("\"olga\" let back into room " + room + " \"(guest) ann " + rooms + "\"", lines.get(3));
        }
        String page = Answers.page(200, root.get("admin/acts/"));
        assertEquals(2, page.split("let back into room " + room + "\\b", -1).length - 1, page);
        assertTrue(page.contains("a &#034; and ${x}"), page);
    }
}
