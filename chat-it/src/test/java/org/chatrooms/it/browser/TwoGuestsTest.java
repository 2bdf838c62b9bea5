package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two people who have a link and want to talk. */
class TwoGuestsTest {
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void with_the_link_a_name_and_a_text_one_is_heard() {
        ChatPage ada = ChatPage.enter(browser.open(), server.base(), "Ada");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "Bob");

        ada.say("Hello, Bob");
        bob.shows("Hello, Bob");
        bob.say("Hello, Ada");

        ada.shows("Hello, Bob", "Hello, Ada");
        bob.shows("Hello, Bob", "Hello, Ada");
        assertThat(ada.users()).hasText(new String[] {"(guest) Ada (you)", "(guest) Bob"});
        assertThat(bob.users()).hasText(new String[] {"(guest) Bob (you)", "(guest) Ada"});
        Pattern mine = Pattern.compile("\\bmyMessage\\b");
        assertThat(bob.messages().first()).not().hasClass(mine);
        assertThat(bob.messages().last()).hasClass(mine);

        bob.reload();
        bob.isLive();
        ada.say("Still there?");
        bob.shows("Hello, Bob", "Hello, Ada", "Still there?");
        assertThat(bob.messages().nth(1)).hasClass(mine);
        assertThat(bob.messages().last()).not().hasClass(mine);
    }
}
