// Features gathered into what is drawn: one spot for a place, however many claims name it. No jitter, no centroid of an area.

import { placeName } from "./words.js";

const ROLE_RANK = ["reported_target", "launch_origin", "base"];

// A point spot may have several roles; an area keeps one outline for each role, for the hatch tells them apart.
export function spotsOf(collections) {
  const spots = new Map();
  for (const feature of [...collections["reported-targets"], ...collections["launch-origins"], ...collections.bases]) {
    const [lon, lat] = feature.geometry.coordinates;
    add(spots, `${lon.toFixed(4)},${lat.toFixed(4)}`, feature, { point: [lat, lon] });
  }
  for (const feature of [...collections["reported-target-areas"], ...collections["launch-origin-areas"]]) {
    add(spots, areaKey(feature), feature, { area: feature.geometry });
  }
  return [...spots.values()].map(finish);
}

// Marks by the collections they belong to.
export function byCollection(marks) {
  const collections = { "reported-targets": [], "reported-target-areas": [], "launch-origins": [], "launch-origin-areas": [], bases: [] };
  const names = { reported_target: "reported-target", launch_origin: "launch-origin" };
  for (const mark of marks) {
    const { role } = mark.properties;
    collections[role === "base" ? "bases" : `${names[role]}${mark.geometry.type === "Point" ? "s" : "-areas"}`].push(mark);
  }
  return collections;
}

// The id of a mark is claim, role and place ("…-target-geonames:1", with what shifts the place): without the claim it names the area.
function areaKey({ id, properties }) {
  return id.startsWith(properties.claim_id) ? id.slice(properties.claim_id.length) : `${properties.role}:${properties.place_id}`;
}

function add(spots, key, feature, shape) {
  if (!spots.has(key)) spots.set(key, { key, marks: [], ...shape });
  spots.get(key).marks.push(feature.properties);
}

function finish(spot) {
  spot.roles = ROLE_RANK.filter((role) => spot.marks.some((mark) => mark.role === role));
  spot.names = [...new Set([...Map.groupBy(spot.marks, (mark) => mark.place_id).values()].map(usualName))];
  spot.known = [...new Set(spot.marks.map((mark) => mark.place_name))];
  spot.claims = [...new Set(spot.marks.map((mark) => mark.claim_id))];
  spot.kinds = [...new Set(spot.marks.map((mark) => mark.claimant_kind))];
  spot.solid = spot.marks.some(isSolid);
  spot.fuzzy = spot.marks.every((mark) => mark.where_prec === 5 || mark.where_prec === 2);
  return spot;
}

// What most claims call a place.
function usualName(marks) {
  const [[name]] = [...Map.groupBy(marks, placeName)].sort(([, a], [, b]) => b.length - a.length);
  return name;
}

// Law 9: solid only when two independent sources, neither of the striking side, support it; whoever speaks, all else is hollow.
export function isSolid(mark) {
  return mark.role === "reported_target" && mark.status === "corroborated" && (mark.independent_sources ?? 0) >= 2;
}
