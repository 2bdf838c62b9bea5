import { isEmoji, markup } from "./markup.js";
import { parseDate } from "./wire.js";
import { words } from "./words.js";

const GUEST_MARK = /^\(guest\) /;
const LONGEST_QUOTE = 200;
const HOUR = new Intl.DateTimeFormat([], { hour: "numeric", minute: "2-digit" });
const MOMENT = new Intl.DateTimeFormat([], { dateStyle: "full", timeStyle: "medium" });

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
    this.#nodes = markup(username.replace(GUEST_MARK, ""));
  }

  /** @param message as the wire protocol has it */
  make({ message_id: id, username, date, content, reply_to: replyTo, edited }) {
    const element = part("div", "chatMessage");
    element.id = `message-${id}`;
    element.dataset.messageId = id;
    element.classList.toggle("myMessage", username !== "" && username === this.#username);
    element.append(part("span", "messageUsername", username), " ", part("time", "messageDate"));
    if (replyTo) {
      element.dataset.replyTo = replyTo;
      const quote = part("a", "messageQuote", "…");
      quote.href = `#message-${replyTo}`;
      element.append(quote);
    }
    element.append(part("div", "messageContent"));
    return this.#dress(element, { id, username, date: parseDate(date), content, replyTo, edited });
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
    });
  }

  /** Another text; an empty one takes the message back, and that is for good. */
  change(element, content) {
    const message = shown.get(element);
    if (message.content) this.#dress(element, { ...message, content, edited: content !== "" });
  }

  /** Who said what, in one line, above what answers it. */
  quote(element, { username, content }) {
    const [line] = (content || words.removed).trimStart().slice(0, LONGEST_QUOTE).split("\n", 1);
    element.querySelector(".messageQuote")?.replaceChildren(part("b", "", username), " ", part("span", "", line));
  }

  #dress(element, message) {
    shown.set(element, message);
    const { content, date, edited } = message;
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
    text?.replaceChildren(content === "" ? words.removed : this.#nodes(content));
    text?.classList.toggle("emoji", isEmoji(content));
    return element;
  }
}

function part(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  if (text || className === "messageContent") element.dir = "auto";
  return element;
}
