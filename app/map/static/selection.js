// Which claim is selected: cards, marks, table rows and dispute lines tell and listen, and know nothing of each other.

const channel = new EventTarget();

export function select(claim, from) {
  channel.dispatchEvent(new CustomEvent("select", { detail: { claim, from } }));
}

// Listen until `signal` is aborted (without one: for good).
export function onSelect(listener, signal) {
  channel.addEventListener("select", (event) => listener(event.detail.claim, event.detail.from), { signal });
}
