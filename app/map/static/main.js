// Joins the parts of the page: data comes from a source, is gathered into spots, and each part draws its own.

import { Basemap } from "./basemap.js";
import { drawCards } from "./cards.js";
import { drawDisputes } from "./disputes.js";
import { plural } from "./dom.js";
import { Labels } from "./labels.js";
import { Layers } from "./layers.js";
import { drawLegend } from "./legend.js";
import { Names } from "./names.js";
import { bindPaste } from "./paste.js";
import { onSelect, select } from "./selection.js";
import { FileSource, ServiceSource } from "./source.js";
import { spotsOf } from "./spots.js";
import { drawStrip } from "./strip.js";
import { definitions } from "./symbols.js";
import { drawTable } from "./table.js";
import { drawTake } from "./take.js";
import { drawUnmapped } from "./unmapped.js";
import { drawViews } from "./views.js";

const ROLE_LAYERS = ["reported_target", "launch_origin", "base"];

const NOTHING = {
  no_strike: "No strike was found in this report, so nothing is drawn.",
  language_not_supported: "This report is not in a language that Strikemap reads yet.",
  failed: "This report could not be read.",
};

const at = (id) => document.getElementById(id);

function sourceOf() {
  const data = at("strikemap-data");
  if (data) return new FileSource(JSON.parse(data.textContent));
  return new ServiceSource(new URL(".", document.baseURI).href, new URLSearchParams(window.location.search).get("report"));
}

async function start() {
  const map = window.map_page;
  const source = sourceOf();
  const waiting = source.basemap().catch(() => null);
  keepHead(document.querySelector(".top"));
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
  L.control.zoom({ position: "topright" }).addTo(map);
  L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
  bindPaste(at("paste-form"), source, { collapsed: Boolean(source.report) });
  if (at("take")) drawTake(at("take"), source);
  let labels = null;
  try {
    labels = draw(map, await source.load(), Boolean(source.report && source.submit));
  } catch (error) {
    tell(error.message);
    at("strip").textContent = "Nothing could be loaded.";
  }
  const sheets = await waiting;
  if (sheets) {
    const names = new Names();
    const basemap = new Basemap(map, sheets, (found) => labels?.know(names.learn(found)));
    await basemap.look();
  }
  performance.mark("map-ready");
  document.documentElement.dataset.ready = "true";
}

// Draw everything that was loaded; returns the labels, which still lack the names of the base map.
function draw(map, { overview, report, collections, left }, single) {
  const spots = spotsOf(collections);
  const claims = inOrder(collections.claims.map((feature) => ({ ...feature.properties, claim_id: feature.id })), report);
  const lines = collections["strike-lines"];
  const shared = definitions();
  document.body.append(shared);
  const layers = new Layers(map, shared);
  const first = new Map(spots.toReversed().flatMap((spot) => spot.claims.map((claim) => [claim, spot])));
  const fly = (spot) => {
    at("map_page").scrollIntoView({ block: "nearest" });
    layers.show(spot);
  };

  drawStrip(at("strip"), { overview, report, claims, left }, single);
  drawDisputes(at("disputes"), at("dispute-list"), overview.disputes);
  drawCards(at("claims"), claims, { marked: first, fly: (claim) => fly(first.get(claim)) });
  drawUnmapped(at("unmapped"), at("unmapped-list"), withSpeakers(overview.not_on_map, claims));
  drawTable(at("table"), spots, claims, fly);
  at("claims-count").textContent = claims.length ? String(claims.length) : "";

  drawLegend(at("legend"), { counts: countsOf(spots, lines), kinds: new Set(claims.map((claim) => claim.claimant_kind)), toggle: (name, shown) => layers.toggle(name, shown) });
  map.invalidateSize({ pan: false });
  drawViews(at("views"), map, spots, lines);
  layers.draw(spots, lines);
  const labels = new Labels(map, layers);
  onSelect((claim) => layers.highlight(claim));
  for (const { spot, layer } of layers.drawn) layer.on("popupopen", () => select(spot.claims[0], "mark"));
  if (claims.length === 0) tell(NOTHING[report?.status] ?? "No claims are stored yet. Paste a report to begin.");
  else if (spots.length === 0) tell(`${plural(claims.length, "claim")}, none with a place that can be drawn: see the list.`);
  return labels;
}

// A single report's claims stand in the order of its text; several reports' newest first, what has a place or a number before what has none.
function inOrder(claims, report) {
  const place = new Map((report?.claims ?? []).map((claim, index) => [claim.id, index]));
  const rank = (claim) => [place.get(claim.claim_id) ?? 0, claim.modality === "asserted" ? 0 : 1, claim.places_text ? 0 : 1];
  const newest = (a, b) => (b.published_at ?? "").localeCompare(a.published_at ?? "");
  return claims.toSorted((a, b) => newest(a, b) || rank(a).reduce((found, value, index) => found || value - rank(b)[index], 0));
}

function countsOf(spots, lines) {
  const counts = Object.fromEntries(ROLE_LAYERS.map((role) => [role, spots.filter((spot) => spot.roles.includes(role)).length]));
  return { ...counts, line: lines.length };
}

function withSpeakers(items, claims) {
  const kinds = new Map(claims.map((claim) => [claim.claim_id, claim.claimant_kind]));
  return items.map((item) => ({ claimant_kind: kinds.get(item.claim_id), ...item }));
}

// The head stays in sight, so what stands below it must know its height.
function keepHead(head) {
  new ResizeObserver(() => document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`)).observe(head);
}

function tell(words) {
  const note = at("note");
  note.hidden = false;
  note.textContent = words;
}

start();
