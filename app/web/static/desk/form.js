// Every field of a claim in one form; it answers with those that were changed, in the shape the service takes.

import { el } from "../dom.js";
import { speaker } from "../words.js";
import { choice, labelled } from "./ask.js";
import { placeRows } from "./places.js";
import { quantityRows } from "./quantities.js";
import { plain } from "./words.js";

export const BLANK = {
  claimant: { name: "unattributed", kind: "unattributed" },
  via: null,
  action: null,
  platform: null,
  modality: "asserted",
  attackers: [],
  supporting: [],
  weapon: null,
  target: { labels: [], class: null },
  quantities: [],
  when: null,
  places: [],
};

const line = (value, more = {}) => el("input", { value: value ?? "", maxlength: 1000, autocomplete: "off", ...more });
const said = (control) => control.value.trim() || null;
const several = (control) => control.value.split(";").map((part) => part.trim()).filter(Boolean);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// What the service takes of places: what it only shows is left out.
const bare = (places) => places.map(({ start, end, role, place_id }) => ({ start, end, role, place_id }));

export function claimForm(fields, codes, search) {
  const control = {
    claimant: line(fields.claimant.name, { required: true }),
    kind: choice(codes.claimant_kind, fields.claimant.kind, (kind) => speaker(kind).short),
    via: line(fields.via),
    modality: choice(codes.modality, fields.modality, plain),
    attackers: line(fields.attackers.join("; ")),
    supporting: line(fields.supporting.join("; ")),
    action: line(fields.action),
    weapon: choice(codes.weapon, fields.weapon?.code, plain, "kind not stated"),
    weaponLabel: line(fields.weapon?.label),
    platform: line(fields.platform),
    labels: line(fields.target.labels.join("; ")),
    class: choice(codes.target_class, fields.target.class, plain, "not stated"),
    start: line(fields.when?.start, { type: "date" }),
    end: line(fields.when?.end, { type: "date" }),
    whenText: line(fields.when?.text),
  };
  const places = placeRows(fields.places, codes, search);
  const quantities = quantityRows(fields.quantities, codes);
  const parts = [
    group("Who says so", [["Name", "claimant"], ["Kind of speaker", "kind"], ["Relayed by", "via"], ["Meant as", "modality"]]),
    group("The strike", [
      ["Who struck (several: with ;)", "attackers"],
      ["With whose support", "supporting"],
      ["Action, as said", "action"],
      ["Weapon", "weapon"],
      ["Weapon, as said", "weaponLabel"],
      ["Aircraft, ship or launcher", "platform"],
    ]),
    group("What was hit", [["As said (several: with ;)", "labels"], ["Class", "class"]]),
    group("When", [["First day", "start"], ["Last day", "end"], ["As said", "whenText"]]),
    el("fieldset", null, el("legend", null, "Places"), places.list, el("p", { class: "soft" }, "To add one, select its name in the text and press “Add what is selected”.")),
    el(
      "fieldset",
      null,
      el("legend", null, "How many"),
      quantities.list,
      el("button", { type: "button", onclick: quantities.more }, "Add a number"),
    ),
  ];

  function group(title, lines) {
    return el("fieldset", { class: "lines" }, el("legend", null, title), lines.map(([label, name]) => labelled(label, control[name], `field-${name}`)));
  }

  function weapon() {
    const code = control.weapon.value || null;
    const label = said(control.weaponLabel) ?? plain(code);
    return label ? { code, label } : null;
  }

  function when() {
    const start = control.start.value || control.end.value;
    return start ? { start, end: control.end.value || start, text: said(control.whenText) ?? "" } : null;
  }

  function value() {
    return {
      claimant: { name: control.claimant.value.trim(), kind: control.kind.value },
      via: said(control.via),
      action: said(control.action),
      platform: said(control.platform),
      modality: control.modality.value,
      attackers: several(control.attackers),
      supporting: several(control.supporting),
      weapon: weapon(),
      target: { labels: several(control.labels), class: control.class.value || null },
      quantities: quantities.value(),
      when: when(),
      places: places.value(),
    };
  }

  // Only what differs from what was shown.
  function changed() {
    const before = { ...fields, places: bare(fields.places) };
    return Object.fromEntries(Object.entries(value()).filter(([name, now]) => !same(now, before[name])));
  }

  return { parts, changed, addPlace: places.add };
}
