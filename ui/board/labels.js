// The board's words: the office's own language, always, and beside it one other, which changes quietly.

import { directionOf, format, loadBundle } from "/shared/l10n.js";

const OWN = "it";
const CHANGE_MS = 12_000;

const bundles = new Map();
let others = [];
let turn = 0;

/** The language beside the office's own at this moment. */
export function other() {
  return others.length ? others[turn % others.length] : null;
}

/** A message in a language. */
export function text(tag, id, args) {
  return format(bundles.get(tag), id, args) ?? format(bundles.get(OWN), id, args) ?? id;
}

/** Loads the words of the languages that the office offers, as far as the board has them. */
export async function loadLabels(tags) {
  for (const tag of new Set([OWN, ...tags])) {
    if (!bundles.get(tag)) bundles.set(tag, await loadBundle(tag, ["board"]));
  }
  others = tags.filter((tag) => tag !== OWN && bundles.get(tag));
}

/** Begins to change the second language; calls back at each change. */
export function rotate(changed) {
  setInterval(() => {
    turn += 1;
    changed();
  }, CHANGE_MS);
}

/** Puts a text of a language into an element, marked as being in it. */
export function put(element, tag, words) {
  element.textContent = words;
  if (!tag) return;
  element.lang = tag;
  element.dir = directionOf(tag);
}

/** Fills every element of the page that carries `data-own` or `data-other`. */
export function drawLabels() {
  for (const element of document.querySelectorAll("[data-own]")) put(element, OWN, text(OWN, element.dataset.own));
  const tag = other();
  for (const element of document.querySelectorAll("[data-other]")) put(element, tag, tag ? text(tag, element.dataset.other) : "");
}
