// Makes elements. Text only ever becomes a text node: nothing here, or anywhere on this page, parses HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

// A link to somewhere else, or its bare text where the address is not a web address ("javascript:" and the like).
export function link(address, ...children) {
  let safe = null;
  try {
    const url = new URL(address);
    if (url.protocol === "https:" || url.protocol === "http:") safe = url.href;
  } catch {
    safe = null;
  }
  return safe ? el("a", { href: safe, rel: "noopener noreferrer nofollow" }, ...children) : el("span", null, ...children);
}

// "a", "a and b", "a, b and c" as a list of nodes.
export function listed(items, word = "and") {
  return items.flatMap((item, at) => [at === 0 ? "" : at === items.length - 1 ? ` ${word} ` : ", ", item]);
}

export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
