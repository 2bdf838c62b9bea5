import { element } from "./dom.js";
import { messageOf } from "./message.js";
import { locale } from "./told.js";
import { words } from "./words.js";

/** Messages of one person that follow each other this quickly share one heading. */
const SAME_BREATH = 5 * 60_000;

const DAY = 24 * 60 * 60_000;
const LATELY = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const DATE = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const DATE_AND_YEAR = new Intl.DateTimeFormat(locale, { dateStyle: "full" });

/**
 * Sees to what stands between a message and the one before it: the day where another one begins, a line where what is new
 * begins, a heading unless somebody only goes on.
 *
 * @param newFrom the id of the first new message; 0 if there is none
 */
export function join(element, newFrom) {
  while (isLine(element.previousElementSibling)) element.previousElementSibling.remove();
  const before = element.previousElementSibling;
  const previous = before && messageOf(before);
  const message = messageOf(element);
  const isOtherDay = previous?.date.toDateString() !== message.date.toDateString();
  const isNew = previous ? previous.id < newFrom && newFrom <= message.id : newFrom === message.id;
  if (isOtherDay) element.before(line("chatDay", dayOf(message.date)));
  if (isNew) element.before(line("chatNew", words.newFromHere));
  const goesOn =
    !isOtherDay && !isNew && !message.edited && !message.replyTo && previous.username === message.username;
  element.classList.toggle("followUp", goesOn && message.date - previous.date < SAME_BREATH);
}

/** A message goes, and what stands before it. */
export function removeWithLines(element) {
  while (isLine(element.previousElementSibling)) element.previousElementSibling.remove();
  element.remove();
}

function isLine(element) {
  return element?.classList.contains("chatLine") ?? false;
}

function line(className, text) {
  return element("div", { className: `chatLine ${className}`, textContent: text });
}

function dayOf(date) {
  const today = new Date().setHours(12, 0, 0, 0);
  const daysAgo = Math.round((today - new Date(date).setHours(12, 0, 0, 0)) / DAY);
  if (daysAgo === 0 || daysAgo === 1) {
    const text = LATELY.format(-daysAgo, "day");
    return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  }
  return (daysAgo < 200 ? DATE : DATE_AND_YEAR).format(date);
}
