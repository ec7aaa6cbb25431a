// The numbers of a claim in its form, each with its unit and how it was hedged.

import { el } from "../dom.js";
import { choice } from "./ask.js";
import { plain } from "./words.js";

function row(quantity, codes, remove) {
  const controls = {
    min: el("input", { type: "number", min: 0, step: 1, value: quantity.min, "aria-label": "At least" }),
    max: el("input", { type: "number", min: 0, step: 1, value: quantity.max, "aria-label": "At most" }),
    qualifier: choice(codes.qualifier, quantity.qualifier, plain),
    unit: choice(codes.unit, quantity.unit, plain),
    of: choice(codes.of, quantity.of, plain, "of whom is not said"),
    text: el("input", { value: quantity.text, required: true, maxlength: 100, "aria-label": "As printed", placeholder: "as printed" }),
  };
  for (const [name, label] of [["qualifier", "How exact"], ["unit", "Unit"], ["of", "Of whom"]]) controls[name].setAttribute("aria-label", label);
  const node = el("li", null, Object.values(controls), el("button", { type: "button", onclick: remove }, "Remove"));
  const count = ({ value }) => (value === "" ? null : Number(value));
  const value = () => ({
    unit: controls.unit.value,
    min: count(controls.min),
    max: count(controls.max),
    qualifier: controls.qualifier.value,
    text: controls.text.value.trim(),
    of: controls.of.value || null,
  });
  return { node, value };
}

export function quantityRows(quantities, codes) {
  const list = el("ol", { class: "quantities" });
  let held = [];
  const add = (quantity) => {
    const made = row(quantity, codes, () => {
      held = held.filter((one) => one !== made);
      made.node.remove();
    });
    held.push(made);
    list.append(made.node);
  };
  quantities.forEach(add);
  const more = () => add({ unit: "killed", min: null, max: null, qualifier: "exactly", text: "", of: null });
  return { list, more, value: () => held.map((one) => one.value()) };
}
