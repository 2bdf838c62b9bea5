package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.plugin.MemoryHandler;
import org.chatrooms.model.Room;
import org.chatrooms.repository.DataSources;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A room with a long history: 100,000 entries, of which every seventh, and many in one place, are edits. */
class HistoryTest {
    private static final int LATEST = 100_000;
    private static final int MOST_ON_PAGE = 300;

    private static final String IDS =
            "[...document.querySelectorAll('#chatText .chatMessage')].map((message) => Number(message.dataset.messageId))";

    private static EmbeddedServer server;
    private static int people;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Room.open("Long", "long", ""),
                Room.open("Busy", "busy", ""),
                Room.open("Edited", "edited", ""),
                Room.open("Quiet", "quiet", ""),
                Room.open("Talk", "talk", ""));
        try (var dataSource = DataSources.h2(data);
                var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (var first : Map.of("long", 1, "talk", 60_301).entrySet()) { // a room may have lost its beginning
                statement.executeUpdate("""
                        INSERT INTO chat_message (room_id, id, username, sent_at, content, sender, kind, target_id)
                        SELECT r.id, x, 'ann', DATEADD('SECOND', x, TIMESTAMP '2026-01-01 00:00:00'),
                               'Message ' || x || REPEAT(' and more', MOD(x, 40)), 'guest:x',
                               CASE WHEN MOD(x, 7) = 0 OR x BETWEEN 60001 AND 60300 THEN 'EDIT' ELSE 'MESSAGE' END,
                               CASE WHEN MOD(x, 7) = 0 OR x BETWEEN 60001 AND 60300 THEN 1 END
                        FROM chat_room r, SYSTEM_RANGE(%d, 100000) WHERE r.slug = '%s'""".formatted(first.getValue(), first.getKey()));
            }
            statement.executeUpdate("UPDATE chat_room SET last_message_id = 100000 WHERE slug IN ('long', 'talk')");
        }
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK", "PHONE"})
    void scrolling_up_reads_on_without_moving_what_one_reads_and_the_page_stays_small(BrowserWindow window) {
        ChatPage ada = enter("long", window);
        Page page = ada.page();
        assertThat(ada.messages()).hasCount(50);
        for (int i = 0; i < 8; i++) {
            int first = ids(page).get(0);
            Locator message = page.locator("#message-" + first);
            page.locator("#chatText").evaluate("log => log.scrollTop = 30"); // closer than it is looked ahead
            double top = message.boundingBox().y;
            page.waitForFunction("first => " + IDS + "[0] < first", first);
            assertEquals(top, message.boundingBox().y, 1.5, "message " + first + " moved");
            isWithoutGap(page);
        }
        assertEquals(MOST_ON_PAGE, ids(page).size());
        int nodes = (int) page.evaluate("document.querySelectorAll('*').length");
        assertTrue(nodes < 2_500, nodes + " nodes");
        assertEquals("", page.locator("#chatAnnouncer").textContent());
        screenshot(page, "history-up-" + window);

        // Down again, until it is the end.
        while (ids(page).get(ids(page).size() - 1) < LATEST - 1) {
            int last = ids(page).get(ids(page).size() - 1);
            page.locator("#chatText").evaluate("log => log.scrollTop = log.scrollHeight - log.clientHeight - 60");
            page.waitForFunction("last => " + IDS + ".at(-1) > last", last);
            isWithoutGap(page);
        }
        assertThat(page.locator("#chatMore")).isHidden();
    }

    @Test
    void far_up_what_is_new_is_only_counted_and_one_button_leads_to_it() throws Exception {
        ChatPage ada = enter("talk", BrowserWindow.DESK);
        Page page = ada.page();
        Person bob = Person.guest(server.base(), "Bob far");
        long room = roomOf(ada);
        leadTo(page, 70_001);
        assertThat(page.locator("#chatMore")).hasText("Newest ↓");
        bob.say(room, "What is new", UUID.randomUUID());
        bob.say(room, "and newer", UUID.randomUUID());
        assertThat(page.locator("#chatMore")).hasText("New messages: 2 ↓");
        assertThat(page.locator("#message-" + (LATEST + 1))).hasCount(0);
        page.locator("#chatMore").click();
        assertThat(ada.messages().last()).containsText("and newer");
        assertThat(page.locator(".chatNew + #message-" + (LATEST + 1))).isInViewport();
        isWithoutGap(page);

        // While one asks for more, something comes: it is neither lost nor doubled.
        leadTo(page, 99_700);
        for (int i = 0; i < 20; i++) {
            bob.say(room, "talk " + i, UUID.randomUUID());
            page.locator("#chatText").evaluate("log => log.scrollTop = log.scrollHeight");
        }
        page.waitForCondition(() -> {
            page.locator("#chatText").evaluate("log => log.scrollTop = log.scrollHeight");
            return ids(page).contains(LATEST + 22);
        });
        isWithoutGap(page);
        ada.field().click();
        ada.say("So am I");
        assertThat(ada.messages().last()).containsText("So am I");
        isWithoutGap(page);
    }

    @Test
    void who_reads_to_the_end_of_what_is_there_goes_on_from_it_and_is_not_carried_away() {
        Page page = enter("long", BrowserWindow.DESK).page();
        leadTo(page, 50_000);

        int last = (Integer) page.evaluate("""
                () => {
                  const log = document.getElementById("chatText");
                  log.scrollTop = log.scrollHeight;
                  return Number([...log.querySelectorAll(".chatMessage")].at(-1).dataset.messageId);
                }""");
        page.waitForCondition(() -> ids(page).stream().anyMatch(id -> id > last + 20));

        assertThat(page.locator("#message-" + last)).isInViewport();
        isWithoutGap(page);
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK", "PHONE"})
    void a_link_to_a_message_leads_there_from_elsewhere_and_on_the_page(BrowserWindow window) {
        ChatPage ada = enter("long", window);
        Page page = ada.page();
        page.navigate(server.base() + "rooms/");
        page.navigate(server.base() + "room/long/#message-50000");
        assertThat(page.locator("#message-50000.linked")).isInViewport();
        assertThat(page.locator("#message-50000")).isFocused();
        isWithoutGap(page);
        screenshot(page, "history-link-" + window);

        leadTo(page, 59_991);
        page.waitForCondition(
                () -> { // over the gap of edits
                    page.locator("#chatText").evaluate("log => log.scrollTop = log.scrollHeight");
                    return ids(page).contains(60_303);
                });
        isWithoutGap(page);

        leadTo(page, 1);
        assertThat(page.locator(".chatEdge")).hasText("This is the beginning of the room.");
        assertEquals(1, ids(page).get(0));
        assertThat(page.locator(".linked")).hasCount(1);

        page.evaluate("location.hash = '#message-200000'"); // nobody said that
        page.evaluate("location.hash = '#message-49'"); // that is an edit
        leadTo(page, 2);
    }

    @Test
    void who_follows_another_link_before_the_first_one_led_anywhere_stays_where_that_leads() {
        Page page = enter("long", BrowserWindow.DESK).page();
        List<Route> held = new ArrayList<>();
        page.route(url -> url.contains("get_history/"), held::add);
        page.evaluate("location.hash = '#message-50000'");
        page.waitForCondition(() -> !held.isEmpty());

        leadTo(page, LATEST - 2);
        page.waitForResponse(response -> response.url().contains("get_history/"), () -> held.forEach(Route::resume))
                .finished();
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");

        assertThat(page.locator("#message-50000")).hasCount(0);
        assertThat(page.locator("#message-" + (LATEST - 2))).isInViewport();
    }

    @Test
    void what_becomes_of_a_message_that_is_not_on_the_page_changes_nothing_there() throws Exception {
        ChatPage ada = enter("edited", BrowserWindow.DESK);
        Person bob = Person.guest(server.base(), "Bob edits");
        long room = roomOf(ada);
        long first = bob.say(room, "The first", UUID.randomUUID());
        for (int i = 0; i < 301; i++) {
            bob.say(room, "line " + i, UUID.randomUUID());
        }
        assertThat(ada.messages().last()).containsText("line 300");
        assertThat(ada.messages()).hasCount(MOST_ON_PAGE);
        Object before = ada.page().evaluate(IDS);
        bob.post(
                "edit_message/",
                "room_id",
                Long.toString(room),
                "message_id",
                Long.toString(first),
                "message",
                "Changed",
                "client_key",
                UUID.randomUUID().toString());
        bob.say(room, "and on", UUID.randomUUID());
        assertThat(ada.messages().last()).containsText("and on");
        assertThat(ada.page().locator(".messageEdited")).hasCount(0);
        assertEquals(
                ((List<?>) before).subList(1, MOST_ON_PAGE),
                ((List<?>) ada.page().evaluate(IDS)).subList(0, 299));

        ada.page().locator("#chatText").evaluate("log => log.scrollTop = 0");
        assertThat(ada.messages().first()).containsText("Changed");
        isWithoutGap(ada.page(), id -> id == first + 302);
        assertThat(ada.page().locator(".chatEdge")).hasText("This is the beginning of the room.");
    }

    /** Two hundred a second, for ten seconds, while somebody types. */
    @Test
    void who_types_in_a_crowded_room_is_not_held_up() throws Exception {
        ChatPage ada = enter("busy", BrowserWindow.PHONE);
        Page page = ada.page();
        long room = roomOf(ada);
        AtomicInteger said = new AtomicInteger();
        AtomicReference<Exception> trouble = new AtomicReference<>();
        StringBuilder typed = new StringBuilder();
        ScheduledExecutorService crowd = Executors.newScheduledThreadPool(4);
        try {
            for (int i = 0; i < 4; i++) {
                Person person = Person.guest(server.base(), "Crowd " + i);
                var unused = crowd.scheduleAtFixedRate(
                        () -> {
                            try {
                                if (said.incrementAndGet() <= 2_000) {
                                    person.say(room, "crowded", UUID.randomUUID());
                                }
                            } catch (Exception e) {
                                trouble.set(e);
                            }
                        },
                        0,
                        20,
                        TimeUnit.MILLISECONDS);
            }
            while (said.get() < 2_000 && trouble.get() == null) {
                page.keyboard().type("x");
                typed.append('x');
            }
        } finally {
            crowd.shutdown();
            assertTrue(crowd.awaitTermination(1, TimeUnit.MINUTES));
        }
        assertNull(trouble.get(), () -> "somebody could not say anything: " + trouble.get());
        assertThat(ada.field()).hasValue(typed.toString());
        ada.field().fill("The end");
        ada.field().press("Enter");
        assertThat(ada.messages().last()).containsText("The end");
        assertEquals(MOST_ON_PAGE, ids(page).size());
        isWithoutGap(page, id -> false);
    }

    @Test
    void a_room_is_opened_with_few_bytes() {
        Page ada = browser.open();
        ChatPage.enter(ada, server.base(), "quiet", "Ada slim");
        String cookies = ada.context().storageState();
        // The same person with an empty cache.
        Page page = browser.open(BrowserWindow.DESK, new Browser.NewContextOptions().setStorageState(cookies));
        page.navigate(server.base() + "room/quiet/");
        ChatPage.in(page, "quiet");
        page.waitForLoadState();
        // The heads are the container's, and a tenth of that where HTTP/2 packs them.
        double bytes = ((Number) page.evaluate("[...performance.getEntriesByType('navigation'),"
                        + " ...performance.getEntriesByType('resource').filter(({name}) => name.includes('/static/'))]"
                        + ".reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0)"))
                .doubleValue();
        assertTrue(bytes > 20_000, bytes + " bytes");
        assertTrue(bytes < 60_000, bytes + " bytes");
    }

    @Test
    void where_the_chat_has_no_history_nobody_is_offered_any(@TempDir Path data) throws Exception {
        var settings = Map.of("chatrooms.messageHandlerClass", MemoryHandler.class.getName());
        try (EmbeddedServer plain = EmbeddedServer.start(data, settings)) {
            Page page = browser.open();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));
            ChatPage ada = ChatPage.enter(page, plain.base(), "Ada");
            Person bob = Person.guest(plain.base(), "Bob");
            for (int i = 0; i < 60; i++) {
                bob.say("line " + i);
            }
            assertThat(ada.messages()).hasCount(60);
            ada.reload();
            ada.isLive();
            assertThat(ada.messages()).hasCount(50);
            page.locator("#chatText").evaluate("log => log.scrollTop = 0");
            bob.say("one more");
            assertThat(page.locator("#chatMore")).hasText("New messages: 1 ↓");
            assertThat(ada.messages()).hasCount(51);
            assertThat(page.locator(".chatEdge")).hasCount(0);
            assertTrue(asked.stream().noneMatch(url -> url.contains("get_history")), asked.toString());
        }
    }

    private ChatPage enter(String slug, BrowserWindow window) {
        return ChatPage.enter(browser.open(window), server.base(), slug, "Ada " + ++people);
    }

    private static void leadTo(Page page, int id) {
        page.evaluate("id => location.hash = '#message-' + id", id);
        assertThat(page.locator("#message-" + id)).hasClass(Pattern.compile("\\blinked\\b"));
        assertThat(page.locator("#message-" + id)).isInViewport();
    }

    private static long roomOf(ChatPage chat) {
        return Long.parseLong(chat.page().locator("#chat").getAttribute("data-room-id"));
    }

    private static List<Integer> ids(Page page) {
        return ((List<?>) page.evaluate(IDS)).stream().map(Integer.class::cast).toList();
    }

    /** What is between two messages that follow each other are edits, each message is there once, and they are not too many. */
    private static void isWithoutGap(Page page) {
        isWithoutGap(page, id -> id <= LATEST && (id % 7 == 0 || (id > 60_000 && id <= 60_300)));
    }

    private static void isWithoutGap(Page page, IntPredicate isEdit) {
        List<Integer> ids = ids(page);
        assertTrue(ids.size() <= MOST_ON_PAGE, ids.size() + " messages");
        for (int i = 1; i < ids.size(); i++) {
            int id = ids.get(i - 1) + 1;
            while (isEdit.test(id)) {
                id++;
            }
            assertEquals(id, ids.get(i), ids.toString());
        }
    }

    private static void screenshot(Page page, String name) {
        BrowserExtension.screenshot(page, name.toLowerCase(Locale.ROOT));
    }
}
