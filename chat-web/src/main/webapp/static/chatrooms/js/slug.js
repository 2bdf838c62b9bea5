/* The form of a room: fills the slug in from the name, until somebody writes one. The server does the same without script. */

const LONGEST = 64;

const name = document.getElementById("name");
const slug = document.getElementById("slug");

function slugOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, LONGEST);
}

let follows = slug.value === "" || slug.value === slugOf(name.value);
if (document.querySelector("input[name=id]").value !== "0") follows = false; // links to the room lead there by its slug
name.addEventListener("input", () => {
  if (follows) slug.value = slugOf(name.value);
});
slug.addEventListener("input", () => {
  follows = slug.value === "";
});
