package org.chatrooms.it.benchmark;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.chatrooms.repository.DataSources;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How quickly a room opens that has 100,000 messages, with how many bytes; and whether one can type where many speak. */
class RoomPageBenchmark {
    private static final int TIMES = 11;
    private static final int CROWD = 4;
    private static final int SAID = 2_000;
    private static final int SECONDS = 10;

    private static final String OPENED = """
            () => document.getElementById("chatStatus")?.textContent === "Live"
                && document.getElementById("message-100000") && performance.now()
            """;

    /** Of the page and its files, without their heads. */
    private static final String BYTES = """
            [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                .filter(({ name }) => !name.includes("/get_messages/"))
                .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
            """;

    private static final String WATCH_TASKS = """
            () => {
              globalThis.longest = 0;
              const note = (list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)));
              new PerformanceObserver(note).observe({ type: "longtask" });
            }""";

    @AutoClose
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        EmbeddedServer.makeRooms(data, Room.open("Long", "long", ""), Room.open("Crowded", "crowded", ""));
        try (var dataSource = DataSources.h2(data);
                var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO chat_message (room_id, id, username, sent_at, content, sender, kind)
                    SELECT r.id, x, 'ann', DATEADD('SECOND', x, TIMESTAMP '2026-01-01 00:00:00'),
                           'Message ' || x || REPEAT(' and more', MOD(x, 40)), 'guest:x', 'MESSAGE'
                    FROM chat_room r, SYSTEM_RANGE(1, 100000) WHERE r.slug = 'long'""");
            statement.executeUpdate("UPDATE chat_room SET last_message_id = 100000 WHERE slug = 'long'");
        }
        server = EmbeddedServer.start(data);
    }

    @Test
    void opening_a_long_room() {
        Page page = enter("long", BrowserWindow.DESK);
        CDPSession chromium = page.context().newCDPSession(page);
        JsonObject off = new JsonObject();
        off.addProperty("cacheDisabled", true);
        chromium.send("Network.enable");
        chromium.send("Network.setCacheDisabled", off);
        List<Double> sizes = new ArrayList<>();
        chromium.on(
                "Network.loadingFinished",
                event -> sizes.add(event.get("encodedDataLength").getAsDouble()));
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            page.navigate("about:blank");
            sizes.clear();
            page.navigate(server.base() + "room/long/", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            times.add(number(page.waitForFunction(OPENED).jsonValue()));
            page.waitForLoadState();
        }
        Collections.sort(times);
        double bytes = number(page.evaluate(BYTES));
        double withHeads = sizes.stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf("A room of 100,000 messages, opened %d times with an empty cache%n", TIMES);
        System.out.printf(
                "  until it is live        %6.0f ms (median; %.0f to %.0f)%n",
                times.get(TIMES / 2), times.get(0), times.get(TIMES - 1));
        System.out.printf("  bytes                   %6.0f in %d answers%n", bytes, sizes.size());
        System.out.printf("  with heads of HTTP/1.1  %6.0f%n", withHeads);
    }

    @Test
    void typing_where_many_speak() throws Exception {
        Page page = enter("crowded", BrowserWindow.PHONE);
        long room = Long.parseLong(page.locator("#chat").getAttribute("data-room-id"));
        page.evaluate(WATCH_TASKS);
        AtomicInteger said = new AtomicInteger();
        int keys = 0;
        List<Future<?>> senders = new ArrayList<>();
        ScheduledExecutorService crowd = Executors.newScheduledThreadPool(CROWD);
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < CROWD; i++) {
                Person person = Person.guest(server.base(), "Crowd " + i);
                senders.add(crowd.scheduleAtFixedRate(
                        () -> say(person, room, said), 0, SECONDS * 1_000 * CROWD / SAID, TimeUnit.MILLISECONDS));
            }
            while (said.get() < SAID && senders.stream().noneMatch(Future::isDone)) {
                page.keyboard().type("x");
                keys++;
            }
        } finally {
            crowd.shutdown();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "A room in which %d people say %d things in %.1f s, on a phone%n", CROWD, said.get(), seconds);
        System.out.printf("  longest task            %6.0f ms%n", number(page.evaluate("longest")));
        System.out.printf("  keys typed meanwhile    %6d%n", keys);
    }

    private static void say(Person person, long room, AtomicInteger said) {
        try {
            person.say(room, "crowded", UUID.randomUUID());
            said.incrementAndGet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Page enter(String slug, BrowserWindow window) {
        Page page = browser.open(window);
        page.navigate(server.base() + "room/" + slug + "/");
        page.locator("#guestName").fill("Ada " + slug);
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatStatus")).hasText("Live");
        return page;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
