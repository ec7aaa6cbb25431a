// The offline base map: land, water and lines on a canvas beneath the marks. The coarse world is there at once; a finer region is laid
// over it when the map looks into its frame. Names are handed to labels.js, which knows what is in the way.

import { colour, onTheme } from "./theme.js";

const STYLES = {
  frame: () => ({ stroke: false, fill: true, fillColor: colour("sea"), fillOpacity: 1 }),
  land: () => ({ stroke: false, fill: true, fillColor: colour("land"), fillOpacity: 1 }),
  shore: () => ({ stroke: true, color: colour("coast"), weight: 0.9, fill: true, fillColor: colour("land"), fillOpacity: 1 }),
  lake: () => ({ stroke: false, fill: true, fillColor: colour("sea"), fillOpacity: 1 }),
  water: () => ({ stroke: true, color: colour("coast"), weight: 0.7, fill: true, fillColor: colour("sea"), fillOpacity: 1 }),
  province: () => ({ stroke: true, color: colour("province"), weight: 0.8, fill: false }),
  coast: () => ({ stroke: true, color: colour("coast"), weight: 0.9, fill: false }),
  border: () => ({ stroke: true, color: colour("border"), weight: 1.3, fill: false }),
};

const SHAPES = { shore: "land", lake: "water" };
// The sea of a region ends a little within its frame, so that no seam of it shows beside the land.
const INSET = 0.004;
const SHARPER = 0.6;
// A region that fills less of the view than this is never fetched.
const WORTH = 0.05;
// From afar the coarse world will do for a region of which little is seen: it must fill so much of the view, or show so much of itself.
const [FILLS, SHOWS] = [0.4, 0.5];
// Provinces are drawn only so much closer than their region: from afar they are a net over the map that ends where the sheet ends.
const NEARER = 0.5;
// The zoom for which the coarse world is drawn.
const WORLD = 4;

export class Basemap {
  // `told` gets the places of each sheet as it is laid.
  constructor(map, { world, regions, bounds = null }, told) {
    this.map = map;
    this.told = told;
    this.regions = regions.map((region) => ({ ...region, frame: boundsOf(region.bounds), asked: false }));
    this.laid = [];
    this.provinces = [];
    map.createPane("land").style.zIndex = "150";
    this.renderer = L.canvas({ pane: "land", padding: 0.4 });
    if (bounds) keepWithin(map, boundsOf(bounds));
    this.lay(world, ["shore", "water", "province", "border"], { zoom: WORLD });
    map.on("moveend", () => this.look());
    onTheme(() => this.paint());
  }

  // Fetch the finer regions that the map looks into now.
  async look() {
    this.divide();
    const view = this.map.getBounds();
    const wanted = this.regions.filter((one) => !one.asked && worthwhile(one, view, this.map.getZoom()));
    await Promise.all(
      wanted.map(async (one) => {
        one.asked = true;
        const sheet = await one.load().catch(() => null);
        if (sheet) this.lay(sheet, ["frame", "land", "lake", "province", "coast", "border"], one);
      }),
    );
  }

  lay(sheet, kinds, { frame, zoom }) {
    for (const kind of kinds) {
      const options = { pane: "land", renderer: this.renderer, interactive: false, smoothFactor: 1, ...STYLES[kind]() };
      const shapes = kind === "frame" ? L.rectangle(frame.pad(-INSET), options) : sheet[SHAPES[kind] ?? kind];
      if (!shapes) continue;
      const layer = kind === "frame" ? shapes : L.geoJSON(shapes, { ...options, style: options, pointToLayer: () => null });
      this.laid.push({ kind, layer });
      if (kind === "province") this.provinces.push({ layer, from: zoom + NEARER });
      else layer.addTo(this.map);
    }
    this.divide();
    this.told(sheet.labels ?? []);
  }

  // Show the provinces of the sheets that the map is close enough to.
  divide() {
    for (const { layer, from } of this.provinces) {
      if (this.map.getZoom() < from) layer.remove();
      else if (!this.map.hasLayer(layer)) layer.addTo(this.map);
    }
  }

  paint() {
    for (const { kind, layer } of this.laid) layer.setStyle(STYLES[kind]());
  }
}

function worthwhile({ frame, zoom }, view, now) {
  const fills = share(frame, view);
  if (now < zoom - SHARPER || fills < WORTH) return false;
  return now >= zoom + 1 || fills >= FILLS || share(view, frame) >= SHOWS;
}

// The part of `whole` that `part` covers, 0 to 1.
function share(part, whole) {
  const width = Math.min(part.getEast(), whole.getEast()) - Math.max(part.getWest(), whole.getWest());
  const height = Math.min(part.getNorth(), whole.getNorth()) - Math.max(part.getSouth(), whole.getSouth());
  return width <= 0 || height <= 0 ? 0 : (width * height) / ((whole.getEast() - whole.getWest()) * (whole.getNorth() - whole.getSouth()));
}

function boundsOf([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}

// A file's base map ends somewhere; the view does not go beyond.
function keepWithin(map, bounds) {
  map.setMaxBounds(bounds);
  map.setMinZoom(Math.max(map.getMinZoom(), Math.min(map.getZoom(), map.getBoundsZoom(bounds, true))));
}
