import { words } from "./words.js";

/** The longest message the chat takes, in UTF-16 units. */
const LONGEST = 5_000;

/** The field, its button, and what is said about them. What was typed outlives a reload. */
export class Composer {
  #field;
  #error;
  #store;
  #onSend;

  constructor({ field, button, error }, store, onSend) {
    this.#field = field;
    this.#error = error;
    this.#store = store;
    this.#onSend = onSend;
    if (!field.value) field.value = store.get("draft", "");
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("keydown", (event) => this.#keyPressed(event));
    button.addEventListener("click", (event) => {
      event.preventDefault(); // in a form of the page's own it may be a submit button
      this.#send();
    });
  }

  get isEmpty() {
    return this.#field.value.trim() === "";
  }

  /** Puts a text back that was refused. */
  giveBack(text) {
    this.#field.value = text;
    this.#typed();
  }

  /** Says what is wrong, with a link where there is a way out. */
  complain(reason, [url, whatToDo] = []) {
    this.#error.textContent = reason;
    if (url) {
      const link = document.createElement("a");
      link.href = url;
      link.textContent = whatToDo;
      this.#error.append(" ", link);
    }
    this.#error.hidden = false;
    this.#field.setAttribute("aria-invalid", "true");
  }

  #typed() {
    this.#store.set("draft", this.#field.value);
    this.#error.hidden = true;
    this.#error.textContent = "";
    this.#field.removeAttribute("aria-invalid");
  }

  /** Enter ends a word that an input method is composing; 229 is how Safari says so. */
  #keyPressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.#field.value.trimEnd();
    this.#field.focus();
    if (text.trim() === "") return;
    if (text.length > LONGEST) {
      this.complain(words.tooLong(text.length, LONGEST));
      return;
    }
    this.#field.value = "";
    this.#typed();
    this.#onSend(text);
  }
}
