import { element } from "./dom.js";
import { words } from "./words.js";

/** A connection that comes back within this time was never lost, as far as people are concerned. */
const GRACE = 1_000;

/** Below this there is nothing to count down. */
const SHORT_PAUSE = 1_500;

/** Says in words how the connection is. Only a change of state is announced; the countdown is for the eye alone. */
export class Status {
  #element;
  #onLive;
  #isLive = false;
  #lostAt = 0;
  #grace = 0;
  #countdown = 0;

  /** @param onLive called whenever the connection is there, or there again */
  constructor(element, onLive) {
    this.#element = element;
    this.#onLive = onLive;
    this.#say("connecting", words.connecting);
    window.addEventListener("offline", () => this.#troubled(words.offline));
  }

  get isLive() {
    return this.#isLive;
  }

  live() {
    if (this.#isLive || this.#element.dataset.state === "stopped") return;
    this.#isLive = true;
    this.#say("live", words.live);
    this.#onLive();
  }

  trying() {
    if (!this.#isLive && this.#element.dataset.state !== "connecting") this.#troubled(words.reconnecting);
  }

  /** @param reason why, if the chat itself wants the pause */
  pausing(milliseconds, reason) {
    if (milliseconds < SHORT_PAUSE) this.#troubled(words.reconnecting);
    else this.#troubled(reason ? `${reason}.` : words.lost, Math.round(milliseconds / 1000));
  }

  /** It is about to begin anew. */
  startingOver() {
    this.#say("stopped", words.startingOver);
  }

  /** It is over: why, and a link to what may be done about it. */
  stopped(reason, url, whatToDo) {
    this.#say("stopped", `${reason} `);
    this.#element.append(element("a", { href: url, textContent: whatToDo }));
  }

  #troubled(text, seconds = 0) {
    if (this.#element.dataset.state === "stopped") return;
    if (this.#isLive) this.#lostAt = Date.now();
    this.#isLive = false;
    const until = Date.now() + seconds * 1000;
    const tell = () => {
      if (!navigator.onLine) this.#say("offline", words.offline);
      else this.#say("lost", text, until);
    };
    clearTimeout(this.#grace);
    this.#grace = setTimeout(tell, this.#lostAt + GRACE - Date.now());
  }

  #say(state, text, until = 0) {
    clearTimeout(this.#grace);
    clearInterval(this.#countdown);
    this.#element.dataset.state = state;
    if (this.#element.firstChild?.data !== text) this.#element.textContent = text;
    while (this.#element.childNodes.length > 1) this.#element.lastChild.remove();
    if (until > Date.now()) this.#count(until);
  }

  #count(until) {
    const detail = element("span", { "aria-hidden": "true" });
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      detail.textContent = left > 0 ? ` ${words.tryingAgainIn(left)}` : "";
    };
    tick();
    this.#element.append(detail);
    this.#countdown = setInterval(tick, 1000);
  }
}
