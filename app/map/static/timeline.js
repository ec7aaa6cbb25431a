// The time line under the map: how many claims speak of each day, two sliders for the window, and a button that plays it.

import { spanInWords } from "./dates.js";
import { el, plural, svg } from "./dom.js";
import { still } from "./theme.js";

const HEIGHT = 34;
const PACE = 900;
// How much of its step a bar fills grows with the number of steps, so that two days are no two walls.
const THIN = 0.045;

// Draws once, for the steps of a first tally; the returned function draws the bars and the words anew. `changed` is called when the window moves.
export function drawTimeline(holder, { bins }, state, changed) {
  holder.hidden = bins.length === 0;
  if (holder.hidden) return () => {};
  const last = bins.length - 1;
  const place = (day, other, edge) =>
    day
      ? Math.max(
          0,
          bins.findIndex((bin) => bin[edge] >= day),
        )
      : other;
  const window_ = { from: place(state.from, 0, "end"), to: state.to ? place(state.to, last, "end") : last };
  const bars = svg("svg", { class: "bars", viewBox: `0 0 ${bins.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const words = el("span", { class: "window" });
  // A slider stands at the edge of its step: the first at the beginning, the last at the end.
  const slider = (name, edge) => {
    const input = el("input", { type: "range", min: 0, max: bins.length, step: 1, class: edge, "aria-label": name });
    input.addEventListener("input", () => move(edge, Number(input.value) - (edge === "to" ? 1 : 0)));
    return input;
  };
  const [first, second] = [slider("First day shown", "from"), slider("Last day shown", "to")];
  const play = el("button", { type: "button", class: "play", "aria-pressed": "false", onclick: () => toggle() }, still() ? "Next step" : "Play");
  let timer = null;

  function move(edge, value) {
    window_[edge] = edge === "from" ? Math.min(value, window_.to) : Math.max(value, window_.from);
    state.from = window_.from === 0 ? null : bins[window_.from].start;
    state.to = window_.to === last ? null : bins[window_.to].end;
    changed();
  }

  function step() {
    const next = window_.to >= last ? 0 : window_.to + 1;
    window_.from = next;
    window_.to = next;
    move("to", next);
    if (next === last) stop();
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    play.setAttribute("aria-pressed", "false");
    if (!still()) play.textContent = "Play";
  }

  function toggle() {
    if (still()) return step();
    if (timer) return stop();
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Stop";
    timer = setInterval(step, PACE);
    return step();
  }

  holder.append(play, el("div", { class: "track" }, bars, first, second), el("p", { class: "span", role: "status" }, words));

  return (now) => {
    if (!state.from && !state.to) [window_.from, window_.to] = [0, last];
    [first.value, second.value] = [window_.from, window_.to + 1];
    first.setAttribute("aria-valuetext", spanInWords(bins[window_.from].start, bins[window_.from].end));
    second.setAttribute("aria-valuetext", spanInWords(bins[window_.to].start, bins[window_.to].end));
    const counts = now.bins.map(({ count }) => count);
    const width = Math.min(0.84, bins.length * THIN);
    const most = Math.max(1, ...counts);
    bars.replaceChildren(
      ...counts.map((count, at) =>
        svg("rect", {
          x: at + (1 - width) / 2,
          width,
          y: HEIGHT - (HEIGHT * count) / most,
          height: (HEIGHT * count) / most,
          class: at >= window_.from && at <= window_.to ? "bar on" : "bar",
        }),
      ),
    );
    const span = spanInWords(bins[window_.from].start, bins[window_.to].end);
    words.textContent = now.undated ? `${span} · ${plural(now.undated, "claim")} without a day always shown` : span;
  };
}
