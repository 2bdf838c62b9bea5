package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who runs the chat and has no mouse. */
class AdministrationTest {
    private static final String PASSWORD = Person.PASSWORD;

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "Greta");
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void makes_a_room_with_the_keyboard_alone_changes_it_and_takes_it_away() {
        Page greta = administration();
        Keyboard.press(greta, "New room");
        assertThat(field(greta, "Name")).isFocused();
        greta.keyboard().insertText("Grüße aus Öhringen");
        assertThat(field(greta, "Slug")).hasValue("grusse-aus-ohringen");
        greta.keyboard().insertText(" & Ulm");
        assertThat(field(greta, "Slug")).hasValue("grusse-aus-ohringen-ulm");
        Keyboard.tabTo(greta, "Description");
        greta.keyboard().insertText("Postcards");
        Keyboard.press(greta, "Make the room");
        assertThat(greta.locator("h1")).hasText("All rooms");
        Keyboard.press(greta, "Enter");
        ChatPage.in(greta, "grusse-aus-ohringen-ulm");

        Page bob = browser.open();
        bob.navigate(server.base() + "rooms/");
        Locator room = bob.locator(".rooms li").first();
        assertThat(room).containsText("Grüße aus Öhringen & Ulm");
        assertThat(room).containsText("Postcards");
        assertThat(room).containsText("1 here now: Greta");
        room.locator("a").click();
        bob.getByLabel("Your name").fill("Bob");
        bob.keyboard().press("Enter");
        ChatPage inTheRoom = ChatPage.in(bob, "grusse-aus-ohringen-ulm");

        greta.navigate(server.base() + "admin/");
        Keyboard.press(greta, "Change");
        assertThat(greta.locator("h1")).hasText("Change a room");
        Keyboard.tabTo(greta, "Name");
        greta.keyboard().press("ControlOrMeta+a");
        greta.keyboard().insertText("Greetings");
        assertThat(field(greta, "Slug")).hasValue("grusse-aus-ohringen-ulm"); // links lead there
        Keyboard.press(greta, "Save");
        assertThat(greta.locator(".rooms li").first()).containsText("Greetings");

        Keyboard.press(greta, "Delete");
        assertThat(greta.locator("h1")).hasText("Delete “Greetings”?");
        assertThat(greta.locator(".panel")).containsText("Nothing was said in it.");
        Keyboard.press(greta, "Delete the room");
        assertThat(greta.locator(".rooms li")).hasCount(1);

        assertThat(inTheRoom.status()).hasText("This room is not there any more. See the rooms");
        inTheRoom.say("Where is everybody?");
        assertThat(inTheRoom.error()).hasText("Not sent: this room is not there any more.");
        assertThat(inTheRoom.field()).hasValue("Where is everybody?");
        inTheRoom.status().getByText("See the rooms").click();
        assertThat(bob.locator(".rooms li")).hasText(new String[] {"Lobby Come in and say hello. Nobody here now"});
    }

    @Test
    void what_is_wrong_with_a_form_is_said_and_what_was_written_is_still_there() {
        Page greta = administration();
        Keyboard.press(greta, "New room");
        assertThat(field(greta, "Name")).isFocused();
        greta.keyboard().insertText("Secrets");
        Keyboard.tabTo(greta, "Subscribers");
        greta.keyboard().insertText("Nobody of that name");
        Keyboard.press(greta, "Make the room");

        assertThat(greta.locator(".wrong")).hasText("There is no account Nobody of that name.");
        assertThat(field(greta, "Name")).hasValue("Secrets");
        assertThat(field(greta, "Name")).isFocused();
        assertThat(field(greta, "Slug")).hasValue("secrets");
        assertThat(field(greta, "Subscribers")).hasValue("Nobody of that name");
    }

    @Test
    void keeps_order_from_a_phone_with_the_keyboard_alone() throws Exception {
        Person ann = Person.account(server.base(), "ann");
        for (String text : List.of("buy my pills", "buy my watches", "good morning")) {
            Answers.json(200, ann.post("send_message/", "room_id", "1", "message", text));
        }
        Page greta = administration(BrowserWindow.PHONE);

        goTo(greta, "Messages");
        Keyboard.tabTo(greta, "Words");
        greta.keyboard().insertText("pills");
        Keyboard.press(greta, "Find");
        assertThat(entries(greta)).hasCount(1);
        looksWell(greta, "admin-messages-found-phone");
        Keyboard.press(greta, "Delete");
        assertThat(greta.locator(".empty")).hasText("Nothing was found.");

        goTo(greta, "Here now");
        assertThat(greta.locator("main")).containsText("Nobody");
        goTo(greta, "People");
        Keyboard.tabTo(greta, "Name");
        greta.keyboard().insertText("ann");
        Keyboard.press(greta, "Find");
        assertThat(entries(greta)).hasCount(1);
        Keyboard.press(greta, "Disable");
        assertThat(entries(greta).first()).containsText("disabled");
        looksWell(greta, "admin-people-phone");
        Keyboard.press(greta, "Take back all messages");
        assertThat(greta.locator("h1")).hasText("Take back all that ann said?");
        looksWell(greta, "admin-erase-phone");
        Keyboard.press(greta, "Take back all messages");

        assertThat(greta.locator("h1")).hasText("Long work");
        while (greta.getByText("Load again").isVisible()) {
            greta.waitForResponse("**/admin/work/", () -> Keyboard.press(greta, "Load again"));
            greta.waitForLoadState();
        }
        assertThat(entries(greta)).containsText(new String[] {"Take back all that ann said done"});
        looksWell(greta, "admin-work-phone");

        goTo(greta, "All rooms");
        Keyboard.press(greta, "Change");
        assertThat(greta.locator("h1")).hasText("Change a room");
        Keyboard.tabTo(greta, "Archived: to be read, and in no list");
        greta.keyboard().press("Space");
        looksWell(greta, "admin-room-phone");
        Keyboard.press(greta, "Save");
        assertThat(entries(greta).first()).containsText("archived");
        Keyboard.tabTo(greta, "Export");
        assertTrue(greta.waitForDownload(() -> greta.keyboard().press("Enter"))
                .suggestedFilename()
                .endsWith(".ndjson"));
        Keyboard.press(greta, "Change");
        assertThat(greta.locator("h1")).hasText("Change a room");
        Keyboard.tabTo(greta, "Archived: to be read, and in no list");
        greta.keyboard().press("Space");
        Keyboard.press(greta, "Save");
        assertThat(greta.locator("h1")).hasText("All rooms");

        goTo(greta, "What was decided");
        assertThat(entries(greta).filter(new Locator.FilterOptions().setHasText("Greta")))
                .containsText(new String[] {
                    "changed room 1", "exported", "changed room 1", "took back all messages of", "disabled", "removed"
                });
        looksWell(greta, "admin-acts-phone");
    }

    private static Locator entries(Page page) {
        return page.locator(".rooms li");
    }

    private static void goTo(Page page, String name) {
        Keyboard.press(page, name);
        assertThat(page.locator("h1")).hasText(name);
    }

    private static void looksWell(Page page, String name) {
        assertEquals(List.of(), Axe.findings(page));
        BrowserExtension.screenshot(page, name);
    }

    private Page administration() {
        return administration(BrowserWindow.DESK);
    }

    /** Signs in on the way to the rooms. */
    private Page administration(BrowserWindow window) {
        Page page = browser.open(window);
        page.navigate(server.base() + "admin/");
        assertThat(page.getByLabel("Your name")).isFocused();
        page.keyboard().insertText("Greta");
        page.keyboard().press("Tab");
        page.keyboard().insertText(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("All rooms");
        return page;
    }

    private static Locator field(Page page, String label) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }
}
