// The report as it was read: its text with every claim marked, and in each claim the places by what they are said to be.

import { el } from "./dom.js";
import { onSelect, select } from "./selection.js";
import { ROLES } from "./words.js";

const SHOWN = new Set(Object.keys(ROLES));

export function drawReading(section, holder, report) {
  section.hidden = !report?.text;
  if (section.hidden) return;
  const points = Array.from(report.text); // offsets count code points, as the service gives them
  const layers = report.claims
    .flatMap((claim) => claim.spans.map(([start, end]) => ({ start, end, claim })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const parts = [];
  let done = 0;
  for (const { start, end, claim } of layers) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts.push(points.slice(done, from).join(""), span(points, from, end, claim));
    done = end;
  }
  parts.push(points.slice(done).join(""));
  holder.replaceChildren(...parts);
  onSelect((id) => {
    for (const node of holder.querySelectorAll(".claimed")) node.classList.toggle("chosen", node.dataset.claim === id);
  });
}

function span(points, start, end, claim) {
  const places = claim.mentions
    .filter((mention) => SHOWN.has(mention.role) && mention.start >= start && mention.end <= end)
    .sort((a, b) => a.start - b.start);
  const inner = [];
  let done = start;
  for (const { start: from, end: to, role } of places) {
    if (from < done) continue;
    inner.push(
      points.slice(done, from).join(""),
      el(
        "span",
        { class: `place ${{ reported_target: "target", launch_origin: "origin", base: "base" }[role]}`, title: ROLES[role].one },
        points.slice(from, to).join(""),
      ),
    );
    done = to;
  }
  inner.push(points.slice(done, end).join(""));
  const choose = () => select(claim.id, "reading");
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  };
  // A real button cannot flow over several lines as text does.
  return el("span", { role: "button", tabindex: "0", class: "claimed", "data-claim": claim.id, onclick: choose, onkeydown }, inner);
}
