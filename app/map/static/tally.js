// The claims at hand counted by everything they can be filtered by, and over time: what /census says where there are too many to send.

import { binsOf, countsIn } from "./bins.js";
import { countsOf, FACETS, passes } from "./facets.js";

export function tallyOf(claims, state) {
  const anytime = claims.filter((claim) => passes(claim, state, "days"));
  const bins = binsOf(claims.filter((claim) => claim.modality === "asserted"));
  const counts = countsIn(bins, anytime);
  return {
    claims: claims.length,
    matched: claims.filter((claim) => passes(claim, state)).length,
    undated: anytime.filter(({ date_start: start, date_end: end }) => !start && !end).length,
    facets: Object.fromEntries(FACETS.map((facet) => [facet.name, countsOf(facet, claims, state)])),
    bins: bins.map(({ start, end }, at) => ({ start, end, count: counts[at] })),
  };
}
