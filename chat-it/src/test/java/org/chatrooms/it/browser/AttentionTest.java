package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever looks elsewhere learns that something was said, as far as they want to, and finds it when they come back. */
class AttentionTest {
    /** Keeps what would be shown and heard. */
    private static final String STUBS = """
            globalThis.shown = [];
            globalThis.beeps = 0;
            globalThis.asked = 0;
            globalThis.closings = 0;
            globalThis.focusings = 0;
            globalThis.focus = () => focusings++;
            globalThis.Notification = class {
              static permission = "default";
              static async requestPermission() {
                asked++;
                return (Notification.permission = globalThis.answer ?? "granted");
              }
              constructor(title, options) {
                Object.assign(this, options);
                shown.push(`${title}: ${options.body}`);
                globalThis.last = this;
              }
              close() {
                closings++;
              }
            };
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (...when) {
              beeps++;
              start.apply(this, when);
            };
            globalThis.resumed = 0;
            const resume = AudioContext.prototype.resume;
            AudioContext.prototype.resume = async function () {
              await resume.call(this);
              setTimeout(() => resumed++);
            };
            """;

    private static final String MARK_READ = "**/mark_read/";

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "root", "Rita");
        EmbeddedServer.makeRooms(
                data, Room.open("Tea", "tea", ""), Room.open("Milk", "milk", ""), Room.open("Den", "den", ""));
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void the_title_counts_what_was_said_by_others_since_one_looked_away_and_marks_a_mention() {
        ChatPage ada = ChatPage.enter(browser.open(), server.base(), "tea", "Ada");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "tea", "Bob");
        bob.say("Hello");
        ada.shows("Hello");
        assertThat(ada.page()).hasTitle("Tea · Chatrooms");

        look(ada.page(), false);
        bob.say("Nice weather");
        bob.say("and adamant people");
        assertThat(ada.page()).hasTitle("(2) Tea · Chatrooms");
        bob.say("Isn't it, @ada?");
        bob.say("I think so");
        assertThat(ada.page()).hasTitle("(4 @) Tea · Chatrooms");
        ada.say("It is");
        ada.shows("Hello", "Nice weather", "and adamant people", "Isn't it, @ada?", "I think so", "It is");
        assertThat(ada.page()).hasTitle("(4 @) Tea · Chatrooms");

        look(ada.page(), true);
        assertThat(ada.page()).hasTitle("Tea · Chatrooms");
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK", "PHONE"})
    void notifications_and_sounds_come_only_to_whoever_chose_them(BrowserWindow window) {
        Page page = browser.open(window);
        page.addInitScript(STUBS);
        ChatPage ada = ChatPage.enter(page, server.base(), "milk", "Ada " + window);
        ChatPage bob = ChatPage.enter(browser.open(window), server.base(), "milk", "Bob " + window);
        look(page, false);
        bob.say("Ada " + window + ", are you there?");
        assertThat(page).hasTitle("(1 @) Milk · Chatrooms");
        assertEquals(List.of(), page.evaluate("shown"));
        assertEquals(0, page.evaluate("asked"));
        look(page, true);

        page.locator("#chatNotify").click();
        assertThat(page.getByLabel("Off")).isChecked();
        page.getByLabel("When I am mentioned").check();
        assertThat(page.locator("#chatNotifications p")).isHidden();
        page.getByLabel("With a sound").check();
        page.waitForCondition(() -> page.evaluate("beeps").equals(1));
        BrowserExtension.screenshot(page, "notifications-" + window);
        page.keyboard().press("Escape");
        assertThat(page.getByLabel("Off")).isHidden();
        assertEquals(1, page.evaluate("asked"));

        bob.say("ada " + window + ", I see you");
        bob.say("That was seen");
        assertThat(ada.messages().last()).containsText("That was seen");
        assertEquals(List.of(), page.evaluate("shown"));
        look(page, false);
        bob.say("nobody in particular");
        bob.say("ADA " + window + "!");
        String mentioned = "(guest) Bob " + window + " – Milk · Chatrooms: ADA " + window + "!";
        page.waitForCondition(() -> page.evaluate("shown").equals(List.of(mentioned)));
        page.evaluate("last.onclick()");
        assertEquals(List.of(1, 1), page.evaluate("[focusings, closings]"));
        look(page, true);

        page.reload();
        ada.isLive();
        page.locator("#chatNotify").click();
        assertThat(page.getByLabel("When I am mentioned")).isChecked();
        assertThat(page.getByLabel("With a sound")).isChecked();
        page.getByLabel("For every message").check();
        page.keyboard().press("Escape");
        look(page, false);
        bob.say("to all of you");
        page.waitForCondition(() -> page.evaluate("[shown.length, beeps]").equals(List.of(1, 1)));
        look(page, true);
        page.locator("#chatNotify").click();
        page.getByLabel("With a sound").uncheck();
        look(page, false);
        bob.say("and more quietly");
        page.waitForCondition(() -> page.evaluate("shown.length").equals(2));
        assertEquals(1, page.evaluate("beeps"));
    }

    @Test
    void where_the_browser_shows_none_the_choice_says_so() {
        Page page = browser.open();
        page.addInitScript(STUBS + "globalThis.answer = 'denied';");
        ChatPage.enter(page, server.base(), "den", "Eve");
        page.locator("#chatNotify").click();
        page.getByLabel("For every message").check();

        assertThat(page.locator("#chatNotifications p")).containsText("Your browser shows no notifications");
        page.getByLabel("Off").check();
        assertThat(page.locator("#chatNotifications p")).isHidden();
    }

    @Test
    void of_all_tabs_of_a_browser_one_is_heard() {
        Page one = browser.open();
        one.addInitScript(STUBS);
        ChatPage.enter(one, server.base(), "den", "Tab");
        one.locator("#chatNotify").click();
        one.getByLabel("For every message").check();
        one.getByLabel("With a sound").check();
        one.waitForCondition(() -> one.evaluate("beeps").equals(1));
        Page other = one.context().newPage();
        other.addInitScript(STUBS + "Notification.permission = 'granted';");
        other.navigate(server.base() + "room/den/");
        ChatPage.in(other, "den").field().click(); // a browser lets nobody be heard in whose page nothing was done
        ChatPage tim = ChatPage.enter(browser.open(), server.base(), "den", "Tim");
        nothingSounds(one);
        look(one, false);
        look(other, false);

        tim.say("once");
        other.waitForCondition(() -> other.evaluate("[shown.length, resumed]").equals(List.of(1, 1)));
        one.waitForCondition(() -> one.evaluate("[shown.length, resumed]").equals(List.of(1, 2)));
        nothingSounds(other);
        nothingSounds(one);
        assertEquals(2, beeps(one) + beeps(other));
    }

    private static void nothingSounds(Page page) {
        page.waitForCondition(() -> page.evaluate("""
                () => navigator.locks.query().then(({ held }) => held.every(({ name }) => name !== "chatrooms:beep"))
                """).equals(true));
    }

    private static int beeps(Page page) {
        return (int) page.evaluate("beeps");
    }

    @Test
    void the_list_of_rooms_tells_somebody_with_an_account_what_is_new_to_them() throws Exception {
        Page page = browser.open();
        page.navigate(server.base() + "login/");
        ChatPage.identify(page, "Rita", Person.PASSWORD);
        page.waitForURL("**/rooms/");
        ChatPage gus = ChatPage.enter(browser.open(), server.base(), "tea", "Gus");
        page.waitForResponse(MARK_READ, () -> page.navigate(server.base() + "room/tea/"));
        ChatPage rita = ChatPage.in(page, "tea");
        look(page, false);
        gus.say("while she looked away");
        assertThat(rita.messages().last()).containsText("while she looked away");
        page.navigate(server.base() + "rooms/");
        assertThat(page.locator(".unread")).hasText("1 new");
        BrowserExtension.screenshot(page, "unread");

        page.waitForResponse(MARK_READ, () -> page.navigate(server.base() + "room/tea/"));
        ChatPage.in(page, "tea");
        gus.say("just before she goes");
        assertThat(rita.messages().last()).containsText("just before she goes");
        var soon = new Page.WaitForResponseOptions().setTimeout(3_500); // and not only when it is time again
        page.waitForResponse(MARK_READ, soon, () -> look(page, false));
        page.navigate(server.base() + "rooms/");
        assertThat(page.locator("h1")).hasText("Rooms");
        assertThat(page.locator(".unread")).hasCount(0);
    }

    /** Another tab covers the page, or does not any more. */
    private static void look(Page page, boolean isLookedAt) {
        page.evaluate("""
                isHidden => {
                  Object.defineProperty(document, "hidden", {value: isHidden, configurable: true});
                  Object.defineProperty(document, "visibilityState",
                      {value: isHidden ? "hidden" : "visible", configurable: true});
                  document.dispatchEvent(new Event("visibilitychange"));
                }""", !isLookedAt);
    }
}
