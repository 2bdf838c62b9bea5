/* Dates as the chat's requests and answers write them, UTC, yyyy-MM-ddTHH:mm:ss:ffffff; and what changes mean. */

const WIRE_DATE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d):(\d{3})\d*$/;

/** A moment as the chat reads it. */
export function formatDate(date) {
  return date.toISOString().replace(".", ":").replace("Z", "000");
}

/** The moment that a wire date means, to the millisecond; the present one if it is not a date. */
export function parseDate(text) {
  const parts = WIRE_DATE.exec(text)?.slice(1).map(Number);
  if (!parts) return new Date();
  parts[1] -= 1;
  return new Date(Date.UTC(...parts));
}

/** A message after an entry that is about it. What was taken back has no text any more, unless that is restored. */
export function changed(message, { kind, content, edited, moderated }) {
  if (kind === "restore" && content) return { ...message, content, edited, moderated };
  return message.content ? { ...message, content, edited: content !== "", moderated } : message;
}
