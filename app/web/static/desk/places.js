// The places of a claim in its form: the role of each, and which place of the gazetteer is meant.

import { el } from "../dom.js";
import { choice } from "./ask.js";
import { ROLES } from "./words.js";

const NOWHERE = "";

function named({ name, kind, country, admin1 }) {
  return `${name} (${[kind, admin1, country].filter(Boolean).join(", ")})`;
}

// The answer of /geocode (GeocodeJSON) as candidates.
function candidates({ features }) {
  return features.map(({ properties: { geocoding: found } }) => ({ id: found.place_id, name: found.name, kind: found.type, country: found.country, admin1: found.state }));
}

function row(place, codes, search, at) {
  const known = [place.place, ...(place.candidates ?? [])].filter(Boolean);
  const which = el("select", { "aria-label": `Which place “${place.surface}” is` });
  const offer = (found, chosen) => {
    const options = [...which.options].map((option) => option.value);
    which.append(...found.filter((one) => !options.includes(one.id)).map((one) => el("option", { value: one.id, selected: one.id === chosen }, named(one))));
  };
  which.append(el("option", { value: NOWHERE, selected: !place.place_id }, "not known where"));
  offer(known, place.place_id);
  const role = choice(codes.role, place.role, (code) => ROLES[code]);
  role.setAttribute("aria-label", `What “${place.surface}” is in this claim`);
  const name = el("input", { "aria-label": `Another name to look “${place.surface}” up by`, placeholder: "look up another name", maxlength: 100 });
  const told = el("span", { class: "soft", role: "status" });
  const look = async () => {
    if (!name.value.trim()) return;
    try {
      const found = candidates(await search(name.value.trim()));
      offer(found, found[0]?.id);
      told.textContent = found.length ? "" : "The gazetteer does not know that name.";
    } catch (error) {
      told.textContent = error.message;
    }
  };
  name.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    look();
  });
  const node = el("li", { "data-at": at }, el("b", { dir: "auto" }, place.surface), " ", role, which, name, el("button", { type: "button", onclick: look }, "Look up"), told);
  return { node, value: () => ({ start: place.start, end: place.end, role: role.value, place_id: which.value || null }) };
}

export function placeRows(places, codes, search) {
  const list = el("ol", { class: "places" });
  const held = [];
  const add = (place) => {
    held.push(row(place, codes, search, held.length));
    list.append(held.at(-1).node);
  };
  places.forEach(add);
  return { list, add, value: () => held.map((one) => one.value()) };
}
