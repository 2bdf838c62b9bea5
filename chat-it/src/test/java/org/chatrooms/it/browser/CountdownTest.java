package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is slowed down is told why, and how long. In this chat everything is scarce, and the server's time stands still. */
class CountdownTest {
    private static final FakeClock CLOCK = new FakeClock();

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(
                data,
                CLOCK,
                Map.of(
                        "chatrooms.limits.enabled", "true",
                        "chatrooms.limits.messageBurst", "2",
                        "chatrooms.limits.messagesPerSecond", "1",
                        "chatrooms.limits.signInsPerMinute", "1",
                        "chatrooms.limits.waitingPerPerson", "1"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_message_too_many_waits_and_says_so_and_is_sent_when_it_may() throws Exception {
        ChatPage ada = ChatPage.enter(browser.open(), server.base(), "ada");
        ada.say("one");
        ada.say("two");
        ada.say("three");

        ada.shows("one", "two");
        assertThat(ada.waiting()).hasCount(1);
        assertThat(ada.waiting())
                .containsText(Pattern.compile("You are sending messages too fast\\. Trying again in \\d s"));
        ada.isLive();
        BrowserExtension.screenshot(ada.page(), "countdown-message");

        CLOCK.pass(Duration.ofSeconds(1), server);
        ada.shows("one", "two", "three");
        assertThat(ada.waiting()).hasCount(0);
    }

    @Test
    void a_tab_too_many_says_so_and_counts_down() {
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "bob");
        Page second = bob.page().context().newPage();
        second.navigate(server.base().resolve("room/lobby/").toString());

        assertThat(second.locator("#chatStatus"))
                .containsText(Pattern.compile("You have this chat open too often\\. Trying again in \\d+ s"));
        bob.isLive();
        BrowserExtension.screenshot(second, "countdown-tab");
    }

    @Test
    void a_form_that_was_sent_too_often_keeps_what_was_typed_and_counts_down() throws Exception {
        new Person(server.base()).signIn("nobody", "a guess at it");
        Page page = browser.open();
        page.clock().install();
        page.navigate(server.base().resolve("login/").toString());
        ChatPage.identify(page, "nobody", "another guess");

        assertThat(page.locator(".wrong")).hasText("Too many tries.");
        assertThat(page.locator(".countdown")).hasText(Pattern.compile("Try again in (60|61) s\\."));
        assertThat(page.getByLabel("Your name")).hasValue("nobody");
        BrowserExtension.screenshot(page, "countdown-login");

        page.clock().runFor(30_000);
        assertThat(page.locator(".countdown")).hasText(Pattern.compile("Try again in (30|31) s\\."));
        page.clock().runFor(32_000);
        assertThat(page.locator(".countdown")).hasText("You can try again now.");
    }
}
