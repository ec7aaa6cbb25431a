// The names that the sheets of the base map bring: each place once, most important first, with the zoom from which there is room for it.

const RANK = ["country", "sea", "town", "province"];

export class Names {
  constructor() {
    this.known = new Map();
  }

  // Take the labels of a sheet (geodata/basemap/README.md) and give every name known so far.
  learn(labels) {
    for (const [kind, name, lon, lat, zoom, local, lang] of labels) {
      const key = `${kind} ${name}`;
      const near = this.known.get(key);
      if (near && Math.abs(near.lon - lon) < 3) continue;
      this.known.set(near ? `${key} ${lon}` : key, { kind, name, lon, lat, zoom, local: local && local !== name ? local : null, lang: lang || null });
    }
    return [...this.known.values()].sort((a, b) => Math.floor(a.zoom) - Math.floor(b.zoom) || RANK.indexOf(a.kind) - RANK.indexOf(b.kind));
  }
}
