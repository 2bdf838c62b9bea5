package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.mount.Shop;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two people in the chat of somebody's site, whose own headers would keep our pages from working. */
class BelowTheMountTest {
    @AutoClose
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = EmbeddedServer.startSite(
                folder.resolve("data"), Shop.in(folder.resolve("site")).filter(Shop.Headers.class, true));
    }

    @Test
    void they_chat_and_the_sites_pages_know_them() {
        Page page = browser.open();
        ChatPage ada = ChatPage.enter(page, server.base(), "Ada");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "Bob");

        ada.say("Hello, Bob");
        bob.shows("Hello, Bob");
        bob.say("Hello, Ada");
        ada.shows("Hello, Bob", "Hello, Ada");
        assertThat(ada.users()).hasText(new String[] {"(guest) Ada (you)", "(guest) Bob"});

        page.navigate(server.base().resolve("/shop/who.jsp").toString());
        assertThat(page.locator("body")).containsText("(guest) Ada, false");
    }
}
