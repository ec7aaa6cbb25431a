// What to do with a report that was just read: check it, choose what its unknown names mean, take it away.

import { mayCorrect } from "./asides.js";
import { el, listed, plural } from "./dom.js";

// `report` as the service gives it, its claims with what was decided of each, and what is not on the map.
export function drawNext(section, holder, { report, claims, unmapped }) {
  section.hidden = !report || report.source_kind === "example" || claims.length === 0 || !mayCorrect();
  if (section.hidden) return;
  const waiting = claims.filter(({ review_state: state }) => state === "machine").length;
  const names = [...new Set(unmapped.filter(({ reason }) => reason === "unresolved").flatMap(({ places_text: said }) => (said ?? "").split("; ")))].filter(Boolean);
  const desk = el("a", { class: "button", href: `review/${encodeURIComponent(report.id)}` }, waiting ? "Check what was read" : "Look at it again");
  const state = waiting ? `A program read ${plural(claims.length, "claim")} in it; ${waiting === claims.length ? "nobody" : `of ${waiting} nobody`} has checked them yet.` : "A person has checked every claim.";
  const lost = names.length ? [" ", plural(names.length, "name of a place", "names of places"), " could not be found: ", listed(names.map((name) => el("b", { dir: "auto" }, name))), ". There you say what is meant."] : null;
  holder.replaceChildren(el("p", null, state, lost), el("p", { class: "then" }, desk, " ", el("a", { href: "#take" }, "Save it as one file or embed it")));
}
