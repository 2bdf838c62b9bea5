package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.FaultyProxy;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However long a page hears nothing: it is complete when that is over, and where nothing was said it was never lost. */
class LongAbsenceTest {
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Whatever the line about the connection says from now on. */
    private static final String WATCH_STATUS = """
            () => {
              globalThis.said = [];
              const status = document.getElementById("chatStatus");
              const listener = new MutationObserver(() => said.push(status.textContent));
              listener.observe(status, {childList: true, characterData: true, subtree: true});
            }""";

    private final FakeClock time = new FakeClock();
    private EmbeddedServer server;
    private FaultyProxy proxy;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(data, time);
        proxy = FaultyProxy.before(server.base());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "poll"})
    void a_proxy_that_cuts_what_was_idle_for_30_s_cuts_nothing(String way) throws Exception {
        Page page = browser.open();
        page.clock().install();
        List<String> broken = new ArrayList<>();
        page.onRequestFailed(request -> {
            if (!request.failure().equals("net::ERR_ABORTED")) { // that is a stream at its end
                broken.add(request.failure() + " " + request.url());
            }
        });
        if (way.equals("poll")) {
            page.route("**/get_messages/**", route -> {
                if (route.request().headers().get("accept").contains("text/event-stream")) {
                    route.fulfill(new Route.FulfillOptions().setContentType("text/html"));
                } else {
                    route.resume();
                }
            });
        }
        ChatPage ada = ChatPage.enter(page, proxy.base(), "Ada");
        Person bob = Person.guest(server.base(), "Bob");
        bob.say("one");
        ada.shows("one");
        page.evaluate(WATCH_STATUS);

        int waiting = way.equals("poll") ? 2 : 1; // for messages, and for who is here
        for (int i = 1; i <= 4; i++) {
            page.waitForCondition(() -> server.waiting() == waiting);
            proxy.cutIdle();
            long before = proxy.answered();
            page.clock()
                    .setSystemTime(
                            System.currentTimeMillis() + IDLE.multipliedBy(i).toMillis());
            time.pass(IDLE, server);
            page.waitForCondition(() -> proxy.answered() > before);
        }
        proxy.cutIdle();
        bob.say("two");
        ada.shows("one", "two");
        assertEquals(List.of(), page.evaluate("said"));
        assertEquals(List.of(), broken);
    }

    /** As a browser does with a tab that was long out of sight, and a computer that sleeps with all of them: no script runs. */
    @Test
    void a_tab_that_was_frozen_for_ten_minutes_is_complete() throws Exception {
        Page page = browser.open();
        page.clock().install();
        ChatPage ada = ChatPage.enter(page, proxy.base(), "Ada");
        Person bob = Person.guest(server.base(), "Bob");
        bob.say("Good night");
        ada.shows("Good night");
        CDPSession debugger = page.context().newCDPSession(page);
        AtomicBoolean isFrozen = new AtomicBoolean();
        debugger.on("Debugger.paused", event -> isFrozen.set(true));
        debugger.send("Debugger.enable");
        debugger.send("Debugger.pause");
        page.waitForCondition(isFrozen::get);

        for (int i = 0; i < 250; i++) { // more than one answer holds
            bob.say("dream " + i);
        }
        time.pass(Duration.ofMinutes(5), server);
        proxy.cut();
        bob.say("Good morning");
        time.pass(Duration.ofMinutes(5), server);
        debugger.send("Debugger.disable");
        page.clock().fastForward(Duration.ofMinutes(10).toMillis());

        ada.isLive();
        List<String> all = new ArrayList<>(List.of("Good night"));
        IntStream.range(0, 250).forEach(i -> all.add("dream " + i));
        all.add("Good morning");
        ada.shows(all.toArray(String[]::new));
        ada.say("Did I miss anything?");
        all.add("Did I miss anything?");
        ada.shows(all.toArray(String[]::new));
    }

    @Test
    void a_minute_without_a_network_ends_in_a_complete_room_on_both_sides() throws Exception {
        Page page = browser.open();
        page.clock().install();
        ChatPage ada = ChatPage.enter(page, proxy.base(), "Ada");
        Person bob = Person.guest(server.base(), "Bob");
        bob.say("We come to a tunnel");
        ada.shows("We come to a tunnel");

        ada.setOffline(true);
        assertThat(ada.status()).hasText("Offline");
        ada.say("Yes");
        bob.say("Ada?");
        page.clock().fastForward(30_000);
        time.pass(Duration.ofSeconds(30), server);
        ada.say("It is long");
        bob.say("Are you there?");
        page.clock().fastForward(35_000);
        time.pass(Duration.ofSeconds(35), server);
        assertThat(ada.waiting()).hasCount(2);
        ada.setOffline(false);

        String[] all = {"We come to a tunnel", "Ada?", "Are you there?", "Yes", "It is long"};
        ada.shows(all);
        ada.isLive();
        assertThat(ada.waiting()).hasCount(0);
        assertEquals(
                List.of(all), bob.poll(-1).stream().map(Person.Seen::content).toList());
    }
}
