// Downloads, the address for a GIS, a link to this very view, and the single file to embed.

import { el } from "./dom.js";
import { queryOf } from "./state.js";

const FILES = [
  ["reported-targets", "Reported targets (points)"],
  ["reported-target-areas", "Reported target areas"],
  ["launch-origins", "Launch origins (points)"],
  ["launch-origin-areas", "Launch origin areas"],
  ["bases", "Bases"],
  ["strike-lines", "Strike lines"],
  ["claims", "Claims with all their numbers"],
];

export function drawTake(holder, source, state) {
  const of = source.report ? `?report_id=${encodeURIComponent(source.report)}` : "";
  const here = () => new URL(`?${queryOf(state)}`, source.address("")).href;
  const parts = [
    holder.dataset.file &&
      el(
        "p",
        null,
        el("a", { class: "button", href: source.address(`${holder.dataset.file}${of}`), download: "strikemap.html" }, "Save this map as one file"),
        " to embed or to mail: it needs no network.",
      ),
    el(
      "details",
      null,
      el("summary", null, "GeoJSON, layer by layer"),
      el(
        "ul",
        null,
        FILES.map(([id, words]) =>
          el("li", null, el("a", { href: source.address(`collections/${id}/download.geojson${of}`), download: `${id}.geojson` }, words)),
        ),
      ),
    ),
    copyable("Link to this view", "with its filters, days and place", here),
    copyable("Add to QGIS", "Layer › Add WFS / OGC API – Features layer, with this address", () => source.address("")),
  ];
  holder.append(...parts.filter(Boolean));
}

function copyable(name, words, value) {
  const field = el("input", { readonly: true, value: value(), "aria-label": name });
  const told = el("span", { role: "status", class: "faint" });
  const renew = () => {
    field.value = value();
    field.select();
  };
  const copy = async () => {
    renew();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "copied";
    } catch {
      told.textContent = "press Ctrl+C";
    }
  };
  field.addEventListener("focus", renew);
  return el(
    "p",
    { class: "copy" },
    el("b", null, name),
    el("span", { class: "faint" }, ` ${words}`),
    el("span", { class: "pair" }, field, el("button", { type: "button", onclick: copy }, "Copy"), told),
  );
}
