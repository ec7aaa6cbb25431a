// A mark bears the gazetteer's name of its place; its claim knows the report's own, under which the page shows it: one name for one place.

import { MARKS } from "./facets.js";
import { split } from "./words.js";

// Names that share fewer of their pairs of letters than this are not taken for two spellings of one.
const ALIKE = 0.4;

// Gives marks `said`, the name of their place as printed where it can be told, and `places_said`, all that their claim names.
export function nameAsSaid(collections) {
  const printed = new Map(
    collections.claims.map(({ id, properties: { places_text, origins_text, bases_text } }) => [
      id,
      { reported_target: split(places_text), launch_origin: split(origins_text), base: split(bases_text) },
    ]),
  );
  const marks = MARKS.flatMap((id) => collections[id]).map(({ properties }) => properties);
  const together = Map.groupBy(marks, ({ claim_id: claim, role }) => `${claim} ${role}`);
  for (const mark of marks) {
    const names = printed.get(mark.claim_id) ?? {};
    const own = names[mark.role] ?? [];
    const alone = own.length === 1 && together.get(`${mark.claim_id} ${mark.role}`).length === 1;
    mark.said = told(mark, alone ? own[0] : spellingOf(mark.place_name, own));
    mark.places_said = Object.values(names).flat().join("; ");
  }
}

// A gazetteer's name that only says more than the report ("Hmeimim air base" for "Hmeimim") stays.
function told({ place_name: name }, said) {
  return said && !lettersOf(name).includes(lettersOf(said)) ? said : null;
}

function spellingOf(name, names) {
  const [best] = names.map((one) => [one, likeness(one, name)]).sort((a, b) => b[1] - a[1]);
  return best && best[1] >= ALIKE ? best[0] : null;
}

// The share of pairs of letters that two names have in common (Dice), 0 to 1.
function likeness(one, other) {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  return (2 * a.filter((pair) => b.includes(pair)).length) / Math.max(1, a.length + b.length);
}

function lettersOf(name) {
  return name.toLowerCase().normalize("NFKD").replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function pairsOf(name) {
  const letters = lettersOf(name);
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}
