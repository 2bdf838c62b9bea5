import { Actions } from "./actions.js";
import { Announcer } from "./announcer.js";
import { RoomApi } from "./api.js";
import { Attention } from "./attention.js";
import { Composer } from "./composer.js";
import { unseen } from "./dom.js";
import { Feed } from "./feed.js";
import { Log } from "./log.js";
import { rawText } from "./message.js";
import { Notifications } from "./notifications.js";
import { Outbox } from "./outbox.js";
import { Pending, whyNot } from "./pending.js";
import { Read } from "./read.js";
import { Search } from "./search.js";
import { Standing } from "./standing.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { Typing } from "./typing.js";
import { Undo } from "./undo.js";
import { Users, unfold } from "./users.js";
import { words } from "./words.js";

/*
 * A room page: finds the page's elements, makes those it lacks, and connects the parts.
 *
 * A page needs #chat with #chatText, #chatSendText, #chatSendButton, perhaps #connectedUsersList, and either the data
 * attributes that room.jsp writes or a global getContext() that returns {username, room_id}.
 */

/** Static files are served at <base>static/chatrooms/js/. */
const BASE = new URL("../../../", import.meta.url);

/** A page that is told to begin anew as soon as it was loaded waits this long: it must not reload in circles. */
const YOUNG = 10_000;

async function start(page) {
  const { roomId, username, cursor, isAccount, isReadOnly } = contextOf(page);
  const hasArchive = "hasArchive" in page.dataset;
  const parts = elementsOf(page);
  const tab = new Store("sessionStorage", BASE.pathname, roomId);
  const mine = new Store("sessionStorage", BASE.pathname, roomId, username); // nobody sends what another person wrote in this tab
  const api = new RoomApi(BASE, roomId);

  const log = new Log(parts, username, cursor?.id ?? 0, hasArchive ? api : null);
  const announcer = new Announcer(parts.log, username);
  const status = new Status(parts.status, () => outbox.wake());
  const users = parts.users && new Users(api, username, parts.users, parts.usersCount);
  const typing = new Typing(api, username, parts.typing, parts.field);
  const notifications = new Notifications(new Store("localStorage", BASE.pathname));
  const attention = new Attention(username, notifications);
  if (!isReadOnly) notifications.show((button) => parts.status.before(button), () => attention.beep());
  const read = isAccount && new Read(api, cursor.id);
  const feed = new Feed(api, cursor, status, {
    message: (message) => {
      announcer.hear(message);
      typing.sent(message.username);
      attention.hear(message);
      show(message);
    },
    change: (change) => show(change),
    users: (news) => (news ? users?.hear(news) : users?.ask()),
    typing: (news) => typing.hear(news),
  });
  const outbox = new Outbox(api, mine, cursor?.id ?? 0, {
    change: () => pending.render(),
    refused: (entry, refusal) => refused(entry, refusal),
    trouble: () => feed.doubt(),
  });
  const pending = new Pending(parts.pending, outbox, parts.field);
  const composer = new Composer(parts, tab, {
    send: (text, about) => {
      if (about?.kind !== "edit") log.toEnd();
      outbox.add(text, about);
    },
    up: () => editLast(),
  });
  const actions = hasArchive ? archive() : null;
  let moderation = null;
  const standing = new Standing(parts, (isModerator) => {
    const moderates = isModerator && !isReadOnly;
    if (actions) actions.moderates = moderates;
    if (users) users.onChosen = moderates ? (name) => moderate(name, { username: name }) : null;
  });
  api.onStanding = (header) => standing.hear(header);
  const undo = new Undo(api, (text) => (parts.said.textContent = text));
  api.onRemoved = (id, ticket) => log.find(id) && undo.offer(id, log.find(id), ticket);

  /** Few do. */
  async function moderate(name, whom) {
    moderation ??= import("./moderation.js").then(({ Moderation }) => new Moderation(api, page));
    try {
      (await moderation).open(name, whom);
    } catch {
      moderation = null; // to be tried again
      parts.said.textContent = words.notDecided;
    }
  }

  function show(entry) {
    log.receive(entry);
    if (read) read.upTo(entry.message_id);
    const isOwn = !entry.target_id && entry.username === username;
    outbox.shown(entry.message_id, isOwn ? entry.content : undefined);
  }

  /** What there is only where messages can be changed and found again. */
  function archive() {
    if (username) new Search(api, document.getElementById("chatHeading") ?? page, page, (id) => goTo(id));
    return new Actions(parts.log, page, username !== "" && !isReadOnly, {
      reply: (message) => composer.reply(idOf(message), nameOf(message), rawText(message)),
      edit: (message) => composer.edit(idOf(message), rawText(message)),
      remove: (message) => outbox.add("", { kind: "delete", target: idOf(message), quote: rawText(message) }),
      moderate: (message) => {
        actions.focus(message); // which has the focus again afterwards
        moderate(nameOf(message), { message_id: idOf(message) });
      },
      leave: () => composer.focus(),
      say: (text) => (parts.said.textContent = text),
    });
  }

  function editLast() {
    const message = actions?.lastOwn;
    if (message) composer.edit(idOf(message), rawText(message));
    return Boolean(message);
  }

  async function goTo(id) {
    if (await log.goTo(id)) actions.focus(log.find(id));
  }

  function refused(entry, refusal) {
    if (username && refusal.status === 401) feed.end(refusal);
    const mayBeThere = entry.isDoubtful && !entry.isKeyUsed; // to be tried again as the same, not as another one
    if (composer.isEmpty && !mayBeThere && entry.about?.kind !== "delete") {
      outbox.remove(entry);
      composer.giveBack(entry.text, entry.about);
    }
    composer.complain(whyNot(entry), refusal.status === 401 ? api.wayIn(refusal) : []);
  }

  if (username) api.enter().catch(() => {}); // whoever waits for messages is seen, too
  outbox.start();
  const folded = parts.users?.closest("details");
  if (folded) unfold(folded);
  users?.run().catch((refusal) => {
    // The feed tells all else; but an open room may be read by anybody.
    if (refusal.status === 401 || refusal.status === "renamed") feed.end(refusal);
  });
  try {
    await feed.run();
  } catch (refusal) {
    if (refusal.status === "renamed") {
      outbox.stop(); // what was written here must not be said by somebody else
      parts.field.readOnly = parts.button.disabled = true;
    }
    stop(refusal, api, status);
  }
}

