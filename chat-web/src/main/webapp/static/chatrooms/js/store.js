/**
 * Keeps a few things of this tab over a reload. A browser may forbid storage or be out of room; then they last as long
 * as the page does, and nothing breaks.
 */
export class Store {
  #prefix;

  constructor(...scope) {
    this.#prefix = ["chatrooms", ...scope].join(":");
  }

  get(name, otherwise) {
    try {
      return JSON.parse(sessionStorage.getItem(`${this.#prefix}:${name}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  set(name, value) {
    try {
      sessionStorage.setItem(`${this.#prefix}:${name}`, JSON.stringify(value));
    } catch {
      // as if there were no storage
    }
  }
}
