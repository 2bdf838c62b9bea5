import { locale } from "./told.js";
import { parseDate } from "./wire.js";
import { words } from "./words.js";

/** Where the reader stands in the room: whether they keep order there; and why they may not speak, if they may not. */
export class Standing {
  #parts;
  #onChange;
  #heard = "";

  /** @param onChange called with whether the reader keeps order */
  constructor(parts, onChange) {
    this.#parts = parts;
    this.#onChange = onChange;
  }

  /** @param header as the chat sends it with streams and lists of users; null where it does not */
  hear(header) {
    if (header === null || header === this.#heard) return;
    this.#heard = header;
    const { moderates = false, silent = null } = JSON.parse(decodeURIComponent(header));
    const { field, button, silence } = this.#parts;
    field.readOnly = button.disabled = silent !== null; // and not disabled: the focus stays where it is
    silence.textContent = silent ? why(silent) : "";
    silence.hidden = !silent;
    this.#onChange(moderates);
  }
}

function why({ why: cause, reason, until }) {
  const end = until && parseDate(until).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return [words.silenced[cause], end && words.silencedUntil(end), reason && `“${reason}”`].filter(Boolean).join(" ");
}
