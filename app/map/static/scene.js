// The page drawn for the claims that pass the filters, again after every choice: map, cards, disputes, list, table and legend tell the same.

import { drawCards } from "./cards.js";
import { drawDisputes } from "./disputes.js";
import { plural } from "./dom.js";
import { learnEvents, sizesOf } from "./eventpanel.js";
import { isFiltered, MARKS, passes, withMarks } from "./facets.js";
import { drawFilters } from "./filters.js";
import { Labels } from "./labels.js";
import { Layers } from "./layers.js";
import { drawLegend } from "./legend.js";
import { drawReading } from "./reading.js";
import { nameAsSaid } from "./naming.js";
import { drawNext } from "./next.js";
import { onSelect, select } from "./selection.js";
import { spotsOf } from "./spots.js";
import { remember, wholeOf } from "./state.js";
import { drawStrip } from "./strip.js";
import { definitions } from "./symbols.js";
import { drawTable } from "./table.js";
import { tallyOf } from "./tally.js";
import { drawTimeline } from "./timeline.js";
import { drawUnmapped } from "./unmapped.js";
import { drawViews, fit, goTo } from "./views.js";

const ROLE_LAYERS = ["reported_target", "launch_origin", "base"];

const NOTHING = {
  no_strike: "No strike was found in this report, so nothing is drawn.",
  language_not_supported: "This report is not in a language that Strikemap reads yet.",
  failed: "This report could not be read.",
};

const at = (id) => document.getElementById(id);

export class Scene {
  // `loaded` is what a source gave; `state` is the reader's (state.js).
  constructor(map, source, loaded, state) {
    Object.assign(this, { map, loaded, state });
    const told = loaded.collections.claims.map((feature) => ({ ...feature.properties, claim_id: feature.id }));
    const claims = withoutExample(told);
    learnEvents(loaded.overview.events ?? sizesOf(told));
    nameAsSaid(loaded.collections);
    this.claims = withMarks(inOrder(claims, loaded.report), loaded.collections);
    const shared = definitions();
    document.body.append(shared);
    this.layers = new Layers(map, shared, state.off);
    this.labels = null;
    this.listeners = null;
    const changed = () => this.draw();
    const first = tallyOf(this.claims, state);
    const go = (bbox) => goTo(map, bbox);
    this.counters = [
      drawFilters(at("filters"), first, state, { changed, places: source.places && ((name, most) => source.places(name, most)), go }),
      drawTimeline(at("timeline"), first, state, changed),
    ];
    onSelect((claim) => {
      this.layers.highlight(claim);
      state.claim = claim;
      remember(state);
    });
  }

  // The first drawing: fitted, unless the address names a view; a claim that the address names is selected.
  open({ single }) {
    drawReading(at("reading"), at("reading-text"), this.loaded.report);
    if (at("next")) drawNext(at("next"), at("next-steps"), { report: this.loaded.report, claims: this.claims, unmapped: this.loaded.overview.not_on_map });
    drawStrip(at("strip"), { ...this.loaded, claims: this.claims }, { single, whole: wholeOf(this.state) });
    this.draw();
    this.map.invalidateSize({ pan: false });
    drawViews(at("views"), this.map, () => this.shown);
    const { view, claim } = this.state;
    if (view) this.map.setView([view[1], view[2]], view[0], { animate: false });
    else fit(this.map, this.shown);
    const named = claim && !view && this.shown.spots.find((spot) => spot.claims.includes(claim));
    this.labels = new Labels(this.map, this.layers);
    this.map.on("moveend", () => this.moved());
    if (claim) select(claim, "address");
    if (named) this.layers.show(named);
  }

