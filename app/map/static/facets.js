// What claims can be filtered by, and which claims pass. Nothing here touches the page. app/map/census counts by the same rules.

import { VOCABULARY } from "./vocabulary.js";

const UNSTATED = "";
const AREAS = new Set(["district", "province", "region", "country", "continent", "sea"]);

const FIELDS = {
  claimant: (claim) => claim.claimant,
  kind: (claim) => claim.claimant_kind,
  attacker: (claim) => claim.attacker,
  weapon: (claim) => claim.weapon,
  target: (claim) => claim.target_class,
  precision: (claim) => (claim.marks.length ? [...new Set(claim.marks.map((mark) => precisionOf(mark, claim)))].join(";") : "unmapped"),
  standing: (claim) => claim.status,
  meant: (claim) => claim.modality,
  review: (claim) => claim.review_state,
  publisher: (claim) => claim.publisher,
};

export const FACETS = Object.entries(FIELDS).map(([name, of]) => ({ name, title: VOCABULARY.facets[name].title, of }));

export const MARKS = ["reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases"];

export function precisionOf({ place_kind: kind, where_prec: precision }, { source_kind: source } = {}) {
  if (source === "coded_row") return "coded";
  if (precision === 2) return "near";
  if (AREAS.has(kind)) return kind;
  return kind === "settlement" || kind === "neighbourhood" ? kind : "site";
}

// What a value of a facet is called.
export function wordOf(name, value) {
  const { words } = VOCABULARY.facets[name];
  return Object.hasOwn(words, value) ? words[value] : value === UNSTATED ? "not stated" : value.replaceAll("_", " ");
}

// The values of a claim under a facet, at least one.
export function valuesOf(facet, claim) {
  const values = [...new Set((facet.of(claim) ?? "").split(";").map((part) => part.trim()))].filter(Boolean);
  return values.length ? values : [UNSTATED];
}

// Claims with what filters look at beside their own columns: their marks, and the words they are found by.
export function withMarks(claims, collections) {
  const marks = Map.groupBy(
    MARKS.flatMap((id) => collections[id].map((feature) => feature.properties)),
    (mark) => mark.claim_id,
  );
  return claims.map((claim) => ({ ...claim, marks: marks.get(claim.claim_id) ?? [], words: wordsOf(claim) }));
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
    holds(claim, state.q)
  );
}

// A claim with no day passes every window: it may belong there.
export function inDays({ date_start: start, date_end: end }, { from, to }) {
  return !(from && end && end < from) && !(to && start && start > to);
}

// Every word asked for is the beginning of a word of the claim.
function holds(claim, query) {
  return wordsIn(query).every((asked) => claim.words.some((word) => word.startsWith(asked)));
}

function wordsOf(claim) {
  const { quote, claimant, via, attacker, places_text, origins_text, bases_text, target_label, publisher, title } = claim;
  const texts = [quote, claimant, via, attacker, places_text, origins_text, bases_text, target_label, publisher, title];
  return [...new Set(wordsIn(texts.filter(Boolean).join(" ")))];
}

function wordsIn(text) {
  return text.toLowerCase().normalize("NFKD").replaceAll(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
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
