// A mark bears the gazetteer's name of its place; its claim knows the report's own, which the popup highlights in the quote.

import { MARKS } from "./facets.js";

export function nameAsSaid(collections) {
  const said = new Map(
    collections.claims.map(({ id, properties }) => [id, [properties.places_text, properties.origins_text, properties.bases_text]]),
  );
  for (const { properties } of MARKS.flatMap((id) => collections[id]))
    properties.places_said = (said.get(properties.claim_id) ?? []).filter(Boolean).join("; ");
}
