import { button, element } from "./dom.js";
import { words } from "./words.js";

/** The longest message the chat takes, in UTF-16 units; and how many before that one is told how many are left. */
const LONGEST = 5_000;
const NEAR = 500;

/** Those who hear the page are told when no more than so many are left, and not at every key. */
const STEPS = [0, 100, 250, NEAR];

/**
 * The field, its button, and what is said about them. What is written is a message, or it is `about` another one: the
 * answer to it, or its new text. It outlives a reload; and what was begun before an edit is there again after it.
 */
export class Composer {
  #parts;
  #field;
  #store;
  #on;
  #about;
  #step;

  /**
   * @param on what is done: `send` gets the text, and what it is about: null, or `kind` ("reply" or "edit"), `target` (an id)
   *     and more; `up` goes up from the empty field, and answers whether that leads anywhere
   */
  constructor(parts, store, on) {
    const { field, button: send } = parts;
    this.#parts = parts;
    this.#field = field;
    this.#store = store;
    this.#on = on;
    this.#about = field.value ? null : store.get("about", null);
    if (!field.value) field.value = store.get("draft", "");
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("keydown", (event) => this.#keyPressed(event));
    send.addEventListener("click", (event) => {
      event.preventDefault(); // in a form of the page's own it may be a submit button
      this.#send();
    });
    this.#showAbout();
    this.#count();
  }

  get isEmpty() {
    return this.#field.value.trim() === "" && !this.#about;
  }

  focus() {
    this.#field.focus();
  }

  /** Begins to write a message of one's own anew. */
  edit(target, text) {
    if (this.#about?.kind === "edit") this.#leave();
    this.#begin({ kind: "edit", target, was: text, aside: this.#field.value, asideAbout: this.#about }, text);
    this.#field.focus();
  }

  /** What is being written answers this. */
  reply(target, name, text) {
    if (this.#about?.kind === "edit") this.#leave();
    this.#begin({ kind: "reply", target, name, quote: text.slice(0, 200) }, this.#field.value);
    this.#field.focus();
  }

  /** Puts a text back that was refused. */
  giveBack(text, about) {
    this.#begin(about && { ...about, was: "", aside: "", asideAbout: null }, text);
  }

  /** Says what is wrong, with a link where there is a way out. */
  complain(reason, [url, whatToDo] = []) {
    const { error } = this.#parts;
    error.textContent = reason;
    if (url) error.append(" ", element("a", { href: url, textContent: whatToDo }));
    error.hidden = false;
    this.#field.setAttribute("aria-invalid", "true");
  }

  #begin(about, text) {
    this.#about = about;
    this.#field.value = text;
    this.#typed();
    this.#showAbout();
  }

  /** Writes on what was begun before an edit, or a plain message instead of an answer. */
  #leave() {
    const { kind, aside, asideAbout = null } = this.#about ?? {};
    this.#begin(asideAbout, kind === "edit" ? aside : this.#field.value);
  }

  #showAbout() {
    const { about } = this.#parts;
    this.#store.set("about", this.#about);
    about.hidden = !this.#about;
    about.replaceChildren();
    if (!this.#about) return;
    const { kind, name, quote } = this.#about;
    const what = element("span", {}, kind === "edit" ? words.editing : `${words.replyingTo} `);
    if (kind === "reply") what.append(element("bdi", {}, name), " ", element("q", { dir: "auto" }, quote));
    about.append(what, button(words.cancel, () => this.#cancel()));
  }

  #cancel() {
    this.#leave();
    this.#field.focus();
  }

  #typed() {
    const { error } = this.#parts;
    this.#store.set("draft", this.#field.value);
    error.hidden = true;
    error.textContent = "";
    this.#field.removeAttribute("aria-invalid");
    this.#count();
  }

  #count() {
    const { count, said } = this.#parts;
    const left = LONGEST - this.#field.value.length;
    const text = left < 0 ? words.charactersTooMany(-left) : words.charactersLeft(left);
    count.hidden = left > NEAR;
    count.textContent = left > NEAR ? "" : text;
    const step = STEPS.find((most) => left <= most);
    if (step === this.#step) return;
    this.#step = step;
    said.textContent = count.textContent;
  }

  /** Enter ends a word that an input method is composing; 229 is how Safari says so. */
  #keyPressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const isPlain = !(event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
    let isOurs = false;
    if (event.key === "Enter" && !event.shiftKey) {
      this.#send();
      isOurs = true;
    } else if (event.key === "Escape" && this.#about) {
      this.#cancel();
      isOurs = true;
    } else if (event.key === "ArrowUp" && isPlain && this.#field.value === "" && !this.#about) {
      isOurs = this.#on.up();
    }
    if (isOurs) event.preventDefault();
  }

  #send() {
    const text = this.#field.value.trimEnd();
    this.#field.focus();
    if (this.#field.readOnly) return;
    if (text.trim() === "") return;
    if (text.length > LONGEST) {
      this.complain(words.tooLong(text.length, LONGEST));
      return;
    }
    const about = this.#about;
    this.#begin(about?.asideAbout ?? null, about?.aside ?? "");
    if (about?.kind !== "edit" || text !== about.was) this.#on.send(text, about);
  }
}
