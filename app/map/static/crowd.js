// The page where more is stored than a browser should be sent: counts, tiles and a page of claims come from the service's census.

import { drawCards } from "./cards.js";
import { CrowdMap } from "./crowdmap.js";
import { drawDisputes } from "./disputes.js";
import { el, plural } from "./dom.js";
import { learnEvents } from "./eventpanel.js";
import { isFiltered, withMarks } from "./facets.js";
import { drawFilters } from "./filters.js";
import { drawLegend } from "./legend.js";
import { nameAsSaid } from "./naming.js";
import { onSelect, select } from "./selection.js";
import { byCollection, spotsOf } from "./spots.js";
import { CHOOSING, queryOf, remember, wholeOf } from "./state.js";
import { drawCrowdStrip } from "./strip.js";
import { drawTable } from "./table.js";
import { drawTimeline } from "./timeline.js";
import { drawUnmapped } from "./unmapped.js";
import { goTo } from "./views.js";

const WAIT = 180;
const PAGE = 60;
const SWITCHES = ["reported_target", "launch_origin", "base"];

const at = (id) => document.getElementById(id);

export class Crowd {
  // `loaded` has an overview and the first tally of the census (`crowd`); `source` answers for more.
  constructor(map, source, loaded, state) {
    Object.assign(this, { map, source, loaded, state, offset: 0, asked: 0, timer: null, listeners: null, outlined: null, page: { features: [], marks: [], numberMatched: 0 } });
    this.drawing = new CrowdMap(map, source, state, () => this.query);
  }

  get query() {
    return queryOf(this.state, CHOOSING);
  }

  get labels() {
    return this.drawing.labels;
  }

