// Long lists a part at a time: what is not asked for is not built.

import { el } from "./dom.js";

// Puts `make(item)` for the first `size` items into `holder`, and a button that goes on into `foot`. Returns a function that builds up to an item.
export function paged(holder, foot, items, make, size, words) {
  let built = 0;
  const more = el("button", { type: "button", class: "quiet more", onclick: () => build(built + size) });
  foot.append(more);

  function build(until) {
    const first = built;
    const end = Math.min(until, items.length);
    holder.append(...items.slice(built, end).map(make));
    built = Math.max(built, end);
    more.hidden = built >= items.length;
    more.textContent = `Show ${Math.min(size, items.length - built)} more of ${(items.length - built).toLocaleString("en-GB")} ${words}`;
    if (first > 0 && document.activeElement === more) holder.children[first]?.focus();
  }

  build(size);
  return (item) => {
    const index = items.indexOf(item);
    if (index >= built) build(index + 1);
  };
}
