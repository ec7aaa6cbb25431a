// The map of very many marks: tiles of cells on canvases, areas as outlines, and a popup for whatever is pressed or reached by keyboard.

import { GridLayer } from "./gridlayer.js";
import { Labels } from "./labels.js";
import { Layers, popupOptions } from "./layers.js";
import { crowdPopup, enterPopup, refit } from "./popups.js";
import { popupOf } from "./popup.js";
import { byCollection, spotsOf } from "./spots.js";
import { definitions } from "./symbols.js";
import { onTheme, still } from "./theme.js";

const ROLES = { target: "reported_target", origin: "launch_origin", base: "base" };
const CLOSE = 11;

export class CrowdMap {
  constructor(map, source, state, query) {
    Object.assign(this, { map, source, state, query });
    map.options.zoomSnap = 1;
    map.createPane("grid").style.zIndex = "430";
    const shared = definitions();
    document.body.append(shared);
    this.outlines = new Layers(map, shared, state.off);
    this.grid = new GridLayer(
      (z, x, y) => source.tile(z, x, y, query()),
      (role) => state.off.has(ROLES[role]),
    );
    map.on("click", ({ latlng }) => this.press(latlng));
    map.getContainer().addEventListener("keydown", (event) => this.key(event));
    onTheme(() => this.grid.redraw());
  }

  // Resolves when the first tiles are drawn.
  async first() {
    this.labels = new Labels(this.map, this.outlines);
    const drawn = new Promise((resolve) => this.grid.once("load", resolve));
    this.grid.addTo(this.map);
    await drawn;
  }

  renew() {
    this.map.closePopup();
    this.grid.renew();
  }

  refresh() {
    this.outlines.refresh();
    this.grid.redraw();
  }

  // What is known only as an area is drawn as that area, however many claims name it, and strike lines as lines. Resolves to how many of
  // each there are and how many are drawn.
  async outline() {
    const [areas, lines] = await Promise.all([this.source.areas(this.query()), this.source.lines(this.query())]);
    const spots = spotsOf(byCollection(areas.features));
    const told = new Map(areas.features.map(({ id }, at) => [id, { count: areas.counts[at], kinds: areas.kinds[at] }]));
    for (const spot of spots) Object.assign(spot, told.get(spot.marks[0].id), { load: () => this.source.marksAt(spot.marks[0]) });
    this.outlines.draw(spots, lines.features);
    return {
      areas: { drawn: spots.length, all: areas.numberMatched },
      lines: { drawn: lines.features.length, all: lines.numberMatched, kinds: new Set(lines.features.map(({ properties }) => properties.link)) },
    };
  }

  press(latlng) {
    const found = this.grid.at(latlng);
    if (found) this.tell(found);
  }

  // Enter reads what is nearest to the middle of the map.
  key(event) {
    if (event.key !== "Enter" || event.target !== this.map.getContainer()) return;
    const found = this.grid.nearest(this.map.getCenter());
    if (found) this.tell(found);
  }

  async tell(found) {
    const asked = this.source.cell(found, this.query());
    const closer = found.single || this.map.getZoom() >= this.map.getMaxZoom() ? null : () => this.closer(found.at);
    this.open(
      crowdPopup(asked, found, closer, () => refit(this.popup)),
      found.at,
    );
  }

  closer(at) {
    this.map.closePopup();
    this.map.setView(at, this.map.getZoom() + 2, { animate: !still() });
    this.map.getContainer().focus({ preventScroll: true });
  }

  // Go to a spot of the list and open what it says.
  show(spot) {
    this.map.getContainer().scrollIntoView({ block: "nearest" });
    const at = spot.point ?? L.geoJSON(spot.area).getBounds().getCenter();
    if (spot.point) this.map.setView(at, Math.max(this.map.getZoom(), CLOSE), { animate: false });
    else this.map.fitBounds(L.geoJSON(spot.area).getBounds(), { maxZoom: 8, padding: [40, 40], animate: false });
    this.open(
      popupOf(spot, () => refit(this.popup)),
      at,
    );
  }

  open(content, at) {
    this.popup = L.popup(popupOptions(this.map)).setLatLng(at).setContent(content).openOn(this.map);
    enterPopup(this.popup, this.map.getContainer());
  }
}
