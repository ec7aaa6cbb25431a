// The search field and the filters above the claims: each value with the number of claims it would leave.

import { el, plural } from "./dom.js";
import { FACETS, isFiltered, wordOf } from "./facets.js";
import { suggest } from "./suggest.js";

// Draws once, for what a first tally counts; the returned function draws the counts anew. `changed` is called after each choice, `places`
// finds places by the beginning of a name and `go` shows one.
export function drawFilters(holder, tally, state, { changed, places, go }) {
  const search = el("input", {
    type: "search",
    "aria-label": "Search in claims and places",
    placeholder: "Search claims and places",
    value: state.q,
  });
  search.addEventListener("input", () => {
    state.q = search.value;
    changed();
  });
  const clear = el("button", { type: "button", class: "quiet", onclick: () => reset(state, search, changed) }, "Clear all");
  const told = el("span", { role: "status", class: "faint" });
  const useful = FACETS.filter(({ name }) => tally.facets[name].length > 1 || state[name].size);
  const sets = useful.map((facet) => ({ facet, set: el("fieldset", null) }));
  const drawer = el(
    "details",
    { class: "drawer", open: useful.some(({ name }) => state[name].size) },
    el("summary", null, "Filter"),
    el(
      "div",
      { class: "facets" },
      sets.map(({ set }) => set),
    ),
  );
  holder.append(
    el("div", { class: "search" }, search, places ? suggest(search, places, go) : null),
    useful.length ? drawer : "",
    el("p", { class: "left" }, told, " ", clear),
  );

  return (now) => {
    const filtered = isFiltered(state);
    clear.hidden = !filtered;
    told.textContent = filtered ? `${now.matched.toLocaleString("en-GB")} of ${plural(now.claims, "claim")} shown` : "";
    for (const { facet, set } of sets) {
      const focused = set.contains(document.activeElement) ? document.activeElement.value : null;
      set.replaceChildren(
        el("legend", null, facet.title),
        ...now.facets[facet.name].map(([value, count]) => choice(facet.name, value, count, state, changed)),
      );
      if (focused !== null) set.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
    }
  };
}

function choice(name, value, count, state, changed) {
  const chosen = state[name];
  const box = el("input", { type: "checkbox", value, checked: chosen.has(value) });
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(value);
    else chosen.delete(value);
    changed();
  });
  const words = el("span", { dir: "auto" }, wordOf(name, value));
  return el("label", { class: count ? "choice" : "choice none" }, box, words, el("span", { class: "count" }, count.toLocaleString("en-GB")));
}

function reset(state, search, changed) {
  for (const { name } of FACETS) state[name].clear();
  [state.q, state.from, state.to] = ["", null, null];
  search.value = "";
  changed();
}
