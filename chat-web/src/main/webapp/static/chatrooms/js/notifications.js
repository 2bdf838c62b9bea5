import { element } from "./dom.js";
import { words } from "./words.js";

const CHOICES = ["off", "mentions", "all"];
const MARGIN = 12;

/** What they are kept under. */
const NAME = "notifications";

/** What somebody wants to be told while they look elsewhere, in all rooms of a chat; kept in the browser, if it keeps things. */
export class Notifications {
  #store;
  #panel;
  #note;
  #onSound;
  notify = "off";
  sound = false;

  /** @param store the browser's own, for this chat */
  constructor(store) {
    this.#store = store;
    this.#read();
    store.onSet(NAME, () => this.#read());
  }

  /**
   * Makes the button and what it opens.
   *
   * @param place puts the button where it belongs
   * @param onSound called when sound is turned on, to be heard
   */
  show(place, onSound) {
    this.#onSound = onSound;
    this.#panel = element("div", { id: "chatNotifications", popover: "auto", role: "group", "aria-label": words.notifications });
    this.#note = element("p", { hidden: true });
    const choices = CHOICES.map((choice) => this.#option("radio", choice, () => this.#choose(choice)));
    const sound = this.#option("checkbox", "sound", (isOn) => this.#turnSound(isOn));
    this.#panel.append(...choices, sound, this.#note);
    const button = element("button", { id: "chatNotify", type: "button", textContent: words.notifications });
    button.popoverTargetElement = this.#panel;
    this.#panel.addEventListener("toggle", () => {
      this.#check();
      this.#placeAt(button.getBoundingClientRect());
    });
    place(button);
    button.after(this.#panel);
  }

  /** Above the button, in the window. */
  #placeAt({ top, right }) {
    this.#panel.style.left = `${Math.max(MARGIN, right - this.#panel.offsetWidth)}px`;
    this.#panel.style.bottom = `${document.documentElement.clientHeight - top + 4}px`;
  }

  #option(type, value, onChange) {
    const input = element("input", { type, value, name: type === "radio" ? "chatNotify" : "chatSound" });
    input.addEventListener("change", () => onChange(input.checked));
    return element("label", {}, input, ` ${words.notify[value]}`);
  }

  async #choose(choice) {
    this.notify = choice;
    this.#keep();
    if (choice !== "off" && globalThis.Notification?.permission === "default") await Notification.requestPermission();
    this.#check();
  }

  #turnSound(isOn) {
    this.sound = isOn;
    this.#keep();
    if (isOn) this.#onSound();
  }

  /** Shows what is set, and says where the browser does not go along. */
  #check() {
    for (const input of this.#panel.querySelectorAll("input")) {
      input.checked = input.type === "radio" ? input.value === this.notify : this.sound;
    }
    this.#note.textContent = words.notNotified;
    this.#note.hidden = this.notify === "off" || globalThis.Notification?.permission === "granted";
  }

  #read() {
    const { notify, sound } = this.#store.get(NAME, {});
    this.notify = CHOICES.includes(notify) ? notify : "off";
    this.sound = sound === true;
  }

  #keep() {
    this.#store.set(NAME, { notify: this.notify, sound: this.sound });
  }
}