const idOf = (message) => Number(message.dataset.messageId);
const nameOf = (message) => message.querySelector(".messageUsername").textContent;

function stop(refusal, api, status) {
  if (refusal.status === 409 && refusal.message === "reset") {
    status.startingOver();
    setTimeout(() => location.reload(), performance.now() < YOUNG ? YOUNG : Math.random() * 1000);
    return;
  }
  const because = refusal.because && ` “${refusal.because}”`;
  const reason = (words.stopped[refusal.status] ?? words.stoppedOtherwise(refusal.message)) + (because ?? "");
  if (refusal.status === 401) status.stopped(reason, ...api.wayIn(refusal));
  else if (refusal.status === 403 || refusal.status === 404) status.stopped(reason, api.roomsUrl, words.seeRooms);
  else status.stopped(reason, location.href, words.reload);
}

function contextOf(page) {
  const isReadOnly = "readOnly" in page.dataset;
  const { roomId, username = "", latestMessageId, latestDate = "" } = page.dataset;
  if (roomId) {
    const cursor = latestMessageId ? { id: Number(latestMessageId), date: latestDate } : null;
    return { roomId, username, cursor, isAccount: cursor !== null && "isAccount" in page.dataset, isReadOnly };
  }
  const context = window.getContext();
  return { roomId: String(context.room_id), username: context.username ?? "", cursor: null, isReadOnly };
}

function elementsOf(page) {
  const log = page.querySelector("#chatText");
  const field = page.querySelector("#chatSendText");
  const button = page.querySelector("#chatSendButton");
  const parts = {
    log,
    field,
    button,
    more: make("button", "chatMore", (more) => log.after(more)),
    pending: make("ol", "chatPending", (pending) => page.querySelector("#chatMore").after(pending)),
    typing: make("p", "chatTyping", (typing) => page.querySelector("#chatPending").after(typing)),
    error: make("p", "chatError", (error) => button.after(error)),
    silence: make("p", "chatSilence", (silence) => field.before(silence)),
    about: make("div", "chatAbout", (about) => field.before(about)),
    count: make("p", "chatCount", (count) => button.after(count)),
    said: make("p", "chatSaid", (said) => page.append(said)),
    status: make("p", "chatStatus", (status) => page.append(status)),
    users: document.getElementById("connectedUsersList"),
    usersCount: document.getElementById("connectedUsersCount"),
  };
  parts.more.hidden = parts.pending.hidden = true;
  parts.error.hidden = parts.error.textContent === ""; // the page may say what was wrong with what its form sent
  return describe(parts);
}

function make(name, id, place) {
  const there = document.getElementById(id);
  if (there) return there;
  const made = document.createElement(name);
  made.id = id;
  place(made);
  return made;
}

/** What a page may have left unsaid to those who do not see it. */
function describe(parts) {
  const say = (element, name, value) => element.hasAttribute(name) || element.setAttribute(name, value);
  say(parts.log, "role", "log");
  say(parts.log, "aria-label", words.messages);
  say(parts.log, "tabindex", "0");
  say(parts.pending, "aria-label", words.notSentYet);
  say(parts.status, "role", "status");
  say(parts.error, "role", "alert");
  say(parts.silence, "role", "status");
  say(parts.said, "role", "status");
  say(parts.count, "aria-hidden", "true"); // for the eye alone: it changes with every key
  unseen(parts.said);
  say(parts.field, "aria-describedby", `${parts.about.id} ${parts.error.id}`);
  if (parts.field.labels.length === 0) say(parts.field, "aria-label", words.message);
  parts.more.type = "button";
  return parts;
}

function run() {
  const page = document.getElementById("chat");
  if (page) start(page);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
else run();
