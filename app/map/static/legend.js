// The legend is the layer switch: each sign is explained beside the box that shows or hides it. `crowd`, where there are too many marks to
// draw each, says how many areas and lines there are and how many of them are drawn.

import { el } from "./dom.js";
import { lineSample, squares, swatch, symbol } from "./symbols.js";
import { ROLES, SPEAKERS } from "./words.js";

export function drawLegend(holder, { counts, kinds, lineKinds, off, toggle, crowd = null }) {
  const roles = ["launch_origin", "reported_target", "base"].filter((role) => counts[role]);
  const focused = holder.contains(document.activeElement) ? document.activeElement.name : null;
  holder.replaceChildren(
    el(
      "div",
      { class: "switches" },
      roles.map((role) =>
        switchOf(role, [symbol(role, { size: 18 }), role === "base" ? null : swatch(role, { size: 16 })], ROLES[role].many, counts[role], {
          off,
          toggle,
        }),
      ),
      counts.line
        ? switchOf("line", [lineSample(lineKinds.has("inferred") ? "inferred" : "stated")], "Lines: as claimed, not tracks", counts.line, {
            off,
            toggle,
          })
        : null,
    ),
    el(
      "ul",
      { class: "keys" },
      crowd ? el("li", null, squares(), "square: several marks, the darker the more") : null,
      most(crowd?.areas, "areas: the", "with most claims"),
      most(crowd?.lines, "lines: the newest"),
      el("li", null, swatch("reported_target", { size: 14 }), "hatched: known only as this area"),
      el("li", null, symbol("reported_target", { size: 15 }), "hollow: somebody says so"),
      el("li", null, symbol("reported_target", { size: 15, solid: true }), "solid: two independent sources, neither of the striker"),
      lineKinds.has("stated") ? el("li", null, lineSample("stated"), "dashed: origin and target stated together") : null,
      lineKinds.has("inferred") && lineKinds.has("stated") ? el("li", null, lineSample("inferred"), "dotted: joined from the whole report") : null,
    ),
    el(
      "ul",
      { class: "keys speakers", "aria-label": "Who speaks" },
      Object.entries(SPEAKERS)
        .filter(([kind]) => kinds.has(kind))
        .map(([, { sign, short }]) => el("li", null, el("span", { class: "sign", "aria-hidden": "true" }, sign), short)),
    ),
  );
  if (focused) holder.querySelector(`input[name="${focused}"]`)?.focus();
}

function most(told, before, after = "") {
  if (!told || told.drawn >= told.all) return null;
  return el("li", null, `${before} ${told.drawn} of ${told.all.toLocaleString("en-GB")} ${after}`.trim());
}

function switchOf(name, signs, words, count, { off, toggle }) {
  return el(
    "label",
    { class: "switch" },
    el("input", { type: "checkbox", name, checked: !off.has(name), onchange: (event) => toggle(name, event.target.checked) }),
    el("span", { class: "signs" }, signs),
    el("span", null, words),
    el("span", { class: "count" }, count.toLocaleString("en-GB")),
  );
}
