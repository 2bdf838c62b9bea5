package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The list of those who are in a room. */
class WhoIsHereTest {
    @AutoClose
    private static EmbeddedServer server;

    private static long kept;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "root", "Mia", "Zo\u00eb");
        kept = DataFolder.makeRoom(
                data, Room.open("The kept room", "kept", ""), Map.of("Mia", Role.MODERATOR, "Zo\u00eb", Role.OWNER));
        server = EmbeddedServer.start(data);
    }

    @Test
    void says_who_keeps_order_also_without_script() throws Exception {
        String room = String.valueOf(kept);
        for (String name : List.of("root", "Zo\u00eb")) {
            Person.signedIn(server.base(), name).post("notify_users_list/", "room_id", room);
        }
        Person.guest(server.base(), "Bea").post("notify_users_list/", "room_id", room);

        Locator list = listOfMia(true);
        assertThat(list).hasText(new String[] {"Mia moderator (you)", "Zo\u00eb owner", "root", "(guest) Bea"});
        BrowserExtension.screenshot(list.page(), "who-keeps-order");

        assertThat(listOfMia(false))
                .hasText(new String[] {"Mia moderator (you)", "(guest) Bea", "Zo\u00eb owner", "root"});
    }

    private Locator listOfMia(boolean hasScript) {
        Page page = browser.open(BrowserWindow.DESK, new Browser.NewContextOptions().setJavaScriptEnabled(hasScript));
        page.navigate(server.base() + "login/?next=/chat/room/kept/");
        ChatPage.identify(page, "Mia", Person.PASSWORD);
        return page.locator("#connectedUsersList li");
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
