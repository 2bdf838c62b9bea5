/*
 * <chat-room slug="lobby"></chat-room>: a room of the chat that this file is from, in a page of any site that the chat's
 * chatrooms.frameAncestors names.
 */

/** Static files are served at <base>static/chatrooms/js/. */
const BASE = new URL("../../../", import.meta.url);

/** Those of theme.css. What the page makes of them, the room is told. */
const VARIABLES = `
  ground paper mine ink muted line edge accent on-accent good warning wrong backdrop shadow
  radius radius-small radius-tiny font font-code size size-small size-tiny size-large size-title
  width width-room width-form
`.trim().split(/\s+/).map((name) => `--chat-${name}`);

/** Weaker than any style of the page's. */
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host { display: block; height: 30rem; }
  :host([height="auto"]) { height: auto; max-height: 30rem; }
  iframe { display: block; width: 100%; height: 100%; max-height: inherit; border: 0; }
`);

class ChatRoom extends HTMLElement {
  static observedAttributes = ["slug", "readonly", "height", "title", "class", "style"];

  #frame = document.createElement("iframe");
  #darkness = matchMedia("(prefers-color-scheme: dark)");
  #page = new MutationObserver(() => this.#tell());

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [STYLE];
    root.append(this.#frame);
    this.#frame.allow = "clipboard-write";
    this.#frame.addEventListener("load", () => this.#tell());
  }

  connectedCallback() {
    window.addEventListener("message", this.#hear);
    this.#darkness.addEventListener("change", this.#tell);
    this.#page.observe(document.documentElement, { attributes: true }); // which is how many turn dark
    this.#show();
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.#hear);
    this.#darkness.removeEventListener("change", this.#tell);
    this.#page.disconnect();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  #show() {
    const room = new URL(`room/${encodeURIComponent(this.getAttribute("slug") ?? "")}/`, BASE);
    room.searchParams.set("embed", this.hasAttribute("readonly") ? "readonly" : "room");
    this.#frame.title = this.title || "Chat";
    if (!this.#follows) this.#frame.style.height = "";
    if (this.#frame.src === room.href) this.#tell();
    else this.#frame.src = room.href;
  }

  get #follows() {
    return this.getAttribute("height") === "auto";
  }

  /** What the room is to look like; it is told nothing else, and nobody but the chat is told. */
  #tell = () => {
    const style = getComputedStyle(this);
    const theme = Object.fromEntries(VARIABLES.map((name) => [name, style.getPropertyValue(name).trim()]));
    this.#frame.contentWindow?.postMessage({ type: "chatrooms:look", theme, follows: this.#follows }, BASE.origin);
  };

  /** How high the room is. */
  #hear = ({ source, origin, data }) => {
    if (source !== this.#frame.contentWindow || origin !== BASE.origin || data?.type !== "chatrooms:height") return;
    if (this.#follows && Number.isFinite(data.height)) this.#frame.style.height = `${data.height}px`;
  };
}

customElements.define("chat-room", ChatRoom);
