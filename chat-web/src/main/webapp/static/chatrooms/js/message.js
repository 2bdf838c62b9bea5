import { isEmoji, markup } from "./markup.js";
import { locale } from "./told.js";
import { changed, parseDate } from "./wire.js";
import { words } from "./words.js";

const LONGEST_QUOTE = 200;
const HOUR = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const MOMENT = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });

/** What each element shows: {id, username, date, content, replyTo, edited}. */
const shown = new WeakMap();

/** The text of a message as its author wrote it; empty if it was taken back. */
export function rawText(element) {
  return shown.get(element)?.content ?? element.querySelector(".messageContent").textContent;
}

export function messageOf(element) {
  return shown.get(element);
}

/** Makes the elements of messages for one reader, and changes them. */
export class Messages {
  #username;
  #nodes;

  constructor(username) {
    this.#username = username;
    this.#nodes = markup(username);
  }

  /** @param message as the wire protocol has it */
  make({ message_id: id, username, date, content, reply_to: replyTo, edited, moderated }) {
    const element = part("div", "chatMessage");
    element.id = `message-${id}`;
    element.dataset.messageId = id;
    element.classList.toggle("myMessage", username !== "" && username === this.#username);
    element.append(part("span", "messageUsername", username), " ", part("time", "messageDate"));
    if (replyTo) {
      element.dataset.replyTo = replyTo;
      const quote = part("a", "messageQuote"); // in the direction of the page; what is in it has its own
      quote.textContent = "…";
      quote.href = `#message-${replyTo}`;
      element.append(quote);
    }
    element.append(part("div", "messageContent"));
    return this.#dress(element, { id, username, date: parseDate(date), content, replyTo, edited, moderated });
  }

  /** One that the page came with. */
  adopt(element) {
    const text = (selector) => element.querySelector(selector)?.textContent ?? "";
    const { messageId, replyTo } = element.dataset;
    return this.#dress(element, {
      id: Number(messageId),
      username: text(".messageUsername"),
      date: new Date(element.querySelector("time")?.dateTime ?? Date.now()),
      content: element.classList.contains("removed") ? "" : text(".messageContent"),
      replyTo: Number(replyTo) || undefined,
      edited: element.querySelector(".messageEdited") !== null,
      moderated: "moderated" in element.dataset,
    });
  }

  /** Another text, or none. */
  change(element, entry) {
    this.#dress(element, changed(shown.get(element), entry));
  }

  /** Who said what, in one line, above what answers it. */
  quote(element, { username, content, moderated }) {
    const [line] = (content || gone(moderated)).trimStart().slice(0, LONGEST_QUOTE).split("\n", 1);
    element.querySelector(".messageQuote")?.replaceChildren(part("b", "", username), " ", part("span", "", line));
  }

  #dress(element, message) {
    shown.set(element, message);
    const { content, date, edited, moderated } = message;
    const time = element.querySelector("time");
    if (time) {
      time.dateTime = date.toISOString();
      time.textContent = HOUR.format(date);
      time.title = MOMENT.format(date);
    }
    const mark = element.querySelector(".messageEdited");
    if (!edited) mark?.remove();
    else if (!mark) time?.after(" ", part("small", "messageEdited", words.edited));
    element.classList.toggle("removed", content === "");
    const text = element.querySelector(".messageContent");
    text?.replaceChildren(content === "" ? gone(moderated) : this.#nodes(content));
    text?.classList.toggle("emoji", isEmoji(content));
    return element;
  }
}

function gone(moderated) {
  return moderated ? words.removedByModerator : words.removed;
}

function part(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  if (text || className === "messageContent") element.dir = "auto";
  return element;
}
