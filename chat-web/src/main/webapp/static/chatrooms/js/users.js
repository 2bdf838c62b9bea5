import { Refusal } from "./api.js";
import { Line } from "./line.js";
import { parseDate } from "./wire.js";
import { words } from "./words.js";

/** Held for at most 8 s. */
const LIMIT = 20_000;

/** A server that does not hold would be asked without a pause. */
const SOONEST = 1_000;

/** Who is here. Not asked for while nobody looks at the page: a browser has few connections for all its tabs. */
export class Users {
  #api;
  #username;
  #list;
  #count;
  #shown = "";
  #missed = 0;
  #line = new Line(LIMIT);

  /** @param count an element that says how many, or null */
  constructor(api, username, list, count) {
    this.#api = api;
    this.#username = username;
    this.#list = list;
    this.#count = count;
  }

  /** Runs until the chat refuses; throws that refusal. */
  async run() {
    for (;;) {
      await visible();
      const asked = Date.now();
      const answer = await this.#line.ask((signal) => this.#api.users(signal));
      this.#show(present(answer));
      await this.#lookForMe(answer.users);
      await this.#line.pause(SOONEST - (Date.now() - asked));
    }
  }

  /** Everybody is in the list that they ask for, unless they signed out in another tab, or are somebody else by now. */
  async #lookForMe(users) {
    if (!this.#username) return;
    this.#missed = users.some(({ username }) => username === this.#username) ? 0 : this.#missed + 1;
    if (this.#missed > 0) await this.#line.ask((signal) => this.#api.enter(signal));
    if (this.#missed > 1) throw new Refusal("renamed", "");
  }

  #show(names) {
    const mine = (name) => name === this.#username;
    const ordered = [...names.filter(mine), ...names.filter((name) => !mine(name))];
    const key = JSON.stringify(ordered);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(...ordered.map((name) => entry(name, mine(name))));
    if (this.#count) this.#count.textContent = ordered.length;
  }
}

/** Those who were seen lately enough to be here still. */
function present({ now, users, refresh }) {
  const oldest = parseDate(now) - 2 * Number(refresh) * 1000;
  const here = users.filter(({ date }) => parseDate(date) >= oldest);
  return [...new Set(here.map(({ username }) => username))];
}

function entry(name, isMine) {
  const item = document.createElement("li");
  const text = document.createElement("bdi");
  text.textContent = name;
  item.append(text);
  if (isMine) {
    item.className = "self";
    item.append(` ${words.you}`);
  }
  return item;
}

/** The list is a column where there is room for one, and folded away where there is not. */
export function unfold(details) {
  const isWide = matchMedia("(width >= 56rem)");
  const fold = () => (details.open = isWide.matches);
  isWide.addEventListener("change", fold);
  fold();
}

function visible() {
  return new Promise((resolve) => {
    if (!document.hidden) resolve();
    else document.addEventListener("visibilitychange", () => resolve(), { once: true });
  });
}
