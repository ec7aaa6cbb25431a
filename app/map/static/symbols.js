// The signs of the map, as SVG: a triangle for where it came from, a burst for what was reported hit, a runway for a base.

import { svg } from "./dom.js";

const BURST = Array.from({ length: 16 }, (_, at) => {
  const [radius, angle] = [at % 2 ? 5.6 : 11, (at * Math.PI) / 8 - Math.PI / 2];
  return `${(12 + radius * Math.cos(angle)).toFixed(2)},${(12 + radius * Math.sin(angle)).toFixed(2)}`;
}).join(" ");

// The outlines alone, as SVG path data in units of 24 by 24: what a canvas draws.
export const OUTLINES = {
  target: `M${BURST.replaceAll(" ", "L")}Z`,
  origin: "M12 2.5 22 20.5 2 20.5Z",
  base: "M3 3H21V21H3Z",
};

const SHAPES = {
  reported_target: () => [svg("polygon", { points: BURST })],
  launch_origin: () => [svg("polygon", { points: "12,2.5 22,20.5 2,20.5" })],
  base: () => [
    svg("rect", { x: 3, y: 3, width: 18, height: 18, rx: 4 }),
    svg("path", { d: "M7 17 17 7M11.2 16.4l1-1M15.4 12.2l1-1", class: "runway" }),
  ],
};

const CLASSES = { reported_target: "target", launch_origin: "origin", base: "base" };

export function roleClass(role) {
  return CLASSES[role];
}

// A symbol of 24 by 24 units, drawn `size` pixels wide.
export function symbol(role, { size = 24, solid = false } = {}) {
  return svg(
    "svg",
    {
      viewBox: "0 0 24 24",
      width: size,
      height: size,
      class: `symbol ${CLASSES[role]}${solid ? " solid" : ""}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    SHAPES[role](),
  );
}

// A swatch of how an area of this role is drawn, for the legend and the cards.
export function swatch(role, { size = 24, fuzzy = false } = {}) {
  return svg(
    "svg",
    { viewBox: "0 0 32 22", width: size * 1.4, height: size, class: `symbol ${CLASSES[role]}`, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M3 6 12 2 29 5 30 17 17 20 4 18Z", fill: `url(#hatch-${CLASSES[role]})`, class: `outline${fuzzy ? " fuzzy" : ""}` }),
  );
}

// How cells of several marks are drawn, for the legend.
export function squares() {
  const square = (x, opacity) => svg("rect", { x, y: 1, width: 12, height: 12, class: "cell", "fill-opacity": opacity });
  const facts = { viewBox: "0 0 42 14", width: 42, height: 14, class: "symbol target", "aria-hidden": "true", focusable: "false" };
  return svg("svg", facts, square(0, 0.3), square(14, 0.6), square(28, 0.9));
}

export function lineSample(kind) {
  return svg(
    "svg",
    { viewBox: "0 0 40 12", width: 40, height: 12, class: "symbol line", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M2 10Q20 -3 38 8", class: `strike-line ${kind}` }),
  );
}

// The definitions that areas and lines refer to; they must stand in the document once, and not under display:none.
export function definitions() {
  const hatch = (name, angle) =>
    svg(
      "pattern",
      { id: `hatch-${name}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})` },
      svg("rect", { width: 7, height: 7, class: `wash ${name}` }),
      svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: `hatch ${name}` }),
    );
  return svg(
    "svg",
    { width: 0, height: 0, class: "definitions", "aria-hidden": "true", focusable: "false" },
    svg("defs", null, hatch("target", 45), hatch("origin", -45)),
  );
}
