import { button, element } from "./dom.js";
import { isChange } from "./outbox.js";
import { words } from "./words.js";

/** For what is sent within this time there is no need to say that it is being sent: it would only flicker. */
const PATIENCE = 400;

const SECOND = 1_000;

/** Shows what is in the outbox, below the log: where it will be. */
export class Pending {
  #element;
  #outbox;
  #field;
  #rows = new Map();
  #timer = 0;

  /** @param field takes the focus when the button that has it goes */
  constructor(list, outbox, field) {
    this.#element = list;
    this.#outbox = outbox;
    this.#field = field;
  }

  render() {
    clearTimeout(this.#timer);
    const shown = this.#outbox.entries.filter(isSeen);
    for (const [entry, row] of this.#rows) {
      if (shown.includes(entry)) continue;
      this.#keepFocus(row.contains(document.activeElement));
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
    const inUse = [again, remove].find((each) => each === document.activeElement);
    const isRefused = entry.state === "refused";
    const { hasTrouble, slowed, isStopped } = this.#outbox;
    note.textContent = isRefused ? whyNot(entry) : this.#progress(entry);
    row.classList.toggle("refused", isRefused);
    again.hidden = !isRefused && (!hasTrouble || slowed !== null || isStopped);
    remove.hidden = !isRefused && !hasTrouble && !isStopped;
    this.#keepFocus(inUse?.hidden);
  }

  #keepFocus(isGoing) {
    if (isGoing) this.#field.focus();
  }

  #progress(entry) {
    const { slowed, isStopped } = this.#outbox;
    if (entry.state !== "sent" && isStopped) return words.notSentYet;
    if (entry.state === "sent" || left(entry) > 0) return "";
    if (slowed) return words.slowed(slowed.reason, Math.max(1, Math.ceil((slowed.until - Date.now()) / SECOND)));
    if (this.#outbox.hasTrouble) return words.waiting;
    return { edit: words.changing, delete: words.deleting }[entry.about?.kind] ?? words.sending;
  }

  #newRow(entry) {
    const text = element("span", { className: "messageContent", dir: "auto" }, entry.text || entry.about.quote);
    const again = this.#button(words.tryAgain, () => this.#outbox.retry(entry));
    const remove = this.#button(words.remove, () => this.#outbox.remove(entry));
    const row = element("li", {}, text, element("small"), again, remove);
    this.#rows.set(entry, row);
    this.#element.append(row);
    row.scrollIntoView({ block: "nearest" });
    return row;
  }

  #button(text, onClick) {
    return button(text, () => {
      onClick();
      this.#field.focus();
    });
  }
}

export function whyNot(entry) {
  return isChange(entry) ? words.notChanged(entry.reason) : words.notSent(entry.reason);
}

/** A message is seen at once, unless the log has it already; the change of one only if it takes long. */
function isSeen(entry) {
  return entry.state === "refused" || (!entry.isShown && (!isChange(entry) || left(entry) <= 0));
}

/** How long until there is something to say of it. */
function left({ state, since }) {
  return state === "refused" ? 0 : since + PATIENCE - Date.now();
}
