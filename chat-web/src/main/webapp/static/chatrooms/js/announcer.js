import { element, unseen } from "./dom.js";
import { words } from "./words.js";

/** What comes within this time is said at once; and that is how long it takes at least to listen. */
const TOGETHER = 500;
const NEXT = 3_000;

const LONGEST = 300;

/**
 * Says what others say to whoever hears the page: each message once, or how many, where they come quickly. The log itself
 * is silent, because it would also read aloud what was loaded, changed or only moved.
 */
export class Announcer {
  #element = unseen(element("div", { id: "chatAnnouncer", "aria-live": "polite" }));
  #username;
  #heard = [];
  #timer = 0;

  constructor(log, username) {
    this.#username = username;
    log.setAttribute("aria-live", "off");
    log.parentElement.append(this.#element);
  }

  hear({ username, content }) {
    if (username === this.#username || content === "") return;
    this.#heard.push(`${username}: ${content.slice(0, LONGEST)}`);
    this.#timer ||= setTimeout(() => this.#say(), TOGETHER);
  }

  #say() {
    const [first, ...others] = this.#heard.splice(0);
    this.#element.textContent = others.length ? words.severalNew(others.length + 1) : (first ?? "");
    this.#timer = first ? setTimeout(() => this.#say(), NEXT) : 0;
  }
}
