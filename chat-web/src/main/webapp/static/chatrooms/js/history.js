import { Line } from "./line.js";
import { changed } from "./wire.js";

const LIMIT = 15_000;

/** How many messages are asked for at once. */
export const PAGE = 100;

/** So many messages that are quoted on the page, and not there, are remembered. */
const MOST_QUOTED = 200;

/**
 * Reads what a room's page does not show. An answer may be older than what the feed brought while it was under way, so
 * that is put into it. Throws only a Refusal.
 */
export class History {
  #api;
  #line = new Line(LIMIT);
  #underWay = new Set();
  #quoted = new Map();
  #quotes = Promise.resolve();

  constructor(api) {
    this.#api = api;
  }

  /** What the feed brings. */
  heard(entry) {
    this.#underWay.forEach((later) => later.push(entry));
    if (entry.target_id) this.#quoted.delete(entry.target_id);
  }

  /**
   * The messages before an id, or the latest if there is none: a page full, or all.
   *
   * @returns them, oldest first, and the messages that the feed brought meanwhile
   */
  async before(id) {
    const later = [];
    this.#underWay.add(later);
    try {
      const messages = await this.#line.ask((signal) => this.#api.history(id, PAGE, signal));
      const said = later.filter((entry) => !entry.target_id);
      for (const entry of later) {
        const message = [...messages, ...said].find(({ message_id: id }) => id === entry.target_id);
        if (message) Object.assign(message, changed(message, entry));
      }
      return { messages, said };
    } finally {
      this.#underWay.delete(later);
    }
  }

  /** One message, as the wire protocol has it; undefined if it cannot be had. */
  one(id) {
    if (!this.#quoted.has(id)) {
      if (this.#quoted.size >= MOST_QUOTED) this.#quoted.clear();
      const found = this.#quotes.then(() => this.#api.history(id + 1, 1));
      this.#quotes = found.catch(() => this.#quoted.delete(id)); // one after the other, for there may be many
      this.#quoted.set(id, found.then(([message]) => (message?.message_id === id ? message : undefined)));
    }
    return this.#quoted.get(id).catch(() => undefined);
  }
}
