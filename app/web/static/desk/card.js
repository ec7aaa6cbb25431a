// One claim on the desk: its quote, its fields, what was decided of it, and what can be.

import { el } from "../dom.js";
import { rows, STATES } from "./words.js";

const SCORE_LOW = 0.6;

export function claimCard(item, { base, current, act, light }) {
  const { claim, fields } = item;
  const facts = rows(fields).map((row) => {
    const lit = () => light(item, row);
    const value = el(
      "dd",
      { tabindex: current ? 0 : null, class: row.unresolved ? "unresolved" : null, dir: "auto", onmouseenter: lit, onfocus: lit, onmouseleave: () => light(null), onblur: () => light(null) },
      row.says ?? el("span", { class: "soft" }, "not stated"),
    );
    return [el("dt", null, row.title), value];
  });
  const buttons = actions(item).map(([verb, key, label]) =>
    el("button", { type: "button", "data-verb": verb, onclick: () => act(verb, item) }, label, " ", el("kbd", { "aria-hidden": true }, key)),
  );
  const state = item.state === "machine" ? STATES.machine : `${STATES[item.state]}${item.reviewed_by ? ` by ${item.reviewed_by}` : ""}`;
  return el(
    "article",
    { class: current ? "card current" : "card", "data-id": claim.id, tabindex: current ? 0 : -1, onclick: current ? null : () => act("choose", item), "aria-current": current ? "true" : null, "aria-label": `Claim of ${fields.claimant.name}` },
    el("p", { class: "state" }, state, item.score !== null && item.score < SCORE_LOW && el("span", { class: "low" }, " · the program is not sure of it")),
    el("blockquote", { dir: "auto" }, claim.quote.exact),
    el("dl", null, facts),
    current && el("p", { class: "actions" }, buttons, el("a", { href: `${base}/history/${encodeURIComponent(claim.id)}?f=html` }, "History")),
  );
}

// What can be done with a claim in its state: verb, key, words.
export function actions({ state, reviews }) {
  return [
    state === "machine" && ["accept", "a", "Accept"],
    state !== "rejected" && ["correct", "e", "Correct"],
    state !== "rejected" && ["reject", "x", "Reject"],
    state !== "rejected" && ["reduce_precision", "p", "Less precise"],
    state !== "rejected" && ["grade", "g", "Grade"],
    state !== "rejected" && ["merge", "m", "Same strike as"],
    state !== "rejected" && ["split", "s", "Not the strike of"],
    reviews.length > 0 && ["undo", "u", "Undo the last"],
  ].filter(Boolean);
}
