package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
                Room.open("Near", "near", ""),
                Room.open("Slow", "slow", ""),
                Room.open("Twice", "twice", ""),
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

    @Test
    void near_the_limit_one_sees_how_much_is_left_and_hears_it_now_and_then() {
        ChatPage ada = enter("near");
        Locator seen = ada.page().locator("#chatCount");
        Locator heard = ada.page().locator("#chatSaid[role=status]");
        ada.field().fill("x".repeat(4_499));
        assertThat(seen).isHidden();
        ada.field().press("x");
        assertThat(seen).hasText("Characters left: 500");
        assertThat(heard).hasText("Characters left: 500");
        ada.field().press("x");
        assertThat(seen).hasText("Characters left: 499");
        assertThat(heard).hasText("Characters left: 500");
        ada.field().fill("x".repeat(4_760));
        assertThat(heard).hasText("Characters left: 240");
        ada.field().fill("x".repeat(5_002));
        assertThat(seen).hasText("Characters too many: 2");
        assertThat(heard).hasText("Characters too many: 2");
        ada.field().fill("x");
        assertThat(seen).isHidden();
        assertThat(heard).isEmpty();
    }

    @Test
    void a_message_is_seen_at_once_at_the_end_and_never_twice() {
        ChatPage ada = enter("slow");
        ada.say("First");
        ada.shows("First");
        List<Route> held = new ArrayList<>();
        ada.page().route("**/send_message/", held::add);
        ada.field().fill("Second");
        Object rows = ada.field().evaluate("""
                field => {
                  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
                  return [...document.querySelectorAll("#chatPending > li")].map((row) => row.innerText.trim());
                }""");
        assertEquals(
                List.of("Second"),
                ((List<?>) rows)
                        .stream()
                                .map(row -> row.toString().lines().findFirst().orElse(""))
                                .toList());
        assertThat(ada.waiting()).containsText(new String[] {"sending…"});
        double end = ada.messages().last().boundingBox().y;
        assertTrue(ada.waiting().boundingBox().y > end, "not at the end");
        ada.shows("First");

        // The room has it before the answer is here.
        ada.page().waitForCondition(() -> !held.isEmpty());
        var answer = held.get(0).fetch();
        ada.shows("First", "Second");
        assertThat(ada.waiting()).hasCount(0);
        held.get(0).fulfill(new Route.FulfillOptions().setResponse(answer));
        ada.page().unroute("**/send_message/");
        ada.say("Third");
        ada.shows("First", "Second", "Third");
        assertThat(ada.waiting()).hasCount(0);
    }

    @Test
    void what_may_have_come_through_and_was_refused_is_tried_again_as_the_same_message() {
        ChatPage ada = enter("twice");
        List<String> bodies = new ArrayList<>();
        ada.page().route("**/send_message/", route -> {
            bodies.add(route.request().postData());
            if (bodies.size() == 1) {
                route.abort();
            } else if (bodies.size() == 2) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(400)
                        .setContentType("application/json")
                        .setBody("{\"error\": \"Not now\"}"));
            } else {
                route.resume();
            }
        });
        ada.say("Hello");
        assertThat(ada.waiting()).containsText(new String[] {"HelloNot sent: Not now"});
        assertThat(ada.field()).hasValue("");
        ada.waiting().getByText("Try again").click();
        ada.shows("Hello");
        assertThat(ada.waiting()).hasCount(0);
        assertEquals(3, bodies.size());
        assertEquals(1, Set.copyOf(bodies).size(), bodies.toString());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private ChatPage enter(String slug) {
        return ChatPage.enter(browser.open(), server.base(), slug, "Ada of " + slug);
    }
}
