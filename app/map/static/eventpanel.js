// Who else speaks of the same strike: the other claims of an event side by side, and what they say differently, fetched when it is opened.
// Where nobody else does there is nothing to open.

import { el, listed, plural } from "./dom.js";
import { sign } from "./sign.js";
import { claimantName, told } from "./words.js";

const FIELDS = {
  whether: "Whether it happened",
  who: "Who struck",
  what: "Who or what was hit",
  how_many: "How many",
  where: "Where",
  when: "When",
};

// How many positions and other claims are told beside a claim; the event's own page tells all.
const MOST = 8;

const service = { ask: null, sizes: new Map() };

// Tell where events are to be had; a file, which has no service behind it, has none.
export function eventsFrom(ask) {
  service.ask = ask;
}

// Take how many claims tell of each event: `{id: number}`.
export function learnEvents(sizes) {
  for (const [event, size] of Object.entries(sizes)) service.sizes.set(event, size);
}

// Where all claims are at hand, they are counted.
export function sizesOf(claims) {
  const sizes = {};
  for (const { event_id: event } of claims) if (event) sizes[event] = (sizes[event] ?? 0) + 1;
  return sizes;
}

function summary(event) {
  const others = service.sizes.has(event) ? service.sizes.get(event) - 1 : null;
  return others === null ? "Who else speaks of this strike" : `${plural(others, "other claim")} of this strike`;
}

export function eventPanel({ event_id: event, claim_id: claim }, changed = () => {}) {
  if (!event || !service.ask || service.sizes.get(event) === 1) return null;
  const holder = el("div", { class: "event" }, "Reading …");
  const panel = el("details", { class: "others" }, el("summary", null, summary(event)), holder);
  const open = () => {
    panel.removeEventListener("toggle", open);
    service.ask(`events/${encodeURIComponent(event)}`).then(
      (document_) => {
        holder.replaceChildren(...content(document_, claim));
        changed();
      },
      (error) => holder.replaceChildren(error.message),
    );
  };
  panel.addEventListener("toggle", open);
  panel.addEventListener("click", (press) => press.stopPropagation());
  return panel;
}

function content({ id, status_rule: rule, supporting, disputing, disagreements }, own) {
  const others = [...supporting, ...disputing].filter(({ claim_id: claim }) => claim !== own);
  return [
    el("p", { class: "faint" }, rule),
    disagreements.length ? el("table", { class: "differ" }, el("caption", null, "What is said differently"), el("tbody", null, disagreements.map((one) => difference(one, own)))) : null,
    others.length ? el("ul", { class: "others-list" }, others.slice(0, MOST).map(other)) : el("p", null, "No other claim here speaks of it."),
    el("a", { href: `events/${encodeURIComponent(id)}?f=html` }, others.length > MOST ? `The whole event, with all ${others.length + 1} claims` : "The whole event"),
  ].filter(Boolean);
}

// One row a position; the claim's own is marked, and told first where there are many.
function difference({ field, unit, positions }, own) {
  const isOwn = ({ claims }) => claims.includes(own);
  const told = positions.length > MOST ? [...positions.filter(isOwn), ...positions.filter((one) => !isOwn(one))].slice(0, MOST) : positions;
  return told.map(({ value, claims, claimants }, at) =>
    el(
      "tr",
      null,
      at === 0 ? el("th", { scope: "rowgroup", rowspan: told.length }, unit ? `${FIELDS[field]}: ${unit}` : FIELDS[field]) : null,
      el("td", { class: claims.includes(own) ? "own" : null }, String(value)),
      el("td", null, listed([...new Set(claimants)].slice(0, MOST))),
    ),
  );
}

function other({ copy_of: copy, ...claim }) {
  const { claimant_kind: kind, modality, quote, publisher } = claim;
  const { said } = told(modality);
  return el(
    "li",
    null,
    sign(kind),
    " ",
    el("b", null, claimantName(claim)),
    ` ${said}: `,
    el("q", { dir: "auto" }, quote),
    el("small", null, publisher ? ` ${publisher}` : null, copy ? " · the same text as another report's, counted once" : null),
  );
}
