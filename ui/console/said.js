// One sentence beside the buttons about the latest action. It stays until the next one, or until it is put away.

import { icon, make } from "/shared/dom.js";
import { words } from "./names.js";

const ICONS = { good: "check", warn: "clock", bad: "warn" };

/** Says how an action ended: `good`, `warn` (under way) or `bad`. */
export function say(mood, text) {
  const dismiss = make("button", { class: "button quiet small dismiss", type: "button", onclick: hush, "aria-label": words.text("dismiss") }, icon("close"));
  const notice = make("div", { class: `notice ${mood}`, role: mood === "bad" ? "alert" : "status" }, icon(ICONS[mood]), make("p", { class: "grow" }, text), dismiss);
  document.getElementById("said").replaceChildren(notice);
}

/** Puts the sentence away. */
export function hush() {
  document.getElementById("said").replaceChildren();
}
