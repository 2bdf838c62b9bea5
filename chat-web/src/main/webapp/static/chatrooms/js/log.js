import { parseDate } from "./wire.js";
import { words } from "./words.js";

/** Whoever is this near the end of the log, in pixels, is reading the end. */
const NEAR = 48;

/** Messages of one person that follow each other this quickly share one heading. */
const SAME_BREATH = 5 * 60_000;

/** A long evening must not make the page slow. */
const MOST_MESSAGES = 1_000;

/**
 * The messages on the page. Follows the conversation while the reader is at its end; else leaves the reader's place
 * alone and says that there is something new.
 */
export class Log {
  #element;
  #username;
  #more;
  #atEnd = true;

  /** @param more a button that is shown while there are messages the reader has not come to */
  constructor(element, username, more) {
    this.#element = element;
    this.#username = username;
    this.#more = more;
    for (const time of element.querySelectorAll("time")) tellTime(time, new Date(time.dateTime));
    more.addEventListener("click", () => {
      this.toEnd();
      element.focus(); // the button goes, and the focus must not go with it
    });
    element.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(element);
    this.toEnd();
  }

  show({ message_id: id, username, date, content }) {
    const sentAt = parseDate(date);
    const message = part("div", "chatMessage");
    message.dataset.messageId = id;
    message.classList.toggle("myMessage", username !== "" && username === this.#username);
    message.classList.toggle("followUp", follows(this.#element.lastElementChild, username, sentAt));
    const time = part("time", "messageDate");
    tellTime(time, sentAt);
    message.append(part("span", "messageUsername", username), " ", time, part("div", "messageContent", content));
    this.#element.append(message);
    if (this.#atEnd) this.#stayAtEnd();
    else this.#more.hidden = false;
  }

  toEnd() {
    this.#element.scrollTop = this.#element.scrollHeight;
    this.#atEnd = true;
    this.#more.hidden = true;
  }

  #stayAtEnd() {
    while (this.#element.childElementCount > MOST_MESSAGES) this.#element.firstElementChild.remove();
    this.toEnd();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#atEnd) this.#more.hidden = true;
  }
}

function follows(previous, username, sentAt) {
  if (previous?.querySelector(".messageUsername")?.textContent !== username) return false;
  const since = sentAt - new Date(previous.querySelector("time")?.dateTime);
  return since < SAME_BREATH;
}

/** The hour alone for today, the day too for anything older. */
function tellTime(element, date) {
  const hour = { hour: "numeric", minute: "2-digit" };
  const day = { weekday: "short", day: "numeric", month: "short" };
  const isToday = date.toDateString() === new Date().toDateString();
  element.dateTime = date.toISOString();
  element.textContent = date.toLocaleString([], isToday ? hour : { ...day, ...hour });
  element.title = date.toLocaleString();
}

function part(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  if (text) element.dir = "auto";
  return element;
}
