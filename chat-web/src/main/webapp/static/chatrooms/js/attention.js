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

/** Whether a text speaks to somebody: their name as a word of its own, with or without an @. */
export function mentions(text, username) {
  const name = username.replace(/^\(guest\) /, "").replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return name !== "" && new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, "iu").test(text);
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
  #beeped = -Infinity;

  /** @param settings what they want; it may change */
  constructor(username, settings) {
    this.#username = username;
    this.#settings = settings;
    onLook((isLooking) => isLooking && this.#looked());
  }

  /** A message came. */
  hear({ username, content }) {
    if (isLookedAt() || (this.#username && username === this.#username)) return;
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

  /** Two short tones, made here. A browser may keep a page silent until somebody does something there; then it is too late. */
  async beep() {
    const asked = performance.now();
    if (!globalThis.AudioContext || asked - this.#beeped < BEEP_EVERY) return;
    this.#beeped = asked;
    this.#audio ??= new AudioContext();
    await this.#audio.resume();
    if (performance.now() - asked < BEEP_EVERY) this.#play();
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
