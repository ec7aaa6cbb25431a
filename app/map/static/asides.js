// What stands beside a claim where a service is behind the page: its history, its report, where to correct it or to report a correction.

import { el } from "./dom.js";

// Whether this page leads to the desk, where claims are corrected: a page that takes reports does.
export function mayCorrect() {
  return document.getElementById("paste-form") !== null;
}

// The link to a claim on the desk, null where it is not for the readers of this page.
export function correction({ claim_id: claim, report_id: report, source_kind: kind }, words = "Correct it") {
  if (!mayCorrect() || kind === "coded_row") return null;
  return el("a", { class: "correct", href: `review/${encodeURIComponent(report)}?claim=${encodeURIComponent(claim)}` }, words);
}

// Links beside a claim or a mark; none in a file, which has no service behind it.
export function asides({ claim_id: claim, report_id: report }) {
  if (document.getElementById("strikemap-data")) return null;
  const { contact } = document.body.dataset;
  const links = [
    ["The report", `reports/${encodeURIComponent(report)}?f=html#claim-${encodeURIComponent(claim)}`],
    ["History", `history/${encodeURIComponent(claim)}?f=html`],
    contact ? ["Report a correction", withSubject(contact, claim)] : null,
  ];
  return links.filter(Boolean).map(([words, href]) => [" ", el("a", { href }, words)]);
}

function withSubject(contact, claim) {
  return contact.startsWith("mailto:") ? `${contact}?subject=${encodeURIComponent(`Strikemap: correction of ${claim}`)}` : contact;
}
