import { join, removeWithLines } from "./lines.js";
import { Messages, messageOf } from "./message.js";

/** A long evening must not make the page slow. Where one cannot scroll back, more is kept. */
const MOST_MESSAGES = 300;
const MOST_WITHOUT_HISTORY = 1_000;

/**
 * The section of a room that is on the page: elements without a gap, up to and with the entry `end`. It is whole if the room
 * has no later one, as far as the feed has brought them. Does not know where the reader is.
 */
export class Section {
  #element;
  #list;
  #messages;
  #history;
  #most;
  #beginning = 1;
  #newFrom = 0;
  isWhole = true;

  /** @param history to read what is quoted; null where there is none */
  constructor(element, username, history, end) {
    this.#element = element;
    this.#list = element.getElementsByClassName("chatMessage");
    this.#messages = new Messages(username);
    this.#history = history;
    this.#most = history ? MOST_MESSAGES : MOST_WITHOUT_HISTORY;
    this.end = end;
    for (const message of [...this.#list]) this.#settle(this.#messages.adopt(message));
  }

  /** A live list. */
  get elements() {
    return this.#list;
  }

  get isFull() {
    return this.#list.length >= this.#most;
  }

  /** The id of the first message. */
  get first() {
    return messageOf(this.#list[0]).id;
  }

  /** Whether the room has nothing before this. */
  get hasBegun() {
    return this.#list.length === 0 || this.first <= this.#beginning;
  }

  find(id) {
    return this.#element.querySelector(`[data-message-id="${Number(id)}"]`);
  }

  /** A change of what may be here. */
  change(entry) {
    const id = entry.target_id;
    const element = this.find(id);
    if (element) {
      this.#messages.change(element, entry);
      this.#settle(element);
    }
    for (const answer of this.#element.querySelectorAll(`[data-reply-to="${id}"]`)) this.#quote(answer);
  }

  /** Messages before the first one. What is too much then goes at the end. */
  prepend(messages, areTheFirst) {
    const before = this.#list[0];
    if (areTheFirst) this.#beginning = messages[0]?.message_id ?? this.first;
    before.before(...this.#make(messages));
    this.#settleAll(0, messages.length);
    while (this.#list.length > this.#most) {
      const last = this.#list[this.#list.length - 1];
      this.isWhole = false;
      this.end = messageOf(last).id - 1;
      this.#remove(last);
    }
  }

  /** Messages after the last one. */
  append(messages, end) {
    const there = this.#list.length;
    this.end = end;
    this.#element.append(...this.#make(messages));
    this.#settleAll(there, this.#list.length - 1);
  }

  clear() {
    while (this.#list.length > 0) this.#remove(this.#list[0]);
  }

  /** What is too much goes at the beginning. */
  trim() {
    if (this.#list.length <= this.#most) return;
    while (this.#list.length > this.#most) this.#remove(this.#list[0]);
    this.#settle(this.#list[0]);
  }

  /** From this message on it is new, and not from another one any more. */
  markNew(id) {
    this.#newFrom = id;
    const old = this.#element.querySelector(".chatNew")?.nextElementSibling;
    if (old) this.#settle(old);
  }

  #make(messages) {
    return messages.map((message) => this.#messages.make(message));
  }

  #settleAll(from, to) {
    for (let i = from; i <= to; i++) this.#settle(this.#list[i]);
  }

  #settle(element) {
    join(element, this.#newFrom);
    this.#quote(element);
  }

  async #quote(element) {
    const { replyTo } = messageOf(element);
    if (!replyTo) return;
    const original = this.find(replyTo);
    const quoted = original ? messageOf(original) : await this.#history?.one(replyTo);
    if (quoted) this.#messages.quote(element, quoted);
  }

  /** The focus stays in the log. */
  #remove(element) {
    if (element.contains(document.activeElement)) this.#element.focus({ preventScroll: true });
    removeWithLines(element);
  }
}