  draw() {
    const kept = this.claims.filter((claim) => passes(claim, this.state));
    const ids = new Set(kept.map((claim) => claim.claim_id));
    const collections = Object.fromEntries(
      Object.entries(this.loaded.collections).map(([id, features]) => [
        id,
        features.filter((feature) => ids.has(id === "claims" ? feature.id : feature.properties.claim_id)),
      ]),
    );
    const [spots, lines] = [spotsOf(collections), collections["strike-lines"]];
    this.shown = { spots, lines };
    this.listeners?.abort();
    this.listeners = new AbortController();
    this.layers.draw(spots, lines);
    this.list(kept, ids, spots);
    const counts = {
      ...Object.fromEntries(ROLE_LAYERS.map((role) => [role, spots.filter((spot) => spot.roles.includes(role)).length])),
      line: lines.length,
    };
    const kinds = new Set(kept.map((claim) => claim.claimant_kind));
    const lineKinds = new Set(lines.map(({ properties }) => properties.link));
    drawLegend(at("legend"), { counts, kinds, lineKinds, off: this.state.off, toggle: (name, shown) => this.toggle(name, shown) });
    const tally = tallyOf(this.claims, this.state);
    for (const count of this.counters) count(tally);
    this.tell(kept, spots);
    if (this.labels) remember(this.state);
  }

  // Everything that is not the map.
  list(claims, ids, spots) {
    const { overview } = this.loaded;
    const { signal } = this.listeners;
    const first = new Map(spots.toReversed().flatMap((spot) => spot.claims.map((claim) => [claim, spot])));
    const fly = (spot) => {
      at("map_page").scrollIntoView({ block: "nearest" });
      this.layers.show(spot);
    };
    const told = new Map(claims.map(({ claim_id: id, claimant_kind, report_id, source_kind }) => [id, { claimant_kind, report_id, source_kind }]));
    // A dispute is shown with all its sides, also those that a filter leaves out.
    drawDisputes(
      at("disputes"),
      at("dispute-list"),
      overview.disputes.filter(({ sides }) => sides.some((side) => ids.has(side.claim_id))),
    );
    drawCards(at("claims"), claims, { marked: first, fly: (claim) => fly(first.get(claim)) }, signal);
    drawUnmapped(
      at("unmapped"),
      at("unmapped-list"),
      overview.not_on_map
        .filter((item) => ids.has(item.claim_id))
        .map((item) => ({ ...told.get(item.claim_id), ...item })),
    );
    drawTable(at("table"), spots, claims, fly, signal);
    at("claims-count").textContent = claims.length ? String(claims.length) : "";
  }

  toggle(name, shown) {
    if (shown) this.state.off.delete(name);
    else this.state.off.add(name);
    this.layers.refresh();
    remember(this.state);
  }

  moved() {
    const { lat, lng } = this.map.getCenter();
    this.state.view = [this.map.getZoom(), Number(lat.toFixed(3)), Number(lng.toFixed(3))];
    remember(this.state);
  }

  tell(kept, spots) {
    const note = at("note");
    note.textContent = "";
    if (this.claims.length === 0) note.textContent = NOTHING[this.loaded.report?.status] ?? "No claims are stored yet. Paste a report to begin.";
    else if (kept.length === 0) note.textContent = "No claim passes these filters.";
    else if (spots.length === 0) note.textContent = `${plural(kept.length, "claim")}, none with a place that can be drawn: see the list.`;
    note.hidden = note.textContent === "";
    at("filters").hidden = this.claims.length < 2 && !isFiltered(this.state);
  }
}

// The EXAMPLE stands in only until a real report is there; its own address shows it for good.
function withoutExample(claims) {
  const real = claims.filter((claim) => claim.source_kind !== "example");
  return real.length ? real : claims;
}

// A single report's claims stand in the order of its text; several reports' newest first, what has a place or a number before what has none.
function inOrder(claims, report) {
  const place = new Map((report?.claims ?? []).map((claim, index) => [claim.id, index]));
  const rank = (claim) => [place.get(claim.claim_id) ?? 0, claim.modality === "asserted" ? 0 : 1, claim.places_text ? 0 : 1];
  const newest = (a, b) => (b.published_at ?? "").localeCompare(a.published_at ?? "");
  return claims.toSorted((a, b) => newest(a, b) || rank(a).reduce((found, value, index) => found || value - rank(b)[index], 0));
}
