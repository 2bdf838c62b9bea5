import { words } from "./words.js";

/** Others believe for 6 s that somebody types. */
const SAY_EVERY = 3_000;

/** Says who types, in a line of its own, and lets the others know while somebody types here. Nothing of it is promised. */
export class Typing {
  #api;
  #username;
  #element;
  #names = [];
  #count = 0;
  #said = -Infinity;

  constructor(api, username, element, field) {
    this.#api = api;
    this.#username = username;
    this.#element = element;
    field.addEventListener("input", () => this.#typed(field.value));
  }

  /** What a stream says: how many type, and the first of them. */
  hear({ count, users }) {
    this.#names = users.filter((name) => name !== this.#username);
    this.#count = count - (users.length - this.#names.length);
    this.#show();
  }

  /** A message of theirs is here, and so that is what they typed. */
  sent(username) {
    if (username === this.#username) this.#said = -Infinity;
    if (!this.#names.includes(username)) return;
    this.#names = this.#names.filter((name) => name !== username);
    this.#count--;
    this.#show();
  }

  #typed(text) {
    if (!this.#username || text.trim() === "" || performance.now() - this.#said < SAY_EVERY) return;
    this.#said = performance.now();
    this.#api.typing().catch(() => {}); // whatever is wrong is said where a message is sent
  }

  #show() {
    this.#element.textContent = this.#count > 0 ? this.#sentence() : "";
  }

  #sentence() {
    const [one, other] = this.#names;
    if (this.#count > 2 || this.#count > this.#names.length) return words.severalAreTyping;
    return this.#count === 1 ? words.isTyping(one) : words.areTyping(one, other);
  }
}
