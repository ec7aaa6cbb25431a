// What the reader's machine asks for: colours that a canvas needs to be told, and whether things may move.

const DARK = window.matchMedia("(prefers-color-scheme: dark)");

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function onTheme(listener) {
  DARK.addEventListener("change", listener);
  window.matchMedia("print").addEventListener("change", listener);
}

export function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
