// What a mark says: the quote first, then who says it, where it was printed, when, and how well day and place are known.

import { asides } from "./asides.js";
import { eventPanel } from "./eventpanel.js";
import { el, link, listed } from "./dom.js";
import { datePrecision, dayInWords, whenInWords } from "./dates.js";
import { paged } from "./pager.js";
import { select } from "./selection.js";
import { sign } from "./sign.js";
import { claimantName, gazetteerName, placePrecision, ROLES, split, unquoted } from "./words.js";
import { quoted } from "./quote.js";

const PAGE = 10;

// `changed` is called when something came into the popup that it must fit.
export function popupOf(spot, changed) {
  const [list, foot] = [el("div", { class: "sayings" }), el("p")];
  paged(list, foot, spot.marks, (mark) => saying(mark, spot.roles.length > 1, changed), PAGE, "claims");
  foot.addEventListener("click", () => changed());
  return el(
    "div",
    { class: "popup", tabindex: "-1", role: "dialog", "aria-label": spot.names.join(", ") },
    el("h3", null, spot.names.join(" / ")),
    el("p", { class: "roles" }, spot.roles.map((role) => ROLES[role].was).join(", "), spot.claims.length > 1 ? ` · ${spot.claims.length} claims` : null),
    list,
    foot,
    el("p", { class: "precision" }, [...new Set(spot.marks.map(placePrecision)), named(spot)].filter(Boolean).join(" ")),
  );
}

// The gazetteer's names where reports spell them otherwise.
function named({ marks, names }) {
  const others = [...new Set(marks.map(gazetteerName))].filter((name) => !names.includes(name));
  return others.length ? `In the gazetteer: ${others.join(", ")}.` : null;
}

export function saying(mark, severalRoles, changed) {
  const precision = datePrecision(mark);
  return el(
    "article",
    { class: "saying" },
    quoted(mark.quote, [mark.places_said || mark.place_name, mark.target_label]),
    el(
      "p",
      { class: "says" },
      sign(mark.claimant_kind),
      " ",
      el("b", null, claimantName(mark)),
      " said",
      severalRoles ? ` (${ROLES[mark.role].one})` : null,
      relayed(mark),
    ),
    el("p", null, sentenceCase(whenInWords(mark)), precision ? el("span", { class: "faint" }, ` – ${precision}`) : null),
    mark.quantity_text
      ? el(
          "p",
          null,
          `Number as printed: ${mark.quantity_text}`,
          mark.claim_places_n > 1 ? el("span", { class: "faint" }, ` – for ${mark.claim_places_n} places together`) : null,
        )
      : null,
    mark.target_label ? el("p", null, "Said to be hit: ", listed(split(mark.target_label).map((label) => el("q", null, unquoted(label))))) : null,
    mark.link === "inferred"
      ? el("p", { class: "faint" }, "The report names this place elsewhere; that it belongs to this claim is inferred.")
      : null,
    el(
      "p",
      { class: "printed" },
      mark.title || mark.publisher ? link(mark.url, mark.publisher ?? mark.title) : "Publisher not stated",
      mark.published_at ? `, ${dayInWords(mark.published_at)}` : ", day of publication not stated",
    ),
    eventPanel(mark, changed),
    el(
      "p",
      { class: "ways" },
      el("button", { type: "button", class: "quiet", onclick: () => select(mark.claim_id, "popup") }, "Read the whole claim"),
      asides(mark),
    ),
  );
}

function relayed({ via, claimant_kind: kind }) {
  return via && kind !== "unattributed" ? `, relayed by ${via}` : null;
}

function sentenceCase(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
