package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people see: each page on a phone and at a desk, by day and by night, kept for people to look at. */
class AppearanceTest {
    /** Parts of the page that hide or scroll what is wider than they are; but for what is there to be heard, not seen. */
    private static final String TOO_WIDE = """
            () => [...document.querySelectorAll("body *")]
              .filter((part) => part.scrollWidth > part.clientWidth + 1)
              .filter((part) => getComputedStyle(part).overflowX !== "visible")
              .filter((part) => getComputedStyle(part).clipPath === "none")
              .map((part) => part.outerHTML.slice(0, 80))
            """;

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Room.open("Book club", "books", "One book a month. In November: The Left Hand of Darkness."),
                Room.open("Gardening", "garden", "Seeds, soil, slugs."),
                Room.open("Ελληνικά", "greek", "Μιλάμε ελληνικά."),
                Room.open("A quiet room", "quiet", ""),
                new Room(0, "Members", "members", "", false, false, Optional.empty()));
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void the_rooms() {
        Page page = open("rooms/");
        assertThat(page.locator(".rooms li")).hasCount(5);
        looks(page, "rooms");
    }

    @Test
    void the_form_for_a_name_plain_and_with_an_error() {
        Page page = open("room/lobby/");
        looks(page, "name");
        page.getByLabel("Your name").fill("Adа with a Cyrillic а");
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "name-refused");
    }

    @Test
    void an_empty_room() {
        ChatPage ada = ChatPage.enter(browser.open(), server.base(), "quiet", "Ada Q");
        looks(ada.page(), "room-empty");
    }

    @Test
    void a_full_room_and_the_same_without_a_network() throws Exception {
        List<Person> guests = new ArrayList<>();
        for (String name : List.of("Ada", "Bob", "Grace Hopper", "Linus", "Ευρυδίκη", "Maximilian Wanderer")) {
            guests.add(Person.guest(server.base(), name));
        }
        List<String> texts = List.of(
                "Hello!",
                "Has anybody seen where the minutes of last week went? I looked in the usual place, and in the unusual ones.",
                "No",
                "https://example.org/a/very/long/address/without/any/break/that/has/to/go/somewhere?and=more&of=it#and-more",
                "One line\nand another one\n\n  indented",
                ":-)",
                "مرحبا بالجميع، كيف حالكم اليوم؟",
                "x".repeat(120));
        for (int i = 0; i < 60; i++) {
            guests.get(i / 2 % guests.size()).say(texts.get(i % texts.size()));
        }
        for (Person guest : guests) {
            guest.post("notify_users_list/", "room_id", Long.toString(Person.LOBBY));
        }
        ChatPage me = ChatPage.enter(browser.open(), server.base(), "Me");
        me.say("I have only just come in. What did I miss?");
        guests.get(0).say("Nothing, sit down.");
        assertThat(me.messages()).hasCount(52);
        assertThat(me.users()).hasCount(7);
        looks(me.page(), "room-full");

        me.setOffline(true);
        me.say("Can you still hear me?");
        assertThat(me.status()).hasText("Offline");
        assertThat(me.waiting()).containsText(new String[] {"waiting for the connection"});
        looks(me.page(), "room-offline");
    }

    @Test
    void pages_that_are_not_there_or_not_for_everybody() {
        looks(open("room/no-such-room/"), "error-404");
        looks(open("static/chatrooms/no-such-file"), "error-404-file");
        looks(open("room/members/"), "login");
    }

    private Page open(String path) {
        Page page = browser.open();
        page.navigate(server.base() + path);
        return page;
    }

    private static void looks(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (BrowserWindow window : List.of(BrowserWindow.DESK, BrowserWindow.PHONE)) {
                window.resize(page);
                BrowserExtension.screenshot(page, (name + "-" + window + "-" + scheme).toLowerCase(Locale.ROOT));
            }
        }
        BrowserWindow.NARROWEST.resize(page);
        assertEquals(
                BrowserWindow.NARROWEST.width(),
                page.evaluate("document.documentElement.scrollWidth"),
                "the page scrolls sideways");
        assertEquals(List.of(), page.evaluate(TOO_WIDE), "something in the page scrolls sideways or is cut off");
        BrowserWindow.DESK.resize(page);
    }
}
