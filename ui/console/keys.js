// Single-letter keys for the buttons of the desk. They never fire while somebody types, and can be switched off.

import { byId, make, mirror, setText } from "/shared/dom.js";
import { state } from "./store.js";
import { words } from "./names.js";
import { openIssue } from "./issue.js";

const MEMORY = "sportello.keys";
const press = (id) => byId(id).disabled || byId(id).click();
const KEYS = [
  { key: "n", says: "help-call-next", does: () => press("call-next") },
  { key: "r", says: "recall", does: () => press("recall") },
  { key: "a", says: "no-show", does: () => press("no-show") },
  { key: "f", says: "finish", does: () => press("finish") },
  { key: "c", says: "help-call-number", does: () => byId("call-number-field").focus() },
  { key: "t", says: "issue-open", does: openIssue },
  { key: "?", says: "help-help", does: () => openHelp() },
];

let on = true;

/** Wires the keys and the help dialog. */
export function wireKeys() {
  try {
    on = localStorage.getItem(MEMORY) !== "off";
  } catch {
    // Without storage the keys are simply on.
  }
  byId("keys-on").checked = on;
  byId("keys-on").addEventListener("change", (event) => {
    on = event.target.checked;
    try {
      localStorage.setItem(MEMORY, on ? "on" : "off");
    } catch {
      // It lasts as long as the page.
    }
    showKeys();
  });
  byId("open-help").addEventListener("click", openHelp);
  document.addEventListener("keydown", onKey);
  showKeys();
}

function showKeys() {
  document.body.classList.toggle("keys-off", !on);
}

function onKey(event) {
  if (!on || state.view !== "main" || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
  const found = KEYS.find(({ key }) => key === event.key.toLowerCase());
  if (!found) return;
  event.preventDefault();
  found.does();
}

function isTyping(target) {
  return target instanceof Element && Boolean(target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));
}

function openHelp() {
  if (byId("help").open) return;
  byId("help").showModal();
}

/** Draws the table of keys. */
export function drawKeys() {
  mirror(byId("help-keys"), KEYS, {
    key: ({ key }) => key,
    create: ({ key }) => {
      const says = make("td");
      const row = make("tr", {}, make("td", {}, make("kbd", {}, key.toUpperCase())), says);
      row.says = says;
      return row;
    },
    fill: (row, { says }) => setText(row.says, words.text(says)),
  });
}
