// The small sign that says what kind of speaker a claimant is. All speakers are drawn alike; none is drawn truer than another.

import { el } from "./dom.js";
import { speaker } from "./words.js";

export function sign(kind) {
  const { sign: letter, long } = speaker(kind);
  return el("abbr", { class: "sign", title: long, "aria-label": long, role: "img" }, letter);
}
