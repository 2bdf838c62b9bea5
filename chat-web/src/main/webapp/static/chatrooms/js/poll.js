import { Line } from "./line.js";

/** The server holds a poll for 25 s; one that is longer under way will not be answered. */
const LIMIT = 40_000;

/** An empty answer that came sooner was not held (a filter in front may forbid it): do not ask without a pause. */
const SOONEST_EMPTY = 1_000;
const PAUSE_WHEN_NOT_HELD = 2_000;

/**
 * Brings the room's messages, each once and in order. The cursor, id and date of the last message shown, moves only
 * after a message was shown: whatever happens to an answer on its way, the next request asks for the same again.
 */
export class Poll {
  #api;
  #cursor;
  #show;
  #status;
  #ended = null;
  #line = new Line(LIMIT, {
    onTry: () => this.#status.trying(),
    onPause: (milliseconds) => this.#status.pausing(milliseconds),
  });

  /**
   * @param cursor where the page ends; null for a page without messages, which begins with what comes next
   * @param show shows a message
   */
  constructor(api, cursor, show, status) {
    this.#api = api;
    this.#cursor = cursor;
    this.#show = show;
    this.#status = status;
  }

  /** Runs until the chat refuses; throws that refusal. */
  async run() {
    for (;;) {
      const asked = Date.now();
      const messages = await this.#line.ask((signal) => this.#ask(signal));
      this.#status.live();
      const news = messages.filter((message) => this.#receive(message));
      if (news.length === 0 && Date.now() - asked < SOONEST_EMPTY) await this.#line.pause(PAUSE_WHEN_NOT_HELD);
    }
  }

  /** Something else was refused that ends it all, such as to be somebody. */
  end(refusal) {
    this.#ended = refusal;
    this.#line.wake(true);
  }

  /** Another request failed: ours may be dead without our knowing. */
  doubt() {
    this.#line.doubt();
  }

  /** A poll that is being held says nothing for 25 s, so a short question first tells whether anybody is there. */
  async #ask(signal) {
    if (this.#ended) throw this.#ended;
    if (!this.#status.isLive) {
      const id = await this.#api.latestMessageId(signal);
      this.#cursor ??= { id, date: "" };
      this.#status.live();
    }
    return this.#api.messagesAfter(this.#cursor, signal);
  }

  #receive(message) {
    if (message.message_id <= this.#cursor.id) return false;
    this.#show(message);
    this.#cursor = { id: message.message_id, date: message.date };
    return true;
  }
}
