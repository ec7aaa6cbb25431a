// Places whose name begins as the reader types, from the service's own gazetteer: a press goes there.

import { el } from "./dom.js";

const WAIT = 250;
const MOST = 4;

export function suggest(search, places, go) {
  const holder = el("ul", { class: "suggestions", "aria-label": "Places of that name", hidden: true });
  let [timer, asked] = [null, ""];
  search.addEventListener("input", () => {
    clearTimeout(timer);
    asked = search.value.trim();
    timer = setTimeout(async () => {
      const [wanted, found] = [asked, asked.length < 3 ? [] : await places(asked, MOST).catch(() => [])];
      if (wanted !== asked) return;
      holder.hidden = found.length === 0;
      holder.replaceChildren(...found.map((place) => el("li", null, button(place, go))));
    }, WAIT);
  });
  return holder;
}

function button({ properties: { geocoding }, bbox }, go) {
  return el("button", { type: "button", class: "quiet", onclick: () => go(bbox) }, "Go to ", el("b", { dir: "auto" }, geocoding.label));
}
