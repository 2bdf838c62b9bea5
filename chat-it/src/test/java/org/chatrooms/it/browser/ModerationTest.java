package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody keeps order in a room, from the message or from the list of who is there, and those concerned see it at once. */
class ModerationTest {
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "root", "Mo");
        for (String slug : List.of("desk", "phone", "list", "keys", "poll", "undo-desk", "undo-phone")) {
            DataFolder.makeRoom(data, Room.open("The " + slug, slug, ""), Map.of("Mo", Role.MODERATOR));
        }
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private ChatPage mo(String slug, BrowserWindow window) {
        Page page = browser.open(window);
        page.navigate(server.base() + "login/?next=/chat/room/" + slug + "/");
        ChatPage.identify(page, "Mo", Person.PASSWORD);
        return ChatPage.in(page, slug);
    }

    private static Locator dialog(ChatPage chat) {
        return chat.page().locator("#chatModerate");
    }

    private static Locator silence(ChatPage chat) {
        return chat.page().locator("#chatSilence");
    }

    private static Locator undo(ChatPage chat) {
        return chat.page().locator(".messageUndo");
    }

    private static void show(ChatPage chat, BrowserWindow window, String text) {
        Locator message = chat.message(text);
        if (window == BrowserWindow.DESK) {
            message.locator(".messageContent").hover();
        } else {
            message.locator(".messageContent").tap();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK", "PHONE"})
    void from_a_message_somebody_is_muted_and_what_they_said_is_taken_back(BrowserWindow window) {
        String slug = window.name().toLowerCase(Locale.ROOT);
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), slug, "Bob " + slug);
        ChatPage mo = mo(slug, window);
        bob.say("Buy my pills");
        mo.shows("Buy my pills");
        show(mo, window, "Buy my pills");
        assertThat(mo.actions()).hasText(new String[] {"Reply", "Delete", "Moderate", "Copy link"});
        mo.actions().getByText("Moderate").click();
        assertThat(dialog(mo)).isVisible();
        assertThat(dialog(mo).locator("h2")).hasText("(guest) Bob " + slug);
        dialog(mo).getByLabel("Mute: they can read").check();
        dialog(mo).getByLabel("For how long?").selectOption("an hour");
        dialog(mo).getByLabel("Reason").fill("no advertising");
        dialog(mo).getByLabel("Take back everything").check();
        assertEquals(List.of(), Axe.findings(mo.page()));
        BrowserExtension.screenshot(mo.page(), "moderate-" + slug);
        dialog(mo).getByText("Decide").click();
        assertThat(dialog(mo)).isHidden();

        for (ChatPage page : List.of(mo, bob)) {
            assertThat(page.messages().locator(".messageContent"))
                    .hasText(new String[] {"A moderator removed this message."});
        }
        assertThat(silence(bob)).containsText("You are muted in this room. Until");
        assertThat(silence(bob)).containsText("“no advertising”");
        assertThat(bob.field()).hasAttribute("readonly", "");
        mo.field().click();
        mo.say("Welcome back in an hour");
        assertThat(bob.messages().last()).containsText("Welcome back in an hour");
        BrowserExtension.screenshot(bob.page(), "muted-" + slug);
        assertEquals(List.of(), Axe.findings(bob.page()));

        mo.page().navigate(server.base() + "order/?room_slug=" + slug);
        assertThat(mo.page().locator("li")).containsText(new String[] {"no advertising"});
        assertEquals(List.of(), Axe.findings(mo.page()));
        BrowserExtension.screenshot(mo.page(), "order-" + slug);
        mo.page().getByText("Let back").click();
        assertThat(silence(bob)).isHidden();
        bob.page().locator("#chatSendText").click();
        bob.say("I am sorry");
        assertThat(bob.messages().last()).containsText("I am sorry");
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK", "PHONE"})
    void what_was_removed_by_mistake_is_brought_back(BrowserWindow window) {
        String slug = "undo-" + window.name().toLowerCase(Locale.ROOT);
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), slug, "Bob " + slug);
        bob.say("Hello");
        bob.say("Fresh bread");
        ChatPage mo = mo(slug, window);
        show(mo, window, "Fresh bread");
        mo.actions().getByText("Delete").click();
        mo.page()
                .locator("dialog[open]")
                .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                .click();

        bob.shows("Hello", "A moderator removed this message.");
        mo.shows("Hello", "A moderator removed this message.");
        assertThat(undo(bob)).hasCount(0);
        assertEquals(List.of(), Axe.findings(mo.page()));
        BrowserExtension.screenshot(mo.page(), slug);
        assertThat(mo.messages().last()).isFocused();
        mo.page().keyboard().press("Tab");
        assertThat(undo(mo)).isFocused();
        mo.page().keyboard().press("Enter");

        bob.shows("Hello", "Fresh bread");
        mo.shows("Hello", "Fresh bread");
        assertThat(undo(mo)).hasCount(0);
        assertThat(mo.messages().last()).isFocused();
        assertThat(mo.messages().last().locator(".messageEdited")).hasCount(0);
    }

    @Test
    void from_the_list_somebody_is_banned_and_told_why_and_cannot_come_back() {
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "list", "Bob list");
        ChatPage mo = mo("list", BrowserWindow.DESK);
        assertThat(mo.users()).hasCount(2);
        mo.users().getByText("(guest) Bob list").click();
        dialog(mo).getByLabel("Ban: they cannot come in").check();
        dialog(mo).getByLabel("For how long?").selectOption("for good");
        dialog(mo).getByLabel("Reason").fill("spam");
        dialog(mo).getByText("Decide").click();

        assertThat(bob.status()).containsText("You may not be in this room any more.");
        assertThat(bob.status()).containsText("“spam”");
        assertThat(mo.users()).hasCount(1);
        bob.reload();
        assertThat(bob.page().locator("main")).containsText("You are banned from this room.");
        assertThat(bob.page().locator("main")).containsText("spam");
    }

    @Test
    void where_streams_do_not_get_through_it_is_seen_as_well() {
        Page page = browser.open();
        AtomicInteger polls = new AtomicInteger();
        page.route("**/get_messages/**", route -> {
            if (route.request().headers().get("accept").contains("text/event-stream")) {
                route.fulfill(new Route.FulfillOptions().setContentType("text/html"));
            } else {
                polls.incrementAndGet();
                route.resume();
            }
        });
        page.route("**/get_users_list/**", Route::abort); // which would say it, too
        int before = server.parked();
        ChatPage bob = ChatPage.enter(page, server.base(), "poll", "Bob poll");
        ChatPage mo = mo("poll", BrowserWindow.DESK);
        // Only who waits can be told at once: a poll and a stream do.
        page.waitForCondition(() -> polls.get() > 0 && server.parked() >= before + 2);
        mo.users().getByText("(guest) Bob poll").click();
        dialog(mo).getByLabel("Mute: they can read").check();
        dialog(mo).getByText("Decide").click();

        // And not only with the answer to the next poll.
        var soon = new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);
        assertThat(silence(bob)).containsText("You are muted in this room.", soon);
    }

    @Test
    void with_the_keyboard_alone() {
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "keys", "Bob keys");
        ChatPage mo = mo("keys", BrowserWindow.DESK);
        bob.say("Nonsense");
        mo.shows("Nonsense");
        Page page = mo.page();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");
        assertThat(dialog(mo)).isVisible();
        page.keyboard().press("ArrowDown"); // to mute
        page.keyboard().press("Enter");
        assertThat(dialog(mo)).isHidden();
        assertThat(silence(bob)).isVisible();
    }
}
