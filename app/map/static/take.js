// Downloads, the address for a GIS, a link to this very view, and the single file to embed.

import { el } from "./dom.js";
import { CHOOSING, queryOf } from "./state.js";

const FILES = [
  ["reported-targets", "Reported targets (points)"],
  ["reported-target-areas", "Reported target areas"],
  ["launch-origins", "Launch origins (points)"],
  ["launch-origin-areas", "Launch origin areas"],
  ["bases", "Bases"],
  ["strike-lines", "Strike lines"],
  ["claims", "Claims with all their numbers"],
];

const TYPES = [
  ["geojson", "GeoJSON"],
  ["csv", "CSV"],
];

export function drawTake(holder, source, state) {
  const chosen = () => queryOf(state, CHOOSING);
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
      el("summary", null, "Just what is shown, as files"),
      el(
        "ul",
        null,
        FILES.map(([id, words]) =>
          el(
            "li",
            null,
            `${words}: `,
            TYPES.map(([ending, name]) => [live(() => source.address(`list/${id}.${ending}?${chosen()}`), name, { download: `${id}.${ending}` }), " "]),
          ),
        ),
      ),
    ),
    copyable("Link to this view", "with its filters, days and place", here),
    copyable("Embed this view", isHere() ? "in a page on this machine; elsewhere its address is not known, there the one file does it" : "in a page of yours", () => embedding(new URL(`?${queryOf({ ...state, embed: true })}`, source.address("")).href)),
    el("p", null, live(() => source.address(`list?${chosen()}`), "The same as a plain list"), ", which needs no JavaScript."),
    copyable("Add to QGIS", "Layer › Add WFS / OGC API – Features layer, with this address", () => source.address("")),
  ];
  holder.append(...parts.filter(Boolean));
}

// A link whose address follows what the reader chooses: it is made when it is about to be used.
function live(address, words, attributes = {}) {
  const anchor = el("a", { ...attributes, href: address() }, words);
  for (const event of ["pointerdown", "focus", "contextmenu", "click"]) anchor.addEventListener(event, () => (anchor.href = address()));
  return anchor;
}

// Whether the service is reached by an address that only its own machine knows.
function isHere() {
  return /^(localhost|127\.|\[::1\])/.test(window.location.hostname);
}

function embedding(address) {
  const quoted = address.replaceAll("&", "&amp;").replaceAll('"', "%22");
  return `<iframe src="${quoted}" title="Strikemap" width="100%" height="560" loading="lazy"></iframe>`;
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
