// Names on the map, placed so that none covers a mark or another name: marks first, then countries and seas, then towns and provinces. Where
// there is no room for the name of a mark, the signs of who speaks stand there alone: a name can be looked up, who says so must be seen.

import { el, svg } from "./dom.js";
import { roleClass } from "./symbols.js";
import { sign } from "./sign.js";

const GAP = 3;
const DOT = 5;
const HEIGHTS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
const SMALL = 60;
const PART = 0.8;
const MANY = 25;
const REACHES = [34, 48, 64, 84, 108, 136];
const SIGN = 18;
const SIZES = { country: [13, 600], sea: [12, 400], province: [11, 400], town: [11.5, 400] };

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
    const size = this.map.getSize();
    const taken = this.controls();
    const around = this.map.getBounds().pad(0.1);
    taken.push(
      ...this.layers.drawn
        .filter(({ spot }) => spot.point && around.contains(spot.point) && this.layers.visible(spot))
        .map(({ spot }) => this.boxOf(spot)),
    );
    const [nodes, leads] = [[], []];
    for (const wish of this.wishes()) {
      const free = wish.at.filter((box) => this.inView(box, size) && !taken.some((other) => overlap(box, other)));
      const spot =
        free.find((box) => !box.lead || !taken.some((other) => crosses(box.lead, other))) ??
        free.find((box) => !taken.some((other) => !holds(other, box.lead[1]) && crosses(box.lead, other)));
      if (!spot) continue;
      taken.push(spot);
      const origin = this.map.containerPointToLayerPoint([spot.x, spot.y]);
      const node = wish.node(spot);
      L.DomUtil.setPosition(node, origin);
      nodes.push(node);
      if (spot.lead) leads.push(svg("line", { ...ends(spot.lead), class: `lead ${roleClass(wish.role)}` }));
    }
    const sheet = svg("svg", { class: "leads", width: 1, height: 1, "aria-hidden": "true" }, leads);
    L.DomUtil.setPosition(sheet, this.map.containerPointToLayerPoint([0, 0]));
    this.pane.replaceChildren(sheet, ...nodes);
  }

  // Where buttons and the scale stand over the map.
  controls() {
    const frame = this.map.getContainer().getBoundingClientRect();
    return [...this.map.getContainer().parentElement.querySelectorAll(".views, .leaflet-control")].map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return { x: left - frame.left, y: top - frame.top, w: width, h: height };
    });
  }

  boxOf(spot) {
    const { x, y } = this.map.latLngToContainerPoint(spot.point);
    return { x: x - 15, y: y - 15, w: 30 + (spot.roles.length - 1) * 14, h: 30 };
  }

  inView({ x, y, w, h }, size) {
    return x >= 2 && y >= 2 && x + w <= size.x - 2 && y + h <= size.y - 2;
  }

  // Every name that would like to be shown, most important first, with the boxes where it could stand.
  *wishes() {
    const drawn = this.layers.drawn.filter(({ spot }) => this.layers.visible(spot));
    const areas = drawn.filter((one) => one.spot.area).reverse();
    const boxes = new Map(areas.map(({ spot, layer }) => [spot, asBox(this.boxOfArea(layer))]));
    const view = this.map.getBounds();
    for (const { spot } of drawn.filter((one) => one.spot.point && view.contains(one.spot.point))) yield this.besideMark(spot, [...boxes.values()]);
    for (const { spot, layer } of areas)
      yield this.besideOrInside(
        spot,
        layer,
        areas.filter((one) => one.spot !== spot).map((one) => boxes.get(one.spot)),
      );
    const zoom = this.map.getZoom();
    const marked = new Set(drawn.flatMap(({ spot }) => [...spot.names, ...spot.known]));
    for (const place of this.places)
      if (zoom >= place.zoom && !marked.has(place.name) && view.contains([place.lat, place.lon])) yield this.ofPlace(place);
  }

  besideMark(spot, areas) {
    const { x, y } = this.map.latLngToContainerPoint(spot.point);
    const size = this.measure(wordsOf(spot), 13, 600, signsOf(spot));
    const alone = { ...this.measure("", 13, 600, signsOf(spot)), alone: true };
    const right = x + 16 + (spot.roles.length - 1) * 14;
    return {
      at: [
        { x: right, y: y - size.h / 2, ...size },
        { x: x - 16 - size.w, y: y - size.h / 2, ...size },
        { x: x - size.w / 2, y: y + 15, ...size },
        { x: x - size.w / 2, y: y - 15 - size.h, ...size },
        { x: x - 12, y: y + 14, ...size },
        { x: x - 12, y: y - 14 - size.h, ...size },
        { x: x + 12 - size.w, y: y + 14, ...size },
        { x: x + 12 - size.w, y: y - 14 - size.h, ...size },
        ...(areas.length < MANY ? this.around({ x, y }, size, areas) : []),
        { x: right, y: y - alone.h / 2, ...alone },
        { x: x - 16 - alone.w, y: y - alone.h / 2, ...alone },
        { x: x - alone.w / 2, y: y + 15, ...alone },
        { x: x - alone.w / 2, y: y - 15 - alone.h, ...alone },
      ],
      role: spot.roles[0],
      node: (box) => named(spot, box.alone),
    };
  }

  // A name of an area stands inside it, where it is widest; beside it if the area is small; else outside with a line that leads into it. It
  // never stands in another area: a name in the wrong place would be worse than none.
  besideOrInside(spot, layer, others) {
    const size = this.measure(wordsOf(spot), 13, 600, signsOf(spot));
    const alone = { ...this.measure("", 13, 600, signsOf(spot)), alone: true };
    const runs = this.runsOf(layer);
    const fits = runs.filter((run) => run.width >= size.w);
    const inside = [...fits, ...runs.filter((run) => run.width < size.w && run.width >= size.w * PART)].map((run) => ({
      x: run.x - size.w / 2,
      y: run.y - size.h / 2,
      ...size,
    }));
    const { min, max } = this.boxOfArea(layer);
    const small = max.x - min.x < SMALL && max.y - min.y < SMALL;
    const [middle, height] = [(min.x + max.x) / 2 - size.w / 2, (min.y + max.y) / 2 - size.h / 2];
    const beside = [
      { x: max.x + GAP, y: height, ...size },
      { x: min.x - size.w - GAP, y: height, ...size },
      { x: middle, y: min.y - size.h, ...size },
      { x: middle, y: max.y + 1, ...size },
    ];
    const clear = (box) => !others.some((other) => overlap(box, other));
    const own = asBox({ min, max });
    const led = others.length < MANY ? runs.flatMap((run) => this.around(run, size, [...others, own])) : [];
    led.sort((a, b) => costOf(a.lead, others) - costOf(b.lead, others));
    const signs = [...runs, { x: (min.x + max.x) / 2, y: (min.y + max.y) / 2 }].map((run) => ({ x: run.x - alone.w / 2, y: run.y - alone.h / 2, ...alone }));
    return { at: [...(small ? beside.filter(clear) : inside), ...led, ...signs], node: (box) => named(spot, box.alone), role: spot.roles[0] };
  }

  // Boxes around a point of an area, nearest first, that stand in no area; each with the line that leads to the point.
  around({ x, y }, size, areas) {
    const found = [];
    for (const reach of REACHES) {
      for (let turn = 0; turn < 16; turn += 1) {
        const angle = (turn * Math.PI) / 8;
        const box = { x: x + reach * 1.4 * Math.cos(angle) - size.w / 2, y: y + reach * Math.sin(angle) - size.h / 2, ...size };
        const from = [Math.min(Math.max(x, box.x), box.x + box.w), Math.min(Math.max(y, box.y), box.y + box.h)];
        if (!areas.some((area) => overlap(box, area))) found.push({ ...box, lead: [from, [x, y]] });
      }
    }
    return found;
  }

  boxOfArea(layer) {
    const bounds = layer.getBounds();
    return L.bounds(this.map.latLngToContainerPoint(bounds.getNorthWest()), this.map.latLngToContainerPoint(bounds.getSouthEast()));
  }

  // The widest stretch inside the visible part of an area at several heights, the middle first, in pixels: places for a word, not positions.
  runsOf(layer) {
    const { x, y } = this.map.getSize();
    const view = L.bounds([12, 12], [x - 12, y - 12]);
    let [largest, extent] = [null, 0];
    for (const [ring] of layer.getLatLngs()) {
      const points = L.PolyUtil.clipPolygon(
        ring.map((at) => this.map.latLngToContainerPoint(at)),
        view,
        false,
      );
      if (points.length < 3) continue;
      const size = L.bounds(points).getSize();
      if (size.x * size.y > extent) [largest, extent] = [points, size.x * size.y];
    }
    if (!largest) return [];
    const { min, max } = L.bounds(largest);
    return HEIGHTS.map((part) => min.y + (max.y - min.y) * part)
      .map((height) => widest(largest, height))
      .filter(Boolean);
  }

  ofPlace(place) {
    const { x, y } = this.map.latLngToContainerPoint([place.lat, place.lon]);
    const [size, weight] = SIZES[place.kind];
    const box = this.measure(place.name, size, weight, 0, place.local);
    const beside = [
      { x: x - DOT, y: y - box.h / 2, side: "right", ...box, w: box.w + DOT * 2 },
      { x: x - DOT - box.w, y: y - box.h / 2, side: "left", ...box, w: box.w + DOT * 2 },
    ];
    return {
      at: place.kind === "town" ? beside : [{ x: x - box.w / 2, y: y - box.h / 2, ...box }],
      node: ({ side = "" }) =>
        el(
          "div",
          { class: `name ${place.kind} ${side}`, "aria-hidden": "true" },
          place.name,
          place.local ? el("span", { class: "local", lang: place.lang, dir: "auto" }, place.local) : null,
        ),
    };
  }

  measure(text, size, weight, signs, local = null) {
    this.ruler.font = `${weight} ${size}px ${this.font}`;
    const width = this.ruler.measureText(text).width;
    this.ruler.font = `400 ${size - 1}px ${this.font}`;
    const second = local ? this.ruler.measureText(local).width : 0;
    return { w: Math.max(width + signs * SIGN, second) + 4, h: size * 1.25 + (local ? size * 1.1 : 0) };
  }
}

