package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.plugin.MemoryHandler;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessRequest;
import org.chatrooms.spi.MessageRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site with classes of its own, named in its configuration, and what people see of them. */
class OwnPluginsTest {
    private static final String HANDLER = "chatrooms.messageHandlerClass";
    private static final String POLICY = "chatrooms.accessPolicyClass";

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @TempDir
    private Path data;

    /** The shipped handler, but for one rule. */
    public static final class NoShouting extends LocalMessageHandler {
        @Override
        public ChatMessage handleReceivedMessage(IncomingMessage message) {
            String text = message.content();
            if (text.equals(text.toUpperCase(Locale.ROOT)) && !text.equals(text.toLowerCase(Locale.ROOT))) {
                throw new MessageRefused("Please do not shout.");
            }
            return super.handleReceivedMessage(message);
        }
    }

    /** In the room of notices one reads. */
    public static final class Notices implements AccessPolicy {
        @Override
        public boolean permits(AccessRequest request, Optional<ChatUser> user) {
            return request.action() != AccessRequest.Action.SEND
                    || !request.room().slug().equals("notices");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {MemoryHandler.class, NoShouting.class})
    void two_people_chat_over_a_handler_of_the_sites_own(Class<?> handler) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, Map.of(HANDLER, handler.getName()))) {
            ChatPage ada = ChatPage.enter(browser.open(), server.base(), "Ada");
            ChatPage bob = ChatPage.enter(browser.open(), server.base(), "Bob");

            ada.say("Hello, Bob");
            bob.shows("Hello, Bob");
            boolean hasArchive = handler != MemoryHandler.class;
            ada.messages().first().hover();
            assertThat(ada.page().locator("#chatActions, #chatSearchButton")).hasCount(hasArchive ? 2 : 0);
            ada.field().press("ArrowUp");
            assertThat(ada.field()).hasValue(hasArchive ? "Hello, Bob" : "");
            ada.field().press("Escape");
            bob.say("Hello, Ada");
            ada.shows("Hello, Bob", "Hello, Ada");
            ada.reload();
            ada.shows("Hello, Bob", "Hello, Ada");
        }
    }

    @Test
    void a_handlers_refusal_reaches_its_sender_with_the_text_and_nobody_else() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, Map.of(HANDLER, NoShouting.class.getName()))) {
            ChatPage ada = ChatPage.enter(browser.open(), server.base(), "Ada");
            ChatPage bob = ChatPage.enter(browser.open(), server.base(), "Bob");

            ada.say("CAN YOU HEAR ME");
            assertThat(ada.error()).hasText("Not sent: Please do not shout.");
            assertThat(ada.field()).hasValue("CAN YOU HEAR ME");
            assertThat(ada.field()).isFocused();

            ada.field().fill("Can you hear me");
            ada.field().press("Enter");
            bob.shows("Can you hear me");
            ada.shows("Can you hear me");
        }
    }

    @Test
    void a_policys_refusal_is_said_in_words_to_whoever_may_read_but_not_write() throws Exception {
        EmbeddedServer.makeRooms(data, Room.open("Notices", "notices", ""));
        try (EmbeddedServer server = EmbeddedServer.start(data, Map.of(POLICY, Notices.class.getName()))) {
            ChatPage ada = ChatPage.enter(browser.open(), server.base(), "notices", "Ada");

            ada.say("May I?");
            assertThat(ada.error()).hasText("Not sent: you may not write in this room.");
            assertThat(ada.field()).hasValue("May I?");
            ada.isLive(); // and may go on reading

            ChatPage bob = ChatPage.enter(browser.open(), server.base(), "Bob");
            bob.say("Here one may");
            bob.shows("Here one may");
        }
    }
}
