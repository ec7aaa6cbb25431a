// What the map is fitted to, and the buttons that fit it again.

import { el } from "./dom.js";
import { still } from "./theme.js";

// Room for the names that stand beside marks and for the buttons at the top left, in pixels.
function room(map) {
  const side = Math.round(map.getSize().x * 0.08);
  return { paddingTopLeft: [side, 56], paddingBottomRight: [side, 40], maxZoom: 9 };
}

// An area of origin may be a whole sea: the view takes in the ends of its strike lines, or else its middle, rather than all its shores.
function everything(spots, lines) {
  const bounds = L.latLngBounds([]);
  for (const spot of spots) {
    if (spot.roles.includes("launch_origin") && spot.area) {
      const ends = lines.map((line) => line.geometry.coordinates[0]);
      if (ends.length) for (const [lon, lat] of ends) bounds.extend([lat, lon]);
      else bounds.extend(boundsOf([spot]).getCenter());
    } else bounds.extend(boundsOf([spot]));
  }
  return bounds.isValid() ? bounds : null;
}

export function fit(map, { spots, lines }) {
  const bounds = everything(spots, lines);
  if (bounds) map.fitBounds(bounds, { ...room(map), animate: false });
}

// Show a box of degrees: west, south, east, north.
export function goTo(map, [west, south, east, north], animate = !still()) {
  map.fitBounds(L.latLngBounds([south, west], [north, east]), { maxZoom: 9, animate });
}

// `shown` tells what is drawn now: `{spots, lines}`.
export function drawViews(holder, map, shown) {
  const isTarget = (spot) => spot.roles.includes("reported_target");
  const go = (bounds) => bounds?.isValid() && map.fitBounds(bounds, { ...room(map), animate: !still() });
  const button = (words, bounds) => el("button", { type: "button", onclick: () => go(bounds(shown())) }, words);
  const { spots } = shown();
  if (!spots.some(isTarget) || spots.every(isTarget)) return;
  holder.append(
    button("Everything", ({ spots: all, lines }) => everything(all, lines)),
    button("Targets", ({ spots: all }) => boundsOf(all.filter(isTarget))),
    button("Origins", ({ spots: all }) => boundsOf(all.filter((spot) => !isTarget(spot)))),
  );
}

function boundsOf(spots) {
  const bounds = L.latLngBounds([]);
  for (const spot of spots) bounds.extend(spot.point ?? L.geoJSON(spot.area).getBounds());
  return bounds;
}
