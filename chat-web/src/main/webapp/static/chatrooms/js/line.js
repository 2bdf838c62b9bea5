import { Refusal } from "./api.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const SHORTEST_PAUSE = 100;
const LONGEST_RETRY_AFTER = 300_000;

/** A request that took this long had reached somebody: what broke it is not a server that is down. */
const HELD = 5_000;

/** Where there is doubt, a request that said nothing for this long may have died with the network it went over. */
const DOUBTFUL = 10_000;

/** Why a request under way is given up for a new one. */
export const WOKEN = "woken";

/** Nothing was heard for as long as there might have been silence. */
export class Silence extends Error {}

/**
 * A line to the server that does not give up. One request at a time, each with a time limit, because a connection can
 * die without a word. After trouble it pauses, longer each time and by chance, so that all the browsers of a room do
 * not come back in the same moment; it tries again at once when the tab wakes.
 */
export class Line {
  #limit;
  #onTry;
  #onPause;
  #request = null;
  #begun = 0;
  #heard = 0;
  #endPause = null;
  #endRest = () => {};

  /**
   * @param limit how long one request may take, in milliseconds
   * @param onTry called before each request
   * @param onPause called with the milliseconds until the next try, and why if the chat itself wants the pause
   */
  constructor(limit, { onTry = () => {}, onPause = () => {} } = {}) {
    this.#limit = limit;
    this.#onTry = onTry;
    this.#onPause = onPause;
    onWake((otherNetwork) => this.wake(otherNetwork));
  }

  /**
   * Makes the request until it is answered. Throws nothing but a Refusal.
   *
   * @param request a function that takes an AbortSignal, and a function to call at each sign of life with the
   *     milliseconds until the next
   */
  async ask(request) {
    for (let failures = 0; ; failures++) {
      this.#onTry();
      try {
        return await this.#try(request);
      } catch (problem) {
        if (problem instanceof Refusal) throw problem;
        if (problem === WOKEN) {
          failures = -1;
          continue;
        }
        if (Date.now() - this.#begun > HELD) failures = 0;
        await this.#pauseAfter(failures, problem);
      }
    }
  }

  /** Waits, though not through the tab's awakening. */
  pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** There is reason to think that it works again. */
  wake(certainlyDead = false) {
    this.#endPause?.();
    this.doubt(certainlyDead);
  }

  /** Also a pause that the chat asked for ends: what it asked that of is not wanted any more. */
  endRest() {
    this.#endRest();
  }

  /** There is reason to think that the request under way is dead: an old one is made anew. */
  doubt(certainlyDead = false) {
    if (certainlyDead || Date.now() - this.#heard > DOUBTFUL) this.#request?.abort(WOKEN);
  }

  async #try(request) {
    const controller = new AbortController();
    let timer = 0;
    const allow = (milliseconds) => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Silence("No answer in time")), milliseconds);
      this.#heard = Date.now();
    };
    allow(this.#limit);
    this.#request = controller;
    this.#begun = Date.now();
    try {
      return await request(controller.signal, allow);
    } catch (problem) {
      throw controller.signal.reason === WOKEN ? WOKEN : problem;
    } finally {
      clearTimeout(timer);
      this.#request = null;
    }
  }

  async #pauseAfter(failures, { retryAfter = 0, reason }) {
    const chance = Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures);
    if (retryAfter > 0) {
      const asked = Math.min(retryAfter * 1000, LONGEST_RETRY_AFTER) + Math.min(chance, 1000);
      this.#onPause(asked, reason);
      this.#endPause = null;
      await new Promise((resolve) => {
        this.#endRest = resolve;
        setTimeout(resolve, asked);
      });
    } else {
      const pause = Math.max(chance, SHORTEST_PAUSE);
      this.#onPause(pause);
      await this.pause(pause);
    }
  }
}

/** Calls back when the tab comes back to life; with true if requests under way went over a network that is gone. */
function onWake(callback) {
  window.addEventListener("online", () => callback(true));
  window.addEventListener("offline", () => callback(true)); // what still trickles in must not look like a connection
  window.addEventListener("pageshow", (event) => event.persisted && callback(true));
  window.addEventListener("focus", () => callback(false));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && callback(false));
}
