package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody without a mouse gets everywhere, and sees where they are. */
class KeyboardTest {
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        EmbeddedServer.makeRooms(data, Room.open("Quiet", "quiet", ""));
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void from_the_list_of_rooms_to_a_message_without_a_mouse() {
        Page page = browser.open(BrowserWindow.PHONE);
        page.navigate(server.base() + "rooms/");
        assertEquals(
                List.of("Chatrooms", "Sign in", "Lobby Come in and say hello. Nobody here now"), Keyboard.tab(page, 3));
        page.keyboard().press("Enter");

        assertThat(page.getByLabel("Your name")).isFocused();
        assertEquals(List.of("Continue"), Keyboard.tab(page, 1));
        page.keyboard().press("Shift+Tab");
        page.keyboard().insertText("Ada");
        page.keyboard().press("Enter");

        assertThat(page.locator("#chatSendText")).isFocused();
        assertThat(page.locator("#chatStatus")).hasText("Live");
        page.keyboard().insertText("Look, no hands");
        page.keyboard().press("Enter");
        assertThat(page.locator(".myMessage .messageContent")).hasText("Look, no hands");
        assertThat(page.locator("#chatSendText")).isFocused();
    }

    @Test
    void in_a_room_everything_is_reached_in_the_order_in_which_it_stands() {
        Page page = browser.open(BrowserWindow.PHONE);
        ChatPage.enter(page, server.base(), "quiet", "Bob");
        assertEquals(List.of("Send"), Keyboard.tab(page, 1));
        assertThat(page.locator("summary")).hasText("Here now 1");
        page.locator(".brand").focus();
        assertEquals(
                List.of("(guest) Bob, menu", "Search", "Here now 1", "Messages", "Message", "Send"),
                Keyboard.tab(page, 6));

        page.locator(".you").focus();
        page.keyboard().press("Enter");
        assertEquals(List.of("Change name", "Sign in", "Search"), Keyboard.tab(page, 3));
        page.keyboard().press("Escape");
        assertThat(page.getByText("Change name")).isHidden();

        BrowserWindow.DESK.resize(page);
        page.locator(".brand").focus();
        assertEquals(List.of("Change name", "Sign in", "Search", "Here now 1"), Keyboard.tab(page, 4));
        BrowserWindow.PHONE.resize(page);

        page.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#connectedUsersList")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.locator("#connectedUsersList")).isHidden();
    }
}
