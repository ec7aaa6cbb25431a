// "Who was hit is disputed": what each side says, one line a side, in its own words and between quotation marks.

import { el, listed } from "./dom.js";
import { select } from "./selection.js";
import { sign } from "./sign.js";
import { claimantName, unquoted } from "./words.js";

export function drawDisputes(section, holder, disputes) {
  section.hidden = disputes.length === 0;
  holder.replaceChildren();
  for (const dispute of disputes) {
    const lines = merged(dispute.sides).map(side);
    holder.append(el("ul", { class: "sides" }, lines));
  }
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
