// What has no place on the map and must not be lost: claims about a whole country, names that could not be resolved, claims that name no place.

import { correction } from "./asides.js";
import { el } from "./dom.js";
import { select } from "./selection.js";
import { sign } from "./sign.js";
import { claimantName } from "./words.js";

const GROUPS = [
  ["country", "About the country as a whole"],
  ["unresolved", "A place is named, but could not be found"],
  ["no_place", "No place is named"],
];

export function drawUnmapped(section, holder, items) {
  section.hidden = items.length === 0;
  holder.replaceChildren();
  for (const [reason, title] of GROUPS) {
    const group = items.filter((item) => item.reason === reason);
    if (group.length)
      holder.append(
        el("h3", null, title),
        el(
          "ul",
          { class: "unmapped" },
          group.map((item) => line(item, reason)),
        ),
      );
  }
}

// The quote has its own verb ("Turkey says …"), so the page adds none.
function line(item, reason) {
  const where = reason === "country" ? (item.country ?? item.places_text) : item.places_text;
  return el(
    "li",
    null,
    el(
      "button",
      { type: "button", class: "side-line", onclick: () => select(item.claim_id, "unmapped") },
      sign(item.claimant_kind),
      el(
        "span",
        null,
        where ? el("b", { class: "where" }, where, ": ") : null,
        `${claimantName(item).replace(/,$/, "")}: `,
        el("q", { dir: "auto" }, shortened(item.quote)),
      ),
    ),
    reason === "unresolved" ? correction(item, "Say where it is") : null,
  );
}

// The quote cut at a word where it is long; the card has all of it.
function shortened(quote) {
  return quote.length <= 110 ? quote : `${quote.slice(0, 110).replace(/\s+\S*$/, "")} …`;
}
