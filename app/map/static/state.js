// What the reader has chosen, kept in the address so that a link restores it: filters, days, layers, the selected claim and the view.

import { FACETS } from "./facets.js";

const LIST = ["off", ...FACETS.map(({ name }) => name)];

// What says which claims are shown, and not how: the service's list and counts take just these.
export const CHOOSING = ["report", "q", "from", "to", ...FACETS.map(({ name }) => name)];

export function readState(search = window.location.search) {
  const query = new URLSearchParams(search);
  const state = {
    report: query.get("report"),
    embed: query.has("embed"),
    q: query.get("q") ?? "",
    from: day(query.get("from")),
    to: day(query.get("to")),
    claim: query.get("claim"),
    view: view(query.get("view")),
  };
  for (const name of LIST) state[name] = new Set(query.getAll(name));
  return state;
}

// The query string of a state, or of some of its members, without its question mark; what is as usual is left out.
export function queryOf(state, only = null) {
  const query = new URLSearchParams();
  const wanted = (name) => only === null || only.includes(name);
  for (const name of ["report", "q", "from", "to", "claim"]) if (state[name] && wanted(name)) query.set(name, state[name]);
  if (state.embed && wanted("embed")) query.set("embed", "1");
  for (const name of LIST.filter(wanted)) for (const value of state[name]) query.append(name, value);
  if (state.view && wanted("view")) query.set("view", state.view.join("/"));
  return query.toString();
}

// In a frame: the address of the same view with everything around the map; null where the page is whole already.
export function wholeOf(state) {
  return state.embed ? `?${queryOf({ ...state, embed: false })}` : null;
}

export function remember(state) {
  const query = queryOf(state);
  try {
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  } catch {
    // A page from a disk may not name itself anew; it then forgets on reload, and loses nothing else.
  }
}

function day(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? text : null;
}

// "zoom/lat/lon", or null where it is no view.
function view(text) {
  const numbers = (text ?? "").split("/").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) && Math.abs(numbers[1]) <= 85 && Math.abs(numbers[2]) <= 360 ? numbers : null;
}
