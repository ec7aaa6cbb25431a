// The report's text with its claims marked and its places marked by role. The words stay as they are: only elements are put around them.

import { el } from "../dom.js";
import { offsets } from "./offsets.js";
import { RANK } from "./words.js";

// What a mention is called: its role, or that nobody knows where it is.
function mentionClass(mention) {
  return `place ${mention.role}${mention.place ? "" : " unresolved"}`;
}

// Stretches of the text between which nothing changes: [start, end, ids of the claims there, mention or null], in code points.
export function stretches(length, claims) {
  const cuts = new Set([0, length]);
  const spans = claims.flatMap(({ claim }) => claim.spans.map(([start, end]) => ({ start, end, id: claim.id })));
  const mentions = claims.flatMap(({ claim }) => claim.mentions);
  for (const { start, end } of [...spans, ...mentions]) cuts.add(start).add(end);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(1).map((end, at) => {
    const start = edges[at];
    const holds = (span) => span.start <= start && end <= span.end;
    return { start, end, ids: [...new Set(spans.filter(holds).map((span) => span.id))], mention: strongest(mentions.filter(holds)) };
  });
}

// Where claims give a place different roles, the one that makes a mark is shown.
function strongest(mentions) {
  return mentions.toSorted((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role))[0] ?? null;
}

export function textView(holder, text, { onClaim }) {
  const { toUnits, toPoints } = offsets(text);

  function draw(claims, currentId) {
    const parts = stretches(toPoints(text.length), claims).map(({ start, end, ids, mention }) => {
      const words = text.slice(toUnits(start), toUnits(end));
      if (!ids.length && !mention) return words;
      const name = [ids.length && "claim", ids.includes(currentId) && "current", mention && mentionClass(mention)].filter(Boolean).join(" ");
      return el("span", { class: name, "data-claim": ids[0] ?? null }, words);
    });
    holder.replaceChildren(...parts);
  }

  holder.addEventListener("click", (event) => {
    const id = event.target.closest("[data-claim]")?.dataset.claim;
    if (id && window.getSelection().isCollapsed) onClaim(id);
  });

  // A range of the page over code points [start, end) of the text.
  function range(start, end) {
    const found = document.createRange();
    for (const [point, place] of [[start, "setStart"], [end, "setEnd"]]) {
      let left = toUnits(point);
      const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      while (node && left > node.length) {
        left -= node.length;
        node = walker.nextNode();
      }
      if (!node) return null;
      found[place](node, left);
    }
    return found;
  }

  // Lights up spans of the text without touching it (CSS Custom Highlight API); a browser without it shows the claim alone.
  function light(spans) {
    if (!CSS.highlights) return;
    CSS.highlights.set("field", new Highlight(...spans.map(([start, end]) => range(start, end)).filter(Boolean)));
  }

  // What is selected of the text, as code points without the spaces around it; null where nothing is.
  function selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const chosen = selection.getRangeAt(0);
    if (!holder.contains(chosen.startContainer) || !holder.contains(chosen.endContainer)) return null;
    const before = document.createRange();
    before.setStart(holder, 0);
    before.setEnd(chosen.startContainer, chosen.startOffset);
    const start = before.toString().length;
    const words = chosen.toString();
    const lead = words.length - words.trimStart().length;
    const length = words.trim().length;
    return length ? [toPoints(start + lead), toPoints(start + lead + length)] : null;
  }

  // Spans of the words of a field: within the claim's own spans first, else the nearest before its quote's end.
  function spansOf(words, claim) {
    const wanted = words.filter((word) => word && word.length > 1);
    return wanted.flatMap((word) => {
      for (const [start, end] of claim.spans) {
        const at = text.slice(toUnits(start), toUnits(end)).toLowerCase().indexOf(word.toLowerCase());
        if (at >= 0) return [[toPoints(toUnits(start) + at), toPoints(toUnits(start) + at + word.length)]];
      }
      const at = text.toLowerCase().lastIndexOf(word.toLowerCase(), toUnits(claim.spans[0][1]));
      return at >= 0 ? [[toPoints(at), toPoints(at + word.length)]] : [];
    });
  }

  function show(claim) {
    holder.querySelector(`[data-claim="${CSS.escape(claim.id)}"]`)?.scrollIntoView({ block: "center" });
  }

  return { draw, light, selected, spansOf, show, words: (start, end) => text.slice(toUnits(start), toUnits(end)) };
}
