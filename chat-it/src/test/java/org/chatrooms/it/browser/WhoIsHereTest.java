package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The list of those who are in a room. */
class WhoIsHereTest {
    @AutoClose
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(data);
    }

    @Test
    void begins_with_me_then_accounts_then_guests_in_a_drawer_that_closes_when_one_goes_on() throws Exception {
        Person.account(server.base(), "zoe").post("notify_users_list/", "room_id", "1");
        Person.guest(server.base(), "Ada").post("notify_users_list/", "room_id", "1");
        ChatPage me = ChatPage.enter(browser.open(BrowserWindow.PHONE), server.base(), "Me");
        assertThat(me.users()).hasText(new String[] {"(guest) Me (you)", "zoe", "(guest) Ada"});

        Locator list = me.page().locator("#connectedUsersList");
        Locator handle = me.page().locator("#connectedUsersTitle");
        assertThat(list).isHidden();
        handle.click();
        assertThat(list).isVisible();
        me.page().keyboard().press("Escape");
        assertThat(list).isHidden();
        assertThat(handle).isFocused();
        handle.click();
        assertThat(list).isVisible();
        BrowserExtension.screenshot(me.page(), "who-is-here");
        me.field().click();
        assertThat(list).isHidden();

        BrowserWindow.DESK.resize(me.page());
        assertThat(list).isVisible();
        me.field().click();
        assertThat(list).isVisible();
    }
}
