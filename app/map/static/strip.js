// The line under the headline: what is shown, from how many reports, who speaks in it, and that no person has checked it.

import { el, plural } from "./dom.js";
import { dayInWords } from "./dates.js";

const BELLIGERENT = new Set(["state_belligerent", "armed_group"]);

export function drawStrip(holder, { overview, report, claims, left }, single) {
  const reports = overview.reports;
  const example = reports.length > 0 && reports.every((one) => one.source_kind === "example");
  const chips = [];
  if (example) chips.push(el("span", { class: "chip example" }, "EXAMPLE"), "written for this project, not news");
  else if (reports.some((one) => one.source_kind === "example")) chips.push("with the EXAMPLE report among them");
  if (report && !example) chips.push(titled(report));
  if (single) chips.push(el("a", { href: "./" }, "show everything"));
  if (!report && !example) chips.push(`${plural(overview.reports_total, "report")} by ${bodies(reports)}`);
  chips.push(plural(claims.length, "claim"));
  if (claims.length)
    chips.push(
      `${Math.round((100 * claims.filter((claim) => BELLIGERENT.has(claim.claimant_kind)).length) / claims.length)} % of them by parties to the fighting`,
    );
  chips.push(el("strong", null, "machine-read, not reviewed"));
  if (report?.status === "needs_date") chips.push("days like “Friday” stay open: the day of publication is not known");
  if (left) chips.push(`${plural(left, "further mark")} not drawn`);
  holder.replaceChildren(...chips.map((chip) => el("span", { class: "bit" }, chip)));
}

function titled(report) {
  const said = [report.publisher, report.published_at ? dayInWords(report.published_at) : null].filter(Boolean).join(", ");
  return [report.title ? el("cite", null, report.title) : "One report", said ? ` (${said})` : null];
}

function bodies(reports) {
  const names = [...new Set(reports.map((report) => report.publisher ?? "publishers not stated"))];
  return names.length <= 3 ? names.join(", ") : `${names.slice(0, 2).join(", ")} and ${names.length - 2} others`;
}
