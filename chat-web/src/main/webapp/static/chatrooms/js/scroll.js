/** Whoever is this near the end of the log, in pixels, is reading the end. */
const NEAR = 48;

/** So many pixels before an edge is reached there should be more: less than what there is at most, by far. */
const AHEAD = 1_000;

/**
 * The reader's place in the log: its end, or a message that stays where it is on the screen whatever comes and goes around
 * it. Browsers do that too, but not all of them, and not at the top, where it is needed.
 */
export class Scroll {
  #element;
  #messages;
  #anchor = null;
  #offset = 0;
  #size = "";
  isAtEnd = true;

  /**
   * @param messages a live list of what is in the element
   * @param onMove called when the reader, or the size of the window, moved
   */
  constructor(element, messages, onMove) {
    this.#element = element;
    this.#messages = messages;
    element.style.overflowAnchor = "none";
    const moved = () => {
      this.look();
      onMove();
    };
    element.addEventListener("scroll", moved);
    new ResizeObserver(moved).observe(element);
    this.toEnd();
  }

  /** Makes a change that must not move the reader; whoever is at the end stays there, whatever comes. */
  keep(change) {
    this.look();
    change();
    this.#restore();
  }

  /** The same for whoever is at an end that is none: where it goes on, they do not. */
  keepHere(change) {
    this.look();
    if (this.isAtEnd) this.#hold();
    this.isAtEnd = false;
    change();
    this.#restore();
    this.look();
  }

  toEnd() {
    this.#element.scrollTop = this.#element.scrollHeight;
    this.#size = this.#sizeNow();
    this.isAtEnd = true;
  }

  to(message) {
    message.scrollIntoView({ block: "center" });
    this.#size = this.#sizeNow(); // whatever changed it, this is where they are to be
    this.look();
  }

  get isScrollable() {
    return this.#element.scrollHeight > this.#element.clientHeight + NEAR;
  }

  get isNearTop() {
    return this.#element.scrollTop < AHEAD;
  }

  get isNearBottom() {
    return this.#toBottom() < AHEAD;
  }

  #toBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    return scrollHeight - scrollTop - clientHeight;
  }

  #sizeNow() {
    return `${this.#element.clientWidth} ${this.#element.clientHeight}`;
  }

  /** Where the reader is now, of which their browser may not have told yet. */
  look() {
    if (this.#size !== this.#sizeNow()) this.#restore(); // where they were before it was resized
    this.isAtEnd = this.#toBottom() < NEAR;
    if (!this.isAtEnd) this.#hold();
  }

  /** Finds the message that is not to move. */
  #hold() {
    if (this.#messages.length === 0) return;
    const top = this.#element.getBoundingClientRect().top;
    let low = 0;
    for (let high = this.#messages.length - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.#messages[middle].getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    this.#anchor = this.#messages[low];
    this.#offset = this.#anchor.getBoundingClientRect().top - top;
  }

  #restore() {
    if (this.isAtEnd) return this.toEnd();
    this.#size = this.#sizeNow();
    if (!this.#anchor?.isConnected) return;
    const moved = this.#anchor.getBoundingClientRect().top - this.#element.getBoundingClientRect().top - this.#offset;
    if (moved !== 0) this.#element.scrollTop += moved;
  }
}
