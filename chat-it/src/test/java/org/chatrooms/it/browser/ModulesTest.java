package org.chatrooms.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.EmbeddedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Modules of the page's script by themselves: what would take a day, or much luck, to be seen in a room. */
class ModulesTest {
    /** An outbox whose requests the test answers, by hand: each of {@code asked} is [key, text, resolve, reject]. */
    private static final String OUTBOX = """
            async () => {
              const { Outbox } = await load("outbox");
              const { Refusal, Trouble } = await load("api");
              const asked = [];
              const send = (key, text) => new Promise((resolve, reject) => asked.push([key, text, resolve, reject]));
              const kept = {};
              const store = { get: (name, otherwise) => kept[name] ?? otherwise, set: (name, value) => (kept[name] = value) };
              const nothing = () => {};
              const events = { change: nothing, refused: nothing, trouble: nothing };
              const outbox = new Outbox({ send }, store, 0, events);
              const until = async (holds) => {
                for (let turns = 0; !holds(); turns++) {
                  if (turns > 1_000) throw new Error(`Never ${holds}`);
                  await new Promise((resolve) => setTimeout(resolve));
                }
              };
              Object.assign(globalThis, { outbox, asked, until, Refusal, Trouble });
              outbox.start();
            }
            """;

    @AutoClose
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(data);
    }

    private Page page() {
        Page page = browser.open(BrowserWindow.DESK, new Browser.NewContextOptions().setTimezoneId("America/New_York"));
        page.clock().setFixedTime("2026-03-09T12:00:00-04:00"); // the day after one of 23 hours
        page.navigate(server.base() + "rooms/");
        page.evaluate("() => { globalThis.load = (name) => import(`${location}../static/chatrooms/js/${name}.js`); }");
        return page;
    }

    @Test
    void a_date_of_the_wire_is_a_moment_to_the_millisecond_and_back() {
        assertEquals(
                List.of("2026-02-03T04:05:06.007Z", "2026-02-03T04:05:06:007000", "2026-03-09T16:00:00.000Z"),
                page().evaluate("""
                        async () => {
                          const { parseDate, formatDate } = await load("wire");
                          const date = parseDate("2026-02-03T04:05:06:007890");
                          return [date.toISOString(), formatDate(date), parseDate("yesterday").toISOString()];
                        }
                        """));
    }

    /** Their browser tells that they scrolled with the next frame. */
    @Test
    void what_comes_right_after_the_reader_scrolled_up_is_new_to_them() {
        assertEquals("New messages: 1 ↓", page().evaluate("""
                        async () => {
                          const { Log } = await load("log");
                          const element = document.body.appendChild(document.createElement("div"));
                          Object.assign(element.style, { height: "100px", overflowY: "scroll" });
                          const more = document.body.appendChild(document.createElement("button"));
                          const log = new Log({ log: element, more }, "ann", 0, null);
                          const date = "2026-02-03T04:05:06:007000";
                          const say = (id) => log.receive({ message_id: id, username: "bob", date, content: "hello" });
                          for (let id = 1; id <= 50; id++) say(id);
                          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                          element.scrollTop = 0;
                          say(51);
                          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                          return more.textContent;
                        }
                        """));
    }

    /** Each line is a message, and what stands before it: a day, "New", its heading (+) or none. */
    @Test
    void what_stands_between_messages_follows_from_both() {
        Page page = page();
        page.evaluate("""
                async () => {
                  const { Messages } = await load("message");
                  const { join, removeWithLines } = await load("lines");
                  const log = document.createElement("div");
                  const messages = new Messages("");
                  const add = (id, username, date, more = {}) =>
                    log.append(messages.make({ message_id: id, username, date, content: `m${id}`, ...more }));
                  add(1, "ann", "2025-08-01T12:00:00:000000");
                  add(2, "ann", "2025-12-24T12:00:00:000000");
                  add(3, "ann", "2026-03-08T05:30:00:000000");
                  add(4, "ann", "2026-03-08T05:34:59:000000");
                  add(5, "ann", "2026-03-08T05:39:59:000000");
                  add(6, "bob", "2026-03-08T05:40:00:000000");
                  add(7, "bob", "2026-03-08T05:40:01:000000", { reply_to: 1 });
                  add(8, "bob", "2026-03-08T05:40:02:000000", { edited: true });
                  add(9, "bob", "2026-03-09T04:00:00:000000");
                  add(10, "bob", "2026-03-09T04:00:01:000000");
                  globalThis.settle = (newFrom) => {
                    for (const each of [...log.querySelectorAll(".chatMessage")]) join(each, newFrom);
                    return [...log.children].map((each) => {
                      const isFollowUp = each.matches(".followUp");
                      return each.dataset.messageId ? (isFollowUp ? "" : "+") + `m${each.dataset.messageId}` : each.textContent;
                    });
                  };
                  globalThis.remove = (id) => removeWithLines(log.querySelector(`#message-${id}`));
                }
                """);
        List<String> before =
                List.of("Friday, August 1, 2025", "+m1", "Wednesday, December 24", "+m2", "Yesterday", "+m3");
        assertEquals(
                List.of(before, List.of("m4", "+m5", "+m6", "+m7", "+m8", "Today", "+m9", "m10")).stream()
                        .flatMap(List::stream)
                        .toList(),
                page.evaluate("settle(0)"));
        assertEquals(
                List.of(before, List.of("New", "+m4", "+m5", "+m6", "+m7", "+m8", "Today", "+m9", "m10")).stream()
                        .flatMap(List::stream)
                        .toList(),
                page.evaluate("settle(4)"));
        page.evaluate("[1, 2, 3, 9].forEach(remove)"); // what was new first is the first there is
        assertEquals(
                List.of("Yesterday", "New", "+m4", "+m5", "+m6", "+m7", "+m8", "Today", "+m10"),
                page.evaluate("settle(4)"));
    }

    @Test
    void an_outbox_sends_in_order_one_at_a_time_and_the_same_again_after_trouble() {
        Page page = page();
        page.evaluate(OUTBOX);
        assertEquals(List.of(1, "one", true, 2, "two", true, List.of("sent", "sent")), page.evaluate("""
                async () => {
                  outbox.add("one");
                  outbox.add("two");
                  await until(() => asked.length > 0);
                  const seen = [asked.length, asked[0][1]];
                  asked[0][3](new Trouble("no answer", 0));
                  await until(() => outbox.hasTrouble);
                  outbox.wake();
                  await until(() => asked.length === 2);
                  seen.push(asked[1][0] === asked[0][0] && asked[1][1] === "one");
                  asked[1][2](1);
                  await until(() => asked.length === 3);
                  seen.push(asked.length - 1, asked[2][1], asked[2][0] !== asked[0][0]);
                  asked[2][2](2);
                  await until(() => outbox.entries[1].state === "sent");
                  return [...seen, outbox.entries.map(({ state }) => state)];
                }
                """));
    }

    @Test
    void what_is_refused_holds_nothing_up_and_has_another_key_only_if_its_own_is_used() {
        Page page = page();
        page.evaluate(OUTBOX);
        assertEquals(Map.of("403", true, "409", false), page.evaluate("""
                async () => {
                  const isSameKey = {};
                  for (const status of [403, 409]) {
                    const before = asked.length;
                    outbox.add("refused");
                    outbox.add("next");
                    await until(() => asked.length > before);
                    asked[before][3](new Refusal(status, "no"));
                    await until(() => asked.length === before + 2);
                    if (asked[before + 1][1] !== "next") throw new Error("held up");
                    asked[before + 1][2](before + 1);
                    outbox.retry(outbox.entries.find(({ state }) => state === "refused"));
                    await until(() => asked.length === before + 3);
                    isSameKey[status] = asked[before + 2][0] === asked[before][0];
                    asked[before + 2][2](before + 2);
                    await until(() => outbox.entries.every(({ state }) => state === "sent"));
                  }
                  return isSameKey;
                }
                """));
    }
}
