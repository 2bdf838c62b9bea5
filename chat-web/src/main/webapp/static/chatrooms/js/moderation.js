import { Refusal } from "./api.js";
import { button, element } from "./dom.js";
import { words } from "./words.js";

const LONGEST_REASON = 200;
const MINUTES = { minutes: 10, hour: 60, day: 1440, forGood: "" };

/** A dialog in which somebody who keeps order decides about somebody else. */
export class Moderation {
  #api;
  #dialog;
  #title = element("h2", { id: "chatModerateTitle" });
  #form;
  #length;
  #address;
  #note = element("p", { role: "alert" });
  #whom;

  /** @param page gets the dialog */
  constructor(api, page) {
    this.#api = api;
    const acts = ["kick", "mute", "ban"].map((act, i) =>
      element("label", {}, element("input", { type: "radio", name: "act", value: act, checked: i === 0 }), ` ${words.moderate[act]}`),
    );
    this.#length = element("select", { name: "minutes" }, ...Object.entries(MINUTES).map(([name, minutes]) => new Option(words.howLong[name], minutes)));
    this.#address = check("address", words.alsoTheirAddress);
    this.#form = element("form", {},
      element("fieldset", {}, element("legend", { textContent: words.moderate.what }), ...acts),
      element("label", {}, words.moderate.howLong, this.#length),
      element("label", {}, words.moderate.reason, element("input", { name: "reason", maxLength: LONGEST_REASON, autocomplete: "off" })),
      this.#address,
      check("remove", words.moderate.remove),
      this.#note,
      element("div", { className: "buttons" },
        button(words.cancel, () => this.#dialog.close()),
        element("button", { className: "danger", textContent: words.moderate.decide }),
      ),
    );
    this.#dialog = element("dialog", { className: "chatDialog", id: "chatModerate", "aria-labelledby": this.#title.id }, this.#title, this.#form);
    this.#form.addEventListener("change", () => this.#fit());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#decide();
    });
    page.append(this.#dialog);
  }

  /** @param whom {message_id} or {username} */
  open(name, whom) {
    this.#whom = whom;
    this.#title.textContent = name;
    this.#note.textContent = "";
    this.#form.reset();
    this.#fit();
    this.#dialog.showModal();
  }

  /** Who is sent out is so for a minute; and only who has no account comes again as somebody else. */
  #fit() {
    const { act } = Object.fromEntries(new FormData(this.#form));
    this.#length.disabled = act === "kick";
    this.#address.hidden = act !== "ban";
  }

  async #decide() {
    const { remove, ...fields } = Object.fromEntries(new FormData(this.#form));
    if (!fields.minutes) delete fields.minutes;
    try {
      await this.#api.moderate({ ...fields, ...this.#whom });
      if (remove) await this.#api.moderate({ act: "remove", ...this.#whom });
      this.#dialog.close();
    } catch (problem) {
      this.#note.textContent = problem instanceof Refusal ? problem.message : words.notDecided;
    }
  }
}

function check(name, text) {
  return element("label", {}, element("input", { type: "checkbox", name }), ` ${text}`);
}
