import { Refusal } from "./api.js";
import { button, element } from "./dom.js";
import { literally } from "./markup.js";
import { locale } from "./told.js";
import { formatDate, parseDate } from "./wire.js";
import { words } from "./words.js";

const LONGEST = 100;

/** A dialog in which messages are found by words, person and day, latest first; choosing one leads to it in the room. */
export class Search {
  #api;
  #goTo;
  #dialog;
  #form;
  #list;
  #note;
  #more;
  #request = new AbortController();

  /**
   * @param heading gets the button that opens it
   * @param page gets the dialog
   * @param goTo leads to a message, by its id
   */
  constructor(api, heading, page, goTo) {
    this.#api = api;
    this.#goTo = goTo;
    this.#form = element("form", { role: "search", noValidate: true },
      field("q", words.searchWords, "search"),
      field("username", words.searchPerson, "text"),
      field("from", words.searchFrom, "date"),
      field("until", words.searchUntil, "date"),
      element("button", { textContent: words.search }),
    );
    this.#list = element("ol", { id: "chatFound" });
    this.#note = element("p", { role: "status" });
    this.#more = element("button", { type: "button", textContent: words.furtherBack, hidden: true });
    const described = { id: "chatSearch", className: "chatDialog", "aria-labelledby": "chatSearchTitle" };
    this.#dialog = element("dialog", described,
      element("h2", { id: "chatSearchTitle", textContent: words.searchRoom }),
      button(words.close, () => this.#dialog.close()),
      this.#form, this.#note, this.#list, this.#more,
    );
    const open = button(words.search, () => this.#dialog.showModal());
    open.id = "chatSearchButton";
    heading.prepend(open);
    page.append(this.#dialog);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#begin();
    });
    this.#list.addEventListener("click", (event) => this.#chosen(event));
    this.#dialog.addEventListener("close", () => this.#request.abort());
  }

  #begin() {
    const fields = fieldsOf(new FormData(this.#form));
    this.#request.abort();
    this.#list.replaceChildren();
    this.#more.hidden = true;
    if (Object.keys(fields).length === 0) this.#note.textContent = words.searchNothing;
    else this.#find(fields);
  }

  async #find(fields) {
    this.#request.abort(); // else "further back", pressed twice, would give the same rows twice
    const { signal } = (this.#request = new AbortController());
    this.#note.textContent = words.searching;
    try {
      const { messages, before } = await this.#api.search(fields, signal);
      if (!signal.aborted) this.#show(messages, fields, before);
    } catch (problem) {
      if (!signal.aborted) this.#note.textContent = whyNot(problem);
    }
  }

  #show(messages, fields, before) {
    const mark = marker(fields.q);
    const hadFocus = document.activeElement === this.#more;
    const rows = messages.map((message) => row(message, mark));
    this.#list.append(...rows);
    const count = this.#list.childElementCount;
    const none = before ? words.foundNoneYet : words.foundNone;
    this.#note.textContent = count > 0 ? words.found(count) : none;
    this.#more.hidden = !before;
    this.#more.onclick = () => this.#find({ ...fields, before });
    if (hadFocus && !before) (rows[0] ?? this.#list.lastElementChild)?.firstElementChild.focus();
  }

  #chosen(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    this.#dialog.close();
    this.#goTo(Number(link.hash.slice("#message-".length)));
  }
}

function field(name, label, type) {
  const input = element("input", { name, type, autocomplete: "off" });
  if (type !== "date") input.maxLength = LONGEST;
  input.autofocus = name === "q";
  return element("label", {}, label, input);
}

/** What is looked for, as the server takes it. Days are those of the reader; the last one is searched to its end. */
function fieldsOf(form) {
  const from = dayOf(form.get("from"));
  const until = dayOf(form.get("until"));
  until?.setDate(until.getDate() + 1);
  const fields = {
    q: form.get("q").trim(),
    username: form.get("username").trim(),
    from: from && formatDate(from),
    until: until && formatDate(until),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}

function dayOf(text) {
  return text ? new Date(`${text}T00:00`) : null;
}

function whyNot(problem) {
  if (problem instanceof Refusal) return words.refused[problem.status] ?? problem.message;
  return problem.reason ? words.searchAgainIn(problem.reason, problem.retryAfter) : words.notSearched;
}

/** Makes nodes of a text, in which the words are marked. */
function marker(q = "") {
  const wanted = q.split(/\s+/).filter(Boolean).map(literally);
  if (wanted.length === 0) return (text) => [text];
  const pattern = new RegExp(`(${wanted.join("|")})`, "giu");
  return (text) => text.split(pattern).map((part, i) => (i % 2 ? element("mark", {}, part) : part));
}

function row({ message_id: id, username, date, content }, mark) {
  const at = parseDate(date);
  const time = element("time", {
    dateTime: at.toISOString(),
    textContent: at.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" }),
  });
  const link = element("a", { href: `#message-${id}` },
    element("bdi", { textContent: username }), " ", time, " ",
    element("span", { dir: "auto" }, ...mark(content)),
  );
  return element("li", {}, link);
}
