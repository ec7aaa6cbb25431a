// The line under the headline: what is shown, from how many reports, who speaks in it, and that no person has checked it.

import { el, listed, plural } from "./dom.js";
import { dayInWords } from "./dates.js";

const BELLIGERENT = new Set(["state_belligerent", "armed_group"]);

// `single`: one of several reports is shown. `whole`: in a frame, the address of the page with everything around the map.
export function drawStrip(holder, { report, claims, left }, { single, whole }) {
  const example = claims.some((claim) => claim.source_kind === "example") || report?.source_kind === "example";
  const chips = [];
  if (example) chips.push(el("span", { class: "chip example" }, "EXAMPLE"), "written for this project, not news");
  else if (report) chips.push(titled(report));
  if (whole) chips.push(entire(whole));
  else if (single) chips.push(el("a", { href: "./" }, "show everything"));
  if (!report && !example) chips.push(readFrom(claims));
  chips.push(plural(claims.length, "claim"));
  if (claims.length) chips.push(`${share(claims)} % of them by parties to the fighting`);
  chips.push(el("strong", null, checked(claims)));
  if (report?.status === "needs_date") chips.push("days like “Friday” stay open: the day of publication is not known");
  if (left) chips.push(`${plural(left, "further mark")} not drawn`);
  show(holder, chips);
}

function show(holder, chips) {
  holder.replaceChildren(...chips.filter(Boolean).map((chip) => el("span", { class: "bit" }, chip)));
}

function share(claims) {
  return Math.round((100 * claims.filter((claim) => BELLIGERENT.has(claim.claimant_kind)).length) / claims.length);
}

// How many claims a person has looked at.
function checked(claims) {
  const seen = claims.filter((claim) => claim.review_state && claim.review_state !== "machine").length;
  return seen ? `machine-read, ${seen} of ${claims.length} reviewed` : "machine-read, not reviewed";
}

// The same where the service counts: `tally` is the census's.
export function drawCrowdStrip(holder, { claims, matched, coded, facets }, overview, { whole }) {
  const printed = facets.publisher.filter(([name, count]) => name && count).map(([name]) => name);
  const parties = facets.kind.filter(([kind]) => BELLIGERENT.has(kind)).reduce((sum, [, count]) => sum + count, 0);
  const reports = overview.reports_total - coded;
  const seen = facets.review.filter(([state]) => state && state !== "machine").reduce((sum, [, count]) => sum + count, 0);
  const chips = [
    ["Read from ", reports > 0 ? plural(reports, "report") : null, reports > 0 && coded ? " and " : null, coded ? plural(coded, "coded row") : null],
    printed.length ? ["printed by ", listed(fewOf(printed))] : null,
    matched === claims ? plural(claims, "claim") : `${matched.toLocaleString("en-GB")} of ${plural(claims, "claim")} shown`,
    matched ? `${Math.round((100 * parties) / matched)} % of them by parties to the fighting` : null,
    el("strong", null, seen ? `machine-read or coded, ${seen.toLocaleString("en-GB")} reviewed` : "machine-read or coded, not reviewed"),
    whole ? entire(whole) : null,
  ];
  show(holder, chips);
}

function entire(address) {
  return el("a", { href: address }, "open the whole map");
}

function titled(report) {
  const said = [report.publisher, report.published_at ? dayInWords(report.published_at) : null].filter(Boolean).join(", ");
  return [report.title ? el("cite", null, report.title) : "One report", said ? ` (${said})` : null];
}

// "Read from 2 reports by BBC News and 1 without a publisher": the reports that claims were read in, and the rows of coded data sets.
function readFrom(claims) {
  const sources = [...new Map(claims.map((claim) => [claim.report_id, claim])).values()];
  const rows = sources.filter(({ source_kind: kind }) => kind === "coded_row").length;
  const reports = sources.filter(({ source_kind: kind }) => kind !== "coded_row" && kind !== "example");
  const named = reports.filter(({ publisher }) => publisher);
  const nameless = reports.length - named.length;
  const parts = [];
  if (named.length) parts.push([plural(named.length, "report"), " by ", listed(fewOf([...new Set(named.map(({ publisher }) => publisher))]))]);
  if (nameless) parts.push([named.length ? String(nameless) : plural(nameless, "report"), " without a publisher"]);
  if (rows) parts.push(plural(rows, "coded row"));
  return parts.length ? ["Read from ", listed(parts)] : null;
}

function fewOf(names) {
  return names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} others`];
}
