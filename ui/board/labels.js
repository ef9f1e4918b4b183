// The board's words: the office's own language, always, and beside it one other, which changes quietly.

import { directionOf, format, loadBundle } from "/shared/l10n.js";

const FALLBACK = "it";
const CHANGE_MS = 12_000;

const bundles = new Map();
let own = FALLBACK;
let others = [];
let turn = 0;

/** The office's own language: the first that it offers. */
export function ownLanguage() {
  return own;
}

/** The language beside the office's own at this moment. */
export function other() {
  return others.length ? others[turn % others.length] : null;
}

/** A message in a language. */
export function text(tag, id, args) {
  return format(bundles.get(tag), id, args) ?? format(bundles.get(FALLBACK), id, args) ?? id;
}

/** Loads the words of the languages that the office offers, as far as the board has them. */
export async function loadLabels(tags) {
  for (const tag of new Set([FALLBACK, ...tags])) {
    if (!bundles.get(tag)) bundles.set(tag, await loadBundle(tag, ["board"]));
  }
  own = tags.find((tag) => bundles.get(tag)) ?? FALLBACK;
  others = tags.filter((tag) => tag !== own && bundles.get(tag));
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
  for (const element of document.querySelectorAll("[data-own]")) put(element, own, text(own, element.dataset.own));
  const tag = other();
  for (const element of document.querySelectorAll("[data-other]")) put(element, tag, tag ? text(tag, element.dataset.other) : "");
}
