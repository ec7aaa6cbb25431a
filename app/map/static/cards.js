// One card a claim: a sentence in the page's neutral voice, then the report's own words.

import { correction } from "./asides.js";
import { el, link, listed } from "./dom.js";
import { eventPanel } from "./eventpanel.js";
import { datePrecision, dayInWords, whenInWords } from "./dates.js";
import { paged } from "./pager.js";
import { quoted } from "./quote.js";
import { onSelect, select } from "./selection.js";
import { sign } from "./sign.js";
import { stacked } from "./theme.js";
import { claimantName, speaker, split, standing, told, unquoted, weapon } from "./words.js";

const PAGE = 60;

// `fly` takes a claim id and shows its first mark; it is offered where `marked` holds the claim.
export function drawCards(holder, claims, { marked, fly }, signal) {
  const cards = new Map();
  const list = el("div", { class: "cards" });
  const foot = el("p", null);
  holder.replaceChildren(list, foot);
  const make = (claim) => {
    const card = cardOf(claim, { marked, fly });
    cards.set(claim.claim_id, card);
    return card;
  };
  const reach = paged(list, foot, claims, make, PAGE, "claims");
  let chosen = null;
  onSelect((id, from) => {
    const claim = claims.find((one) => one.claim_id === id);
    chosen?.classList.remove("chosen");
    if (claim) reach(claim);
    chosen = cards.get(id) ?? null;
    chosen?.classList.add("chosen");
    // where the list stands below the map, a popup must not be scrolled out of sight
    if (!chosen || from === "card" || from === "reading" || (from === "mark" && stacked())) return;
    chosen.scrollIntoView({ block: "nearest", behavior: "auto" });
    if (from !== "mark") chosen.focus({ preventScroll: true });
  }, signal);
}

function cardOf(claim, { marked, fly }) {
  const id = claim.claim_id;
  const asserted = claim.modality === "asserted";
  return el(
    "article",
    { class: `card${asserted ? "" : " other"}`, id: `claim-${id}`, tabindex: "-1", onclick: () => select(id, "card") },
    el(
      "p",
      { class: "kind" },
      sign(claim.claimant_kind),
      " ",
      speaker(claim.claimant_kind).short,
      standing(claim.status) ? ` · ${standing(claim.status)}` : null,
      asserted ? null : el("span", { class: "modality" }, claim.modality),
    ),
    el("p", { class: "sentence" }, sentence(claim)),
    quoted(claim.quote, [claim.places_text, claim.origins_text, claim.bases_text, claim.target_label].filter(Boolean)),
    facts(claim),
    eventPanel(claim),
    el("div", { class: "last" }, printed(claim), correction(claim), marked.has(id) ? showing(id, fly) : null),
  );
}

function printed(claim) {
  return el(
    "p",
    { class: "printed" },
    link(claim.url, claim.publisher ?? claim.title ?? "Publisher not stated"),
    claim.published_at ? `, ${dayInWords(claim.published_at)}` : ", day of publication not stated",
    claim.also_n ? ` · said ${claim.also_n === 1 ? "once more" : `${claim.also_n} more times`} in the report` : null,
    claim.contains ? " · a total that includes other claims here" : null,
  );
}

function showing(id, fly) {
  const show = (event) => {
    event.stopPropagation();
    select(id, "card");
    fly(id);
  };
  return el("button", { type: "button", class: "quiet fly", onclick: show }, "Show on the map");
}

function facts(claim) {
  const date = datePrecision(claim);
  const rows = [
    claim.quantity_text ? ["Numbers as printed", claim.quantity_text] : null,
    date ? ["Date", date] : null,
    claim.bases_text ? ["Base named", split(claim.bases_text).join(", ")] : null,
    claim.via && claim.claimant_kind !== "unattributed" ? ["Relayed by", claim.via] : null,
    claim.hedge ? ["Hedged", `“${claim.hedge}”`] : null,
  ].filter(Boolean);
  return rows.length
    ? el(
        "dl",
        { class: "facts" },
        rows.map(([name, value]) => [el("dt", null, name), el("dd", null, value)]),
      )
    : null;
}

// "Russian military said Russia struck “Islamist targets” in Raqqa province … with cruise missiles from the Caspian Sea on 20 November 2015".
export function sentence(claim) {
  const { said, struck, used } = told(claim.modality);
  const who = claimantName(claim);
  const attackers = split(claim.attacker);
  const striker = attackers.length === 1 && attackers[0] === claim.claimant ? ["it"] : attackers;
  const target = targetOf(claim);
  const arms = weapon(claim);
  const origins = split(claim.origins_text).map((name) => el("span", { class: "place origin" }, name));
  const helpers = split(claim.supporting);
  const when = whenInWords(claim);
  return [
    el("b", { class: "who" }, who),
    ` ${said} `,
    striker.length ? listed(striker) : "an attacker who is not named",
    target || !arms ? [` ${struck} `, target ?? "a target that is not stated", arms ? ` with ${arms}` : null] : ` ${used} ${arms}`,
    origins.length ? [" from ", listed(origins)] : null,
    helpers.length ? [", supported by ", listed(helpers)] : null,
    el("span", { class: "when" }, /^(on|in|since|until) /.test(when) && !helpers.length ? ` ${when}` : `, ${when}`),
    target || !arms ? "." : "; the target is not stated.",
  ];
}

// A place that is told from another one: "near Raqqa", "20 km south of Homs".
const BESIDE = /^(near|around|outside|between) |^\d.* of |^(north|south|east|west)[\w-]* of /i;

// "in Homs and Hama", but "near Raqqa and in Hama".
function needsIn(places, at) {
  return !BESIDE.test(places[at]) && (at === 0 || BESIDE.test(places[at - 1]));
}

// What is said to have been hit, and where; null where neither is stated. Places that are not on the map are not coloured as marks.
function targetOf(claim) {
  const unmapped = split(claim.not_on_map);
  const named = split(claim.places_text);
  const places = [...named, ...unmapped.filter((name) => !named.includes(name))];
  const written = (name) => (BESIDE.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);
  const shown = places.map((name) => el("span", { class: unmapped.includes(name) ? "place" : "place target" }, written(name)));
  const labels = split(claim.target_label).map((label) => el("q", null, unquoted(label)));
  if (!labels.length) return places.length ? listed(shown) : null;
  return [listed(labels), places.length ? [" ", listed(shown.map((place, at) => (needsIn(places, at) ? ["in ", place] : place)))] : null];
}
