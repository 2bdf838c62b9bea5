package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.FaultyProxy;
import org.chatrooms.it.harness.HostSite;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.mount.Shop;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page streams where that works, polls where it does not, and nobody sees the difference. */
class StreamTest {
    private static final String MESSAGES = "**/get_messages/**";
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Stream.of("proxy", "left", "right", "crowd", "short", "other", "hidden")
                        .map(name -> Room.open(name, name, ""))
                        .toArray(Room[]::new));
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void behind_a_proxy_that_holds_streams_back_it_polls_until_they_get_through_again() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.before(server.base())) {
            Page page = browser.open();
            page.clock().install();
            List<String> asked = listen(page);
            ChatPage pia = ChatPage.enter(page, proxy.base(), "proxy", "Pia");
            ChatPage paul = ChatPage.enter(browser.open(), server.base(), "proxy", "Paul");
            paul.say("one");
            pia.shows("one");
            assertEquals(List.of("stream"), asked);

            proxy.holdStreams();
            paul.say("two");
            paul.shows("one", "two");
            page.clock().fastForward(41_000); // with not even a heartbeat
            page.waitForCondition(() -> asked.size() == 2);
            pia.say("three");
            pia.shows("one", "two", "three");
            paul.say("four");
            pia.shows("one", "two", "three", "four");
            pia.isLive();
            assertEquals("poll", asked.get(asked.size() - 1), asked.toString());
            assertThat(pia.users()).hasText(new String[] {"(guest) Pia (you)", "(guest) Paul"});

            page.clock().fastForward(61_000);
            page.waitForCondition(() -> asked.get(asked.size() - 1).equals("stream"));
            paul.say("five"); // while it is tried in vain
            pia.shows("one", "two", "three", "four", "five");
            page.clock().fastForward(5_000);

            proxy.pass();
            int before = asked.size();
            page.evaluate("window.dispatchEvent(new Event('online'))");
            page.waitForCondition(() -> asked.subList(before, asked.size()).lastIndexOf("stream") > 1);
            paul.say("six");
            pia.say("seven");
            pia.shows("one", "two", "three", "four", "five", "six", "seven");
            assertEquals("stream", asked.get(asked.size() - 1), asked.toString());
            paul.shows("one", "two", "three", "four", "five", "six", "seven");
        }
    }

    /** Six connections are all that a browser opens to such a server. */
    @Test
    void seven_tabs_of_one_browser_are_live_and_each_can_send() {
        Page first = browser.open();
        List<List<String>> asked = new ArrayList<>(List.of(listen(first)));
        List<ChatPage> tabs = new ArrayList<>(List.of(ChatPage.enter(first, server.base(), "left", "Ada")));
        for (int i = 1; i < 7; i++) {
            String slug = i % 2 == 0 ? "left" : "right";
            Page page = first.context().newPage();
            asked.add(listen(page));
            page.navigate(server.base() + "room/" + slug + "/");
            tabs.add(ChatPage.in(page, slug));
        }
        List<ChatPage> left = IntStream.of(0, 2, 4, 6).mapToObj(tabs::get).toList();
        List<ChatPage> right = IntStream.of(1, 3, 5).mapToObj(tabs::get).toList();

        tabs.get(6).field().fill("from the seventh");
        tabs.get(6).field().press("Enter");
        left.forEach(tab -> tab.shows("from the seventh"));
        tabs.get(1).field().fill("from the second");
        tabs.get(1).field().press("Enter");
        right.forEach(tab -> tab.shows("from the second"));
        tabs.get(0).field().fill("from the first");
        tabs.get(0).field().press("Enter");
        left.forEach(tab -> tab.shows("from the seventh", "from the first"));
        tabs.forEach(ChatPage::isLive);

        List<List<String>> brief =
                asked.stream().filter(each -> !each.contains("stream")).toList();
        assertFalse(brief.isEmpty(), asked.toString());
        first.close(); // and one of those that did not wait takes its place
        tabs.get(6).page().waitForCondition(() -> brief.stream().anyMatch(each -> each.contains("stream")));
    }

    /** There are none on plain HTTP, except on this machine. */
    @Test
    void without_web_locks_a_tab_that_nobody_looks_at_keeps_no_connection_and_misses_nothing() {
        Page page = browser.open();
        page.addInitScript("Object.defineProperty(navigator, 'locks', {value: undefined})");
        page.clock().install();
        List<String> asked = listen(page);
        List<String> dropped = new ArrayList<>();
        page.onRequestFailed(request -> dropped.add(request.url()));
        ChatPage lea = ChatPage.enter(page, server.base(), "hidden", "Lea");
        ChatPage max = ChatPage.enter(browser.open(), server.base(), "hidden", "Max");
        assertEquals(List.of("stream"), asked);

        look(page, false);
        page.waitForCondition(() -> dropped.stream().anyMatch(url -> url.contains("/get_messages/")));
        max.say("Are you asleep?");
        max.shows("Are you asleep?");
        page.clock().fastForward(10_000); // when it asks again
        lea.shows("Are you asleep?");
        assertEquals(List.of("stream", "poll"), asked);
        lea.isLive();

        look(page, true);
        page.waitForCondition(() -> asked.size() == 3);
        max.say("Good morning");
        lea.shows("Are you asleep?", "Good morning");
        assertEquals(List.of("stream", "poll", "stream"), asked);
    }

    @Test
    void the_stream_tells_who_comes_and_goes_and_how_many_more_there_are() throws Exception {
        Page page = browser.open();
        List<String> lists = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("get_users_list")) {
                lists.add(request.url());
            }
        });
        ChatPage cleo = ChatPage.enter(page, server.base(), "crowd", "Cleo");
        ChatPage eve = ChatPage.enter(browser.open(), server.base(), "crowd", "Eve");
        assertThat(cleo.users()).hasText(new String[] {"(guest) Cleo (you)", "(guest) Eve"});
        assertThat(cleo.usersCount()).hasText("2");
        assertThat(eve.users()).hasText(new String[] {"(guest) Eve (you)", "(guest) Cleo"});
        assertEquals(List.of(), lists);

        for (int i = 0; i < 210; i++) {
            Person.guest(server.base(), "B" + i).post("notify_users_list/", "room_id", roomOf(eve));
        }
        assertThat(cleo.usersCount()).hasText("212");
        eve.reload();
        assertThat(eve.usersCount()).hasText("212");
        assertThat(eve.users()).hasCount(202);
        assertThat(eve.users().first()).hasText("(guest) Eve (you)");
        assertThat(eve.users().last()).hasText("and 11 more");
    }

    @ParameterizedTest
    @CsvSource({"short, text/event-stream", "other, text/html"})
    void what_is_no_stream_or_ends_at_once_again_and_again_is_not_waited_for(String slug, String type) {
        Page page = browser.open();
        page.route(MESSAGES, route -> {
            if (wantsStream(route.request())) {
                route.fulfill(new Route.FulfillOptions().setContentType(type).setBody("retry: 200\n\n"));
            } else {
                route.resume();
            }
        });
        ChatPage ada = ChatPage.enter(page, server.base(), slug, "Ada " + slug);
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), slug, "Bob " + slug);
        bob.say("Hello");
        ada.shows("Hello");
        ada.say("Hello, Bob");
        bob.shows("Hello", "Hello, Bob");
        ada.isLive();
    }

    @Test
    void where_a_filter_of_the_site_forbids_to_wait_it_asks_now_and_then(@TempDir Path folder) throws Exception {
        HostSite site = Shop.in(folder.resolve("site")).filter(Shop.Headers.class, false);
        try (EmbeddedServer shop = EmbeddedServer.startSite(folder.resolve("data"), site)) {
            ChatPage ada = ChatPage.enter(browser.open(), shop.base(), "Ada");
            ChatPage bob = ChatPage.enter(browser.open(), shop.base(), "Bob");
            bob.say("Hello");
            ada.shows("Hello");
            assertThat(ada.users()).hasText(new String[] {"(guest) Ada (you)", "(guest) Bob"});
        }
    }

    @Test
    void a_stream_that_ends_after_its_minute_is_followed_by_another_and_nobody_sees_it(@TempDir Path data)
            throws Exception {
        FakeClock time = new FakeClock();
        try (EmbeddedServer ticked = EmbeddedServer.start(data, time)) {
            Page page = browser.open();
            page.clock().install();
            List<String> asked = listen(page);
            ChatPage ada = ChatPage.enter(page, ticked.base(), "Ada");
            page.evaluate("""
                    () => {
                      window.said = [];
                      const status = document.getElementById("chatStatus");
                      const listener = new MutationObserver(() => said.push(status.textContent));
                      listener.observe(status, {childList: true, characterData: true, subtree: true});
                    }""");

            page.clock().setSystemTime(System.currentTimeMillis() + 60_000);
            time.pass(Duration.ofSeconds(73), ticked);
            page.waitForCondition(() -> asked.size() > 1);
            Person.guest(ticked.base(), "Bob").say("Was there anything?");
            ada.shows("Was there anything?");
            assertEquals(List.of("stream", "stream"), asked);
            assertEquals(List.of(), page.evaluate("said"));
        }
    }

    /** Another tab covers the page, or does not any more. */
    private static void look(Page page, boolean isLookedAt) {
        page.evaluate("""
                isHidden => {
                  Object.defineProperty(document, "hidden", {value: isHidden, configurable: true});
                  Object.defineProperty(document, "visibilityState",
                      {value: isHidden ? "hidden" : "visible", configurable: true});
                  document.dispatchEvent(new Event("visibilitychange"));
                }""", !isLookedAt);
    }

    /** Writes down how the page asks for messages. */
    private static List<String> listen(Page page) {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/get_messages/")) {
                asked.add(wantsStream(request) ? "stream" : "poll");
            }
        });
        return asked;
    }

    private static boolean wantsStream(Request request) {
        return request.headers().get("accept").contains("text/event-stream");
    }

    private static String roomOf(ChatPage chat) {
        return chat.page().locator("#chat").getAttribute("data-room-id");
    }
}
