// The search field and the filters above the claims: each value with the number of claims it would leave.

import { el, plural } from "./dom.js";
import { countsOf, FACETS, isFiltered } from "./facets.js";

// Draws once; the returned function draws the counts anew. `changed` is called after each choice.
export function drawFilters(holder, claims, state, changed) {
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
  const useful = FACETS.filter((facet) => countsOf(facet, claims, state).length > 1);
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
  holder.append(el("div", { class: "search" }, search), useful.length ? drawer : "", el("p", { class: "left" }, told, " ", clear));

  return (shown) => {
    const filtered = isFiltered(state);
    clear.hidden = !filtered;
    told.textContent = filtered ? `${shown} of ${plural(claims.length, "claim")} shown` : "";
    for (const { facet, set } of sets) {
      const focused = set.contains(document.activeElement) ? document.activeElement.value : null;
      set.replaceChildren(
        el("legend", null, facet.title),
        ...countsOf(facet, claims, state).map(([value, count]) => choice(facet, value, count, state, changed)),
      );
      if (focused !== null) set.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
    }
  };
}

function choice(facet, value, count, state, changed) {
  const chosen = state[facet.name];
  const box = el("input", { type: "checkbox", value, checked: chosen.has(value) });
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(value);
    else chosen.delete(value);
    changed();
  });
  return el("label", { class: count ? "choice" : "choice none" }, box, el("span", { dir: "auto" }, value), el("span", { class: "count" }, count));
}

function reset(state, search, changed) {
  for (const { name } of FACETS) state[name].clear();
  [state.q, state.from, state.to] = ["", null, null];
  search.value = "";
  changed();
}
