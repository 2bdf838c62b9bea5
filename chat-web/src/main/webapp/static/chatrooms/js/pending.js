import { words } from "./words.js";

/** What is sent within this time never appears as waiting: it would only flicker. */
const PATIENCE = 400;

const SECOND = 1_000;

/** Shows what is in the outbox, below the log. */
export class Pending {
  #element;
  #outbox;
  #field;
  #rows = new Map();
  #timer = 0;

  /** @param field takes the focus when the button that has it goes */
  constructor(element, outbox, field) {
    this.#element = element;
    this.#outbox = outbox;
    this.#field = field;
  }

  render() {
    clearTimeout(this.#timer);
    const shown = this.#outbox.entries.filter((entry) => left(entry) <= 0);
    for (const [entry, row] of this.#rows) {
      if (shown.includes(entry)) continue;
      row.remove();
      this.#rows.delete(entry);
    }
    for (const entry of shown) this.#show(entry);
    this.#element.hidden = shown.length === 0;
    const next = this.#outbox.entries.find((entry) => left(entry) > 0);
    if (next) this.#timer = setTimeout(() => this.render(), left(next));
    else if (this.#outbox.slowed) this.#timer = setTimeout(() => this.render(), SECOND);
  }

  #show(entry) {
    const row = this.#rows.get(entry) ?? this.#newRow(entry);
    const [, note, again, remove] = row.children;
    const isRefused = entry.state === "refused";
    note.textContent = isRefused ? words.notSent(entry.reason) : this.#progress(entry);
    row.classList.toggle("refused", isRefused);
    again.hidden = !isRefused;
    remove.hidden = !isRefused && !this.#outbox.hasTrouble;
  }

  #progress({ state }) {
    if (state === "sent") return "";
    const { slowed } = this.#outbox;
    if (slowed) return words.slowed(slowed.reason, Math.max(1, Math.ceil((slowed.until - Date.now()) / SECOND)));
    return this.#outbox.hasTrouble ? words.waiting : words.sending;
  }

  #newRow(entry) {
    const row = document.createElement("li");
    const text = document.createElement("span");
    text.className = "messageContent";
    text.dir = "auto";
    text.textContent = entry.text;
    const note = document.createElement("small");
    row.append(text, note, this.#button(words.tryAgain, () => this.#outbox.retry(entry)));
    row.append(this.#button(words.remove, () => this.#outbox.remove(entry)));
    this.#rows.set(entry, row);
    this.#element.append(row);
    return row;
  }

  #button(text, onClick) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    element.addEventListener("click", () => {
      onClick();
      this.#field.focus();
    });
    return element;
  }
}

/** How long until it is to be seen. */
function left({ state, since }) {
  return state === "refused" ? 0 : since + PATIENCE - Date.now();
}
