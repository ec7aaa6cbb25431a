// Downloads, the address for a GIS, and the single file to embed: always of what this page shows.

import { el } from "./dom.js";

const FILES = [
  ["reported-targets", "Reported targets (points)"],
  ["reported-target-areas", "Reported target areas"],
  ["launch-origins", "Launch origins (points)"],
  ["launch-origin-areas", "Launch origin areas"],
  ["bases", "Bases"],
  ["strike-lines", "Strike lines"],
  ["claims", "Claims with all their numbers"],
];

export function drawTake(holder, source) {
  const of = source.report ? `?report_id=${encodeURIComponent(source.report)}` : "";
  holder.append(
    el("p", null, el("a", { class: "button", href: source.address(`map.html${of}`), download: "strikemap.html" }, "Save this map as one file"), " to embed or to mail: it needs no network."),
    el("details", null, el("summary", null, "GeoJSON of what is shown"), el("ul", null, FILES.map(([id, words]) => el("li", null, el("a", { href: source.address(`collections/${id}/download.geojson${of}`), download: `${id}.geojson` }, words))))),
    copyable("Add to QGIS", "Layer › Add WFS / OGC API – Features layer, with this address", source.address("")),
  );
}

function copyable(name, words, value) {
  const field = el("input", { readonly: true, value, "aria-label": name, onfocus: (event) => event.target.select() });
  const told = el("span", { role: "status", class: "faint" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      told.textContent = "copied";
    } catch {
      field.select();
      told.textContent = "press Ctrl+C";
    }
  };
  return el("p", { class: "copy" }, el("b", null, name), el("span", { class: "faint" }, ` ${words}`), el("span", { class: "pair" }, field, el("button", { type: "button", onclick: copy }, "Copy"), told));
}
