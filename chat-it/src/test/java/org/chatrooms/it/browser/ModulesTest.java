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

    @Test
    void a_pause_that_the_chat_asked_for_ends_with_the_message_that_it_was_asked_of() {
        Page page = page();
        page.evaluate(OUTBOX);
        assertEquals("two", page.evaluate("""
                async () => {
                  outbox.add("one");
                  outbox.add("two");
                  await until(() => asked.length === 1);
                  asked[0][3](new Trouble("too often", 300, "Slow mode"));
                  await until(() => outbox.slowed);
                  outbox.remove(outbox.entries[0]);
                  await until(() => asked.length === 2);
                  return asked[1][1];
                }
                """));
    }

    @Test
    void whoever_goes_by_another_name_elsewhere_says_nothing_more_here() {
        Page page = page();
        page.evaluate(OUTBOX);
        assertEquals(
                List.of(1, "one: Not sent yet, two: Not sent yet, three: Not sent yet", "Remove"), page.evaluate("""
                async () => {
                  const { Pending } = await load("pending");
                  const list = document.createElement("ol");
                  const pending = new Pending(list, outbox, document.body);
                  outbox.add("one");
                  outbox.add("two");
                  await until(() => asked.length === 1);
                  outbox.stop();
                  asked[0][3](new Trouble("no answer", 0));
                  await until(() => outbox.hasTrouble);
                  outbox.wake();
                  await until(() => !outbox.hasTrouble);
                  outbox.add("three");
                  await new Promise((resolve) => setTimeout(resolve));
                  pending.render();
                  const rows = [...list.children].map(({ children: [text, note] }) => `${text.textContent}: ${note.textContent}`);
                  return [asked.length, rows.join(", "), list.querySelector("button:not([hidden])").textContent];
                }
                """));
    }

    @Test
    void a_list_of_users_that_is_the_same_as_before_does_not_come_again() {
        assertEquals(List.of("", "W/\"1\"", "W/\"1\"", "ann ann bob"), page().evaluate("""
                async () => {
                  const { RoomApi } = await load("api");
                  const asked = [];
                  const list = (tag, ...names) => new Response(
                    JSON.stringify({ users: names.map((username) => ({ username })) }),
                    { headers: { ETag: tag, "Content-Type": "application/json" } },
                  );
                  const answers = [list('W/"1"', "ann"), new Response(null, { status: 304 }), list('W/"2"', "bob")];
                  window.fetch = async (url, { headers }) => {
                    asked.push(headers["If-None-Match"] ?? "");
                    return answers.shift();
                  };
                  const api = new RoomApi(location, 1);
                  const seen = [];
                  while (answers.length > 0) seen.push((await api.users()).users[0].username);
                  return [...asked, seen.join(" ")];
                }
                """));
    }

    @Test
    void whoever_stands_on_a_name_stays_there_while_others_come_and_go() {
        assertEquals(List.of("bob", "ann (you) abe bob cid", "Who", "ann (you) abe cid"), page().evaluate("""
                async () => {
                  const { Users } = await load("users");
                  const list = document.createElement("ul");
                  const summary = Object.assign(document.createElement("summary"), { textContent: "Who" });
                  const details = document.body.appendChild(document.createElement("details"));
                  details.open = true;
                  details.append(summary, list);
                  const users = new Users(null, "ann", list, null);
                  const names = () => [...list.children].map((row) => row.textContent).join(" ");
                  users.hear({ count: 3, users: ["ann", "bob", "cid"] });
                  users.onChosen = () => {};
                  list.children[1].firstElementChild.focus();
                  users.hear({ count: 4, joined: ["abe"] });
                  const seen = [document.activeElement.textContent, names()];
                  users.hear({ count: 3, left: ["bob"] });
                  return [...seen, document.activeElement.textContent, names()];
                }
                """));
    }

    @Test
    void arrow_keys_lead_on_from_a_message_that_was_removed() {
        Page page = page();
        page.evaluate("""
                async () => {
                  const { Actions } = await load("actions");
                  const log = document.body.appendChild(document.createElement("div"));
                  log.tabIndex = 0;
                  for (const id of [1, 2, 3]) {
                    const message = log.appendChild(document.createElement("p"));
                    message.className = id === 2 ? "chatMessage removed" : "chatMessage";
                    message.dataset.messageId = message.textContent = id;
                  }
                  new Actions(log, document.body, true, {}).focus(log.children[1]);
                }
                """);
        page.keyboard().press("Enter");
        assertEquals("2", page.evaluate("document.activeElement.textContent"));
        page.keyboard().press("ArrowUp");
        assertEquals("1", page.evaluate("document.activeElement.textContent"));
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertEquals("3", page.evaluate("document.activeElement.textContent"));
    }

    @Test
    void what_was_taken_back_before_one_hears_of_it_is_no_news() {
        assertEquals(List.of("Room", "(1) Room"), page().evaluate("""
                async () => {
                  document.title = "Room";
                  document.hasFocus = () => false;
                  const { Attention } = await load("attention");
                  const attention = new Attention("ann", { notify: "all", sound: false });
                  attention.hear({ username: "bob", content: "" });
                  const before = document.title;
                  attention.hear({ username: "bob", content: "hello" });
                  return [before, document.title];
                }
                """));
    }

    @Test
    void a_search_further_back_that_is_asked_for_twice_is_shown_once() {
        assertEquals(2, page().evaluate("""
                async () => {
                  const { Search } = await load("search");
                  const date = "2026-02-03T04:05:06:007000";
                  const asked = [];
                  const search = (fields) => new Promise((resolve) => asked.push([fields, resolve]));
                  new Search({ search }, document.body, document.body, () => {});
                  const turn = () => new Promise((resolve) => setTimeout(resolve));
                  const dialog = document.getElementById("chatSearch");
                  dialog.showModal();
                  dialog.querySelector("[name=q]").value = "egg";
                  dialog.querySelector("form").requestSubmit();
                  const found = (id) => ({ messages: [{ message_id: id, username: "bob", date, content: "egg" }], before: id });
                  asked[0][1](found(9));
                  await turn();
                  const more = dialog.querySelector("#chatFound + button");
                  more.click();
                  more.click();
                  asked[1][1](found(8));
                  asked[2][1](found(8));
                  await turn();
                  return dialog.querySelectorAll("#chatFound li").length;
                }
                """));
    }

    @Test
    void the_field_has_the_focus_when_a_button_goes_that_had_it() {
        assertEquals(List.of("BUTTON", "field", "BUTTON", "field"), page().evaluate("""
                async () => {
                  const { Pending } = await load("pending");
                  const list = document.body.appendChild(document.createElement("ol"));
                  const field = document.body.appendChild(document.createElement("textarea"));
                  field.id = "field";
                  const entry = { text: "hello", about: null, state: "waiting", since: 0 };
                  const outbox = { entries: [entry], hasTrouble: true, slowed: null };
                  const pending = new Pending(list, outbox, field);
                  const seen = [];
                  const look = () => seen.push(document.activeElement.id || document.activeElement.tagName);
                  const stand = () => {
                    outbox.hasTrouble = true;
                    pending.render();
                    list.querySelector("button:not([hidden])").focus();
                    look();
                  };
                  stand();
                  outbox.hasTrouble = false;
                  pending.render();
                  look();
                  stand();
                  outbox.entries = [];
                  pending.render();
                  look();
                  return seen;
                }
                """));
    }

    @Test
    void an_answer_that_was_begun_before_an_edit_is_an_answer_still_after_it() {
        Page page = page();
        page.evaluate("""
                async () => {
                  const { Composer } = await load("composer");
                  const make = (name) => document.body.appendChild(document.createElement(name));
                  const parts = { field: make("textarea"), button: make("button"), about: make("p"), error: make("p"), count: make("p"), said: make("p") };
                  const store = { get: (name, otherwise) => otherwise, set: () => {} };
                  globalThis.sent = [];
                  globalThis.composer = new Composer(parts, store, { send: (text, about) => sent.push([text, about.kind]), up: () => false });
                  composer.reply(5, "bob", "hello");
                  parts.field.value = "I think";
                  composer.edit(7, "old");
                }
                """);
        page.keyboard().press("Escape");
        page.keyboard().press("Enter");
        page.evaluate(
                "composer.reply(5, 'bob', 'hello'); document.activeElement.value = 'so do I'; composer.edit(7, 'old')");
        page.keyboard().press("End");
        page.keyboard().type(" text");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertEquals(
                List.of(List.of("I think", "reply"), List.of("old text", "edit"), List.of("so do I", "reply")),
                page.evaluate("sent"));
    }
}
