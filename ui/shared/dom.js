// Small means to build and renew the page without losing focus or selection. Never here: words, the network.

/** Makes an element: `make("button", { class: "button", onclick: f }, child, "text")`. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** A picture of the icon sheet; it repeats what the words beside it say, so it is hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/shared/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Sets text only where it differs, so that screen readers and selections are left in peace. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets or removes an attribute only where it differs. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

const lists = new WeakMap();

/**
 * Makes the children of `parent` mirror `items`: one element an item, known by its key, made once and then only filled
 * anew. Elements are moved only where the order changed.
 */
export function mirror(parent, items, { key, create, fill }) {
  const before = lists.get(parent) ?? new Map();
  const after = new Map();
  for (const item of items) {
    const id = key(item);
    after.set(id, before.get(id) ?? create(item));
  }
  for (const [id, element] of before) if (!after.has(id)) element.remove();
  let cursor = parent.firstElementChild;
  for (const item of items) {
    const element = after.get(key(item));
    fill(element, item);
    if (element === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(element, cursor);
  }
  lists.set(parent, after);
}

/** The element with this id, which the page must have. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element #${id}`);
  return element;
}
