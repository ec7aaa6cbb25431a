// The mark of a spot that is known to a settlement or better: one symbol, a small one beside it for each further role, and a count.

import { el } from "./dom.js";
import { symbol } from "./symbols.js";

export function marker(spot, label) {
  const [first, ...others] = spot.roles;
  const face = el(
    "div",
    { class: "face" },
    symbol(first, { size: 26, solid: spot.solid }),
    others.map((role) => el("span", { class: "also" }, symbol(role, { size: 15 }))),
    spot.claims.length > 1 ? el("span", { class: "tally", "aria-hidden": "true" }, spot.claims.length) : null,
  );
  const icon = L.divIcon({ html: face, className: "mark", iconSize: [30, 30], iconAnchor: [15, 15], popupAnchor: [0, -10] });
  const layer = L.marker(spot.point, { icon, riseOnHover: true, keyboard: true });
  layer.on("add", () => {
    const node = layer.getElement();
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", label);
    node.setAttribute("aria-haspopup", "dialog");
    node.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      layer.openPopup();
    });
  });
  return layer;
}
