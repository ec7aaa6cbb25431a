// What waits for a person, report by report.

import { dayInWords } from "../dates.js";
import { el, plural } from "../dom.js";
import { reportName } from "./words.js";

const EMPTY = {
  new: "Nothing waits: every claim was looked at by a person.",
  low_score: "No claim that nobody looked at is one the program was unsure of.",
  contested: "No claim is contested by another.",
  duplicate: "No claim that nobody looked at tells of a strike that another report tells of too.",
  orphaned: "Every decision still speaks of a claim that is there.",
};

function claimLine(item, base) {
  const { claim, report } = item;
  const address = `${base}/review/${encodeURIComponent(report.id)}?claim=${encodeURIComponent(claim.id)}`;
  return el("li", null, el("a", { href: address, dir: "auto" }, `“${claim.quote.exact}”`), el("span", { class: "soft" }, ` ${claim.claimant.name === "unattributed" ? "source not named" : claim.claimant.name}`), item.why.map((why) => el("span", { class: "chip" }, why.replaceAll("_", " "))));
}

// Claims that follow each other and stand in one report, together.
function byReport(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.report_id, [...(groups.get(item.report_id) ?? []), item]);
  return [...groups.values()].map((group) => group.toSorted((a, b) => a.claim.quote.start - b.claim.quote.start));
}

function reportBlock(items, base) {
  const { report } = items[0];
  return el(
    "section",
    null,
    el("h2", null, el("a", { href: `${base}/review/${encodeURIComponent(report.id)}` }, reportName(report))),
    el("p", { class: "soft" }, [report.publisher ?? "publisher not stated", report.published_at ? dayInWords(report.published_at) : "day not known"].join(", "), " · ", plural(items.length, "claim")),
    el("ul", null, items.map((item) => claimLine(item, base))),
  );
}

function reviewBlock(review, why, base) {
  const claims = review.claims.map((claim) =>
    el("a", { href: `${base}/review/${encodeURIComponent(claim.report_id)}` }, `${claim.claimant}, characters ${claim.span.join(" to ")}`),
  );
  return el(
    "section",
    null,
    el("h2", null, `${review.verb.replaceAll("_", " ")} by ${review.reviewer}`),
    why && el("p", { class: "low" }, why),
    el("p", null, el("time", { datetime: review.at }, review.at), review.reason && `: ${review.reason}`),
    claims.length > 0 && el("p", null, claims.flatMap((claim, at) => (at ? [", ", claim] : [claim]))),
  );
}

export async function queuePage(root, { service, base, state }) {
  const list = root.querySelector('[data-part="queue"]');
  const more = root.querySelector('[data-part="more"]');
  const told = root.querySelector('[data-part="told"]');
  const shown = [];
  let next = null;
  const block = (item) => reviewBlock(item.review ?? item, item.why ?? null, base);

  async function load() {
    const answer = await service.queue(state, next);
    shown.push(...answer.items);
    next = answer.next;
    const ofClaims = shown.length > 0 && "claim" in shown[0];
    list.replaceChildren(...(ofClaims ? byReport(shown).map((items) => reportBlock(items, base)) : shown.map(block)));
    told.textContent = shown.length ? (answer.matched === undefined ? "" : `${plural(answer.matched, "claim")} in all.`) : (EMPTY[state] ?? "Nothing here.");
    more.hidden = next === null;
  }

  more.addEventListener("click", load);
  await load();
}

// The first report that waits and is none of these, or null.
export async function nextReport(service, passed) {
  let next = null;
  do {
    const answer = await service.queue("new", next);
    const found = answer.items.find((item) => !passed.includes(item.report_id));
    if (found) return found.report_id;
    next = answer.next;
  } while (next);
  return null;
}
