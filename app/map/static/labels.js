// Names on the map, placed so that none covers a mark or another name: marks first, then countries and seas, then towns and provinces.

import { el } from "./dom.js";
import { roleClass } from "./symbols.js";
import { sign } from "./sign.js";

const GAP = 3;

export class Labels {
  constructor(map, layers) {
    this.map = map;
    this.layers = layers;
    this.places = [];
    this.pane = map.createPane("names");
    this.pane.style.zIndex = "620";
    this.ruler = document.createElement("canvas").getContext("2d");
    this.font = getComputedStyle(map.getContainer()).fontFamily;
    map.on("zoomend moveend resize marks", () => this.place());
    this.place();
  }

  // Take the names of the base map, most important first (names.js).
  know(places) {
    this.places = places;
    this.place();
  }

  place() {
    const taken = this.layers.drawn.filter(({ spot }) => spot.point && this.layers.visible(spot)).map(({ spot }) => this.boxOf(spot));
    const nodes = [];
    for (const wish of this.wishes()) {
      const spot = wish.at.find((box) => this.inView(box) && !taken.some((other) => overlap(box, other)));
      if (!spot) continue;
      taken.push(spot);
      const origin = this.map.containerPointToLayerPoint([spot.x, spot.y]);
      const node = wish.node();
      L.DomUtil.setPosition(node, origin);
      nodes.push(node);
    }
    this.pane.replaceChildren(...nodes);
  }

  boxOf(spot) {
    const { x, y } = this.map.latLngToContainerPoint(spot.point);
    return { x: x - 15, y: y - 15, w: 30 + (spot.roles.length - 1) * 14, h: 30 };
  }

  inView({ x, y, w, h }) {
    const size = this.map.getSize();
    return x >= 2 && y >= 2 && x + w <= size.x - 2 && y + h <= size.y - 2;
  }

  // Every name that would like to be shown, most important first, with the boxes where it could stand.
  *wishes() {
    const drawn = this.layers.drawn.filter(({ spot }) => this.layers.visible(spot));
    for (const { spot } of drawn.filter((one) => one.spot.point)) yield this.besideMark(spot);
    for (const { spot, layer } of drawn.filter((one) => one.spot.area)) {
      const wish = this.insideArea(spot, layer);
      if (wish) yield wish;
    }
    const zoom = this.map.getZoom();
    const bounds = this.map.getBounds();
    for (const place of this.places) if (zoom >= place.zoom && bounds.contains([place.lat, place.lon])) yield this.ofPlace(place);
  }

  besideMark(spot) {
    const { x, y } = this.map.latLngToContainerPoint(spot.point);
    const size = this.measure(spot.names.join(" / "), 13, 600, spot.kinds.length);
    const right = x + 16 + (spot.roles.length - 1) * 14;
    return {
      at: [
        { x: right, y: y - size.h / 2, ...size },
        { x: x - 16 - size.w, y: y - size.h / 2, ...size },
        { x: x - size.w / 2, y: y + 15, ...size },
        { x: x - size.w / 2, y: y - 15 - size.h, ...size },
      ],
      node: () => named(spot),
    };
  }

  insideArea(spot, layer) {
    const middle = this.middleOf(layer);
    if (!middle) return null;
    const size = this.measure(spot.names.join(" / "), 13, 600, spot.kinds.length);
    const steps = [0, -1, 1, -2, 2, -3, 3];
    return { at: steps.map((step) => ({ x: middle.x - size.w / 2, y: middle.y - size.h / 2 + step * (size.h + GAP), ...size })), node: () => named(spot) };
  }

  // Where the visible part of an area is widest near its middle height, in pixels of the map's box. It is a place for a word, not a position.
  middleOf(layer) {
    const { x, y } = this.map.getSize();
    const view = L.bounds([12, 12], [x - 12, y - 12]);
    let best = null;
    for (const [ring] of layer.getLatLngs()) {
      const points = L.PolyUtil.clipPolygon(ring.map((at) => this.map.latLngToContainerPoint(at)), view, false);
      if (points.length < 3) continue;
      const box = L.bounds(points);
      for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
        const height = box.min.y + (box.max.y - box.min.y) * part;
        const run = widest(points, height);
        if (run && (!best || run.width > best.width * 1.25)) best = { x: run.middle, y: height, width: run.width };
      }
    }
    return best;
  }

  ofPlace(place) {
    const { x, y } = this.map.latLngToContainerPoint([place.lat, place.lon]);
    const [size, weight] = { country: [13, 600], sea: [12, 400], province: [11, 400], town: [11.5, 400] }[place.kind];
    const box = this.measure(place.name, size, weight, 0, place.local);
    const dotted = place.kind === "town";
    return {
      at: dotted ? [{ x: x + 5, y: y - box.h / 2, ...box }, { x: x - 5 - box.w, y: y - box.h / 2, ...box }] : [{ x: x - box.w / 2, y: y - box.h / 2, ...box }],
      node: () => el("div", { class: `name ${place.kind}`, "aria-hidden": "true" }, place.name, place.local ? el("span", { class: "local", lang: place.lang, dir: "auto" }, place.local) : null),
    };
  }

  measure(text, size, weight, signs, local = null) {
    this.ruler.font = `${weight} ${size}px ${this.font}`;
    const width = this.ruler.measureText(text).width;
    this.ruler.font = `400 ${size - 1}px ${this.font}`;
    const second = local ? this.ruler.measureText(local).width : 0;
    return { w: Math.max(width + signs * 17, second) + 4, h: size * 1.25 + (local ? size * 1.1 : 0) };
  }
}

function named(spot) {
  return el("div", { class: `name mark-name ${roleClass(spot.roles[0])}`, "aria-hidden": "true" }, spot.names.join(" / "), spot.kinds.map(sign));
}

function overlap(a, b) {
  return a.x < b.x + b.w + GAP && b.x < a.x + a.w + GAP && a.y < b.y + b.h && b.y < a.y + a.h;
}

function widest(points, y) {
  const crossings = [];
  points.forEach((a, at) => {
    const b = points[(at + 1) % points.length];
    if (a.y <= y !== b.y <= y) crossings.push(a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y));
  });
  crossings.sort((a, b) => a - b);
  let best = null;
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const width = crossings[at + 1] - crossings[at];
    if (!best || width > best.width) best = { width, middle: (crossings[at] + crossings[at + 1]) / 2 };
  }
  return best;
}
