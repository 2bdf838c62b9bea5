package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those in a room see that somebody types. */
class TypingTest {
    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @TempDir
    Path data;

    private final FakeClock clock = new FakeClock();

    @ParameterizedTest
    @EnumSource(names = {"DESK", "PHONE"})
    void who_types_is_seen_until_they_have_sent_it_or_stopped_and_nothing_moves(BrowserWindow window) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, clock)) {
            Page page = browser.open(window);
            page.clock().install();
            List<String> said = new ArrayList<>();
            page.onResponse(
                    response -> { // by then the server knows
                        if (response.url().endsWith("/notify_typing/")) {
                            said.add(response.request().postData());
                        }
                    });
            ChatPage ada = ChatPage.enter(page, server.base(), "Ada");
            ChatPage bob = ChatPage.enter(browser.open(window), server.base(), "Bob");
            Locator seen = bob.page().locator("#chatTyping");
            double height = bob.page().locator("#chatText").boundingBox().height;

            ada.field().pressSequentially("Hello");
            page.waitForCondition(() -> said.size() == 1);
            awaits(server, seen, "(guest) Ada is typing…");
            assertEquals(height, bob.page().locator("#chatText").boundingBox().height);
            assertThat(page.locator("#chatTyping")).hasText("");
            page.keyboard().press("Enter");
            bob.shows("Hello");
            assertThat(seen).hasText("");
            clock.pass(Duration.ofSeconds(2), server);
            assertThat(seen).hasText("");

            ada.field().pressSequentially("a"); // there is no pause after what was sent
            page.waitForCondition(() -> said.size() == 2);
            awaits(server, seen, "(guest) Ada is typing…");
            ada.field().pressSequentially("b");
            page.clock().runFor(3_001);
            ada.field().pressSequentially("c");
            page.waitForCondition(() -> said.size() == 3);
            page.clock().runFor(3_001);
            ada.field().fill("");
            Person.guest(server.base(), "Cid").post("notify_typing/", "room_id", "1");
            awaits(server, seen, "(guest) Ada and (guest) Cid are typing…");
            Person.guest(server.base(), "Dan").post("notify_typing/", "room_id", "1");
            awaits(server, seen, "Several people are typing…");
            BrowserExtension.screenshot(bob.page(), "typing-" + window);
            clock.pass(Duration.ofMillis(7_250), server);
            assertThat(seen).hasText("");
            assertEquals(3, said.size());
        }
    }

    /** Time goes on in the server until it is seen. */
    private void awaits(EmbeddedServer server, Locator seen, String text) {
        clock.pass(Duration.ofMillis(1_250), server);
        assertThat(seen).hasText(text);
    }
}
