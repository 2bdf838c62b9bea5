import { button, element, unseen } from "./dom.js";
import { rawText } from "./message.js";
import { words } from "./words.js";

const ANY = ".chatMessage[data-message-id]";
const MESSAGE = `${ANY}:not(.removed)`;

/** Between a message and what can be done with it, in pixels. */
const GAP = 6;

/**
 * What can be done with a message: one toolbar for all of them, beside the one that is pointed at, that was touched, or
 * at which somebody without a mouse pressed Enter. The log is one stop for Tab; arrow keys go through its messages.
 */
export class Actions {
  #log;
  #on;
  #bar;
  #buttons;
  #dialog;
  #mayWrite;
  #message = null;
  #last = null;
  #isTouch = false;
  #moderates = false;

  /**
   * @param page gets the toolbar
   * @param mayWrite whether the reader is somebody, who does not only read here
   * @param on what is done: `reply`, `edit`, `remove` and `moderate` get a message's element, `leave` goes back to the field
   */
  constructor(log, page, mayWrite, on) {
    this.#log = log;
    this.#on = on;
    this.#mayWrite = mayWrite;
    const act = (text, work) => button(text, () => this.#act(work));
    this.#buttons = {
      reply: act(words.reply, (message) => on.reply(message)),
      edit: act(words.edit, (message) => on.edit(message)),
      remove: act(words.delete, (message) => this.#ask(message)),
      moderate: act(words.moderateAuthor, (message) => on.moderate(message)),
      link: button(words.copyLink, () => this.#copyLink()),
    };
    this.#buttons.reply.hidden = !mayWrite;
    this.#bar = element("div", { id: "chatActions", role: "toolbar", "aria-label": words.actions, hidden: true });
    this.#bar.append(...Object.values(this.#buttons));
    log.after(this.#bar);
    this.#dialog = this.#makeDialog();
    const keys = unseen(element("span", { id: "chatMessageKeys", textContent: words.messageKeys }));
    page.append(this.#dialog, keys);
    log.setAttribute("aria-describedby", keys.id);
    this.#listen();
  }

  /** The last message that is the reader's own; null if the page has none. */
  get lastOwn() {
    return [...this.#log.querySelectorAll(`${MESSAGE}.myMessage`)].at(-1) ?? null;
  }

  /** Whether the reader keeps order: then more can be done with what others said. */
  set moderates(moderates) {
    this.#moderates = moderates;
  }

  focus(message) {
    this.#last = message;
    message.tabIndex = -1;
    message.focus();
  }

  #listen() {
    const log = this.#log;
    document.addEventListener("pointerdown", ({ target, pointerType }) => {
      this.#isTouch = pointerType !== "mouse";
      if (!log.contains(target) && !this.#bar.contains(target)) this.#hide();
    });
    log.addEventListener("pointerover", (event) => {
      const isInUse = this.#bar.querySelector(":focus-visible"); // and the log may move below a mouse that nobody moves
      if (event.pointerType === "mouse" && !isInUse) this.#show(messageOf(event));
    });
    log.addEventListener("click", (event) => this.#clicked(event));
    log.addEventListener("scroll", () => this.#place());
    window.addEventListener("resize", () => this.#place());
    log.addEventListener("keydown", (event) => this.#keyInLog(event));
    for (const part of [log, this.#bar]) {
      part.addEventListener("pointerleave", ({ pointerType, relatedTarget }) => {
        const isNear = this.#bar.contains(relatedTarget) || this.#message?.contains(relatedTarget);
        if (pointerType === "mouse" && !isNear && !this.#bar.contains(document.activeElement)) this.#hide();
      });
    }
    this.#bar.addEventListener("keydown", (event) => this.#keyInBar(event));
    this.#bar.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.#bar.contains(relatedTarget)) this.#hide();
    });
  }

  #show(message) {
    if (!message || message === this.#message) return;
    this.#message = message;
    const isMine = message.classList.contains("myMessage");
    this.#buttons.edit.hidden = !isMine || !this.#mayWrite;
    this.#buttons.remove.hidden = this.#buttons.edit.hidden && !this.#moderates;
    this.#buttons.moderate.hidden = isMine || !this.#moderates;
    this.#buttons.link.textContent = words.copyLink;
    this.#bar.hidden = false;
    this.#place();
  }

  /** @param heir gets the focus, if one of the buttons has it */
  #hide(heir) {
    if (heir && this.#bar.contains(document.activeElement)) heir.focus({ preventScroll: true });
    this.#message = null;
    this.#bar.hidden = true;
  }

  /** Beside the text where there is room for it, else above it. */
  #place() {
    if (!this.#message) return;
    const log = this.#log.getBoundingClientRect();
    const text = (this.#message.querySelector(".messageContent") ?? this.#message).getBoundingClientRect();
    if (!this.#message.isConnected || text.bottom < log.top || text.top > log.bottom) return this.#hide(this.#log);
    const { width, height } = this.#bar.getBoundingClientRect();
    const right = log.left + this.#log.clientWidth;
    const isRoomier = right - text.right > text.left - log.left; // on the right
    const isBeside = Math.max(right - text.right, text.left - log.left) > width + 2 * GAP;
    const beside = isRoomier ? text.right + GAP : text.left - GAP - width;
    const left = isBeside ? beside : isRoomier ? text.left : text.right - width;
    const top = isBeside ? text.top : text.top - height;
    const from = this.#bar.offsetParent.getBoundingClientRect();
    this.#bar.style.left = `${Math.max(log.left, Math.min(left, right - width)) - from.left}px`;
    this.#bar.style.top = `${Math.max(log.top, top) - from.top}px`;
  }

  /** With a finger one touches a message; but not to follow a link, or to choose words of it. */
  #clicked(event) {
    const message = messageOf(event);
    if (!this.#isTouch || event.target.closest("a, button, summary") || !getSelection().isCollapsed) return;
    if (!message || message === this.#message) this.#hide();
    else this.#show(message);
  }

  #keyInLog(event) {
    const { key, target } = event;
    const hasModifier = event.shiftKey || event.altKey || event.ctrlKey || event.metaKey;
    const here = target.matches(ANY) ? target : null;
    if (hasModifier || !(here || target === this.#log)) return;
    if (key === "Enter" && here?.matches(MESSAGE)) {
      this.#show(here);
      this.#bar.querySelector("button:not([hidden])").focus();
    } else if (here && key === "Escape") {
      this.#hide();
      this.#on.leave();
    } else if (!this.#go(here, key)) {
      return;
    }
    event.preventDefault();
  }

  /** To another message; a long one is read to its end first. */
  #go(here, key) {
    const log = this.#log.getBoundingClientRect();
    const place = here?.getBoundingClientRect();
    if (key === "ArrowDown" && place?.bottom > log.bottom + 1) return false;
    if (key === "ArrowUp" && place?.top < log.top - 1) return false;
    const all = [...this.#log.querySelectorAll(ANY)];
    const first = this.#last?.isConnected ? this.#last : all.at(-1);
    const at = all.indexOf(here);
    const next = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) };
    if (!(key in next)) return false;
    const message = here || key === "Home" || key === "End" ? next[key] : first;
    if (message) this.focus(message);
    return Boolean(message);
  }

  #keyInBar(event) {
    const shown = [...this.#bar.querySelectorAll("button:not([hidden])")];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") {
      const message = this.#message;
      this.#hide();
      this.focus(message);
    } else if (step) {
      const turn = getComputedStyle(this.#bar).direction === "rtl" ? -step : step;
      shown.at((shown.indexOf(event.target) + turn) % shown.length).focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  #act(work) {
    const message = this.#message;
    this.#hide();
    if (message?.isConnected) work(message);
  }

  /** Also on plain HTTP, where there is no clipboard to write to. */
  async #copyLink() {
    const { link } = this.#buttons;
    const url = new URL(`${location.pathname}#message-${this.#message.dataset.messageId}`, location.href).href;
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      const field = unseen(element("textarea", { value: url }));
      this.#bar.append(field);
      field.select();
      document.execCommand("copy");
      link.focus();
      field.remove();
    }
    link.textContent = words.copied;
    this.#on.say(words.copied);
  }

  #ask(message) {
    this.focus(message); // which has the focus again afterwards
    this.#dialog.querySelector("blockquote").textContent = rawText(message).slice(0, 200);
    this.#dialog.onclose = () => this.#dialog.returnValue === "delete" && this.#on.remove(message);
    this.#dialog.returnValue = "";
    this.#dialog.showModal();
  }

  #makeDialog() {
    const dialog = element("dialog", { className: "chatDialog", "aria-labelledby": "chatDeleteTitle" });
    const keep = button(words.keep, () => dialog.close());
    const remove = button(words.delete, () => dialog.close("delete"));
    remove.className = "danger";
    keep.autofocus = true;
    dialog.append(
      element("h2", { id: "chatDeleteTitle", textContent: words.deleteThis }),
      element("blockquote", { dir: "auto" }),
      element("p", { textContent: words.deleteMeans }),
      element("div", { className: "buttons" }, keep, remove),
    );
    return dialog;
  }
}

function messageOf({ target }) {
  return target.closest(MESSAGE);
}
