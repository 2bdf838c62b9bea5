import { eventsOf } from "./events.js";
import { inOurWords } from "./told.js";
import { words } from "./words.js";

const JSON_OR_TEXT = "application/json, text/plain";
const EVENTS = "text/event-stream";

/**
 * The requests of one room. Each answers what the server said, or throws: a Refusal if the chat itself said no, which
 * is final; anything else means that the question may be asked again. While an application is redeployed, or behind a
 * proxy, every status can come with a page in it, so only the chat's own JSON counts as a refusal, and the two
 * words with which an access policy says no.
 */
export class RoomApi {
  #base;
  #roomId;
  #users = {};

  /** Called with where the reader stands, whenever the chat says it. */
  onStanding = () => {};

  /** Called with the id of what somebody else said and the reader took back, and with what brings it back for a minute. */
  onRemoved = () => {};

  constructor(base, roomId) {
    this.#base = base;
    this.#roomId = roomId;
  }

  async latestMessageId(signal) {
    const { id } = await this.#get("get_latest_msg_id/", {}, signal);
    return expect(Number.isInteger(id), id);
  }

  /** What is newer than the cursor, edits and deletions too, oldest first; waits for it a while. */
  async messagesAfter(cursor, signal) {
    const messages = await this.#get("get_messages/", { ...after(cursor), kinds: "all" }, signal);
    return expect(Array.isArray(messages), messages);
  }

  /** The same as a stream of events that goes on; as messages where the server does not stream. */
  async streamAfter(cursor, signal) {
    const answer = await this.#get("get_messages/", after(cursor), signal, EVENTS);
    return expect(typeof answer === "object", answer);
  }

  /** Messages before an id as they read now, oldest first; the latest ones if there is no id. */
  async history(before, limit, signal) {
    const messages = await this.#get("get_history/", before ? { before, limit } : { limit }, signal);
    return expect(Array.isArray(messages), messages);
  }

  /** Stores a text once, however often it is sent with the same key; answers the message's id. */
  send(key, text, replyTo, signal) {
    const answered = replyTo ? { reply_to: replyTo } : {};
    return this.#write("send_message/", key, { message: text, ...answered }, signal);
  }

  /** Gives a message another text; once, like {@link send}. */
  edit(key, id, text, signal) {
    return this.#write("edit_message/", key, { message_id: id, message: text }, signal);
  }

  /** Takes a message back; once, like {@link send}. */
  async remove(key, id, signal) {
    const answer = await this.#post("delete_message/", { message_id: id, client_key: key }, signal);
    if (answer?.undo) this.onRemoved(id, answer.undo);
    return expect(Number.isInteger(answer?.message_id), answer?.message_id);
  }

  /** Brings back what a moderator took back, see `onRemoved`. */
  restore(undo) {
    return this.#post("restore_message/", { undo });
  }

  /** {messages, before}: what was found, latest first, and where to go on; without `before` that was all. */
  async search(fields, signal) {
    const answer = await this.#get("search/", fields, signal);
    return expect(Array.isArray(answer?.messages), answer);
  }

  /** Who is here; waits until somebody comes or goes, but not for long. */
  async users(signal) {
    const answer = await this.#get("get_users_list/", {}, signal, JSON_OR_TEXT, this.#users);
    return expect(Array.isArray(answer?.users), answer);
  }

  /** Lets the others know at once that we are here. */
  enter(signal) {
    return this.#post("notify_users_list/", {}, signal);
  }

  /** Lets the others know that we are typing. */
  typing() {
    return this.#post("notify_typing/", {});
  }

  /** Decides about somebody; `fields` as the chat's moderate/ takes them. */
  moderate(fields) {
    return this.#post("moderate/", fields);
  }

  /** Remembers up to where we have read; even while the page is being left. */
  markRead(messageId) {
    return this.#post("mark_read/", { message_id: messageId }, undefined, true);
  }

  /** Where somebody goes who is nobody: to where one gets a name, or signs in. */
  wayIn({ loginUrl }) {
    const url = new URL(loginUrl || "setguestname/", this.#base);
    return [url, url.pathname.endsWith("/setguestname/") ? words.chooseName : words.signIn];
  }

  get roomsUrl() {
    return new URL("rooms/", this.#base);
  }

  #get(path, params, signal, accept, known) {
    const query = new URLSearchParams({ room_id: this.#roomId, ...params });
    return this.#ask(`${path}?${query}`, { signal }, accept, known);
  }

  async #write(path, key, fields, signal) {
    const answer = await this.#post(path, { ...fields, client_key: key }, signal);
    return expect(Number.isInteger(answer?.message_id), answer?.message_id);
  }

  #post(path, fields, signal, keepalive = false) {
    const body = new URLSearchParams({ room_id: this.#roomId, ...fields });
    return this.#ask(path, { method: "POST", body, signal, keepalive });
  }

  /** @param known an answer that we have, and its tag: what has the same tag need not come again */
  async #ask(path, options, accept = JSON_OR_TEXT, known = null) {
    const response = await fetch(new URL(path, this.#base), {
      ...options,
      cache: "no-store",
      credentials: "same-origin",
      headers: { "X-Requested-With": "XMLHttpRequest", Accept: accept, ...(known?.tag && { "If-None-Match": known.tag }) },
    });
    this.onStanding(response.headers.get("Chat-Standing"));
    const type = response.headers.get("Content-Type") ?? "";
    if (known?.tag && response.status === 304) return known.answer;
    if (response.ok && type.startsWith(EVENTS)) return eventsOf(response.body);
    const isJson = /^application\/json\b/i.test(type);
    const answer = isJson ? await response.json() : await response.text();
    if (response.ok && isJson && known) Object.assign(known, { tag: response.headers.get("ETag"), answer });
    if (response.ok) return answer;
    if (response.status === 403 && answer === "Access denied") throw new Refusal(403, answer);
    const mayComeAgain = response.status === 429 || response.status >= 500;
    if (isJson && !mayComeAgain && typeof answer?.error === "string") {
      throw new Refusal(response.status, inOurWords(answer.error), answer.login_url, answer.reason);
    }
    const retryAfter = Number(response.headers.get("Retry-After")) || 0;
    const reason = isJson && response.status === 429 ? inOurWords(answer?.error) : "";
    throw new Trouble(`${path} was answered ${response.status}`, retryAfter, reason);
  }
}

function after({ id, date }) {
  return date ? { latest_message_id: id, latest_date: date } : { latest_message_id: id };
}

/** The chat said no, in words that may be shown. Asking again gets the same answer. */
export class Refusal extends Error {
  constructor(status, reason, loginUrl, because = "") {
    super(reason);
    this.status = status;
    this.loginUrl = loginUrl;
    this.because = because; // in a moderator's words
  }
}

/** No answer that counts. It may be asked again, though not before so many seconds; why, where the chat itself says so. */
export class Trouble extends Error {
  constructor(message, retryAfter, reason) {
    super(message);
    this.retryAfter = retryAfter;
    this.reason = reason;
  }
}

/** A portal or proxy may answer 200 with something of its own. */
function expect(holds, answer) {
  if (!holds) throw new Trouble("Not an answer of the chat", 0);
  return answer;
}
