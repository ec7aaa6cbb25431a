// Puts spots and strike lines on the Leaflet map. Every mark can be reached by keyboard and says what it is.

import { plural } from "./dom.js";
import { arrowhead, bow, fading } from "./arcs.js";
import { marker } from "./marker.js";
import { popupOf } from "./popup.js";
import { crowdPopup, enterPopup, refit } from "./popups.js";
import { select } from "./selection.js";
import { roleClass } from "./symbols.js";
import { still } from "./theme.js";
import { ROLES, speaker } from "./words.js";

// A popup leaves room for the buttons over the map, and scrolls where it would be higher than the frame.
export function popupOptions(map) {
  const { x, y } = map.getSize();
  const [maxWidth, maxHeight] = [Math.min(340, x - 60), Math.min(420, Math.max(180, y - 130))];
  return { maxWidth, minWidth: Math.min(240, maxWidth), maxHeight, autoPanPaddingTopLeft: [16, 54], autoPanPaddingBottomRight: [16, 16] };
}

export const SWITCHES = ["reported_target", "launch_origin", "base", "line"];

// Above so many marks in view, seen from afar, they are drawn small.
const [DENSE, CLOSE] = [40, 7];

export class Layers {
  // `hidden` holds those of SWITCHES that are off; the reader's own set, which changes.
  constructor(map, definitions, hidden) {
    this.map = map;
    this.definitions = definitions;
    this.drawn = [];
    this.lines = [];
    this.hidden = hidden;
    map.createPane("areas").style.zIndex = "410";
    map.createPane("lines").style.zIndex = "420";
    map.on("zoomend moveend", () => this.shrink());
    this.areaRenderer = L.svg({ pane: "areas", padding: 0.6 });
    this.lineRenderer = L.svg({ pane: "lines", padding: 0.6 });
  }

  // Draw these, and take away what was drawn before.
  draw(spots, lines) {
    this.clear();
    const areas = spots.filter((spot) => spot.area).sort((a, b) => extent(b.area) - extent(a.area));
    for (const spot of areas) this.drawn.push({ spot, layer: this.area(spot) });
    for (const line of lines) this.line(line);
    for (const spot of spots.filter((one) => one.point)) this.drawn.push({ spot, layer: marker(spot, describe(spot)) });
    for (const { spot, layer } of this.drawn) {
      const changed = () => refit(layer.getPopup());
      const content = () => (spot.load ? crowdPopup(spot.load(), { marks: spot.count, single: true }, null, changed) : popupOf(spot, changed));
      layer.bindPopup(content, popupOptions(this.map));
      layer.on("popupopen", (event) => enterPopup(event.popup, layer.getElement()));
      layer.on("popupopen", () => select(spot.claims[0], "mark"));
    }
    this.refresh();
  }

  area(spot) {
    const role = roleClass(spot.roles[0]);
    const rings = spot.area.type === "Polygon" ? [spot.area.coordinates] : spot.area.coordinates;
    const layer = L.polygon(L.GeoJSON.coordsToLatLngs(rings, 2), {
      renderer: this.areaRenderer,
      pane: "areas",
      className: `area ${role}${spot.fuzzy ? " fuzzy" : ""}${spot.solid ? " solid" : ""}`,
      fillColor: `url(#hatch-${role})`,
      fillOpacity: 1,
      weight: 2,
      smoothFactor: 0.6,
    });
    layer.on("add", () => reachable(layer, describe(spot)));
    return layer;
  }

  line({ id, geometry, properties }) {
    const { path, tip, bearing } = bow(this.map, geometry.coordinates);
    const paint = fading(this.definitions, `fade-${this.lines.length}`, geometry.coordinates, properties);
    const kind = properties.link === "stated" ? "stated" : "inferred";
    const options = {
      renderer: this.lineRenderer,
      pane: "lines",
      className: `strike-line ${kind}`,
      weight: 2.5,
      smoothFactor: 0,
      noClip: true,
      interactive: false,
    };
    const stroke = L.polyline(path, paint ? { ...options, color: `url(#${paint})` } : options);
    const head = L.marker(tip, {
      icon: L.divIcon({ html: arrowhead(bearing, kind), className: "arrow-icon", iconSize: [20, 20] }),
      pane: "lines",
      interactive: false,
      keyboard: false,
    });
    this.lines.push({ id, claim: properties.claim_id, group: L.layerGroup([stroke, head]), stroke });
  }

  clear() {
    for (const { layer } of this.drawn) layer.remove();
    for (const { group } of this.lines) group.remove();
    for (const gradient of this.definitions.querySelectorAll("linearGradient")) gradient.remove();
    [this.drawn, this.lines] = [[], []];
  }

  visible(spot) {
    return spot.roles.some((role) => !this.hidden.has(role));
  }

  refresh() {
    for (const { spot, layer } of this.drawn) place(this.map, layer, this.visible(spot));
    for (const { group } of this.lines) place(this.map, group, !this.hidden.has("line"));
    this.shrink();
    this.map.fire("marks");
  }

  // Many marks close together are drawn smaller, so that each is seen.
  shrink() {
    const view = this.map.getBounds();
    const seen = this.drawn.filter(({ spot }) => spot.point && view.contains(spot.point)).length;
    this.map.getContainer().toggleAttribute("data-dense", seen > DENSE && this.map.getZoom() < CLOSE);
  }

  // Mark what belongs to a claim; null clears.
  highlight(claim) {
    for (const { spot, layer } of this.drawn) layer.getElement()?.classList.toggle("chosen", claim !== null && spot.claims.includes(claim));
    for (const { claim: joined, stroke } of this.lines) stroke.getElement()?.classList.toggle("chosen", claim !== null && joined === claim);
  }

  // Go to a spot and open what it says.
  show(spot) {
    const { layer } = this.drawn.find((one) => one.spot === spot);
    if (!this.map.hasLayer(layer)) return;
    if (spot.point) this.map.setView(spot.point, Math.max(this.map.getZoom(), 6), { animate: !still() });
    else this.map.fitBounds(layer.getBounds(), { maxZoom: 8, padding: [40, 40], animate: !still() });
    layer.openPopup();
  }
}

function place(map, layer, shown) {
  if (shown && !map.hasLayer(layer)) layer.addTo(map);
  if (!shown && map.hasLayer(layer)) map.removeLayer(layer);
}

function extent(geometry) {
  const bounds = L.geoJSON(geometry).getBounds();
  return (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());
}

// What a screen reader says of a spot.
export function describe(spot) {
  const roles = spot.roles.map((role) => ROLES[role].one).join(" and ");
  const speakers = spot.count ? spot.kinds.map((kind) => speaker(kind).short) : new Set(spot.marks.map((mark) => mark.claimant));
  const claims = plural(spot.count ?? spot.claims.length, "claim");
  return `${spot.names.join(", ")}: ${roles}${spot.area ? ", known only as an area" : ""}; ${claims}, by ${[...speakers].join(", ")}`;
}

function reachable(layer, label) {
  const path = layer.getElement();
  for (const [name, value] of Object.entries({ tabindex: "0", role: "button", "aria-label": label, "aria-haspopup": "dialog" }))
    path.setAttribute(name, value);
  path.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    layer.openPopup();
  });
}
