// Where the page's data comes from: this service over HTTP, or the data written into a standalone file. Both answer the same questions.

import { MARKS } from "./facets.js";

export const LAYERS = ["reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases", "strike-lines", "claims"];

const PAGE = 1000;
// More marks than this are drawn by the service into the cells of tiles.
const MOST = 2000;

export class SourceError extends Error {}

// `root` is the address of the service, `report` the id of the only report to show, or null for all.
export class ServiceSource {
  constructor(root, report) {
    this.root = root;
    this.report = report;
  }

  // What the whole page shows; `crowd` in the place of collections where there are too many marks to send.
  async load(query) {
    const asked = this.ask(this.report ? `overview?report_id=${encodeURIComponent(this.report)}` : "overview");
    const counted = this.report ? null : this.ask(`census?${query}`).catch(() => null);
    const [overview, census] = await Promise.all([asked, counted]);
    if (census && census.marks > MOST) return { overview, report: null, crowd: census };
    const [report, ...layers] = await Promise.all([this.document(asked), ...LAYERS.map((id) => this.items(id))]);
    return {
      overview,
      report,
      collections: Object.fromEntries(LAYERS.map((id, at) => [id, layers[at].features])),
      left: layers.reduce((sum, layer) => sum + layer.left, 0),
    };
  }

  // The report that the page is about: the one asked for, or the only one there is.
  async document(asked) {
    const id = this.report ?? (await asked.then(({ reports, reports_total: total }) => (total === 1 ? reports[0].id : null)));
    return id ? this.ask(`reports/${encodeURIComponent(id)}`) : null;
  }

  // Every feature of a collection up to `MOST`, and how many were left behind.
  async items(id) {
    const features = [];
    let next = this.filtered(`collections/${id}/items?f=json&limit=${PAGE}`);
    let matched = 0;
    while (next && features.length < MOST) {
      const page = await this.ask(next);
      features.push(...page.features);
      matched = page.numberMatched ?? features.length;
      next = page.links?.find((one) => one.rel === "next")?.href ?? null;
    }
    return { features, left: Math.max(0, matched - features.length) };
  }

  filtered(path) {
    return this.report ? `${path}${path.includes("?") ? "&" : "?"}report_id=${encodeURIComponent(this.report)}` : path;
  }

  address(path) {
    return new URL(path, this.root).href;
  }

  // The coarse world, and the finer regions with what fetches them (geodata/basemap/README.md).
  async basemap() {
    const [world, index] = await Promise.all([this.ask("basemap/basemap.json"), this.ask("basemap/index.json")]);
    return { world, regions: index.map((region) => ({ ...region, load: () => this.ask(`basemap/${region.file}`) })) };
  }

  // Of the census (docs/api.md): counts, a tile, the marks of a cell, areas, strike lines, what stands beside the map, and a page of claims with their marks.
  async tally(query) {
    return this.ask(`census?${query}`);
  }

  async tile(z, x, y, query) {
    return this.ask(`census/tiles/${z}/${x}/${y}?${query}`);
  }

  async cell({ z, x, y, cell }, query) {
    return this.ask(`census/tiles/${z}/${x}/${y}/${cell}?${query}`);
  }

  async areas(query) {
    return this.ask(`census/areas?${query}`);
  }

  async beside(query) {
    return this.ask(`census/beside?${query}`);
  }

  async lines(query) {
    return this.ask(`census/lines?${query}`);
  }

  async claims(query, offset) {
    return this.ask(`census/claims?${query}${query && "&"}offset=${offset}`);
  }

  // The newest marks of one area, whatever the filters.
  async marksAt({ role, place_id: place }) {
    const id = role === "launch_origin" ? "launch-origin-areas" : "reported-target-areas";
    return this.ask(`collections/${id}/items?f=json&limit=60&sortby=-date_start&place_id=${encodeURIComponent(place)}`);
  }

  async claim(id) {
    return this.ask(`collections/claims/items/${encodeURIComponent(id)}?f=json`);
  }

  // All marks of one claim, by collection.
  async marksOf(claim) {
    const found = await Promise.all(MARKS.map((id) => this.ask(`collections/${id}/items?f=json&limit=100&claim_id=${encodeURIComponent(claim)}`)));
    return Object.fromEntries(MARKS.map((id, at) => [id, found[at].features]));
  }

  // Places whose name begins so, most prominent first (GeocodeJSON features).
  async places(name, most) {
    return (await this.ask(`geocode?q=${encodeURIComponent(name)}&autocomplete=true&limit=${most}`)).features;
  }

  async submit(report) {
    return this.ask("reports", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(report) });
  }

  // Ask for a JSON document; a link of the service's own may name another host (a proxy's), so only its path and query are followed.
  async ask(path, options = {}) {
    const url = new URL(path, this.root);
    const own = new URL(this.root);
    const address = url.origin === own.origin ? url : new URL(url.pathname + url.search, own);
    let response;
    try {
      response = await fetch(address, {
        headers: { Accept: "application/json" },
        ...options,
        ...(options.headers && { headers: { Accept: "application/json", ...options.headers } }),
      });
    } catch {
      throw new SourceError("The service does not answer. Is it still running?");
    }
    const body = await response.json().catch(() => null);
    if (!response.ok) throw new SourceError(body?.detail ?? body?.title ?? `The service answered with the code ${response.status}.`);
    if (body === null) throw new SourceError("The service gave an answer that this page cannot read.");
    return body;
  }
}

// The data of a standalone file, as `app.map.standalone` wrote it.
export class FileSource {
  constructor(data) {
    this.data = data;
    this.report = data.report?.id ?? null;
  }

  async load() {
    return { ...this.data, left: 0 };
  }

  async basemap() {
    const { bounds, world, regions } = this.data.basemap;
    return { bounds, world, regions: regions.map((region) => ({ ...region, load: async () => region.sheet })) };
  }
}
