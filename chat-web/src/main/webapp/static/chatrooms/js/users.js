import { Refusal } from "./api.js";
import { alone } from "./connections.js";
import { button, element } from "./dom.js";
import { Line } from "./line.js";
import { parseDate } from "./wire.js";
import { words } from "./words.js";

/** Held for at most 8 s, once it is this tab's turn. */
const LIMIT = 20_000;
const TURN = 600_000;

/** A server that does not hold would be asked without a pause. */
const SOONEST = 1_000;

/** A list may have been made just before I came; then I follow within this time. */
const I_FOLLOW = 3_000;

/** The server ends a stream after 48 s or later; a new one that begins sooner may be because I am somebody else. */
const REGULAR = 45_000;

/** Who is here. A stream tells; where there is none one has to ask, though not while nobody looks at the page. */
export class Users {
  #api;
  #username;
  #list;
  #count;
  #names = new Set();
  #total = 0;
  #shown = "";
  #rows = new Map();
  #isTold = true;
  #toldAll = 0;
  #timer = 0;
  #isSure = true;
  #missed = 0;
  #wake = () => {};
  #onChosen = null;
  #keepers;
  #line = new Line(TURN);

  /** @param count an element that says how many, or null */
  constructor(api, username, list, count) {
    this.#api = api;
    this.#username = username;
    this.#list = list;
    this.#count = count;
    this.#keepers = new Map(Object.entries(JSON.parse(list.dataset.keepers ?? "{}")));
    document.addEventListener("visibilitychange", () => this.#wake());
  }

  /** What a stream says: everybody, or the first of them; then who came and went, or only how many there are now. */
  hear({ count, users, joined = [], left = [] }) {
    this.#isTold = true;
    if (users) {
      this.#names = new Set(users);
      this.#missMeSoon(users.length === count);
    }
    joined.forEach((name) => this.#names.add(name));
    left.forEach((name) => this.#names.delete(name));
    if (this.#names.size > count) this.#names.clear(); // so many went that nobody says who
    this.#total = count;
    this.#show();
  }

  /** Whether names can be chosen: called with one that is. Null for no. */
  set onChosen(onChosen) {
    this.#onChosen = onChosen;
    this.#rows.clear();
    this.#shown = "";
    if (this.#total > 0) this.#show();
  }

  /** There is no stream to tell. */
  ask() {
    this.#isTold = false;
    this.#wake();
  }

  /** Runs until the chat refuses; throws that refusal. */
  async run() {
    for (;;) {
      while (this.#isSure && (this.#isTold || document.hidden)) {
        await new Promise((resolve) => (this.#wake = resolve));
      }
      const asked = Date.now();
      const answer = await this.#line.ask((signal, allow) =>
        alone(signal, () => {
          allow(LIMIT);
          return this.#api.users(signal);
        }),
      );
      if (!this.#isTold) {
        this.#names = new Set(present(answer));
        this.#total = this.#names.size;
        this.#show();
      }
      await this.#lookForMe(answer.users);
      await this.#line.pause(SOONEST - (Date.now() - asked));
    }
  }

  /** Everybody is in the list that they ask for, unless they signed out in another tab, or are somebody else by now. */
  async #lookForMe(users) {
    if (!this.#username) return;
    this.#missed = users.some(({ username }) => username === this.#username) ? 0 : this.#missed + 1;
    this.#isSure = this.#missed === 0;
    if (this.#missed > 0) await this.#line.ask((signal) => this.#api.enter(signal));
    if (this.#missed > 1) throw new Refusal("renamed", "");
  }

  /** In a room with more people than are named I may be missing; there, only a stream that ended early gives rise to ask. */
  #missMeSoon(isComplete) {
    const isEarly = Date.now() - this.#toldAll < REGULAR;
    this.#toldAll = Date.now();
    clearTimeout(this.#timer);
    if (!this.#username || !(isComplete || isEarly)) return;
    this.#timer = setTimeout(() => {
      this.#isSure &&= this.#names.has(this.#username);
      this.#wake();
    }, I_FOLLOW);
  }

  /** Whoever has the page open is here, though the list may not say so yet. */
  #show() {
    const me = this.#username;
    const others = [...this.#names].filter((name) => name !== me).sort((a, b) => this.#rank(a) - this.#rank(b) || (a < b ? -1 : 1));
    const isNew = me && !this.#names.has(me) && this.#names.size === this.#total;
    const count = this.#total + (isNew ? 1 : 0);
    const names = me ? [me, ...others] : others;
    const key = JSON.stringify([count, names]);
    if (key === this.#shown) return;
    this.#shown = key;
    const entries = names.map((name) => this.#rows.get(name) ?? this.#entry(name));
    if (count > names.length) entries.push(item(words.andMore(count - names.length)));
    this.#rows = new Map(names.map((name, i) => [name, entries[i]]));
    this.#put(entries);
    if (this.#count) this.#count.textContent = count;
  }

  /** Those who stay are not touched: one of them may have the focus. */
  #put(entries) {
    const stay = new Set(entries);
    for (const entry of [...this.#list.children].filter((each) => !stay.has(each))) {
      if (entry.contains(document.activeElement)) this.#list.closest("details")?.querySelector("summary").focus();
      entry.remove();
    }
    entries.forEach((entry, i) => entry !== this.#list.children[i] && this.#list.insertBefore(entry, this.#list.children[i] ?? null));
  }

  /** Who keeps order, then who has an account, then guests. No account's name begins like a guest's. */
  #rank(name) {
    const keeper = ["OWNER", "MODERATOR"].indexOf(this.#keepers.get(name));
    if (keeper >= 0) return keeper;
    return name.startsWith("(guest) ") ? 3 : 2;
  }

  #entry(name) {
    const isMine = name === this.#username;
    const entry = item(name, isMine ? null : this.#onChosen);
    const role = this.#keepers.get(name);
    if (role) entry.append(" ", element("span", { className: "role" }, words.role[role]));
    if (isMine) {
      entry.className = "self";
      entry.append(` ${words.you}`);
    }
    return entry;
  }
}

/** Those who were seen lately enough to be here still. */
function present({ now, users, refresh }) {
  const oldest = parseDate(now) - 2 * Number(refresh) * 1000;
  const here = users.filter(({ date }) => parseDate(date) >= oldest);
  return [...new Set(here.map(({ username }) => username))];
}

function item(name, onChosen = null) {
  const text = element("bdi", {}, name);
  if (!onChosen) return element("li", {}, text);
  const more = button("", () => onChosen(name));
  more.className = "link";
  more.append(text);
  return element("li", {}, more);
}

/** The list is a column where there is room for one, and folded away where there is not: a drawer, open until one goes on. */
export function unfold(details) {
  const isWide = matchMedia("(width >= 56rem)");
  const fold = () => (details.open = isWide.matches);
  isWide.addEventListener("change", fold);
  document.addEventListener("pointerdown", ({ target }) => details.contains(target) || fold());
  details.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || isWide.matches) return;
    fold();
    details.querySelector("summary").focus();
  });
  fold();
}
