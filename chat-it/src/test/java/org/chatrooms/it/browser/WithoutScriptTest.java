package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody whose browser runs no script joins, reads and writes. */
class WithoutScriptTest {
    @AutoClose
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(data);
    }

    @ParameterizedTest
    @EnumSource(
            value = BrowserWindow.class,
            names = {"PHONE", "DESK"})
    void joins_reads_and_writes(BrowserWindow window) throws Exception {
        Person other = Person.guest(server.base(), "Other " + window);
        for (int i = 1; i <= 40; i++) {
            other.say("Number " + i);
        }
        Page page = browser.open(window, new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(server.base() + "room/lobby/");
        page.locator("#guestName").fill("Plain " + window);
        page.keyboard().press("Enter");
        page.waitForURL("**/room/lobby/");

        String text = "Hello\nfrom a plain page, " + window; // the other window's is here, too
        page.locator("#chatSendText").fill(text + "  ");
        page.locator("#chatSendButton").click();
        assertThat(newest(page)).hasText(text);
        assertThat(newest(page)).isInViewport();
        assertThat(page.locator("#chatSendText")).isInViewport();
        assertThat(page.locator("#chatSendText")).isEmpty();
        BrowserExtension.screenshot(page, "without-script-" + window);
        assertTrue(other.get("room/lobby/").body().contains("<li><bdi>(guest) Plain " + window + "</bdi></li>"));

        page.reload();
        other.say("Once?");
        page.locator("#chatInput noscript a").first().click(); // no text is looked for in there
        assertThat(newest(page)).hasText("Once?");
        assertThat(page.getByText("from a plain page, " + window)).hasCount(1);
    }

    @Test
    void what_is_refused_is_told_and_stays_in_the_field() {
        Page page = browser.open(BrowserWindow.PHONE, new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(server.base() + "room/lobby/");
        page.locator("#guestName").fill("Wordy");
        page.keyboard().press("Enter");
        String text = "too long <b>".repeat(500);
        page.locator("#chatSendText").fill(text);
        page.locator("#chatSendButton").click();
        assertThat(page.locator("#chatError")).hasText("A message has 1 to 5000 characters");
        assertThat(page.locator("#chatSendText")).hasValue(text);
        BrowserExtension.screenshot(page, "without-script-refused");

        page.locator("#chatSendText").fill("short");
        page.locator("#chatSendButton").click();
        assertThat(newest(page)).hasText("short");
    }

    /** A page that loads itself anew takes what one is typing with it, so that is for those who ask for it. */
    @Test
    void the_page_loads_itself_again_only_for_whoever_wants_that() throws Exception {
        Person reader = Person.guest(server.base(), "Reader");
        assertTrue(!reader.get("room/lobby/").body().contains("http-equiv"));
        assertTrue(
                reader.get("room/lobby/?refresh=20").body().contains("<meta http-equiv=\"refresh\" content=\"20\">"));
        HttpResponse<String> answer = reader.post("room/lobby/?refresh=20", "message", "I keep it");
        assertTrue(answer.headers().firstValue("Location").orElseThrow().endsWith("/room/lobby/?refresh=20"));
    }

    @Test
    void what_a_page_sends_twice_is_said_once_but_not_something_else() throws Exception {
        Person writer = Person.guest(server.base(), "Twice");
        String key = UUID.randomUUID().toString();
        for (String text : new String[] {"the same", "the same", "another"}) {
            assertEquals(
                    302,
                    writer.post("room/lobby/", "message", text, "client_key", key)
                            .statusCode());
        }
        String page = writer.get("room/lobby/").body();
        assertEquals(2, page.split(">the same<", -1).length, page);
        assertEquals(2, page.split(">another<", -1).length, page);
    }

    private static Locator newest(Page page) {
        return page.locator(".chatMessage .messageContent").last();
    }
}
