package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Room;
import org.chatrooms.repository.DataSources;
import org.chatrooms.spi.MessageRefused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is written, and what becomes of it. In this chat nobody may shout. */
class ComposerTest {
    private static final String HANDLER = "chatrooms.messageHandlerClass";

    @TempDir
    private static Path data;

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    /** A site's own rule. */
    public static final class Quietly extends LocalMessageHandler {
        @Override
        public ChatMessage handleReceivedMessage(IncomingMessage message) {
            if (message.content().endsWith("!!!")) {
                throw new MessageRefused("No shouting, please.");
            }
            return super.handleReceivedMessage(message);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Room.open("Limits", "limits", ""),
                Room.open("Keys", "keys", ""),
                Room.open("Rules", "rules", ""),
                Room.open("Gone", "gone", ""));
        System.setProperty(HANDLER, Quietly.class.getName());
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        System.clearProperty(HANDLER);
        server.close();
    }

    @Test
    void enter_sends_unless_it_breaks_a_line_or_ends_a_word_that_is_being_composed() {
        ChatPage ada = enter("keys");
        var keyboard = ada.page().keyboard();
        keyboard.insertText("one");
        keyboard.press("Shift+Enter");
        keyboard.insertText("two");
        assertThat(ada.field()).hasValue("one\ntwo");
        keyboard.press("Enter");
        ada.shows("one two");
        assertEquals("one\ntwo", ada.messages().locator(".messageContent").innerText());

        CDPSession chromium = ada.page().context().newCDPSession(ada.page());
        chromium.send("Input.imeSetComposition", json("{text: 'にほんご', selectionStart: 4, selectionEnd: 4}"));
        String enter = "type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: ";
        chromium.send("Input.dispatchKeyEvent", json("{" + enter + "13}"));
        assertThat(ada.field()).hasValue("にほんご");
        chromium.send("Input.insertText", json("{text: '日本語'}"));
        chromium.send("Input.dispatchKeyEvent", json("{" + enter + "229}")); // as Safari does, after the composition
        assertThat(ada.field()).hasValue("日本語");
        keyboard.press("Enter");
        ada.shows("one two", "日本語");
    }

    @Test
    void blank_and_overlong_texts_stay_where_they_are() {
        ChatPage ada = enter("limits");
        List<String> sent = new ArrayList<>();
        ada.page().onRequest(request -> {
            if (request.url().endsWith("/send_message/")) {
                sent.add(request.postData());
            }
        });
        ada.say("   ");
        assertThat(ada.field()).hasValue("   ");
        ada.field().fill("");

        String longest = "x".repeat(5_000);
        ada.say(longest + "y");
        assertThat(ada.error()).hasText("Too long: 5001 of at most 5000 characters.");
        assertThat(ada.field()).hasValue(longest + "y");
        ada.page().keyboard().press("Backspace");
        assertThat(ada.error()).isHidden();
        ada.page().keyboard().press("Enter");
        ada.shows(longest);
        assertThat(ada.field()).hasValue("");
        assertEquals(1, sent.size());
    }

    @Test
    void a_refused_message_comes_back_with_the_reason() {
        ChatPage ada = enter("rules");
        ada.say("Can you hear me!!!");
        assertThat(ada.error()).hasText("Not sent: No shouting, please.");
        assertThat(ada.field()).hasValue("Can you hear me!!!");
        assertThat(ada.waiting()).hasCount(0);
        ada.field().fill("Can you hear me");
        assertThat(ada.error()).isHidden();
        ada.page().keyboard().press("Enter");
        ada.shows("Can you hear me");

        // The answer comes when the next message is half written: that must not be lost, either.
        List<Route> held = new ArrayList<>();
        ada.page().route("**/send_message/", held::add);
        ada.say("Hello!!!");
        ada.page().keyboard().insertText("As I was");
        ada.page().waitForCondition(() -> !held.isEmpty());
        held.get(0).resume();
        assertThat(ada.waiting()).containsText(new String[] {"Hello!!!Not sent: No shouting, please."});
        assertThat(ada.field()).hasValue("As I was");
        ada.waiting().getByText("Remove").click();
        assertThat(ada.waiting()).hasCount(0);
        assertThat(ada.field()).isFocused(); // not lost with the button
        ada.shows("Can you hear me");
    }

    @Test
    void in_a_room_that_is_gone_the_text_is_kept() throws Exception {
        ChatPage ada = enter("gone");
        try (var dataSource = DataSources.h2(data);
                var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM chat_room WHERE slug = 'gone'");
        }
        ada.say("Where is everybody?");
        assertThat(ada.error()).containsText("Not sent");
        assertThat(ada.field()).hasValue("Where is everybody?");
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private ChatPage enter(String slug) {
        return ChatPage.enter(browser.open(), server.base(), slug, "Ada of " + slug);
    }
}
