package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do with messages that are there: edit them, take them back, answer them, link to them. */
class ChangeMessageTest {
    private static final int ROOMS = 20;

    @TempDir
    private static Path data;

    private static EmbeddedServer server;
    private static Person script;
    private static int rooms;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    private String slug;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Stream.iterate(1, i -> i + 1)
                        .limit(ROOMS)
                        .map(i -> Room.open("Room " + i, "room-" + i, ""))
                        .toArray(Room[]::new));
        server = EmbeddedServer.start(data);
        script = new Person(server.base());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void anotherRoom() {
        slug = "room-" + ++rooms;
    }

    private ChatPage enter(BrowserWindow window, String name) {
        return ChatPage.enter(browser.open(window), server.base(), slug, name + " of " + slug);
    }

    /** The room's messages, as they read now: their text, whether they are edited, what they answer. */
    private List<String> history() {
        try {
            long room = Long.parseLong(slug.substring("room-".length())) + Person.LOBBY;
            String json =
                    script.get("get_history/", "room_id", Long.toString(room)).body();
            return StreamSupport.stream(
                            new Gson().fromJson(json, JsonArray.class).spliterator(), false)
                    .map(entry -> entry.getAsJsonObject())
                    .map(entry -> entry.get("content").getAsString()
                            + (entry.has("edited") ? " (edited)" : "")
                            + (entry.has("reply_to") ? " > " + entry.get("reply_to") : ""))
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The room comes to read like this, for everybody, and after loading it anew. */
    private void reads(ChatPage reader, String... messages) {
        try {
            reader.page().waitForCondition(() -> history().equals(List.of(messages)));
        } catch (RuntimeException e) {
            assertEquals(List.of(messages), history());
        }
        assertThat(reader.waiting()).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE", "DESK"})
    void without_a_mouse_one_joins_writes_edits_searches_and_leaves(BrowserWindow window) {
        Page page = browser.open(window);
        page.navigate(server.base() + "room/" + slug + "/");
        assertThat(page.locator("#guestName")).isFocused();
        page.keyboard().insertText("Ada " + window);
        page.keyboard().press("Enter");
        ChatPage ada = ChatPage.in(page, slug);
        ada.say("Helo");
        ada.shows("Helo");
        ada.say("Anybody?");
        ada.shows("Helo", "Anybody?");

        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("#chatText")).isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(ada.messages().last()).isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(ada.messages().first()).isFocused();
        page.keyboard().press("Enter");
        assertThat(ada.actions()).hasText(new String[] {"Reply", "Edit", "Delete", "Copy link"});
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");
        assertThat(ada.field()).isFocused();
        assertThat(ada.field()).hasValue("Helo");
        assertThat(ada.about()).containsText("Editing your message – Esc to cancel");
        page.keyboard().press("ControlOrMeta+a");
        ada.say("Hello");
        assertThat(ada.about()).isHidden();
        reads(ada, "Hello (edited)", "Anybody?");

        Keyboard.press(page, "Search");
        page.keyboard().insertText("hello");
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatFound mark")).hasText("Hello");
        Keyboard.tabTo(page, (String)
                page.locator("#chatFound a").evaluate("a => a.textContent.trim().replace(/\\s+/g, ' ')"));
        page.keyboard().press("Enter");
        assertThat(ada.messages().first()).isFocused();

        Keyboard.press(page, "Chatrooms");
        assertThat(page).hasURL(server.base() + "rooms/");
    }

    @Test
    void up_in_an_empty_field_edits_ones_last_message_and_escape_brings_back_what_was_begun() {
        ChatPage ada = enter(BrowserWindow.DESK, "Ada");
        ChatPage bob = enter(BrowserWindow.DESK, "Bob");
        ada.field().press("ArrowUp");
        assertThat(ada.about()).isHidden();
        ada.say("one");
        bob.shows("one");
        bob.say("two");
        ada.shows("one", "two");
        ada.page().keyboard().insertText("three");
        ada.page().keyboard().press("ArrowUp");
        assertThat(ada.field()).hasValue("three");

        ada.messages().first().hover();
        ada.actions().getByText("Edit").click();
        assertThat(ada.field()).hasValue("one");
        ada.page().keyboard().press("Escape");
        assertThat(ada.field()).hasValue("three");
        assertThat(ada.about()).isHidden();
        ada.field().fill("");
        ada.field().press("ArrowUp");
        ada.page().keyboard().insertText("!");
        assertThat(ada.field()).hasValue("one!");
        ada.reload();
        assertThat(ada.field()).hasValue("one!");
        assertThat(ada.about()).containsText("Editing your message");
        ada.field().press("Enter");
        reads(ada, "one! (edited)", "two");
        assertThat(ada.field()).hasValue("");
        ada.reload();
        ada.shows("one!", "two");
    }

    @Test
    void a_change_survives_a_lost_connection_and_is_made_once() {
        ChatPage ada = enter(BrowserWindow.PHONE, "Ada");
        ada.say("We are in a tunel");
        ada.shows("We are in a tunel");
        List<String> keys = new ArrayList<>();
        AtomicBoolean isSeen = new AtomicBoolean();
        ada.page().route("**/edit_message/", route -> {
            keys.add(route.request().postData());
            if (isSeen.get()) {
                route.resume();
            } else {
                route.fetch();
                route.abort();
            }
        });
        ada.field().press("ArrowUp");
        ada.field().fill("We are in a tunnel");
        ada.field().press("Enter");
        assertThat(ada.waiting()).containsText(new String[] {"We are in a tunnelwaiting for the connection"});
        isSeen.set(true);
        assertThat(ada.waiting()).hasCount(0);
        reads(ada, "We are in a tunnel (edited)");
        assertTrue(keys.size() > 1, keys.toString());
        assertEquals(1, keys.stream().distinct().count(), keys.toString());
    }

    @Test
    void a_change_that_is_refused_comes_back_with_the_reason() {
        ChatPage ada = enter(BrowserWindow.PHONE, "Ada");
        ada.say("one");
        ada.shows("one");
        ada.field().press("ArrowUp");
        ada.page().keyboard().insertText("!");
        // Meanwhile, in another tab
        Object status = ada.page().evaluate("""
                        async (room) => (await fetch("../../delete_message/", {
                          method: "POST",
                          body: new URLSearchParams({ room_id: room, message_id: 1 }),
                        })).status""", ada.page().locator("#chat").getAttribute("data-room-id"));
        assertEquals(200, status);
        ada.field().press("Enter");
        assertThat(ada.error()).hasText("Not changed: this message is not there any more.");
        assertThat(ada.field()).hasValue("one!");
        assertThat(ada.about()).containsText("Editing your message");
        ada.field().press("Escape");
        assertThat(ada.error()).isHidden();
        assertThat(ada.field()).hasValue("");
        reads(ada, "");
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE", "DESK"})
    void one_answers_another_persons_message_and_can_do_no_more_to_it(BrowserWindow window) {
        ChatPage ada = enter(window, "Ada");
        ChatPage bob = enter(window, "Bob");
        ada.say("Anybody here?");
        bob.shows("Anybody here?");
        open(bob, window, "Anybody here?");
        assertThat(bob.actions()).hasText(new String[] {"Reply", "Copy link"});
        bob.actions().getByText("Reply").click();
        assertThat(bob.actions()).hasCount(0);
        assertThat(bob.about()).containsText("Replying to (guest) Ada of " + slug + " Anybody here?");
        bob.page().keyboard().insertText("I am");
        bob.page().keyboard().press("Escape");
        assertThat(bob.about()).isHidden();
        assertThat(bob.field()).hasValue("I am");

        open(bob, window, "Anybody here?");
        bob.actions().getByText("Reply").click();
        bob.field().press("Enter");
        assertThat(bob.about()).isHidden();
        reads(bob, "Anybody here?", "I am > 1");
        bob.say("Not an answer");
        reads(bob, "Anybody here?", "I am > 1", "Not an answer");
    }

    private static void open(ChatPage reader, BrowserWindow window, String text) {
        Locator message = reader.message(text).locator(".messageContent");
        if (window == BrowserWindow.DESK) {
            message.hover();
        } else {
            message.tap();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE", "DESK"})
    void what_is_taken_back_is_asked_about_once(BrowserWindow window) {
        ChatPage ada = enter(window, "Ada");
        ada.say("Good");
        ada.shows("Good");
        ada.say("Bad");
        ada.shows("Good", "Bad");
        Locator dialog = ada.page().getByRole(AriaRole.DIALOG);
        open(ada, window, "Bad");
        ada.actions().getByText("Delete").click();
        assertThat(dialog).containsText("Delete this message?Bad");
        assertThat(dialog.getByText("Keep it")).isFocused();
        ada.page().keyboard().press("Escape");
        assertThat(dialog).isHidden();
        assertThat(ada.messages().last()).isFocused();

        ada.page().keyboard().press("Enter");
        Keyboard.press(ada.page(), "Delete");
        Keyboard.press(ada.page(), "Delete");
        assertThat(dialog).isHidden();
        reads(ada, "Good", "");
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE", "DESK"})
    void a_link_to_a_message_is_copied_with_and_without_a_clipboard_of_the_pages_own(BrowserWindow window) {
        ChatPage ada = enter(window, "Ada");
        ada.say("Here");
        ada.shows("Here");
        for (String clipboard : List.of("navigator.clipboard", "undefined")) {
            ada.page()
                    .evaluate("Object.defineProperty(navigator, 'clipboard', {value: " + clipboard
                            + ", configurable: true})");
            ada.page().mouse().move(1, 1);
            open(ada, window, "Here");
            ada.actions().getByText("Copy link").click();
            assertThat(ada.actions().last()).hasText("Link copied");
            assertThat(ada.page().locator("#chatSaid")).hasText("Link copied");
            ada.field().fill("");
            ada.field().press("ControlOrMeta+v");
            assertThat(ada.field()).hasValue(ada.page().url() + "#message-1");
            ada.field().fill("");
            ada.page().reload();
            ada.isLive();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE", "DESK"})
    void the_toolbar_is_in_sight_beside_long_and_short_messages(BrowserWindow window) {
        ChatPage ada = enter(window, "Ada");
        List<String> texts = List.of("Alpha", "wide ".repeat(200).strip(), "Omega");
        for (int i = 0; i < texts.size(); i++) {
            ada.say(texts.get(i));
            ada.shows(texts.subList(0, i + 1).toArray(String[]::new));
        }
        for (String text : texts) {
            open(ada, window, text);
            assertThat(ada.actions()).hasCount(4);
            var bar = ada.page().locator("#chatActions").boundingBox();
            var log = ada.page().locator("#chatText").boundingBox();
            assertEquals(true, bar.x >= log.x && bar.x + bar.width <= log.x + log.width + 1, text);
            assertEquals(true, bar.y >= log.y && bar.y + bar.height <= log.y + log.height + 1, text);
            ada.page().keyboard().press("Escape");
        }
    }
}
