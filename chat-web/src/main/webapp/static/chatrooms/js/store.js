/**
 * Keeps a few things over a reload. A browser may forbid storage or be out of room; then they last as long as the page
 * does, and nothing breaks.
 */
export class Store {
  #storage;
  #prefix;

  /** @param storage the name of what keeps them: "sessionStorage" is this tab's, "localStorage" the whole browser's */
  constructor(storage, ...scope) {
    this.#storage = storage;
    this.#prefix = ["chatrooms", ...scope].join(":");
  }

  get(name, otherwise) {
    try {
      return JSON.parse(window[this.#storage].getItem(this.#key(name))) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  set(name, value) {
    try {
      window[this.#storage].setItem(this.#key(name), JSON.stringify(value));
    } catch {
      // as if there were no storage
    }
  }

  /** Calls back when another tab has set it. */
  onSet(name, callback) {
    window.addEventListener("storage", ({ key }) => key === this.#key(name) && callback());
  }

  #key(name) {
    return `${this.#prefix}:${name}`;
  }
}
