package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.chatrooms.repository.DataSources;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the log, however it came there, and what is said of it to those who do not see it. */
class ReadingTest {
    /** Each message, and each line between them, as one reads it. */
    private static final String TRANSCRIPT = """
            () => [...document.getElementById("chatText").children].map((part) => {
              if (!part.matches(".chatMessage")) return `-- ${part.textContent}`;
              const [name, time, ...rest] = [...part.children].map((each) => each.textContent.replace(/\\s+/g, " "));
              const text = rest.join(" | ");
              return part.matches(".followUp") ? text : `${name} ${time} | ${text}`;
            })
            """;

    /** The number of the topmost message that is to be seen, when what has to be done for that is done. */
    private static final String FIRST_SEEN = """
            async () => {
              await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              const top = document.getElementById("chatText").getBoundingClientRect().top;
              const all = [...document.querySelectorAll(".chatMessage")];
              return all.findIndex((message) => message.getBoundingClientRect().bottom > top + 1);
            }
            """;

    private static final String HIDE = """
            isHidden => {
              Object.defineProperty(document, "hidden", {value: isHidden, configurable: true});
              document.dispatchEvent(new Event("visibilitychange"));
            }""";

    private static final String BEGINNING = "-- This is the beginning of the room.";

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Stream.of("days", "stream", "poll", "answers", "aloud", "new", "place")
                        .map(name -> Room.open(name, name, ""))
                        .toArray(Room[]::new));
        said(data, 1, "2026-03-01T10:00:00", "long ago");
        said(data, 2, "2026-03-04T10:30:00", "before midnight");
        said(data, 3, "2026-03-04T11:30:00", "after midnight");
        said(data, 4, "2026-03-04T11:31:00", "and a minute");
        said(data, 5, "2026-03-04T11:36:01", "and five");
        server = EmbeddedServer.start(data);
    }

    /** In the first of the rooms. */
    private static void said(Path data, int id, String when, String text) throws Exception {
        try (var dataSource = DataSources.h2(data);
                var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO chat_message (room_id, id, username, sent_at, content, sender)"
                    + " SELECT id, " + id + ", 'ann', '" + when + "', '" + text + "', 'guest:x' FROM chat_room"
                    + " WHERE slug = 'days'");
            statement.executeUpdate("UPDATE chat_room SET last_message_id = " + id + " WHERE slug = 'days'");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void days_begin_by_the_readers_own_clock_and_who_goes_on_needs_no_heading() {
        Page page = browser.open();
        page.clock().setFixedTime(Date.from(Instant.parse("2026-03-05T00:00:00Z")));
        JsonObject zone = new JsonObject();
        zone.addProperty("timezoneId", "Pacific/Auckland");
        page.context().newCDPSession(page).send("Emulation.setTimezoneOverride", zone);
        ChatPage.enter(page, server.base(), "days", "Reader");
        assertEquals(
                List.of(
                        BEGINNING,
                        "-- Sunday, March 1",
                        "ann 11:00 PM | long ago",
                        "-- Yesterday",
                        "ann 11:30 PM | before midnight",
                        "-- Today",
                        "ann 12:30 AM | after midnight",
                        "and a minute",
                        "ann 12:36 AM | and five"),
                page.evaluate(TRANSCRIPT));
        assertThat(page.locator("time").first()).hasAttribute("datetime", "2026-03-01T10:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "poll"})
    void what_is_changed_or_taken_back_changes_in_its_place_and_reads_the_same_when_the_page_is_loaded_anew(String way)
            throws Exception {
        Person ann = Person.guest(server.base(), "Ann " + way);
        Page page = browser.open();
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        if (way.equals("poll")) {
            page.route("**/get_messages/**", route -> {
                boolean isPoll = !route.request().headers().get("accept").contains("event-stream");
                if (isPoll) {
                    route.resume();
                } else {
                    route.fulfill(new Route.FulfillOptions().setContentType("text/html"));
                }
            });
        }
        ChatPage bob = ChatPage.enter(page, server.base(), way, "Bob " + way);
        String room = page.locator("#chat").getAttribute("data-room-id");
        String first = said(ann.post("send_message/", "room_id", room, "message", "Helo"));
        String second = said(ann.post("send_message/", "room_id", room, "message", "A secret"));
        bob.shows("Helo", "A secret");

        ann.post("edit_message/", "room_id", room, "message_id", first, "message", "Hello", "client_key", key());
        assertThat(bob.messages().first().locator(".messageContent")).hasText("Hello");
        assertThat(bob.messages().first().locator(".messageEdited")).hasText("edited");
        String last = said(ann.post("delete_message/", "room_id", room, "message_id", second, "client_key", key()));
        assertThat(bob.messages().nth(1)).hasClass(Pattern.compile("\\bremoved\\b"));
        page.waitForCondition(() ->
                !way.equals("poll") || asked.stream().anyMatch(url -> url.contains("latest_message_id=" + last + "&")));
        bob.say("So what?");
        bob.shows("Hello", "This message was removed.", "So what?");
        ann.post("edit_message/", "room_id", room, "message_id", second, "message", "Again", "client_key", key());
        said(ann.post("send_message/", "room_id", room, "message", "Well"));
        bob.shows("Hello", "This message was removed.", "So what?", "Well");

        Object before = page.evaluate(TRANSCRIPT);
        bob.reload();
        bob.isLive();
        assertEquals(before, page.evaluate(TRANSCRIPT));
    }

    @Test
    void an_answer_quotes_what_it_answers_as_that_reads_now_and_leads_to_it() throws Exception {
        Person ann = Person.guest(server.base(), "Ann");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "answers", "Bob");
        String room = bob.page().locator("#chat").getAttribute("data-room-id");
        bob.say("Tea?");
        bob.shows("Tea?");
        String question = bob.messages().first().getAttribute("data-message-id");
        for (int i = 0; i < 40; i++) {
            said(ann.post("send_message/", "room_id", room, "message", "line " + i));
        }
        said(ann.post("send_message/", "room_id", room, "message", "Yes\nplease", "reply_to", question));
        assertThat(bob.messages()).hasCount(42);
        var quote = bob.page().locator(".messageQuote");
        assertThat(quote).hasText("(guest) Bob Tea?");

        quote.click();
        assertThat(bob.page().locator(".linked .messageContent")).hasText("Tea?");
        assertThat(bob.messages().first()).isInViewport();
        assertThat(bob.messages().last()).not().isInViewport();
        bob.page().locator("#chatText").evaluate("log => log.scrollTop = log.scrollHeight");
        quote.click(); // the address stays as it is
        assertThat(bob.messages().first()).isInViewport();

        bob.page().evaluate("""
                async ([room, id]) => {
                  const body = new URLSearchParams({room_id: room, message_id: id, client_key: crypto.randomUUID()});
                  await fetch("../../delete_message/", {method: "POST", body});
                }""", List.of(room, question));
        assertThat(quote).hasText("(guest) Bob This message was removed.");
    }

    @Test
    void others_are_read_aloud_once_and_together_where_they_come_quickly() throws Exception {
        Person ann = Person.guest(server.base(), "Ann aloud");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "aloud", "Bob aloud");
        Page page = bob.page();
        String room = page.locator("#chat").getAttribute("data-room-id");
        assertThat(page.locator("#chatText")).hasAttribute("aria-live", "off");
        assertThat(page.locator("#chatText")).hasAttribute("role", "log");
        page.evaluate("""
                () => {
                  window.aloud = [];
                  const voice = document.getElementById("chatAnnouncer");
                  const note = () => voice.textContent && aloud.push(voice.textContent);
                  new MutationObserver(note).observe(voice, {childList: true, characterData: true, subtree: true});
                }""");
        assertThat(page.locator("#chatAnnouncer")).hasAttribute("aria-live", "polite");
        bob.say("Is anybody here?");
        bob.shows("Is anybody here?");
        said(ann.post("send_message/", "room_id", room, "message", "hello"));
        page.waitForCondition(() -> page.evaluate("aloud.length").equals(1));
        String last = "";
        for (int i = 1; i <= 5; i++) {
            last = said(ann.post("send_message/", "room_id", room, "message", "line " + i));
        }
        ann.post("edit_message/", "room_id", room, "message_id", last, "message", "the end", "client_key", key());
        assertThat(bob.messages().last().locator(".messageEdited")).isVisible();
        page.waitForCondition(() -> page.evaluate("aloud.length").equals(2));
        assertEquals(List.of("(guest) Ann aloud: hello", "5 new messages"), page.evaluate("aloud"));
    }

    @Test
    void a_line_marks_what_came_while_one_did_not_look_until_one_looks_away_again() throws Exception {
        Person ann = Person.guest(server.base(), "Ann new");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "new", "Bob new");
        Page page = bob.page();
        String room = page.locator("#chat").getAttribute("data-room-id");
        said(ann.post("send_message/", "room_id", room, "message", "one"));
        bob.shows("one");
        page.evaluate(HIDE, true);
        said(ann.post("send_message/", "room_id", room, "message", "two"));
        said(ann.post("send_message/", "room_id", room, "message", "three"));
        bob.shows("one", "two", "three");
        assertEquals("two", textAfterLine(page));
        page.evaluate(HIDE, false);
        said(ann.post("send_message/", "room_id", room, "message", "four"));
        bob.shows("one", "two", "three", "four");
        assertEquals("two", textAfterLine(page));

        page.evaluate(HIDE, true);
        bob.say("mine, from another window");
        bob.shows("one", "two", "three", "four", "mine, from another window");
        said(ann.post("send_message/", "room_id", room, "message", "five"));
        said(ann.post("send_message/", "room_id", room, "message", "six"));
        bob.shows("one", "two", "three", "four", "mine, from another window", "five", "six");
        assertEquals("five", textAfterLine(page));
    }

    private static Object textAfterLine(Page page) {
        assertThat(page.locator(".chatNew")).hasText("New");
        return page.evaluate(
                "document.querySelector('.chatNew').nextElementSibling.querySelector('.messageContent').textContent");
    }

    @Test
    void who_reads_further_up_keeps_their_place_and_is_told_how_many_are_new() throws Exception {
        Person ann = Person.guest(server.base(), "Ann place");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "place", "Bob place");
        Page page = bob.page();
        String room = page.locator("#chat").getAttribute("data-room-id");
        String first = said(ann.post("send_message/", "room_id", room, "message", "one"));
        for (int i = 0; i < 40; i++) {
            said(ann.post("send_message/", "room_id", room, "message", "line " + i));
        }
        assertThat(bob.messages()).hasCount(41);
        page.locator("#chatText").evaluate("log => log.scrollTop = log.scrollHeight / 3");
        page.waitForFunction("document.querySelector('#chatText').scrollTop > 0");
        Object top = page.evaluate(top(20));
        ann.post(
                "edit_message/",
                "room_id",
                room,
                "message_id",
                first,
                "message",
                "x\n".repeat(20),
                "client_key",
                key());
        said(ann.post("send_message/", "room_id", room, "message", "news"));
        said(ann.post("send_message/", "room_id", room, "message", "more news"));
        bob.page().locator("#chatSendText").focus();
        assertThat(page.locator("#chatMore")).hasText("New messages: 2 ↓");
        assertThat(bob.messages().first()).containsText("edited");
        assertEquals(top, page.evaluate(top(20)));
        Object seen = page.evaluate(FIRST_SEEN);
        BrowserWindow.PHONE.resize(page); // other line breaks, too
        page.waitForFunction("innerWidth < 400");
        assertEquals(seen, page.evaluate(FIRST_SEEN));

        page.locator("#chatMore").click();
        assertThat(bob.messages().last()).isInViewport();
        assertThat(page.locator("#chatMore")).isHidden();
    }

    /** Where a message stands on the screen. */
    private static String top(int index) {
        return "Math.round(document.querySelectorAll('.chatMessage')[" + index + "].getBoundingClientRect().top)";
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String said(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return Person.object(answer).get("message_id").getAsString();
    }
}
