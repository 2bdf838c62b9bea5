import { Refusal } from "./api.js";
import { button } from "./dom.js";
import { words } from "./words.js";

/** How long the chat takes it back. */
const WITHIN = 60_000;

/** Below each message that the reader took back from somebody else: a button that brings it back, as long as that can be. */
export class Undo {
  #api;
  #say;
  #buttons = new Map();

  /** @param say tells those who do not see it */
  constructor(api, say) {
    this.#api = api;
    this.#say = say;
  }

  offer(id, message, undo) {
    const offer = button(words.undo, () => this.#restore(id, undo));
    offer.className = "messageUndo";
    this.#buttons.set(id, offer);
    message.append(offer);
    setTimeout(() => this.#buttons.get(id) === offer && this.#end(id), WITHIN); // there may be a later offer
  }

  async #restore(id, undo) {
    const offer = this.#buttons.get(id);
    const message = offer.parentElement;
    offer.disabled = true;
    message.focus({ preventScroll: true }); // nothing has it that is disabled
    try {
      await this.#api.restore(undo);
      this.#say(words.undone);
      this.#end(id);
    } catch (problem) {
      offer.disabled = problem instanceof Refusal;
      offer.textContent = offer.disabled ? problem.message : words.notDecided;
      this.#say(offer.textContent);
    }
  }

  /** The message keeps the focus, if its button had it. */
  #end(id) {
    const offer = this.#buttons.get(id);
    if (offer && offer === document.activeElement) offer.parentElement.focus({ preventScroll: true });
    offer?.remove();
    this.#buttons.delete(id);
  }
}
