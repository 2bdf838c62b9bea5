import { Line } from "./line.js";
import { words } from "./words.js";

const LIMIT = 15_000;

/**
 * What was written and is not in the room yet: sent in order, one at a time, and again until there is an answer. Each
 * message has a key for all its tries, so that one whose answer was lost is stored once; and it outlives a reload.
 *
 * `hasTrouble` while tries fail; `slowed` says why and until when, if that is because there are too many.
 *
 * An entry is waiting, refused (with the reason; its author decides) or sent (the room will show it in a moment).
 */
export class Outbox {
  #api;
  #store;
  #onChange;
  #onRefused;
  #line;
  #entries;
  #isSending = false;
  #shownTo;

  /**
   * @param shownTo the last message that the page shows
   * @param onChange called after each change of the entries, or of whether there is trouble
   * @param onRefused called with the entry and the Refusal
   * @param onTrouble called when a try failed
   */
  constructor(api, store, shownTo, { onChange, onRefused, onTrouble }) {
    this.#api = api;
    this.#store = store;
    this.#shownTo = shownTo;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
    this.#entries = store.get("outbox", []);
    this.hasTrouble = false;
    this.slowed = null;
    this.#line = new Line(LIMIT, {
      onPause: (milliseconds, reason) => {
        this.hasTrouble = true;
        this.slowed = reason ? { reason, until: Date.now() + milliseconds } : null;
        onChange();
        if (!reason) onTrouble();
      },
    });
  }

  get entries() {
    return this.#entries;
  }

  start() {
    this.#onChange();
    this.#send();
  }

  add(text) {
    this.#entries.push({ key: newKey(), text, state: "waiting", since: Date.now() });
    this.#changed();
    this.#send();
  }

  /** Tries a refused entry anew. It gets another key: nothing was stored under the old one, or something else was. */
  retry(entry) {
    Object.assign(entry, { key: newKey(), state: "waiting", reason: "" });
    this.#changed();
    this.#send();
  }

  remove(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#changed();
    this.#line.wake();
  }

  /** The page shows all messages up to this one. That may be known before the answer to its POST is here, or after. */
  shown(messageId) {
    this.#shownTo = messageId;
    if (this.#entries.some((entry) => entry.state === "sent")) this.#changed();
  }

  wake() {
    this.#line.wake();
  }

  async #send() {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let entry; (entry = this.#entries.find(({ state }) => state === "waiting")); ) await this.#deliver(entry);
    this.#isSending = false;
  }

  async #deliver(entry) {
    try {
      const messageId = await this.#line.ask((signal) => {
        return this.#isWanted(entry) && this.#api.send(entry.key, entry.text, signal);
      });
      if (messageId) Object.assign(entry, { state: "sent", messageId });
    } catch (refusal) {
      Object.assign(entry, { state: "refused", reason: words.whyRefused(refusal) });
      if (this.#isWanted(entry)) this.#onRefused(entry, refusal);
    }
    this.hasTrouble = false;
    this.slowed = null;
    this.#changed();
  }

  /** Its author may have given it up between two tries. */
  #isWanted(entry) {
    return this.#entries.includes(entry);
  }

  #changed() {
    this.#entries = this.#entries.filter(({ state, messageId }) => state !== "sent" || messageId > this.#shownTo);
    this.#store.set("outbox", this.#entries.filter(({ state }) => state !== "sent"));
    this.#onChange();
  }
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
