// How the desk tells the fields of a claim, and which words of the report each of them rests on.

import { spanInWords } from "../dates.js";
import { speaker } from "../words.js";

export const ROLES = {
  reported_target: "Reported struck",
  launch_origin: "Launched from here",
  base: "Base of the striker",
  container: "Lies around the target",
  claimant_seat: "Where the speaker is",
  context: "Only named",
};

export const STATES = { machine: "nobody looked at it yet", accepted: "accepted", corrected: "corrected", rejected: "rejected" };

// Which role is told first, and which is shown where claims give one place several.
export const RANK = Object.keys(ROLES);

const QUALIFIERS = { more_than: "more than ", at_least: "at least ", up_to: "up to ", about: "about " };

// What a report is called where it stands beside others.
export function reportName({ title, publisher }) {
  return title ?? (publisher ? `A report by ${publisher}` : "A report without a headline");
}

export function plain(code) {
  return (code ?? "").replaceAll("_", " ");
}

function number({ min, max, qualifier }) {
  const digits = min === max || max === null ? min : min === null ? max : `${min} to ${max}`;
  return `${QUALIFIERS[qualifier] ?? ""}${digits ?? "an unknown number of"}`;
}

function days({ start, end, text }) {
  return `${spanInWords(start, end)}${text ? ` “${text}”` : ""}`;
}

// A label between quotation marks of ours, without those that it brings along.
function quoted(label) {
  return `“${label.replaceAll(/["“”„«»]/g, "").trim()}”`;
}

// The fields of a claim as rows: title, what it says (null: not stated), the words of the report behind it, spans known already.
export function rows(fields) {
  const { claimant, weapon, target, when } = fields;
  const places = fields.places.filter((place) => place.role !== "context").toSorted((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role));
  return [
    { title: "Who says so", says: `${claimant.name} (${speaker(claimant.kind).short})${fields.via ? `, relayed by ${fields.via}` : ""}`, words: [claimant.name] },
    { title: "Meant as", says: plain(fields.modality), words: [] },
    { title: "Who struck", says: fields.attackers.join(", ") || null, words: fields.attackers },
    { title: "With", says: weapon && (weapon.code ? `${plain(weapon.code)} “${weapon.label}”` : `“${weapon.label}”`), words: [weapon?.label] },
    {
      title: "What was hit",
      says: [target.labels.map(quoted).join(", "), target.class && plain(target.class)].filter(Boolean).join(" · ") || null,
      words: target.labels,
    },
    ...places.map((place) => ({ title: ROLES[place.role], says: placed(place), words: [], spans: [[place.start, place.end]], unresolved: !place.place })),
    {
      title: "How many",
      says: fields.quantities.map((item) => `${number(item)} ${item.of ? `${item.of} ` : ""}${item.unit}`).join("; ") || null,
      words: fields.quantities.map((item) => item.text),
    },
    { title: "When", says: when && days(when), words: [when?.text] },
  ];
}

function placed({ surface, place }) {
  if (!place) return `“${surface}”: not found in the gazetteer`;
  return `${place.name}, ${[place.kind, place.admin1, place.country].filter(Boolean).join(", ")}`;
}
