// A quote with what it says of places and targets highlighted. Words are compared without regard to case; the quote itself is never changed.

import { el } from "./dom.js";
import { split, unquoted } from "./words.js";

const PLACE_WORD = / (province|governorate|region|district|sea|town|city)$/i;

// Spans [start, end) of the quote that repeat one of the names, longest name first, none overlapping.
export function spansOf(quote, names) {
  const wanted = [...new Set(names.flatMap(split).flatMap((name) => [unquoted(name), unquoted(name).replace(PLACE_WORD, "")]))].filter(
    (name) => name.length > 2,
  );
  const text = quote.toLowerCase();
  const spans = [];
  for (const name of wanted.sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(name.toLowerCase()); at >= 0; at = text.indexOf(name.toLowerCase(), at + 1)) {
      const end = at + name.length;
      if (!spans.some(([from, to]) => at < to && end > from)) spans.push([at, end]);
    }
  }
  return spans.sort((a, b) => a[0] - b[0]);
}

export function quoted(quote, names = []) {
  const nodes = [];
  let done = 0;
  for (const [from, to] of spansOf(quote, names)) {
    nodes.push(quote.slice(done, from), el("mark", null, quote.slice(from, to)));
    done = to;
  }
  const words = el("blockquote", { dir: "auto" }, el("p", null, "“", nodes, quote.slice(done), "”"));
  // Whoever keeps the service may have the words of reports folded away until a reader asks for them.
  if (document.body.dataset.warning !== "on") return words;
  return el("details", { class: "warned" }, el("summary", null, "Words of the report, which may be disturbing"), words);
}
