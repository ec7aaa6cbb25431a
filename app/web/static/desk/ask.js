// Questions in a dialog: a reason, a choice, a few lines to fill in. Each answers with what was filled in, or null where it was left.

import { el } from "../dom.js";

export function asker(dialog) {
  return function ask(title, parts, { action = "Save", reason = true } = {}) {
    const why = reason ? el("input", { id: "reason", required: true, maxlength: 500, autocomplete: "off" }) : null;
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", { id: "asking" }, title),
      parts,
      why && el("p", null, el("label", { for: "reason" }, "Why (kept with your name); strangers may read it"), why),
      el("p", { class: "actions" }, el("button", { value: "yes" }, action), el("button", { value: "no", formnovalidate: true }, "Leave it")),
    );
    dialog.replaceChildren(form);
    dialog.setAttribute("aria-labelledby", "asking");
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? { reason: why?.value.trim() ?? "", form } : null), { once: true });
      dialog.returnValue = "no";
    });
  };
}

// A labelled control of a form.
export function labelled(label, control, id) {
  control.id = id;
  return el("p", null, el("label", { for: id }, label), control);
}

export function choice(values, chosen, words, empty = null) {
  const options = (empty === null ? values : [null, ...values]).map((value) =>
    el("option", { value: value ?? "", selected: value === (chosen ?? null) }, value === null ? empty : words(value)),
  );
  return el("select", null, options);
}
