import { Refusal } from "./api.js";
import { ASK_EVERY, alone, inSlot, onSlotLost } from "./connections.js";
import { Line, Silence, WOKEN } from "./line.js";

/** For a question that is answered at once. */
const LIMIT = 15_000;

/** The server holds a poll for 25 s; one that is longer under way will not be answered. */
const POLL_LIMIT = 40_000;

/** An empty answer that came sooner was not held (a filter in front may forbid it): do not ask without a pause. */
const SOONEST_EMPTY = 1_000;
const PAUSE_WHEN_NOT_HELD = 2_000;

/** One that came sooner than this sent us home: where we stand may be another place now. */
const LATEST_SENT_HOME = 20_000;

/** A stream says something at once, and then at least every 15 s. */
const FIRST_BYTES = 5_000;
const STREAM_LIMIT = 40_000;

/** The server ends a stream after a minute, or sooner for a reason: hardly ever as soon as this. */
const SHORTEST = 5_000;

/** With so many signs that streams do not get through the page polls; and tries one again later, ever less often. */
const ENOUGH = 3;
const FIRST_RETRY = 60_000;
const LONGEST_RETRY = 600_000;

/** Whoever does not wait is not seen, unless they say so; others believe for 16 s that somebody is here. */
const SAY_HERE_EVERY = 7_000;

/** What moves the cursor. */
const ENTRIES = ["message", "edit", "delete", "restore"];

/**
 * Brings the room's messages, and what becomes of them, each once and in order, by a stream where one gets through, else
 * by long polls. The cursor, id and date of the last entry shown, is the same for both and moves only after an entry was
 * shown: whatever happens to an answer on its way, the next request asks for the same again, and what comes twice is
 * dropped.
 */
