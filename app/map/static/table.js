// The map as a table: every mark is a row, and so is every claim that has none.

import { el, link } from "./dom.js";
import { dayInWords, whenInWords } from "./dates.js";
import { paged } from "./pager.js";
import { onSelect, select } from "./selection.js";
import { symbol } from "./symbols.js";
import { claimantName, placeName, precisionShort, ROLES, speaker, split, unquoted, weapon } from "./words.js";

const HEADS = ["Role", "Place", "How well known", "Who says so", "Said to be hit", "With", "When", "Printed by", ""];

const PAGE = 100;

export function drawTable(holder, spots, claims, fly, signal) {
  const byId = new Map(claims.map((claim) => [claim.claim_id, claim]));
  const mapped = new Set(spots.flatMap((spot) => spot.claims));
  const marks = spots.flatMap((spot) => spot.marks.map((mark) => ({ mark, claim: byId.get(mark.claim_id) ?? mark, show: () => fly(spot) })));
  const rest = claims
    .filter((claim) => !mapped.has(claim.claim_id))
    .map((claim) => ({ mark: { ...claim, role: null, place_name: split(claim.not_on_map).join(", ") || null }, claim, show: null }));
  const rows = [...marks, ...rest];
  const body = el("tbody");
  const foot = el("p");
  const head = el(
    "thead",
    null,
    el(
      "tr",
      null,
      HEADS.map((words) => el("th", { scope: "col" }, words || el("span", { class: "away" }, "Show"))),
    ),
  );
  holder.replaceChildren(el("table", null, el("caption", { class: "away" }, "Marks of the map, and claims without a mark"), head, body), foot);
  const reach = paged(body, foot, rows, ({ mark, claim, show }) => row(mark, claim, show), PAGE, "rows");
  onSelect((id) => {
    const found = rows.find(({ mark }) => mark.claim_id === id);
    if (found) reach(found);
    for (const line of body.rows) line.classList.toggle("chosen", line.dataset.claim === id);
  }, signal);
}

function row(mark, claim, fly) {
  const labels = split(mark.target_label).map(unquoted);
  return el(
    "tr",
    { "data-claim": mark.claim_id },
    el("td", { class: "role" }, mark.role ? [symbol(mark.role, { size: 14 }), " ", ROLES[mark.role].one] : "not on the map"),
    el("th", { scope: "row", dir: "auto" }, mark.role ? placeName(mark) : (mark.place_name ?? "not stated")),
    el("td", null, mark.role ? precisionShort(mark) : "–"),
    el("td", null, claimantName(mark).replace(/,$/, ""), el("small", null, speaker(mark.claimant_kind).short)),
    el("td", null, labels.length ? labels.map((label, at) => [at ? ", " : null, el("q", null, label)]) : "not stated"),
    el(
      "td",
      null,
      weapon({ weapon: mark.weapon, weapon_label: claim.weapon_label }) ?? "not stated",
      mark.quantity_text ? el("small", null, mark.quantity_text) : null,
    ),
    el("td", null, whenInWords(mark).replace(/^(on|in) /, "")),
    el("td", null, link(mark.url, mark.publisher ?? "not stated"), mark.published_at ? el("small", null, dayInWords(mark.published_at)) : null),
    el(
      "td",
      null,
      fly
        ? el(
            "button",
            {
              type: "button",
              class: "quiet",
              "aria-label": `Show ${placeName(mark)} on the map`,
              onclick: () => {
                select(mark.claim_id, "table");
                fly();
              },
            },
            "Show",
          )
        : null,
    ),
  );
}
