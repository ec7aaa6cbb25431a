// What stands beside a claim where a service is behind the page: its history, its report, and where to report a correction.

import { el } from "./dom.js";

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
