package org.chatrooms.it.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET room/SLUG/}. */
class RoomPageTest {
    private static final long LONG_TALK = 2;
    private static final long MARKUP = 3;

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person visitor;
    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Room.open("Long talk", "long-talk", ""),
                Room.open("<b>Markup", "markup", "<i>"),
                new Room(0, "Private", "private", "", true, true, Optional.empty()),
                new Room(0, "Members", "members", "", false, false, Optional.empty()));
        server = EmbeddedServer.start(data);
        visitor = new Person(server.base());
        ann = Person.guest(server.base(), "ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"room/lobby/", "room/lobby"})
    void whoever_has_no_name_yet_is_asked_for_one_first(String path) throws Exception {
        assertEquals("/chat/setguestname/?room_slug=lobby", Answers.redirect(visitor.get(path)));
    }

    @Test
    void the_name_without_a_slash_leads_here() throws Exception {
        assertEquals("/chat/room/lobby/", Answers.redirect(ann.get("room/lobby")));
    }

    @Test
    void the_page_of_an_empty_room_says_that_nothing_was_rendered() throws Exception {
        assertEquals(
                Map.of("room-id", "1", "latest-message-id", "-1", "latest-date", ""),
                rendered(Answers.page(200, ann.get("room/lobby/"))));
    }

    @Test
    void the_page_shows_the_last_fifty_messages_and_says_where_the_first_request_goes_on() throws Exception {
        for (int i = 1; i <= 60; i++) {
            ann.say(LONG_TALK, "text-" + i + ".", UUID.randomUUID());
        }

        String page = Answers.page(200, ann.get("room/long-talk/"));

        assertEquals(
                IntStream.rangeClosed(11, 60).boxed().toList(),
                Pattern.compile("text-(\\d+)\\.")
                        .matcher(page)
                        .results()
                        .map(match -> Integer.valueOf(match.group(1)))
                        .toList());
        Map<String, String> rendered = rendered(page);
        assertEquals("2", rendered.get("room-id"));
        assertEquals("60", rendered.get("latest-message-id"));
        ann.say(LONG_TALK, "one more", UUID.randomUUID());
        List<Seen> next = Person.messages(ann.get(
                "get_messages/",
                "room_id",
                rendered.get("room-id"),
                "latest_message_id",
                rendered.get("latest-message-id"),
                "latest_date",
                rendered.get("latest-date")));
        assertEquals(List.of(61L), next.stream().map(Seen::id).toList());
    }

    @Test
    void whatever_people_wrote_is_text_and_not_markup() throws Exception {
        Person mallory = Person.guest(server.base(), "\"><img src=x>");
        mallory.say(MARKUP, "<script>alert('1')</script> ${1+1} </textarea>", UUID.randomUUID());

        String page = Answers.page(200, mallory.get("room/markup/"));

        assertFalse(
                page.contains("<script>") || page.contains("<img") || page.contains("<b>") || page.contains("<i>"),
                page);
        assertTrue(page.contains("&lt;script&gt;alert("), page);
        assertTrue(page.contains("${1+1} &lt;/textarea&gt;"), page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "room/nowhere/",
                "room/Lobby/",
                "room/",
                "room",
                "room/lobby/x",
                "room/%3Cb%3E/",
                "room/l%C3%B6bby/"
            })
    void a_room_that_is_not_there_is_404(String path) throws Exception {
        Answers.page(404, visitor.get(path));
        Answers.page(404, ann.get(path));
    }

    @Test
    void a_private_room_looks_as_if_it_were_not_there() throws Exception {
        assertEquals(page404("room/nowhere/").replace("nowhere", "private"), page404("room/private/"));
    }

    private static String page404(String path) throws Exception {
        return Answers.page(404, ann.get(path));
    }

    @Test
    void a_room_for_people_with_an_account_leads_a_guest_to_the_login_and_back() throws Exception {
        assertEquals("/chat/login/?next=%2Fchat%2Froom%2Fmembers%2F", Answers.redirect(ann.get("room/members/")));
    }

    @ParameterizedTest
    @CsvSource({
        "room/lobby/, iframe, cross-site, /chat/room/lobby/?embed=elsewhere",
        "room/lobby/?embed=room, iframe, cross-site, /chat/room/lobby/?embed=elsewhere",
        "room/nowhere, iframe, cross-site, /chat/room/nowhere/?embed=elsewhere",
        "room/lobby/?embed=room, document, cross-site, /chat/setguestname/?room_slug=lobby&embed=room",
        "room/lobby/?embed=room, iframe, same-site, /chat/setguestname/?room_slug=lobby&embed=room",
        "room/lobby?embed=readonly, iframe, cross-site, /chat/room/lobby/?embed=readonly",
        "room/lobby/?embed=all, iframe, same-origin, /chat/setguestname/?room_slug=lobby",
    })
    void in_a_frame_of_another_site_the_room_is_only_read(String path, String shownIn, String site, String goesOn)
            throws Exception {
        assertEquals(
                goesOn,
                Answers.redirect(visitor.send(
                        visitor.request(path).header("Sec-Fetch-Dest", shownIn).header("Sec-Fetch-Site", site))));
    }

    @Test
    void whoever_chose_a_name_in_a_frame_goes_on_in_it() throws Exception {
        assertEquals(
                "/chat/room/lobby/?embed=room",
                Answers.redirect(new Person(server.base())
                        .post("setguestname/?embed=room", "guest_name", "framed", "room_slug", "lobby")));
        HttpResponse<String> said = ann.post("room/markup/?embed=room", "message", "Without script");
        assertEquals("/chat/room/markup/?embed=room", Answers.redirect(said));
    }

    /** What the chat's element says about how far the page was rendered. */
    private static Map<String, String> rendered(String page) {
        Matcher chat = Pattern.compile("<[^>]*\\bid=\"chat\"[^>]*>").matcher(page);
        assertTrue(chat.find(), page);
        return Pattern.compile("\\bdata-(room-id|latest-message-id|latest-date)=\"([^\"]*)\"")
                .matcher(chat.group())
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    }
}