  async open() {
    const { map, state, loaded } = this;
    document.documentElement.dataset.crowd = "true";
    const changed = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.change(), WAIT);
    };
    const tally = loaded.crowd;
    const places = (name, most) => this.source.places(name, most);
    this.counters = [
      drawFilters(at("filters"), tally, state, { changed, places, go: (bbox) => goTo(map, bbox) }),
      drawTimeline(at("timeline"), tally, state, changed),
    ];
    onSelect((claim, from) => {
      state.claim = claim;
      remember(state);
      if (from === "popup" && !this.page.features.some(({ id }) => id === claim)) this.lead(claim).catch((error) => this.fail(error));
    });
    this.count(tally);
    const fly = !state.view;
    if (state.view) map.setView([state.view[1], state.view[2]], Math.round(state.view[0]), { animate: false });
    else if (tally.box) goTo(map, tally.box, false);
    map.on("moveend", () => this.moved());
    await this.drawing.first();
    this.list()
      .then(() => state.claim && this.showClaim(state.claim, fly))
      .catch((error) => this.fail(error));
    for (const asked of [this.outline(), this.beside()]) asked.catch((error) => this.fail(error));
  }

  // Disputes and what is not on the map, under the filters.
  async beside() {
    const turn = this.asked;
    const { disputes, not_on_map: unmapped } = await this.source.beside(this.query);
    if (turn !== this.asked) return;
    drawDisputes(at("disputes"), at("dispute-list"), disputes);
    drawUnmapped(at("unmapped"), at("unmapped-list"), unmapped);
  }

  async outline() {
    const turn = this.asked;
    const outlined = await this.drawing.outline();
    if (turn !== this.asked) return;
    this.outlined = outlined;
    this.explain();
  }

  // The reader chose something else: counts, tiles and list are asked for anew, and only the latest answer is drawn.
  async change() {
    this.offset = 0;
    const turn = (this.asked += 1);
    remember(this.state);
    try {
      this.drawing.renew();
      const [tally] = await Promise.all([this.source.tally(this.query), this.outline(), this.list(), this.beside()]);
      if (turn === this.asked) this.count(tally);
    } catch (error) {
      this.fail(error);
    }
  }

  count(tally) {
    for (const count of this.counters) count(tally);
    drawCrowdStrip(at("strip"), tally, this.loaded.overview, { whole: wholeOf(this.state) });
    this.tally = tally;
    this.explain();
    at("note").hidden = tally.matched > 0;
    at("note").textContent = tally.matched ? "" : "No claim passes these filters.";
    at("filters").hidden = tally.claims < 2 && !isFiltered(this.state);
    at("claims-count").textContent = tally.matched.toLocaleString("en-GB");
  }

  // The legend tells of what was counted and of what was drawn, whichever comes first.
  explain() {
    const { tally, outlined } = this;
    const counts = { ...Object.fromEntries(SWITCHES.map((role, index) => [role, tally.roles[index]])), line: outlined?.lines.all ?? 0 };
    const kinds = new Set(tally.facets.kind.filter(([, count]) => count).map(([kind]) => kind));
    const toggle = (name, shown) => {
      if (shown) this.state.off.delete(name);
      else this.state.off.add(name);
      this.drawing.refresh();
      remember(this.state);
    };
    drawLegend(at("legend"), { counts, kinds, lineKinds: outlined?.lines.kinds ?? new Set(), off: this.state.off, toggle, crowd: outlined ?? {} });
  }

  // A page of claims with their marks, newest first: cards and table.
  async list() {
    const turn = this.asked;
    const page = await this.source.claims(this.query, this.offset);
    if (turn !== this.asked) return;
    learnEvents(page.events);
    this.page = page;
    this.draw();
  }

  // A claim chosen on the map that this page of the list does not hold stands before it.
  async lead(id) {
    const [claim, marks] = await Promise.all([this.source.claim(id), this.source.marksOf(id)]);
    const { features, marks: others, numberMatched } = this.page;
    this.page = { features: [claim, ...features], marks: [...Object.values(marks).flat(), ...others], numberMatched };
    this.draw();
    select(id, "address");
  }

  draw() {
    const { features, marks, numberMatched: matched } = this.page;
    const collections = { ...byCollection(marks), claims: features };
    nameAsSaid(collections);
    const claims = withMarks(
      features.map(({ id, properties }) => ({ ...properties, claim_id: id })),
      collections,
    );
    const spots = spotsOf(collections);
    const first = new Map(spots.toReversed().flatMap((spot) => spot.claims.map((claim) => [claim, spot])));
    this.listeners?.abort();
    this.listeners = new AbortController();
    const fly = (spot) => this.drawing.show(spot);
    drawCards(at("claims"), claims, { marked: first, fly: (claim) => fly(first.get(claim)) }, this.listeners.signal);
    at("claims").append(this.pages(matched));
    drawTable(at("table"), spots, claims, fly, this.listeners.signal);
  }

  pages(matched) {
    const turn = (offset, words) =>
      el("button", { type: "button", class: "quiet", disabled: offset < 0 || offset >= matched, onclick: () => this.turn(offset) }, words);
    const last = Math.min(matched, this.offset + PAGE);
    return el(
      "p",
      { class: "pages" },
      turn(this.offset - PAGE, "Newer"),
      matched ? ` ${(this.offset + 1).toLocaleString("en-GB")}–${last.toLocaleString("en-GB")} of ${plural(matched, "claim")}, newest first ` : " ",
      turn(this.offset + PAGE, "Older"),
    );
  }

  async turn(offset) {
    this.offset = offset;
    await this.list().catch((error) => this.fail(error));
    at("claims").focus();
  }

  // The claim that the address names: its mark is shown, and itself selected.
  async showClaim(id, fly) {
    const collections = await this.source.marksOf(id);
    const [spot] = spotsOf(collections);
    select(id, "address");
    if (spot && fly) this.drawing.show(spot);
  }

  moved() {
    const { lat, lng } = this.map.getCenter();
    this.state.view = [this.map.getZoom(), Number(lat.toFixed(3)), Number(lng.toFixed(3))];
    remember(this.state);
  }

  fail(error) {
    at("note").hidden = false;
    at("note").textContent = error.message;
  }
}
