// Popups whose marks are fetched when they are opened, and how the keyboard comes into a popup and out of it.

import { el, plural } from "./dom.js";
import { learnEvents } from "./eventpanel.js";
import { paged } from "./pager.js";
import { popupOf, saying } from "./popup.js";
import { byCollection, spotsOf } from "./spots.js";

const PAGE = 10;

// What a cell or spot of the grid says: `asked` promises its marks as features, `closer` goes nearer (null: nothing is gained by it).
export function crowdPopup(asked, { marks, single }, closer, changed) {
  const title = single ? "One place" : `${plural(marks, "mark")} in this square`;
  const holder = el("div", { class: "popup", tabindex: "-1", role: "dialog", "aria-label": title }, el("h3", null, title), el("p", null, "Reading …"));
  asked.then(
    ({ features, numberMatched: matched, events }) => {
      learnEvents(events ?? {});
      holder.replaceChildren(...(single ? onePlace(features, matched, changed) : severalPlaces(features, matched, title, closer, changed)));
      changed();
    },
    (error) => holder.replaceChildren(el("p", null, error.message)),
  );
  return holder;
}

function onePlace(features, matched, changed) {
  const [spot] = spotsOf(byCollection(features));
  if (!spot) return [el("p", null, "Nothing is here any more.")];
  return [...popupOf(spot, changed).childNodes, left(matched - spot.marks.length)].filter(Boolean);
}

function severalPlaces(features, matched, title, closer, changed) {
  const [list, foot] = [el("div", { class: "sayings" }), el("p", null)];
  paged(list, foot, features, ({ properties }) => saying(properties, true, changed), PAGE, "marks");
  const button = closer ? el("button", { type: "button", class: "quiet", onclick: closer }, "Look closer") : null;
  return [el("h3", null, title), el("p", { class: "roles" }, "several places; the newest first"), button, list, foot, left(matched - features.length)].filter(Boolean);
}

function left(count) {
  return count > 0 ? el("p", { class: "faint" }, `${plural(count, "further mark")}: narrow them by day or filter, or take them as a file.`) : null;
}

// Let a popup fit what came into it: Leaflet's own update() would put its content in anew, which takes the focus away.
export function refit(popup) {
  if (!popup?.isOpen()) return;
  popup._updateLayout();
  popup._updatePosition();
  popup._adjustPan();
}

// Focus goes into an opened popup, and back to `from` when Escape or the close button shuts it.
export function enterPopup(popup, from) {
  const box = popup.getElement();
  if (!box) return;
  const close = box.querySelector(".leaflet-popup-close-button");
  close?.setAttribute("aria-label", "Close");
  box.querySelector(".popup")?.focus({ preventScroll: true });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") popup.remove();
  });
  popup.once("remove", () => {
    if (box.contains(document.activeElement) || document.activeElement === document.body) from?.focus({ preventScroll: true });
  });
}
