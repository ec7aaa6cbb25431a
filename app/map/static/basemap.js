// The offline base map: land and borders on a canvas beneath the marks. Its labels are given to labels.js, which knows what is in the way.

import { colour, onTheme } from "./theme.js";

const STYLES = {
  land: () => ({ stroke: true, color: colour("coast"), weight: 0.8, fill: true, fillColor: colour("land"), fillOpacity: 1 }),
  water: () => ({ stroke: true, color: colour("coast"), weight: 0.6, fill: true, fillColor: colour("sea"), fillOpacity: 1 }),
  province: () => ({ stroke: true, color: colour("province"), weight: 0.7, fill: false }),
  border: () => ({ stroke: true, color: colour("border"), weight: 1.3, fill: false }),
};

const PROVINCES_FROM = 4.5;

export function drawBasemap(map, basemap) {
  const pane = map.createPane("land");
  pane.style.zIndex = "150";
  const renderer = L.canvas({ pane: "land", padding: 0.4 });
  const layers = ["land", "province", "border", "water"].map((kind) => {
    const layer = L.geoJSON(basemap[kind] ?? { type: "FeatureCollection", features: [] }, { pane: "land", renderer, interactive: false, style: STYLES[kind], smoothFactor: 1.2 });
    return { kind, layer };
  });
  const show = () => {
    for (const { kind, layer } of layers) {
      const wanted = kind !== "province" || map.getZoom() >= PROVINCES_FROM;
      if (wanted && !map.hasLayer(layer)) layer.addTo(map);
      if (!wanted && map.hasLayer(layer)) map.removeLayer(layer);
    }
  };
  map.on("zoomend", show);
  show();
  onTheme(() => {
    for (const { kind, layer } of layers) layer.setStyle(STYLES[kind]());
  });
}
