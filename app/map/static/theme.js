// What the reader's machine asks for: colours that a canvas needs to be told, whether things may move, and how much room there is.

const DARK = window.matchMedia("(prefers-color-scheme: dark)");

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function onTheme(listener) {
  DARK.addEventListener("change", listener);
  window.matchMedia("print").addEventListener("change", listener);
}

// Whether the list stands below the map (layout.css).
export function stacked() {
  return window.matchMedia("(max-width: 820px)").matches;
}

export function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
