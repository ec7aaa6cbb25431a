// What claims can be filtered by, and which claims pass. Nothing here touches the page.

import { claimantName, placeName, precisionShort, speaker, split, weapon } from "./words.js";

export const FACETS = [
  { name: "claimant", title: "Who says so", of: (claim) => [claimantName(claim)] },
  { name: "kind", title: "Kind of speaker", of: (claim) => [speaker(claim.claimant_kind).short] },
  { name: "attacker", title: "Said to have struck", of: (claim) => split(claim.attacker) },
  { name: "weapon", title: "With", of: (claim) => [weapon(claim)] },
  { name: "target", title: "Said to be hit", of: (claim) => [claim.target_class?.replaceAll("_", " ")] },
  { name: "precision", title: "How well placed", of: (claim) => (claim.marks.length ? claim.marks.map(precisionShort) : ["not on the map"]) },
  { name: "standing", title: "Standing", of: (claim) => [claim.status?.replaceAll("_", " ")] },
  { name: "meant", title: "Meant as", of: (claim) => [claim.modality] },
  { name: "review", title: "Review", of: (claim) => [claim.review_state] },
  { name: "publisher", title: "Printed by", of: (claim) => [claim.publisher] },
];

export const MARKS = ["reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases"];

const UNSTATED = "not stated";

// The values of a claim under a facet, at least one.
export function valuesOf(facet, claim) {
  const values = [...new Set(facet.of(claim).filter(Boolean))];
  return values.length ? values : [UNSTATED];
}

// Claims with what filters look at beside their own columns: their marks.
export function withMarks(claims, collections) {
  const marks = Map.groupBy(
    MARKS.flatMap((id) => collections[id].map((feature) => feature.properties)),
    (mark) => mark.claim_id,
  );
  return claims.map((claim) => ({ ...claim, marks: marks.get(claim.claim_id) ?? [] }));
}

export function isFiltered(state) {
  return Boolean(state.q || state.from || state.to || FACETS.some(({ name }) => state[name].size));
}

// Whether a claim passes; `but` names a facet to leave aside, so that its other values can be counted.
export function passes(claim, state, but = null) {
  return (
    FACETS.every(
      (facet) => facet.name === but || state[facet.name].size === 0 || valuesOf(facet, claim).some((value) => state[facet.name].has(value)),
    ) &&
    (but === "days" || inDays(claim, state)) &&
    inText(claim, state.q)
  );
}

// A claim with no day passes every window: it may belong there.
export function inDays({ date_start: start, date_end: end }, { from, to }) {
  return !(from && end && end < from) && !(to && start && start > to);
}

function inText(claim, query) {
  if (!query.trim()) return true;
  const text = folded(
    [
      claim.quote,
      claim.claimant,
      claim.via,
      claim.attacker,
      claim.places_text,
      claim.origins_text,
      claim.bases_text,
      claim.target_label,
      claim.publisher,
      claim.title,
      ...claim.marks.map(placeName),
    ]
      .filter(Boolean)
      .join(" "),
  );
  return folded(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

function folded(text) {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

// Every value of a facet with the number of claims that the other filters leave it, most first.
export function countsOf(facet, claims, state) {
  const counts = new Map();
  for (const claim of claims) {
    const passing = passes(claim, state, facet.name) ? 1 : 0;
    for (const value of valuesOf(facet, claim)) counts.set(value, (counts.get(value) ?? 0) + passing);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