export class Feed {
  #api;
  #cursor;
  #status;
  #on;
  #ended = null;
  #isPolling = false;
  #doubts = 0;
  #retry = 0;
  #saidHere = Date.now();
  #line = new Line(LIMIT, {
    onTry: () => this.#status.trying(),
    onPause: (milliseconds, reason) => this.#status.pausing(milliseconds, reason),
  });

  /**
   * @param cursor where the page ends; null for a page without messages, which begins with what comes next
   * @param on what is heard: a `message` to show; a `change`, if one reads otherwise now or was taken back; what a stream
   *     says of `users`, null where there is none to say it; and who is `typing`
   */
  constructor(api, cursor, status, on) {
    this.#api = api;
    this.#cursor = cursor;
    this.#status = status;
    this.#on = on;
    window.addEventListener("online", () => this.#isPolling && this.#tryStreamIn(0));
    onSlotLost(() => this.#line.wake(true));
  }

  /** Runs until the chat refuses; throws that refusal. */
  async run() {
    try {
      for (;;) {
        const pause = await this.#line.ask((signal, allow) => this.#ask(signal, allow));
        if (pause > 0) await this.#line.pause(pause);
      }
    } finally {
      this.#isPolling = false;
      clearTimeout(this.#retry);
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

  /** One request, or a few. Like each way to make them it answers how long to pause before the next. */
  #ask(signal, allow) {
    if (this.#ended) throw this.#ended;
    return inSlot(
      () => this.#wait(signal, allow),
      () => this.#glance(signal, allow),
    );
  }

  async #wait(signal, allow) {
    const isInDoubt = !this.#status.isLive && (this.#isPolling || this.#doubts > 0);
    if (isInDoubt || !this.#cursor) await this.#probe(signal);
    if (this.#doubts >= ENOUGH) this.#giveUpStreams();
    return this.#isPolling ? this.#poll(signal, allow) : this.#stream(signal, allow);
  }

  /**
   * A short question tells whether anybody is there. A poll that is being held says nothing for 25 s; and streams are
   * not to blame while nobody is.
   */
  async #probe(signal) {
    try {
      const id = await this.#api.latestMessageId(signal);
      this.#cursor ??= { id, date: "" };
      this.#status.live();
      return id;
    } catch (problem) {
      this.#doubts = 0;
      throw problem;
    }
  }

  /** Asks only what is answered at once. */
  async #glance(signal, allow) {
    this.#on.users(null);
    if (Date.now() - this.#saidHere > SAY_HERE_EVERY) {
      this.#saidHere = Date.now();
      await this.#api.enter(signal).catch((problem) => problem instanceof Refusal && (this.#saidHere = Infinity));
    }
    const id = await this.#probe(signal);
    if (id !== this.#cursor.id) await this.#poll(signal, allow);
    return ASK_EVERY;
  }

  async #poll(signal, allow) {
    allow(POLL_LIMIT);
    const asked = Date.now();
    const entries = await this.#api.messagesAfter(this.#cursor, signal);
    this.#status.live();
    const news = entries.filter((entry) => this.#receive(entry));
    const held = Date.now() - asked;
    if (news.length > 0 || held > LATEST_SENT_HOME) return 0;
    await this.#probe(signal); // which says so at once
    return held < SOONEST_EMPTY ? PAUSE_WHEN_NOT_HELD : 0;
  }

  async #stream(signal, allow) {
    const asked = Date.now();
    let hasBegun = false;
    try {
      allow(FIRST_BYTES);
      const stream = await this.#api.streamAfter(this.#cursor, signal);
      if (Array.isArray(stream)) {
        this.#giveUpStreams(); // and ask for the same again, the other way
        return 0;
      }
      for await (const events of stream) {
        hasBegun = true;
        allow(STREAM_LIMIT);
        this.#status.live();
        for (const { type, data } of events) this.#hear(type, data);
      }
      if (Date.now() - asked < SHORTEST) throw new Error("A stream ended when it had only begun");
      this.#doubts = 0;
      return 0;
    } catch (problem) {
      // What should be here and is not may be held back on its way; what breaks later than this did get through.
      if (signal.reason instanceof Silence) this.#doubts += hasBegun ? ENOUGH - 1 : ENOUGH;
      else if (signal.reason !== WOKEN) this.#doubts = Date.now() - asked < SHORTEST ? this.#doubts + 1 : 0;
      throw problem;
    } finally {
      this.#on.typing({ count: 0, users: [] }); // nobody would say when they stop; the next stream says who does not
    }
  }

  #hear(type, data) {
    if (ENTRIES.includes(type)) this.#receive({ ...JSON.parse(data), kind: type });
    else if (type === "users") this.#on.users(JSON.parse(data));
    else if (type === "typing") this.#on.typing(JSON.parse(data));
    else if (type === "reset") throw new Refusal(409, "reset");
  }

  #receive(entry) {
    if (entry.message_id <= this.#cursor.id) return false;
    if (entry.target_id) this.#on.change(entry);
    else this.#on.message(entry);
    this.#cursor = { id: entry.message_id, date: entry.date };
    return true;
  }

  #giveUpStreams() {
    this.#isPolling = true;
    this.#doubts = 0;
    this.#on.users(null);
    this.#tryStreamIn(FIRST_RETRY);
  }

  /** The poll goes on until a stream's first bytes are here. */
  #tryStreamIn(pause) {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(async () => {
      const getsThrough = await this.#tryStream().catch(() => false);
      if (!this.#isPolling) return;
      this.#isPolling = !getsThrough;
      if (getsThrough) this.#line.wake(true);
      else this.#tryStreamIn(Math.min(Math.max(pause * 2, FIRST_RETRY), LONGEST_RETRY));
    }, pause);
  }

  #tryStream() {
    const controller = new AbortController();
    return alone(controller.signal, async () => {
      const timer = setTimeout(() => controller.abort(), FIRST_BYTES);
      try {
        const stream = await this.#api.streamAfter(this.#cursor, controller.signal);
        return !Array.isArray(stream) && !(await stream.next()).done;
      } finally {
        clearTimeout(timer);
        controller.abort();
      }
    });
  }
}
