import { mentions } from "./markup.js";
import { words } from "./words.js";

const BEEP_EVERY = 2_000;
const LONGEST_BODY = 200;

/** Whether somebody has the page before their eyes, as far as a page can know. */
export function isLookedAt() {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Calls back when somebody looks at the page again, or away. */
export function onLook(callback) {
  const look = () => callback(isLookedAt());
  document.addEventListener("visibilitychange", look);
  for (const event of ["focus", "blur"]) window.addEventListener(event, look);
}

/**
 * Tells those who do not look at the page that something was said: how much, in the title; and where they want that, with a
 * notification, a sound, or both.
 */
export class Attention {
  #username;
  #settings;
  #title = document.title;
  #count = 0;
  #isMentioned = false;
  #notification = null;
  #audio = null;
  #sounds = false;

  /** @param settings what they want; it may change */
  constructor(username, settings) {
    this.#username = username;
    this.#settings = settings;
    onLook((isLooking) => isLooking && this.#looked());
  }

  /** A message came; without a text if it was taken back meanwhile. */
  hear({ username, content }) {
    if (content === "" || isLookedAt() || (this.#username && username === this.#username)) return;
    const isMention = this.#username !== "" && mentions(content, this.#username);
    this.#count++;
    this.#isMentioned ||= isMention;
    document.title = `(${this.#count}${this.#isMentioned ? " @" : ""}) ${this.#title}`;
    const { notify, sound } = this.#settings;
    if (notify !== "all" && !(notify === "mentions" && isMention)) return;
    this.#notify(username, content);
    if (sound) this.beep();
  }

  #looked() {
    this.#count = 0;
    this.#isMentioned = false;
    document.title = this.#title;
    this.#notification?.close();
  }

  #notify(username, content) {
    if (globalThis.Notification?.permission !== "granted") return;
    try {
      // One for the room: the next takes its place.
      const options = { body: content.slice(0, LONGEST_BODY), tag: location.pathname, renotify: true, silent: true };
      this.#notification = new Notification(words.saysIn(username, this.#title), options);
      this.#notification.onclick = () => {
        window.focus();
        this.#notification.close();
      };
    } catch {
      // A phone's browser leaves notifications to service workers; the title and the sound are there.
    }
  }

  /**
   * Two short tones, made here; of all tabs of the browser that may be heard one is, and then none for a moment. A browser may
   * keep a page silent until somebody does something there; then it is too late.
   */
  async beep() {
    if (!globalThis.AudioContext) return;
    const asked = performance.now();
    this.#audio ??= new AudioContext();
    await this.#audio.resume();
    if (performance.now() - asked > BEEP_EVERY) return;
    if (navigator.locks) navigator.locks.request("chatrooms:beep", { ifAvailable: true }, (turn) => turn && this.#sound());
    else this.#sound();
  }

  async #sound() {
    if (this.#sounds) return;
    this.#sounds = true;
    this.#play();
    await new Promise((resolve) => setTimeout(resolve, BEEP_EVERY));
    this.#sounds = false;
  }

  #play() {
    const now = this.#audio.currentTime;
    const gain = this.#audio.createGain();
    gain.gain.setValueAtTime(0.08, now);
    gain.gain.exponentialRampToValueAtTime(0.001, now + 0.35);
    gain.connect(this.#audio.destination);
    const tone = this.#audio.createOscillator();
    tone.frequency.setValueAtTime(660, now);
    tone.frequency.setValueAtTime(880, now + 0.12);
    tone.connect(gain);
    tone.start(now);
    tone.stop(now + 0.35);
  }
}
