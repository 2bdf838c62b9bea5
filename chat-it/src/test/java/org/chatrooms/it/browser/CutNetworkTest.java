package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.FaultyProxy;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is well, but the way to it is not. */
class CutNetworkTest {
    private static final String SEND = "**/send_message/";
    private static final Pattern AJAX = Pattern.compile("(get|send)_\\w+");
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        EmbeddedServer.makeRooms(
                data,
                Stream.of("train", "lift", "cellar", "visibilitychange", "focus", "online", "pageshow")
                        .map(name -> Room.open(name, name, ""))
                        .toArray(Room[]::new));
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void what_is_sent_without_a_network_waits_in_sight_and_is_sent_once_when_it_is_back() {
        ChatPage ada = enter("train", "Ada");
        ChatPage bob = enter("train", "Bob");
        assertThat(ada.users()).hasCount(2);

        ada.setOffline(true);
        ada.say("We are in a tunnel");
        ada.say("and it is a long one");
        enter("train", "Cleo"); // of whom a stream would tell Ada that is still there
        assertThat(bob.users()).hasCount(3);
        assertThat(ada.status()).hasText("Offline");
        assertThat(ada.users()).hasCount(2);
        assertThat(ada.waiting()).hasCount(2);
        assertThat(ada.waiting().first()).containsText("We are in a tunnel");
        assertThat(ada.waiting().first()).containsText("waiting for the connection");
        ada.shows();
        bob.say("Ada?");
        bob.shows("Ada?");

        ada.setOffline(false);
        bob.shows("Ada?", "We are in a tunnel", "and it is a long one");
        ada.isLive();
        assertThat(ada.waiting()).hasCount(0);
        bob.say("I see");
        ada.shows("Ada?", "We are in a tunnel", "and it is a long one", "I see");
        bob.shows("Ada?", "We are in a tunnel", "and it is a long one", "I see");
    }

    @Test
    void a_message_whose_answer_is_lost_is_sent_again_and_stored_once() {
        ChatPage ada = enter("lift", "Ada");
        ChatPage bob = enter("lift", "Bob");
        AtomicInteger tries = new AtomicInteger();
        ada.page().route(SEND, request -> {
            if (tries.incrementAndGet() <= 2) {
                request.fetch();
                request.abort();
            } else {
                request.resume();
            }
        });

        ada.say("Did you get this?");
        bob.shows("Did you get this?");
        assertThat(ada.waiting()).hasCount(0);
        ada.page().waitForCondition(() -> tries.get() > 2);
        bob.say("Once");
        ada.shows("Did you get this?", "Once");
        bob.shows("Did you get this?", "Once");
        assertTrue(ada.waiting().all().isEmpty());
    }

    @Test
    void what_waits_outlives_a_reload() {
        ChatPage ada = enter("cellar", "Ada");
        ada.page().route(SEND, Route::abort);
        ada.say("It is dark down here");
        assertThat(ada.waiting()).containsText(new String[] {"It is dark down here"});
        ada.field().fill("I wonder");

        ada.reload();
        assertThat(ada.waiting()).containsText(new String[] {"It is dark down here"});
        assertThat(ada.field()).hasValue("I wonder");
        ada.shows();

        ada.page().unroute(SEND);
        ada.shows("It is dark down here");
        assertThat(ada.waiting()).hasCount(0);
    }

    /** The page's clock stands still: whatever it waits for, only waking it can help. */
    @ParameterizedTest
    @ValueSource(strings = {"visibilitychange", "focus", "online", "pageshow"})
    void a_page_that_wakes_tries_at_once(String awakening) throws Exception {
        try (FaultyProxy proxy = FaultyProxy.before(server.base())) {
            ChatPage ada = enter(proxy.base(), awakening, "Ada");
            ChatPage bob = enter(awakening, "Bob");
            List<String> failed = new ArrayList<>();
            ada.page().route(AJAX, request -> {
                failed.add(AJAX.matcher(request.request().url())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group());
                request.abort();
            });
            proxy.cut();
            ada.page().waitForCondition(() -> failed.stream().anyMatch(name -> name.startsWith("get_")));
            ada.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
            ada.say("Anybody there?");
            ada.page().waitForCondition(() -> failed.contains("send_message"));
            bob.say("Hello?");
            bob.shows("Hello?");
            ada.page().unroute(AJAX);
            ada.shows();

            ada.page()
                    .evaluate(
                            "name => document.dispatchEvent("
                                    + "new PageTransitionEvent(name, {bubbles: true, persisted: true}))",
                            awakening);
            ada.isLive();
            ada.page().clock().resume(); // what came is drawn with the next frame
            ada.shows("Hello?", "Anybody there?");
        }
    }

    private ChatPage enter(String slug, String name) {
        return enter(server.base(), slug, name);
    }

    private ChatPage enter(URI base, String slug, String name) {
        Page page = browser.open();
        page.clock().install();
        return ChatPage.enter(page, base, slug, name + " " + slug);
    }
}
