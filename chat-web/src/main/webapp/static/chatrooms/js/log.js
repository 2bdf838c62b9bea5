import { History, PAGE } from "./history.js";
import { Scroll } from "./scroll.js";
import { Section } from "./section.js";
import { words } from "./words.js";

const PERMALINK = /^#message-(\d+)$/;

/**
 * The messages on the page. Follows the conversation while the reader is at its end; else leaves the reader's place alone
 * and says how many there are that are new. Reads on in both directions before the reader comes to an edge.
 */
export class Log {
  #element;
  #username;
  #more;
  #edge;
  #history;
  #section;
  #scroll;
  #latest;
  #queue = [];
  #isFilling = false;
  #goal = null; // the message that the reader wants to be led to; null for the end
  #unseen = 0;
  #newFrom = 0;
  #hasSeenNew = false;

  /**
   * @param more a button that leads to the end
   * @param latest the last entry that the page was made with
   * @param api to scroll back with; null where the chat cannot do that
   */
  constructor({ log, more }, username, latest, api) {
    this.#element = log;
    this.#username = username;
    this.#more = more;
    this.#latest = latest;
    this.#history = api && new History(api);
    if (api) {
      this.#edge = document.createElement("p");
      this.#edge.className = "chatEdge";
      log.prepend(this.#edge);
    }
    this.#section = new Section(log, username, this.#history, latest);
    this.#scroll = new Scroll(log, this.#section.elements, () => this.#moved());
    more.addEventListener("click", () => {
      this.toEnd();
      log.focus(); // the button goes, and the focus must not go with it
    });
    log.addEventListener("click", ({ target }) => {
      const link = target.closest(".messageQuote");
      if (link?.hash === location.hash) this.#goToHash(); // the browser sees no change in that
    });
    window.addEventListener("hashchange", () => this.#goToHash());
    document.addEventListener("visibilitychange", () => this.#flush());
    this.#moved();
    this.#goToHash();
  }

  /** Takes an entry of the room, as the feed brings it; it is on the page with the next frame. */
  receive(entry) {
    this.#latest = entry.message_id;
    this.#history?.heard(entry);
    const isNews = !entry.target_id && entry.content !== "" && entry.username !== this.#username;
    this.#scroll.look();
    if (isNews && !this.#isLooking) this.#missed(entry.message_id);
    this.#queue.push(entry);
    if (this.#queue.length > 1) return;
    if (document.hidden) setTimeout(() => this.#flush());
    else requestAnimationFrame(() => this.#flush());
  }

  toEnd() {
    this.#goal = null;
    if (this.#section.isWhole) this.#scroll.toEnd();
    else this.#loadNewest().catch(() => {});
    this.#moved();
  }

  /** The element of a message; null if it is not on the page. */
  find(id) {
    return this.#section.find(id);
  }

  /** Leads to a message, wherever it is, and marks it; answers whether the reader is there. */
  async goTo(id) {
    this.#goal = id;
    if (!this.find(id)) await this.#loadAround(id).catch(() => {});
    const element = this.find(id);
    if (!element || this.#goal !== id) return false;
    this.#element.querySelector(".linked")?.classList.remove("linked");
    element.classList.add("linked");
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    this.#scroll.to(element);
    this.#moved();
    return true;
  }

  #goToHash() {
    const [, id] = PERMALINK.exec(location.hash) ?? [];
    if (id) this.goTo(Number(id));
  }

  get #isLooking() {
    return !document.hidden && this.#scroll.isAtEnd && this.#section.isWhole;
  }

  #missed(id) {
    this.#unseen++;
    if (this.#newFrom && !this.#hasSeenNew) return;
    this.#newFrom = id;
    this.#hasSeenNew = false;
    this.#scroll.keep(() => this.#section.markNew(id));
  }

  /** What came since the last frame. */
  #flush() {
    const entries = this.#queue.splice(0);
    this.#scroll.keep(() => {
      for (const entry of entries) {
        if (entry.target_id) this.#section.change(entry);
        else this.#show(entry);
      }
      if (this.#scroll.isAtEnd) this.#section.trim();
    });
    this.#moved();
  }

  #show(message) {
    const section = this.#section;
    // Rather than take from the reader what they read.
    if (this.#history && section.isFull && !this.#scroll.isAtEnd) section.isWhole = false;
    if (section.isWhole && message.message_id > section.end) section.append([message], message.message_id);
  }

  /** The reader may have come to the end, or to where more is needed. */
  #moved() {
    if (this.#isLooking) {
      this.#unseen = 0;
      this.#hasSeenNew = true;
    }
    this.#more.hidden = this.#section.isWhole && (this.#scroll.isAtEnd || this.#unseen === 0);
    say(this.#more, this.#unseen > 0 ? words.newCount(this.#unseen) : words.newest);
    if (!this.#edge) return;
    say(this.#edge, this.#section.hasBegun ? words.beginning : words.loadingEarlier);
    this.#edge.hidden = this.#section.elements.length === 0;
    this.#fill();
  }

  async #fill() {
    if (this.#isFilling) return;
    this.#isFilling = true;
    try {
      while (await this.#load());
      this.#isFilling = false;
    } catch {
      // Refused: the feed says why, and nothing more is asked for.
    }
  }

  /** One page more, if the reader is near an edge behind which there is one. */
  async #load() {
    const hasScrolled = !this.#scroll.isAtEnd || !this.#scroll.isScrollable;
    if (!this.#section.hasBegun && hasScrolled && this.#scroll.isNearTop) await this.#loadOlder();
    else if (!this.#section.isWhole && this.#scroll.isNearBottom) await this.#loadNewer();
    else return false;
    return true;
  }

  async #loadOlder() {
    const { first } = this.#section;
    const { messages } = await this.#history.before(first);
    if (this.#section.first !== first) return;
    this.#scroll.keep(() => this.#section.prepend(messages, messages.length < PAGE));
    this.#moved();
  }

  async #loadNewer() {
    const { end } = this.#section;
    const loaded = await this.#loadUpTo(end + PAGE);
    if (this.#section.end !== end || this.#section.isWhole) return;
    this.#scroll.keepHere(() => {
      this.#put(loaded, (message) => message.message_id > end);
      this.#section.trim();
    });
    this.#moved();
  }

  async #loadNewest() {
    const loaded = await this.#loadUpTo(Infinity);
    if (this.#goal !== null) return; // the reader went elsewhere meanwhile
    this.#section.clear();
    this.#put(loaded);
    this.#scroll.toEnd();
    this.#moved();
  }

  async #loadAround(id) {
    if (!this.#history || id > this.#latest) return;
    const loaded = await this.#loadUpTo(id + PAGE / 2);
    if (this.#goal !== id) return;
    if (!loaded.messages.some((message) => message.message_id === id)) return;
    this.#section.clear();
    this.#put(loaded);
  }

  /** The messages up to an entry, and what came meanwhile if that is the latest one. */
  async #loadUpTo(id) {
    const end = Math.min(id, this.#latest);
    const isWhole = end === this.#latest;
    const { messages, said } = await this.#history.before(end + 1);
    return isWhole ? { messages: messages.concat(said), end: this.#latest, isWhole } : { messages, end, isWhole };
  }

  #put({ messages, end, isWhole }, filter = () => true) {
    this.#section.append(messages.filter(filter), end);
    this.#section.isWhole = isWhole;
  }
}

/** Without a change where there is none. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
