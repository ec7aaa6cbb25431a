// "Who was hit is disputed": what each side says, one line a side, in its own words and between quotation marks.

import { el, listed } from "./dom.js";
import { paged } from "./pager.js";
import { select } from "./selection.js";
import { sign } from "./sign.js";
import { claimantName, unquoted } from "./words.js";

// How many disputes stand there before one asks for more.
const SHOWN = 3;

export function drawDisputes(section, holder, disputes) {
  section.hidden = disputes.length === 0;
  const [list, foot] = [el("div"), el("p")];
  holder.replaceChildren(list, foot);
  paged(list, foot, disputes, ({ sides }) => el("ul", { class: "sides" }, merged(sides).map(side)), SHOWN, "disputes");
}

// A claimant who says the same of several claims has one line.
function merged(sides) {
  const lines = new Map();
  for (const one of sides) {
    const key = `${one.claimant}\u0000${one.class}`;
    const line = lines.get(key);
    if (!line) lines.set(key, { ...one, labels: [...new Set(one.labels)] });
    else line.labels = [...new Set([...line.labels, ...one.labels])];
  }
  return [...lines.values()];
}

function side(one) {
  return el(
    "li",
    null,
    el(
      "button",
      { type: "button", class: "side-line", title: one.quote, onclick: () => select(one.claim_id, "dispute") },
      sign(one.claimant_kind),
      el(
        "span",
        { dir: "auto" },
        el("b", null, claimantName(one)),
        " said: ",
        one.labels.length ? listed(one.labels.map((label) => el("q", null, unquoted(label)))) : "who was hit is not stated",
        one.places_text ? el("span", { class: "faint" }, ` · ${one.places_text.replaceAll("; ", ", ")}`) : null,
      ),
    ),
  );
}
