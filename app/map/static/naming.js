// A mark bears the gazetteer's name of its place; its claim knows the report's own, under which the page shows it: one name for one place.

import { MARKS } from "./facets.js";
import { gazetteerName, split } from "./words.js";

// Names that share fewer of their pairs of letters than this, and not all consonants, are not taken for two spellings of one: somebody
// may have corrected the place, and then the report's name is not its name.
const ALIKE = 0.4;

const VOWELS = /[aeiouy]/g;

// Gives marks `said`, the name of their place as printed where it can be told, and `places_said`, all that their claim names.
export function nameAsSaid(collections) {
  const printed = new Map(
    collections.claims.map(({ id, properties: { places_text, origins_text, bases_text } }) => [
      id,
      { reported_target: split(places_text), launch_origin: split(origins_text), base: split(bases_text) },
    ]),
  );
  for (const { properties: mark } of MARKS.flatMap((id) => collections[id])) {
    const names = printed.get(mark.claim_id) ?? {};
    mark.said = spellingOf(gazetteerName(mark), names[mark.role] ?? []);
    mark.places_said = Object.values(names).flat().join("; ");
  }
}

// The one of some names that spells a gazetteer's name otherwise; null where there is none, or where it says less ("Hmeimim" for "Hmeimim air base").
function spellingOf(name, names) {
  const [best] = names.map((one) => ({ one, like: likeness(one, name) })).sort((a, b) => b.like - a.like);
  return best && best.like >= ALIKE && !lettersOf(name).includes(lettersOf(best.one)) ? best.one : null;
}

// The share of pairs of letters that two names have in common (Dice), 0 to 1; 1 where only vowels tell them apart.
function likeness(one, other) {
  if (lettersOf(one).replaceAll(VOWELS, "") === lettersOf(other).replaceAll(VOWELS, "")) return 1;
  const [a, b] = [one, other].map(pairsOf);
  return (2 * a.filter((pair) => b.includes(pair)).length) / Math.max(1, a.length + b.length);
}

function lettersOf(name) {
  return name.toLowerCase().normalize("NFKD").replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function pairsOf(name) {
  const letters = lettersOf(name);
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}
