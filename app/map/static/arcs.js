// Strike lines: from a reported origin to a reported target, bowed so that nobody takes them for a flight path, fading where an end is an area.

import { svg } from "./dom.js";

const STEPS = 24;
const BOW = 0.13;
const FADE = 0.3;

function isArea(precision) {
  return typeof precision === "number" ? precision >= 3 : /area|province|region|sea|district/.test(precision ?? "");
}

// The bowed line as [lat, lng] pairs, and the place and bearing (degrees, clockwise from east on the screen) of its arrowhead.
export function bow(map, [from, to]) {
  const a = map.options.crs.project(L.latLng(from[1], from[0]));
  const b = map.options.crs.project(L.latLng(to[1], to[0]));
  const side = b.x < a.x ? 1 : -1;
  const control = L.point((a.x + b.x) / 2 - side * (b.y - a.y) * BOW, (a.y + b.y) / 2 + side * (b.x - a.x) * BOW * -1);
  const at = (t) =>
    L.point((1 - t) ** 2 * a.x + 2 * (1 - t) * t * control.x + t * t * b.x, (1 - t) ** 2 * a.y + 2 * (1 - t) * t * control.y + t * t * b.y);
  const path = Array.from({ length: STEPS + 1 }, (_, step) => map.options.crs.unproject(at(step / STEPS)));
  const [before, tip] = [at(0.6), at(0.62)];
  return { path, tip: map.options.crs.unproject(tip), bearing: (Math.atan2(-(tip.y - before.y), tip.x - before.x) * 180) / Math.PI };
}

// A gradient along the line that lets it fade into the areas at its ends. Returns the id to paint with, or null where both ends are points.
export function fading(definitions, id, [from, to], { from_precision: first, to_precision: last }) {
  const [fadesIn, fadesOut] = [isArea(first), isArea(last)];
  if (!fadesIn && !fadesOut) return null;
  const stops = [
    [0, fadesIn ? 0 : 1],
    [FADE, 1],
    [1 - FADE, 1],
    [1, fadesOut ? 0 : 1],
  ];
  const [west, north] = [from[0] < to[0], from[1] > to[1]];
  const gradient = svg(
    "linearGradient",
    { id, x1: west ? 0 : 1, y1: north ? 0 : 1, x2: west ? 1 : 0, y2: north ? 1 : 0 },
    stops.map(([offset, opacity]) => svg("stop", { offset, "stop-opacity": opacity, class: "line-stop" })),
  );
  definitions.querySelector("defs").append(gradient);
  return id;
}

export function arrowhead(bearing, kind) {
  return svg(
    "svg",
    { viewBox: "-8 -8 16 16", width: 20, height: 20, class: `symbol arrow ${kind}`, "aria-hidden": "true" },
    svg("path", { d: "M5 0-4 4.2-1.6 0-4-4.2Z", transform: `rotate(${bearing.toFixed(1)})` }),
  );
}
