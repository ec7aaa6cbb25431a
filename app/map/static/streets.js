// The street map of openstreetmap.org, where the service's keeper allows it and a reader asks for it: only then is another site asked.

import { el } from "./dom.js";

const CREDIT = "© OpenStreetMap contributors";

export function offerStreets(map, holder) {
  const tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", { maxZoom: 19, referrerPolicy: "origin", pane: "land", zIndex: 2 });
  const credit = el("p", { class: "credit", hidden: true }, el("a", { href: "https://www.openstreetmap.org/copyright", rel: "noopener" }, CREDIT));
  const button = el(
    "button",
    {
      type: "button",
      class: "streets",
      "aria-pressed": "false",
      title: "Asks openstreetmap.org for pictures, which tells it where you look",
      onclick: () => {
        const on = !map.hasLayer(tiles);
        if (on) tiles.addTo(map);
        else tiles.remove();
        button.setAttribute("aria-pressed", String(on));
        credit.hidden = !on;
      },
    },
    "Street map",
  );
  holder.append(button);
  map.getContainer().parentElement.append(credit);
}
