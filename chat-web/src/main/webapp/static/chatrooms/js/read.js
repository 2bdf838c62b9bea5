import { isLookedAt, onLook } from "./attention.js";

/** How soon what is on the page has been read, and how often the server is told at most. */
const FIRST = 1_000;
const EVERY = 5_000;

/** Tells the server up to where somebody with an account has read, while they look at the page. */
export class Read {
  #api;
  #latest;
  #seen = 0;
  #told = -1;
  #timer = 0;

  /** @param latest the last message on the page */
  constructor(api, latest) {
    this.#api = api;
    this.#latest = latest;
    onLook((isLooking) => (isLooking ? this.#look(FIRST) : this.#tell()));
    this.#look(FIRST);
  }

  upTo(messageId) {
    this.#latest = messageId;
    this.#look(EVERY);
  }

  #look(pause) {
    if (!isLookedAt()) return;
    this.#seen = this.#latest;
    if (!this.#timer) this.#timer = setTimeout(() => this.#tell(), pause);
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#seen === this.#told) return;
    this.#told = this.#seen;
    this.#api.markRead(this.#seen).catch(() => {}); // the next one says it, too
  }
}
