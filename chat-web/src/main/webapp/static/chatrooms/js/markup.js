import { element } from "./dom.js";

const FENCED = "\\n?```(?:[\\w+#.-]*\\n)?(?<block>[^]+?)\\n?```\\n?";
const CODE = "`(?<code>[^`\\n]+)`";
const LINK = '(?<link>\\bhttps?://[^\\s<>"`]+)';
/** Nobody speaks to a guest with this. */
const GUEST_MARK = /^\(guest\) /;

const WORD = "[\\p{L}\\p{M}\\p{N}_]";

const EMOJI = /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f\s]{1,24}$/u;

/** What a sentence around a link puts at its end. */
const NOT_OF_A_LINK = ".,:;!?'*_~…";

/** What finds a text as it is, as part of a pattern. */
export function literally(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Finds somebody's name where it stands as a word of its own, with or without an @; nothing for nobody. */
function namePattern(name) {
  const escaped = literally(name.replace(GUEST_MARK, ""));
  return escaped && `(?<!${WORD})(?<name>@?${escaped})(?!${WORD})`;
}

/** Whether a text speaks to somebody. */
export function mentions(text, username) {
  const pattern = namePattern(username);
  return pattern !== "" && new RegExp(pattern, "iu").test(text);
}

/**
 * Gives a function that makes nodes of a text as people write it: links, code, and the reader's own name. All else stays
 * the text that it is, markup too.
 *
 * @param username the reader's; may be empty
 */
export function markup(username) {
  const patterns = [FENCED, CODE, LINK, namePattern(username)].filter(Boolean);
  const pattern = new RegExp(patterns.join("|"), "giu");
  return (text) => {
    const nodes = document.createDocumentFragment();
    let end = 0;
    for (const { 0: whole, index, groups } of text.matchAll(pattern)) {
      const link = groups.link && withoutPunctuation(groups.link);
      nodes.append(text.slice(end, index), node(groups, link));
      end = index + (link ?? whole).length;
    }
    nodes.append(text.slice(end));
    return nodes;
  };
}

/** Whether a text is a few pictures and nothing else. */
export function isEmoji(text) {
  return EMOJI.test(text);
}

function node({ block, code, name }, link) {
  if (link) return anchor(link);
  if (name) return element("mark", {}, name);
  const made = element("code", { dir: "ltr" }, block ?? code);
  return block ? element("pre", {}, made) : made;
}

function anchor(text) {
  const made = element("a", { href: text, target: "_blank", rel: "noopener noreferrer nofollow ugc", dir: "ltr" }, text);
  return /^https?:$/.test(made.protocol) && made.hostname ? made : text;
}

/** A bracket belongs to a link that has its other half. */
function withoutPunctuation(link) {
  let closing = link.split(")").length - link.split("(").length;
  let end = link.length;
  for (; end > 0; end--) {
    const last = link[end - 1];
    if (last === ")" && closing-- > 0) continue;
    if (!NOT_OF_A_LINK.includes(last)) break;
  }
  return link.slice(0, end);
}
