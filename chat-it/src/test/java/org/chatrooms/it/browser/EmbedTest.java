package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.Cluster;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.HostSite;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A room in a page that is nothing but HTML, over HTTPS, as browsers have it: on the chat's own site, where a name of it is
 * another origin; and on other sites, of which the chat names one. All of them are names of one server.
 */
class EmbedTest {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
              <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width">
                <title>A page</title>
                <style>:root { --chat-accent: rgb(160 0 80) } body { margin: 0 }</style>
                <script type="module" src="https://chat.example:%d/chat/static/chatrooms/js/embed.js"></script>
              </head>
              <body>
                <main>
                  <h1>A page</h1>
                  <chat-room slug="lobby" title="Talk to us"></chat-room>
                </main>
              </body>
            </html>
            """;

    private static final String VARIABLE = "name => getComputedStyle(document.documentElement).getPropertyValue(name)";

    /** What a page tells the room, past the element. */
    private static final String TELL = """
            ([name, value]) => document.querySelector("chat-room").shadowRoot.querySelector("iframe").contentWindow
              .postMessage({ type: "chatrooms:look", theme: { [name]: value } }, "*")
            """;

    /** How high the frame is. */
    private static final String HEIGHT =
            "document.querySelector('chat-room').shadowRoot.querySelector('iframe').clientHeight";

    @AutoClose
    private static EmbeddedServer server;

    private static int port;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        port = Cluster.freePort();
        HostSite site = new HostSite(folder.resolve("site"))
                .at("")
                .setting("chatrooms.mount", "/chat")
                .setting(
                        "chatrooms.frameAncestors",
                        "'self', https://*.chat.example:%1$d, https://blog.example:%1$d".formatted(port))
                .securelyAt(port)
                .file("page.html", PAGE.formatted(port));
        Path data = folder.resolve("data");
        EmbeddedServer.makeRooms(
                data,
                Room.open("Quiet", "quiet", ""),
                new Room(0, "Members", "members", "", false, false, Optional.empty()),
                new Room(0, "Hidden", "hidden", "", true, true, Optional.empty()));
        server = EmbeddedServer.startSite(data, site);
    }

    /** A page of that site, with the lobby in it. */
    private Page open(String site) {
        Page page = browser.open(BrowserWindow.DESK, new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        page.navigate("https://" + site + ":" + port + "/page.html");
        return page;
    }

    private static FrameLocator room(Page page) {
        return page.frameLocator("chat-room iframe");
    }

    private static Frame frame(Page page) {
        return page.frames().get(page.frames().size() - 1);
    }

    private static void isLive(Page page) {
        assertThat(room(page).locator("#chatStatus")).hasText("Live");
    }

    /** What is in the room, and not what has only been sent. */
    private static Locator messages(Page page) {
        return room(page).locator("#chatText .messageContent");
    }

    private static void set(Page page, String attribute, String value) {
        page.locator("chat-room")
                .evaluate("(room, [name, value]) => room.setAttribute(name, value)", new String[] {attribute, value});
    }

    /** Chooses a name in the frame, and is in the room. */
    private static void enter(Page page, String name) {
        room(page).getByLabel("Your name").fill(name);
        page.keyboard().press("Enter");
        isLive(page);
    }

    private static void looksRight(Page page, String name) {
        BrowserExtension.screenshot(page, name);
        BrowserWindow.NARROWEST.resize(page);
        BrowserExtension.screenshot(page, name + "-narrowest");
        assertEquals(List.of(), Axe.findings(frame(page)));
        assertEquals(true, frame(page).evaluate("document.documentElement.scrollWidth <= innerWidth"));
        BrowserWindow.DESK.resize(page);
        assertEquals(List.of(), Axe.findings(page));
    }

    @Test
    void on_another_site_one_follows_the_room_as_nobody_and_cannot_write() throws Exception {
        Person ann = Person.guest(server.base(), "Ann A");
        ann.say("Before");
        Page page = open("blog.example");
        isLive(page);
        assertThat(messages(page).last()).hasText("Before");
        ann.say("Live");
        assertThat(messages(page).last()).hasText("Live");
        frame(page).evaluate("location.reload()"); // which now is of the chat's own doing
        assertThat(messages(page).last()).hasText("Live");
        isLive(page);
        ann.say("Live again");
        assertThat(messages(page).last()).hasText("Live again");

        assertThat(room(page).locator("#chatReadOnly"))
                .containsText("You can only read here: this page is part of another");
        assertThat(room(page).locator("#chatSendText")).isHidden();
        assertThat(room(page).locator("#chatNotify")).hasCount(0);
        assertThat(room(page).locator(".siteHeader")).hasCount(0);
        assertEquals(401, frame(page).evaluate("""
                async () => (await fetch("../../send_message/", {
                  method: "POST", body: new URLSearchParams({ room_id: 1, message: "From elsewhere" }),
                })).status
                """));
        assertThat(room(page).locator("#connectedUsersList .self")).hasCount(0);
        looksRight(page, "embed-elsewhere");
    }

    private static String chat(String path) {
        return "https://chat.example:" + port + "/chat/" + path;
    }

    @Test
    void the_link_to_the_room_is_reached_by_key_and_opens_it_in_a_tab_of_its_own_where_one_joins() {
        Page page = open("blog.example");
        isLive(page);
        for (int i = 0;
                !frame(page).evaluate("document.activeElement.textContent").equals("Open the room to take part");
                i++) {
            assertTrue(i < 20, "it is not reached");
            page.keyboard().press("Tab");
        }
        Page tab = page.context().waitForPage(() -> page.keyboard().press("Enter"));
        tab.waitForURL(chat("setguestname/?room_slug=lobby"));
        assertThat(tab.locator(".siteHeader")).isVisible();
        tab.getByLabel("Your name").fill("Tess T");
        tab.keyboard().press("Enter");
        ChatPage.in(tab, "lobby").say("I am here now");
        assertThat(messages(page).last()).hasText("I am here now");
    }

    @Test
    void on_a_site_that_the_chat_does_not_name_there_is_nothing() {
        Page page = open("blog.example");
        isLive(page);
        page.waitForConsoleMessage(
                new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().contains("frame-ancestors")),
                () -> page.navigate(page.url().replace("blog", "other")));
        for (Frame each : page.frames()) {
            assertEquals(0, each.locator("#chat").count(), each.url());
        }
    }

    @ParameterizedTest
    @CsvSource({"chat.example, Ole O", "www.chat.example, Wanda W"})
    void on_the_chats_own_site_one_joins_and_chats(String site, String name) throws Exception {
        Person bob = Person.guest(server.base(), "Bob of " + name);
        Page page = open(site);
        assertThat(room(page).getByLabel("Your name")).isVisible();
        assertThat(room(page).getByLabel("Your name")).not().isFocused(); // it is not what the page is about
        enter(page, name);
        room(page).locator("#chatSendText").fill("Hello from " + site);
        page.keyboard().press("Enter");
        assertThat(messages(page).last()).hasText("Hello from " + site);
        assertTrue(
                bob.get("get_messages/?room_id=1&latest_message_id=-1").body().contains("Hello from " + site));
        bob.say("Hello, " + name);
        assertThat(messages(page).last()).hasText("Hello, " + name);
        assertThat(room(page).locator("#connectedUsersList .self")).hasText("(guest) " + name + " (you)");
        assertThat(room(page).locator(".siteHeader")).hasCount(0);
        looksRight(page, "embed-" + site);

        set(page, "readonly", "");
        assertThat(room(page).locator("#chatReadOnly")).containsText("Here you can only read.");
        isLive(page);
        bob.say("Only to be read");
        assertThat(messages(page).last()).hasText("Only to be read");
        assertThat(room(page).locator("#chatSendText")).isHidden();
        room(page).locator(".myMessage").last().hover();
        assertThat(room(page).locator("#chatActions button:visible")).hasText(new String[] {"Copy link"});
    }

    @Test
    void links_lead_out_of_the_frame_and_those_to_a_message_do_not() throws Exception {
        Person ann = Person.guest(server.base(), "Ann L");
        long asked = ann.say("A question");
        ann.post("send_message/", "room_id", "1", "message", "An answer", "reply_to", Long.toString(asked));
        Page page = open("www.chat.example");
        String here = page.url();
        enter(page, "Lena L");
        room(page).locator(".messageQuote").last().click();
        assertThat(room(page).locator("#message-" + asked)).hasClass(Pattern.compile("\\blinked\\b"));
        assertEquals(here, page.url());

        set(page, "slug", "members");
        room(page)
                .getByText("Sign in", new FrameLocator.GetByTextOptions().setExact(true))
                .click();
        page.waitForURL(chat("login/?next=%2Fchat%2Froom%2Fmembers%2F"));
    }

    @ParameterizedTest
    @CsvSource({"members, Sign in first", "hidden, There is no such room"})
    void what_is_not_for_everybody_is_not_for_other_sites(String slug, String said) throws Exception {
        Page page = open("blog.example");
        isLive(page);
        set(page, "slug", slug);
        assertThat(room(page).locator("main")).containsText(said);
        assertThat(room(page).locator("#chat, .siteHeader")).hasCount(0);
        looksRight(page, "embed-" + slug);
    }

    @Test
    void the_room_looks_as_the_page_says() {
        Page page = open("blog.example");
        hasVariables(page, Map.of("--chat-accent", "rgb(160 0 80)")); // from around the element
        set(page, "style", "--brand: #012345; --chat-ink: var(--brand); --chat-radius: 2px; --chat-font: serif");
        hasVariables(page, Map.of("--chat-ink", "#012345", "--chat-radius", "2px", "--chat-font", "serif"));
        page.evaluate("document.documentElement.style.setProperty('--chat-accent', '#000080')");
        hasVariables(page, Map.of("--chat-accent", "#000080"));
        set(page, "style", "");
        hasVariables(page, Map.of("--chat-radius", "14px"));
    }

    @ParameterizedTest
    @CsvSource({
        "--chat-ground, url(https://other.example/)",
        "--chat-ground, 'red; background: url(https://other.example/)'",
        "--chat-ground, red } * { display: none",
        "--chat-ground, var(--chat-ink)",
        "--chat-ground, 'var(--x, url(https://other.example/))'",
        "--chat-ground, 'v\\61r(--chat-ink)'",
        "--chat-ground, 'light-dark(var(--x, red), red)'",
        "--chat-ground, 12px",
        "--chat-font, url(https://other.example/)",
        "--chat-radius, attr(title)",
        "--chat-shadow, red",
        "--chat-none, red",
        "--other, red",
        "color, red",
        "display, none",
    })
    void a_page_gives_the_room_nothing_but_what_the_theme_has(String name, String value) {
        Page page = open("blog.example");
        hasVariables(page, Map.of("--chat-accent", "rgb(160 0 80)"));
        String before = variable(page, name);
        page.evaluate(TELL, List.of(name, value));
        page.evaluate(TELL, List.of("--chat-ink", "#010203"));
        hasVariables(page, Map.of("--chat-ink", "#010203"));
        assertEquals(before, variable(page, name));
        assertTrue(!frame(page)
                .evaluate("document.documentElement.style.cssText")
                .toString()
                .contains("other.example"));
    }

    /** The frame listens to the page around it alone; and the page to the chat in the frame alone. */
    @Test
    void nobody_else_has_a_say() {
        Page page = open("blog.example");
        isLive(page);
        set(page, "height", "auto");
        set(page, "style", "max-height: 200px");
        page.waitForCondition(() -> (int) page.evaluate(HEIGHT) == 200);
        page.evaluate(
                "globalThis.heard = new Set(); addEventListener('message', ({ data }) => heard.add(data.height))");
        page.evaluate("postMessage({ type: 'chatrooms:height', height: 77 }, '*')");
        frame(page).evaluate("postMessage({ type: 'chatrooms:look', theme: { '--chat-ink': '#070707' } }, '*')");
        page.evaluate(TELL, List.of("--chat-paper", "#080808"));
        hasVariables(page, Map.of("--chat-paper", "#080808"));
        page.waitForCondition(() -> (boolean) page.evaluate("heard.has(77)"));
        assertEquals(200, page.evaluate(HEIGHT));
        assertTrue(!"#070707".equals(variable(page, "--chat-ink")));

        Frame inside = frame(page);
        inside.navigate(page.url().replace("blog", "other")); // another site's, in the chat's place
        inside.evaluate("parent.postMessage({ type: 'chatrooms:height', height: 78 }, '*')");
        page.waitForCondition(() -> (boolean) page.evaluate("heard.has(78)"));
        assertEquals(200, page.evaluate(HEIGHT));
    }

    @Test
    void where_the_page_wishes_it_the_room_is_as_high_as_what_is_in_it_up_to_a_limit() throws Exception {
        Page page = open("blog.example");
        isLive(page);
        assertEquals(480, page.evaluate(HEIGHT));
        set(page, "slug", "quiet");
        set(page, "height", "auto");
        isLive(page);
        page.waitForCondition(() -> (int) page.evaluate(HEIGHT) < 400);
        int empty = (int) page.evaluate(HEIGHT);
        assertFits(page);
        Person ann = Person.guest(server.base(), "Ann H");
        ann.say(2, "One\ntwo\nthree\nfour\nfive\nsix", UUID.randomUUID());
        page.waitForCondition(() -> (int) page.evaluate(HEIGHT) > empty);
        assertFits(page);
        looksRight(page, "embed-height");
        ann.say(2, "long\n".repeat(100), UUID.randomUUID());
        page.waitForCondition(() -> (int) page.evaluate(HEIGHT) == 480);
        assertThat(room(page).locator("#chatStatus")).isInViewport();
        set(page, "style", "max-height: 50rem");
        page.waitForCondition(() -> (int) page.evaluate(HEIGHT) == 800);
        set(page, "height", "");
        assertEquals(480, page.evaluate(HEIGHT));
    }

    /** Nothing of the room has to be scrolled to, and nothing is left empty below it. */
    private static void assertFits(Page page) {
        page.waitForCondition(() -> (boolean) frame(page).evaluate("""
                () => chatText.scrollHeight <= chatText.clientHeight
                  && innerHeight - document.body.getBoundingClientRect().height < 3
                """));
    }

    private static String variable(Page page, String name) {
        return frame(page).evaluate(VARIABLE, name).toString();
    }

    private static void hasVariables(Page page, Map<String, String> values) {
        page.waitForCondition(() ->
                values.entrySet().stream().allMatch(each -> each.getValue().equals(variable(page, each.getKey()))));
    }
}
