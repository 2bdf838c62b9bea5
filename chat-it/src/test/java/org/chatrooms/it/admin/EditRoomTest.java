package org.chatrooms.it.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator makes, changes and deletes rooms. */
class EditRoomTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person admin;
    private static Person sue;
    private static Person guest;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "admin", "Sue", "tom");
        server = EmbeddedServer.start(data);
        admin = Person.signedIn(server.base(), "admin");
        sue = Person.signedIn(server.base(), "sue");
        guest = Person.guest(server.base(), "gil");
    }

    /** Makes a room that guests may enter; gives its number. */
    private static String open(String slug) throws Exception {
        AdminForms.saved(admin, "name", "The " + slug, "slug", slug, "allow_anonymous_access", "on");
        return Long.toString(AdminForms.roomId(admin, slug));
    }

    private static HttpResponse<String> delete(String id) throws Exception {
        return admin.post("admin/room/delete/", "id", id);
    }

    private static CompletableFuture<HttpResponse<String>> poll(Person person, String id) {
        return server.park(() -> person.getAsync("get_messages/", "room_id", id, "latest_message_id", "-1"));
    }

    private static CompletableFuture<HttpResponse<String>> usersList(Person person, String id) {
        return server.park(() -> person.getAsync("get_users_list/", "room_id", id));
    }

    private static List<String> usernames(HttpResponse<String> answer) {
        return Answers.json(200, answer).getAsJsonArray("users").asList().stream()
                .map(user -> user.getAsJsonObject().get("username").getAsString())
                .toList();
    }

    @Test
    void a_room_is_made_and_found_in_the_list_and_its_text_is_no_markup() throws Exception {
        HttpResponse<String> answer = AdminForms.save(
                admin,
                "name",
                "  <b>Tea & \"biscuits\"  ",
                "description",
                "<i>at five\r\nor six",
                "allow_anonymous_access",
                "on");

        assertEquals("/chat/admin/", Answers.redirect(answer));
        for (String path : List.of("rooms/", "admin/", "room/b-tea-biscuits/")) {
            String page = Answers.page(200, admin.get(path));
            assertTrue(page.contains("&lt;b&gt;Tea &amp; "), page);
            assertFalse(page.contains("<b>Tea") || page.contains("<i>at"), page);
        }
        Answers.page(200, guest.get("room/b-tea-biscuits/"));
    }

    @ParameterizedTest
    @CsvSource({
        "Tee & Kuchen, tee-kuchen",
        "  Crème Brûlée!  , creme-brulee",
        "ＦＵＬＬ width, full-width",
        "-- a -- b --, a-b",
    })
    void without_a_slug_one_is_made_from_the_name(String name, String slug) throws Exception {
        AdminForms.saved(admin, "name", name, "allow_anonymous_access", "on");

        Answers.page(200, guest.get("room/" + slug + "/"));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Lobby,other,,There is a room with that name or that slug already.",
                "Other,lobby,,There is a room with that name or that slug already.",
                "Lobby,,,There is a room with that name or that slug already.",
                "Other,no slug,,A room&#039;s slug has 1 to 64 letters",
                "Other,a/b,,A room&#039;s slug has 1 to 64 letters",
                "Other,../x,,A room&#039;s slug has 1 to 64 letters",
                "Other,ä,,A room&#039;s slug has 1 to 64 letters",
                "日本,,,Choose a slug",
                "'',other,,A room&#039;s name has 1 to 64 characters",
                "' ',other,,A room&#039;s name has 1 to 64 characters",
                "Other,other,'sue\nnobody<',There is no account nobody&lt;.",
                "Other,other,(guest) gil,There is no account (guest) gil.",
            })
    void what_is_wrong_is_said_and_what_was_written_stays(String name, String slug, String subscribers, String why)
            throws Exception {
        String names = subscribers == null ? "" : subscribers;
        String page = Answers.page(
                400,
                AdminForms.save(
                        admin,
                        "name",
                        name,
                        "slug",
                        slug == null ? "" : slug,
                        "description",
                        "keep <me>",
                        "is_private",
                        "on",
                        "password",
                        "keep\"me",
                        "subscribers",
                        names));

        assertTrue(page.contains(why), page);
        assertTrue(page.contains("name=\"name\" value=\"" + name.strip() + "\""), page);
        assertTrue(slug == null || page.contains("name=\"slug\" value=\"" + slug + "\""), page);
        assertTrue(page.contains(">keep &lt;me&gt;</textarea>"), page);
        assertTrue(page.contains("name=\"password\" type=\"text\" value=\"keep&#034;me\""), page);
        assertTrue(page.contains(">" + names.replace("<", "&lt;") + "</textarea>"), page);
        assertTrue(Pattern.compile("name=\"is_private\" checked").matcher(page).find(), page);
        assertFalse(page.contains("name=\"allow_anonymous_access\" checked"), page);
        Answers.page(404, admin.get("room/other/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb: c", "a\u001b[31mb", "a\0b", "a\u0085b"})
    void a_name_of_several_lines_or_with_control_characters_is_refused_and_not_logged(String name) throws Exception {
        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            Answers.page(400, AdminForms.save(admin, "name", name, "slug", "other"));
            assertEquals(List.of(), audit.lines());
        }
    }

    @Test
    void a_password_of_a_room_has_four_to_128_characters() throws Exception {
        for (String password : List.of("abc", "x".repeat(129))) {
            HttpResponse<String> answer =
                    AdminForms.save(admin, "name", "Other", "slug", "other", "password", password);

            assertTrue(Answers.page(400, answer).contains("4 to 128 characters"), answer.body());
        }
        Answers.page(404, admin.get("room/other/"));
    }

    @Test
    void an_empty_password_leaves_the_one_there_is_and_only_the_box_takes_it_away() throws Exception {
        String[] locked = {
            "name", "Vault", "slug", "vault", "allow_anonymous_access", "on", "is_private", "on", "password", "sesame"
        };
        AdminForms.saved(admin, locked);
        String id = Long.toString(AdminForms.roomId(admin, "vault"));
        String form = Answers.page(200, admin.get("admin/room/", "id", id));
        assertTrue(form.contains("It has one; leave this empty to keep it."), form);
        assertFalse(form.contains("sesame") || form.contains("pbkdf2"), form);
        String[] same = Stream.concat(Stream.of(locked), Stream.of("id", id, "password", ""))
                .toArray(String[]::new);

        AdminForms.saved(admin, same);
        Answers.page(403, guest.get("room/vault/"));
        AdminForms.saved(
                admin,
                Stream.concat(Stream.of(same), Stream.of("no_password", "on")).toArray(String[]::new));
        Answers.page(404, guest.get("room/vault/"));
    }

    @Test
    void the_form_shows_a_room_as_it_is_and_subscribers_as_they_are_called() throws Exception {
        String id = open("shown");
        AdminForms.saved(admin, "id", id, "name", "Shown", "slug", "shown", "subscribers", " SUE \r\n\r\ntom\r\nsue");

        String form = Answers.page(200, admin.get("admin/room/", "id", id));

        assertTrue(form.contains("name=\"slug\" value=\"shown\""), form);
        assertTrue(form.contains(">Sue\ntom</textarea>"), form);
        assertFalse(form.contains("name=\"allow_anonymous_access\" checked"), form);
    }

    @Test
    void when_a_room_becomes_private_whoever_may_no_longer_read_is_sent_home_at_once_and_let_in_no_more()
            throws Exception {
        String id = open("closing");
        CompletableFuture<HttpResponse<String>> guests = poll(guest, id);
        CompletableFuture<HttpResponse<String>> strangers = poll(new Person(server.base()), id);
        CompletableFuture<HttpResponse<String>> lists = usersList(guest, id);
        CompletableFuture<HttpResponse<String>> elsewhere = poll(guest, "1");

        AdminForms.saved(
                admin, "id", id, "name", "Closing", "slug", "closing", "is_private", "on", "subscribers", "sue");

        assertEquals("[]", guests.get(5, TimeUnit.SECONDS).body());
        assertEquals("[]", strangers.get(5, TimeUnit.SECONDS).body());
        assertEquals(List.of("(guest) gil"), usernames(lists.get(5, TimeUnit.SECONDS)), "nobody but who asked");
        assertFalse(elsewhere.isDone(), "other rooms wait on");
        elsewhere.cancel(true);
        sue.say(Long.parseLong(id), "among us", UUID.randomUUID());
        for (Person person : List.of(guest, new Person(server.base()), Person.signedIn(server.base(), "tom"))) {
            Answers.jsonError(404, person.get("get_messages/", "room_id", id, "latest_message_id", "-1"));
            Answers.jsonError(404, person.get("get_users_list/", "room_id", id));
            Answers.jsonError(404, person.post("send_message/", "room_id", id, "message", "let me in"));
            Answers.page(404, person.get("room/closing/"));
        }
        assertTrue(sue.get("get_messages/", "room_id", id, "latest_message_id", "-1")
                .body()
                .contains("among us"));
    }

    @Test
    void when_a_room_is_deleted_whoever_waits_is_sent_home_at_once_and_it_is_gone() throws Exception {
        String id = open("doomed");
        guest.say(Long.parseLong(id), "last words", UUID.randomUUID());
        CompletableFuture<HttpResponse<String>> waiting =
                server.park(() -> guest.getAsync("get_messages/", "room_id", id, "latest_message_id", "1"));
        CompletableFuture<HttpResponse<String>> lists = usersList(sue, id);
        String question = Answers.page(200, admin.get("admin/room/delete/", "id", id));
        assertTrue(question.contains("The doomed") && question.contains("name=\"id\" value=\"" + id + "\""), question);
        assertFalse(waiting.isDone(), "a question deletes nothing");

        assertEquals("/chat/admin/", Answers.redirect(delete(id)));

        assertEquals("[]", waiting.get(5, TimeUnit.SECONDS).body());
        assertEquals(List.of("Sue"), usernames(lists.get(5, TimeUnit.SECONDS)), "nobody but who asked");
        for (Person person : List.of(guest, sue, admin)) {
            Answers.jsonError(404, person.get("get_messages/", "room_id", id, "latest_message_id", "1"));
            Answers.page(404, person.get("room/doomed/"));
        }
        Answers.page(404, delete(id));
        assertTrue(Long.parseLong(open("doomed")) > Long.parseLong(id), "its number is not used again");
    }

    @Test
    void each_act_is_one_line_of_who_did_what_with_nothing_in_it_that_a_log_could_take_for_more() throws Exception {
        try (LogLines audit = new LogLines("org.chatrooms.audit")) {
            String name = "${jndi:x} \"q\" \\n\u2028admin\u202edeleted {}";
            AdminForms.saved(admin, "name", name, "slug", "logged");
            String id = Long.toString(AdminForms.roomId(admin, "logged"));
            AdminForms.saved(admin, "id", id, "name", "Plain näme 😀", "slug", "logged");
            delete(id);

            assertEquals(
                    List.of(
                            "\"admin\" created room " + id
                                    + " \"\\u{24}{jndi:x} \\u{22}q\\u{22} \\u{5c}n\\u{2028}admin\\u{202e}deleted {}\"",
                            "\"admin\" changed room " + id + " \"Plain näme 😀\"",
                            "\"admin\" deleted room " + id + " \"Plain näme 😀\""),
                    audit.lines());
        }
    }

    @Test
    void a_change_that_would_undo_somebody_elses_is_refused() throws Exception {
        AdminForms.saved(admin, "name", "Shared", "slug", "shared");
        String id = Long.toString(AdminForms.roomId(admin, "shared"));
        String before = AdminForms.stamp(admin, id);
        AdminForms.saved(admin, "id", id, "name", "Shared", "slug", "shared", "is_private", "on");

        HttpResponse<String> late =
                AdminForms.save(admin, "id", id, "stamp", before, "name", "Typo mended", "slug", "shared");

        assertTrue(Answers.page(400, late).contains("Somebody else changed this room meanwhile."));
        assertTrue(Answers.page(200, admin.get("admin/room/", "id", id)).contains("value=\"Shared\""));
    }
}
