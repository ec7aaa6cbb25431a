// The names of the base map as labels.js wants them: most important first, with the zoom from which each may be shown.

export function placesOf(basemap) {
  return (basemap.labels ?? []).map(([kind, name, lon, lat, zoom, local, lang]) => ({ kind, name, lon, lat, zoom, local: local || null, lang: lang || null }));
}
