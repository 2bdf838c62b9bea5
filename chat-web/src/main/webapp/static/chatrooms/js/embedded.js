/*
 * A page of ours within another one, which <chat-room> made. That page says what ours is to look like, and is told how high
 * it is; it may be anybody's whom the chat lets frame it, so that what it says is taken for nothing but measures and colours.
 */

/** What a variable is, by the first word of its name; else a colour. */
const KINDS = {
  font: "font-family",
  size: "font-size",
  radius: "border-radius",
  shadow: "box-shadow",
  width: "max-width",
};

/** In a variable anything may stand: var() and its like would be taken for all that they might become, an address too. */
const FUNCTIONS = /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|calc|min|max|clamp)?$/i;

const root = document.documentElement;
const log = document.getElementById("chatText");

/** Tells how high the page would be if there were room for it; null where nobody asks. */
let tell = null;

window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== window.parent || source === window || data?.type !== "chatrooms:look") return;
  for (const [name, value] of Object.entries(data.theme ?? {})) {
    if (isOurs(name)) root.style.setProperty(name, isPlain(name, value) ? value : "");
  }
  tell = data.follows ? (height) => source.postMessage({ type: "chatrooms:height", height }, origin) : null;
  document.body.classList.toggle("followed", tell !== null);
  measure();
});

new ResizeObserver(measure).observe(document.body);
if (log) new MutationObserver(measure).observe(log, { childList: true, subtree: true, characterData: true });

/** Links lead out of the frame, as the page says; but not to another place in it, or to the same page again. */
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[href]");
  if (link && link.href.split("#")[0] === location.href.split("#")[0]) link.target = "_self";
}, true);

/** A variable that the theme has. */
function isOurs(name) {
  return /^--chat-[a-z-]+$/.test(name) && getComputedStyle(root).getPropertyValue(name) !== "";
}

function isPlain(name, value) {
  const kind = KINDS[name.split("-")[3]] ?? "color";
  const functions = [...String(value).matchAll(/([^\s,(]*)\(/g)].map(([, called]) => called);
  return functions.every((called) => FUNCTIONS.test(called)) && CSS.supports(kind, value);
}

function measure() {
  if (!tell) return;
  const hidden = log ? log.scrollHeight - log.clientHeight : 0;
  tell(Math.ceil(document.body.getBoundingClientRect().height) + hidden + 1);
}