function wordsOf({ names }) {
  return names.join(" / ");
}

// How many claims an area has; a mark bears their number itself.
function tallyOf({ area, count, claims }) {
  const many = area ? (count ?? claims.length) : 1;
  return many > 1 ? many.toLocaleString("en-GB") : null;
}

// The room that signs and number take, in signs.
function signsOf(spot) {
  return spot.kinds.length + (tallyOf(spot)?.length ?? 0) / 2 + (tallyOf(spot) ? 0.5 : 0);
}

// `alone`: the signs of who speaks and the number of claims without the name.
function named(spot, alone) {
  const tally = tallyOf(spot);
  return el(
    "div",
    { class: `name mark-name ${roleClass(spot.roles[0])}`, "aria-hidden": "true" },
    alone ? null : wordsOf(spot),
    spot.kinds.map(sign),
    tally && el("span", { class: "tally" }, tally),
  );
}

function overlap(a, b) {
  return a.x < b.x + b.w + GAP && b.x < a.x + a.w + GAP && a.y < b.y + b.h && b.y < a.y + a.h;
}

// Whether a line runs through a box (sampled every few pixels, which is fine enough for a word).
function crosses([[x1, y1], [x2, y2]], { x, y, w, h }) {
  if (Math.max(x1, x2) < x || Math.min(x1, x2) > x + w || Math.max(y1, y2) < y || Math.min(y1, y2) > y + h) return false;
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 4);
  return Array.from({ length: steps + 1 }, (_, step) => step / steps).some((part) => {
    return holds({ x, y, w, h }, [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part]);
  });
}

function holds({ x, y, w, h }, [px, py]) {
  return px > x && px < x + w && py > y && py < y + h;
}

// A leading line is better short, and much better not through other areas.
function costOf(lead, others) {
  const [[x1, y1], [x2, y2]] = lead;
  return Math.hypot(x2 - x1, y2 - y1) * (1 + others.filter((other) => crosses(lead, other)).length);
}

function ends([[x1, y1], [x2, y2]]) {
  return { x1, y1, x2, y2 };
}

function asBox({ min, max }) {
  return { x: min.x, y: min.y, w: max.x - min.x, h: max.y - min.y };
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
    if (!best || width > best.width) best = { width, x: (crossings[at] + crossings[at + 1]) / 2, y };
  }
  return best;
}
