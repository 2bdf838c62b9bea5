package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.plugin.MemoryHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A site whose handler has no archive, and what people see of it. */
class OwnHandlerTest {
    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @Test
    void two_people_chat_and_are_offered_nothing_that_it_cannot_do(@TempDir Path data) throws Exception {
        Map<String, String> settings = Map.of("chatrooms.messageHandlerClass", MemoryHandler.class.getName());
        try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
            ChatPage ada = ChatPage.enter(browser.open(), server.base(), "Ada");
            ChatPage bob = ChatPage.enter(browser.open(), server.base(), "Bob");

            ada.say("Hello, Bob");
            bob.shows("Hello, Bob");
            ada.messages().first().hover();
            assertThat(ada.page().locator("#chatActions, #chatSearchButton")).hasCount(0);
            ada.field().press("ArrowUp");
            assertThat(ada.field()).hasValue("");
            bob.say("Hello, Ada");
            ada.shows("Hello, Bob", "Hello, Ada");
            ada.reload();
            ada.shows("Hello, Bob", "Hello, Ada");
        }
    }
}
