// What the codes of the data mean, in the page's own neutral voice.

import { precisionOf, wordOf } from "./facets.js";
import { VOCABULARY } from "./vocabulary.js";

export const SPEAKERS = VOCABULARY.speakers;

const UNKNOWN_SPEAKER = { sign: "?", short: "speaker not known", long: "somebody whose standing is not known" };

export function speaker(kind) {
  return SPEAKERS[kind] ?? UNKNOWN_SPEAKER;
}

export const ROLES = {
  reported_target: { one: "reported target", many: "Reported targets", was: "reported struck" },
  launch_origin: { one: "launch origin", many: "Launch origins", was: "reported launched from here" },
  base: { one: "base", many: "Bases", was: "named as a base of the striker" },
};

export function weapon({ weapon: code, weapon_label: label }) {
  if (code) return wordOf("weapon", code);
  return label ? `“${unquoted(label)}”` : null;
}

// How a claim of each modality is told: the page's verb for the speaker, and the tense of the strike. Every side "said".
const TOLD = {
  asserted: { said: "said", struck: "struck", used: "used" },
  denied: { said: "denied that", struck: "struck", used: "used" },
  threatened: { said: "threatened that", struck: "would strike", used: "would use" },
  planned: { said: "said that", struck: "was to strike", used: "was to use" },
  hypothetical: { said: "said that", struck: "might strike", used: "might use" },
  historical: { said: "recalled that", struck: "struck", used: "used" },
};

export function told(modality) {
  return TOLD[modality] ?? TOLD.asserted;
}

const STANDING = {
  declared: "the striker's own statement",
  corroborated: "two or more independent sources",
  contested: "contested",
};

// How a claim stands beside the others, null where it simply has one source.
export function standing(status) {
  return STANDING[status] ?? null;
}

// Who makes a claim, fit to begin a sentence.
export function claimantName({ claimant, claimant_kind: kind, via }) {
  if (kind !== "unattributed" || (claimant && claimant !== "unattributed")) return claimant.charAt(0).toUpperCase() + claimant.slice(1);
  return via ? `${via}, naming no source,` : "A source that is not named";
}

const KIND_SAID = /province|governorate|oblast|state|region|district|muhafazah/i;

// A name with its kind where the name alone would be taken for a town.
function withKind(name, { place_kind: kind }) {
  return (kind === "province" || kind === "district") && !KIND_SAID.test(name) ? `${name} ${kind}` : name;
}

// A place is called as its report calls it, where that is known (naming.js).
export function placeName(mark) {
  return withKind(mark.said ?? mark.place_name, mark);
}

export function gazetteerName(mark) {
  return withKind(mark.place_name, mark);
}

// A label as said, without the quotation marks it may bring along.
export function unquoted(label) {
  return label.replaceAll(/["“”„«»]/g, "").trim();
}

export function split(text) {
  return (text ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter(Boolean);
}

const AREA_WORDS = {
  district: "Known only as a district; the whole of it is outlined.",
  province: "Known only as a province; the whole of it is outlined.",
  region: "Known only as a region with no sharp border; the outline is approximate.",
  country: "Known only as a country.",
  continent: "Known only as a continent.",
  sea: "Known only as a stretch of water; the whole of it is outlined.",
};

const POINT_WORDS = {
  settlement: "The town or village is named, the spot inside it is not; the mark stands at its middle.",
  neighbourhood: "The neighbourhood is named, the spot inside it is not; the mark stands at its middle.",
  airfield: "The airfield is named; the mark stands at its middle.",
  installation: "The site is named; the mark stands at its middle.",
};

export function distance(metres) {
  if (!metres || metres < 100) return null;
  return metres < 1000 ? `${Math.round(metres / 100) * 100} m` : `${metres < 9500 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000)} km`;
}

// How well the place of a mark is known, as a sentence or two.
export function placePrecision({ place_kind: kind, where_prec: precision, uncertainty_m: metres }) {
  const within = distance(metres);
  if (precision === 2) return `Near the place, not at it${within ? `: within about ${within}` : ""}.`;
  const words = AREA_WORDS[kind] ?? POINT_WORDS[kind] ?? "How well the place is known is not stated.";
  return within && !(kind in AREA_WORDS && kind !== "region") ? `${words} Give or take ${within}.` : words;
}

// The same in one or two words, for a table.
export function precisionShort(mark) {
  return wordOf("precision", precisionOf(mark));
}
