package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody looks for what was said: in a room in which there are 60 eggs, then some ham. */
class SearchTest {
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(data);
        Person cook = Person.guest(server.base(), "cook");
        for (int i = 1; i <= 60; i++) {
            cook.say(Person.LOBBY, "Egg " + i + (i == 60 ? " (a+b)* <b>[egg]</b>" : ""), UUID.randomUUID());
        }
        cook.say("Half-done: -/*(+.?$^[]{}|\\");
        Person.guest(server.base(), "pig").say("Ham, and no EGG at all");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static Locator found(Page page) {
        return page.locator("#chatFound > li");
    }

    private static Locator note(Page page) {
        return page.locator("#chatSearch [role=status]");
    }

    private static void search(Page page) {
        page.locator("#chatSearch form button").click();
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE", "DESK"})
    void words_lead_to_messages_latest_first_and_on_to_where_they_stand(BrowserWindow window) {
        Page page = browser.open(window);
        ChatPage.enter(page, server.base(), "Ada " + window);
        page.locator("#chatSearchButton").click();
        assertThat(page.getByLabel("Words")).isFocused();
        page.getByLabel("Words").fill("egg");
        page.keyboard().press("Enter");

        assertThat(note(page)).hasText("Messages found: 50");
        assertThat(found(page).first()).containsText(Pattern.compile("^\\(guest\\) pig .*Ham, and no EGG at all$"));
        assertThat(found(page).first().locator("mark")).hasText("EGG");
        assertThat(found(page).nth(1).locator("mark")).hasText(new String[] {"Egg", "egg"});
        assertThat(found(page).nth(1)).containsText("Egg 60 (a+b)* <b>[egg]</b>");
        page.getByText("Search further back").press("Enter");
        assertThat(note(page)).hasText("Messages found: 61");
        assertThat(found(page).last()).containsText("Egg 1");
        assertThat(page.getByText("Search further back")).isHidden();
        assertThat(found(page).nth(50).locator("a")).isFocused(); // not lost with the button

        found(page).nth(10).locator("a").click();
        assertThat(page.locator("#chatSearch")).isHidden();
        assertThat(page.locator("[data-message-id='51']")).isFocused();
        assertThat(page.locator("[data-message-id='51']")).isInViewport();
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE", "DESK"})
    void people_and_days_narrow_it_and_what_does_not_work_is_said_in_words(BrowserWindow window) {
        Page page = browser.open(window);
        ChatPage.enter(page, server.base(), "Bob " + window);
        page.locator("#chatSearchButton").click();
        search(page);
        assertThat(note(page)).hasText("Enter words, a name or a date.");

        String today = (String) page.evaluate("new Date().toLocaleDateString('sv')");
        page.getByLabel("Person").fill("PIG");
        page.getByLabel("From").fill(today);
        page.getByLabel("Until").fill(today);
        search(page);
        assertThat(note(page)).hasText("Messages found: 1");
        page.getByLabel("Until").fill("2020-01-01");
        search(page);
        assertThat(note(page)).hasText("Nothing was found.");
        assertThat(found(page)).hasCount(0);
        page.getByLabel("Until").fill("");
        page.getByLabel("Person").fill("");
        page.getByLabel("Words").fill("half-done -/*(+.?$^[]{}|\\");
        search(page);
        assertThat(note(page)).hasText("Messages found: 1");
        assertThat(found(page).locator("mark")).hasText(new String[] {"Half-done", "-/*(+.?$^[]{}|\\"});
        page.getByLabel("Words").fill("a b c d e f g h i j k");
        search(page);
        assertThat(note(page)).hasText("Look for at most 10 words of at most 100 characters");

        page.route(
                "**/search/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(429)
                        .setHeaders(Map.of("Content-Type", "application/json", "Retry-After", "7"))
                        .setBody("{\"error\": \"You are searching too fast\"}")));
        search(page);
        assertThat(note(page)).hasText("You are searching too fast. Try again in 7 s.");
        page.unroute("**/search/**");
        page.route("**/search/**", Route::abort);
        search(page);
        assertThat(note(page)).hasText("The search was not answered. Try again.");
        page.keyboard().press("Escape");
        assertThat(page.locator("#chatSearch")).isHidden();
        assertThat(page.locator("#chatSearchButton")).isFocused();
    }
}
