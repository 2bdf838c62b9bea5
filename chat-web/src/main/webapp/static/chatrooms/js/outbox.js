import { Line } from "./line.js";
import { words } from "./words.js";

const LIMIT = 15_000;

/**
 * What was written and is not in the room yet: sent in order, one at a time, and again until there is an answer. Each
 * message has a key for all its tries, so that one whose answer was lost is stored once; and it outlives a reload. An
 * entry with `about` is about another message: of kind "reply" it answers it, of kind "edit" or "delete" it changes it.
 *
 * `hasTrouble` while tries fail; `slowed` says why and until when, if that is because there are too many; `isStopped` when
 * nothing is sent any more.
 *
 * An entry is waiting, refused (with the reason; its author decides) or sent (the room will show it in a moment).
 */
export class Outbox {
  #api;
  #store;
  #on;
  #line;
  #entries;
  #isSending = false;
  #shownTo;

  /**
   * @param shownTo the last message that the page shows
   * @param on what happens: a `change` of the entries, or of whether there is trouble; an entry is `refused`, with the Refusal;
   *     there is `trouble`, because a try failed
   */
  constructor(api, store, shownTo, on) {
    this.#api = api;
    this.#store = store;
    this.#shownTo = shownTo;
    this.#on = on;
    this.#entries = store.get("outbox", []).map((entry) => ({ ...entry, isDoubtful: true, isShown: false }));
    this.hasTrouble = false;
    this.slowed = null;
    this.isStopped = false;
    this.#line = new Line(LIMIT, {
      onPause: (milliseconds, reason) => {
        this.hasTrouble = true;
        this.slowed = reason ? { reason, until: Date.now() + milliseconds } : null;
        on.change();
        if (!reason) on.trouble();
      },
    });
  }

  get entries() {
    return this.#entries;
  }

  start() {
    this.#on.change();
    this.#send();
  }

  add(text, about = null) {
    this.#entries.push({ key: newKey(), text, about, state: "waiting", since: Date.now() });
    this.#changed();
    this.#send();
  }

  /** Tries anew: a refused entry, under another key only if something else was stored under its own. */
  retry(entry) {
    if (entry.state !== "refused") return this.wake();
    if (entry.isKeyUsed) entry.key = newKey();
    Object.assign(entry, { state: "waiting", reason: "", since: Date.now() });
    this.#changed();
    this.#send();
  }

  remove(entry) {
    const isNext = entry === this.#next();
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#changed();
    this.#line.wake();
    if (isNext) this.#line.endRest(); // it was asked of that one: what comes after it may be taken back at once
  }

  /**
   * The page shows all messages up to this one. That may be known before the answer to its POST is here, or after.
   *
   * @param ownText its text, if I said it
   */
  shown(messageId, ownText) {
    this.#shownTo = messageId;
    const sending = this.#next();
    if (sending && !isChange(sending) && sending.text === ownText) sending.isShown = true;
    if (sending?.isShown || this.#entries.some((entry) => entry.state === "sent")) this.#changed();
  }

  wake() {
    this.#line.wake();
  }

  /** Sends nothing more. */
  stop() {
    this.isStopped = true;
    this.#on.change();
  }

  async #send() {
    if (this.#isSending || this.isStopped) return;
    this.#isSending = true;
    for (let entry; (entry = this.#next()) && !this.isStopped; ) await this.#deliver(entry);
    this.#isSending = false;
  }

  #next() {
    return this.#entries.find(({ state }) => state === "waiting");
  }

  async #deliver(entry) {
    try {
      const messageId = await this.#line.ask((signal) => {
        entry.isDoubtful = entry.isDoubtful !== undefined; // a try before this one may have come through
        return this.#isWanted(entry) && this.#post(entry, signal);
      });
      if (messageId) Object.assign(entry, { state: "sent", messageId });
    } catch (refusal) {
      const reason = words.whyRefused(refusal, isChange(entry));
      Object.assign(entry, { state: "refused", reason, isKeyUsed: refusal.status === 409, isShown: false });
      if (entry.about?.kind === "delete" && refusal.status === 404) this.remove(entry); // it is gone
      else if (this.#isWanted(entry)) this.#on.refused(entry, refusal);
    }
    this.hasTrouble = false;
    this.slowed = null;
    this.#changed();
  }

  #post({ key, text, about }, signal) {
    if (about?.kind === "edit") return this.#api.edit(key, about.target, text, signal);
    if (about?.kind === "delete") return this.#api.remove(key, about.target, signal);
    return this.#api.send(key, text, about?.target, signal);
  }

  /** Its author may have given it up between two tries, or be somebody else by now. */
  #isWanted(entry) {
    return this.#entries.includes(entry) && !this.isStopped;
  }

  #changed() {
    this.#entries = this.#entries.filter(
      (entry) => entry.state !== "sent" || (entry.messageId > this.#shownTo && !isChange(entry)),
    );
    this.#store.set("outbox", this.#entries.filter(({ state }) => state !== "sent"));
    this.#on.change();
  }
}

/** Whether it says nothing new. */
export function isChange({ about }) {
  return about?.kind === "edit" || about?.kind === "delete";
}

/** A random UUID. crypto.randomUUID is there only on HTTPS and localhost. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
