/** What the page brings to say: JSON by the names of words.js, and by the English of errors. A site's own page may bring none. */
const texts = JSON.parse(document.getElementById("chatWords")?.textContent || "{}");

/** How dates are written: as the browser has it, if that is the language of the page. */
export const locale = localeOf(document.documentElement.lang);

/** The same words in the language of the page. A word that is a function is a text with places for its arguments there. */
export function told(words, path = "") {
  const inWords = ([key, english]) => {
    const name = path + key;
    if (typeof english === "object") return [key, told(english, `${name}.`)];
    if (!Object.hasOwn(texts, name)) return [key, english];
    return [key, typeof english === "function" ? (...args) => fill(texts[name], args) : texts[name]];
  };
  return Object.fromEntries(Object.entries(words).map(inWords));
}

/** An error that the server says in English, as far as the page knows it. */
export function inOurWords(error) {
  return Object.hasOwn(texts, error) ? texts[error] : error;
}

function localeOf(language) {
  if (!language) return [];
  return navigator.languages.filter((tag) => tag.split("-")[0] === language.split("-")[0]).concat(language);
}

function fill(text, args) {
  return text.replace(/\{(\d)\}/g, (place, number) => args[number] ?? place);
}
