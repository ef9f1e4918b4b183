// Who waits: counts by service, and one list in order of issue.

import { byId, make, mirror, setAttribute, setText } from "/shared/dom.js";
import { span } from "/shared/time.js";
import { age, canAct, change, myDesk, myWaiting, state } from "./store.js";
import { languageNode, serviceName, servicePrefix, words } from "./names.js";
import { callGiven, pauseService } from "./actions.js";

let all = false;

/** Wires the filter. */
export function wireWaiting() {
  byId("filter-mine").addEventListener("click", () => filter(false));
  byId("filter-all").addEventListener("click", () => filter(true));
}

function filter(everyone) {
  all = everyone;
  change({});
}

/** Draws counts and rows from the latest picture. */
export function drawWaiting() {
  const mine = myWaiting();
  const everyone = state.queue?.waiting ?? [];
  const rows = all ? everyone : mine;
  setText(byId("waiting-title"), words.text("waiting-title", { waiting: rows.length }));
  setAttribute(byId("filter-mine"), "aria-pressed", String(!all));
  setAttribute(byId("filter-all"), "aria-pressed", String(all));
  mirror(byId("services"), state.queue?.services ?? [], { key: (service) => service.id, create: createService, fill: fillService });
  byId("waiting-table").hidden = rows.length === 0;
  byId("waiting-empty").hidden = rows.length > 0;
  setText(byId("waiting-empty-text"), words.text("waiting-empty"));
  setText(byId("waiting-empty-more"), words.text(everyone.length ? "waiting-empty-others" : "waiting-empty-more", { waiting: everyone.length }));
  const next = mine[0]?.id;
  mirror(byId("waiting-rows"), rows, { key: (ticket) => ticket.id, create: createRow, fill: (row, ticket) => fillRow(row, ticket, next) });
}

function createService({ id }) {
  const count = make("span", { class: "service-count" });
  const status = make("span");
  const pause = make("button", { class: "button small quiet", type: "button" });
  const name = make("span", { class: "service-name" });
  const element = make("li", { class: "service" }, make("span", { class: "letter" }, servicePrefix(id)), name, count, make("div", { class: "service-foot" }, status, pause));
  element.parts = { count, status, pause, name };
  pause.addEventListener("click", () => pauseService(id, !element.classList.contains("paused")));
  return element;
}

function fillService(element, { id, waiting, paused }) {
  const { count, status, pause, name } = element.parts;
  setText(name, serviceName(id));
  setText(count, String(waiting));
  count.classList.toggle("none", waiting === 0);
  element.classList.toggle("paused", paused);
  element.classList.toggle("other", !(myDesk()?.services ?? []).includes(id));
  setText(status, words.text(paused ? "service-paused" : "service-waiting", { waiting }));
  status.className = paused ? "" : "only-spoken";
  setText(pause, words.text(paused ? "service-resume" : "service-pause"));
  setAttribute(pause, "aria-label", words.text(paused ? "service-resume-spoken" : "service-pause-spoken", { service: serviceName(id) }));
  pause.disabled = !canAct();
}

function createRow(ticket) {
  const cells = { service: make("span"), language: make("td"), waited: make("td", { class: "waited" }) };
  const note = make("span", { class: "row-note" });
  const call = make("button", { class: "button small", type: "button" });
  const row = make("tr", {}, make("td", { class: "number" }, ticket.label), make("td", {}, cells.service, note), cells.language, cells.waited, make("td", {}, call));
  row.parts = { ...cells, note, call };
  call.addEventListener("click", () => callGiven(row.ticket));
  return row;
}

function fillRow(row, ticket, next) {
  const { service, language, waited, note, call } = row.parts;
  row.ticket = ticket;
  row.classList.toggle("first", ticket.id === next);
  setText(service, serviceName(ticket.service));
  if (row.language !== words.language) language.replaceChildren(languageNode(ticket.language));
  row.language = words.language;
  const trouble = ["not-printed", "unknown"].includes(ticket.print?.outcome);
  setText(note, trouble ? words.text("row-no-paper") : ticket.id === next ? words.text("row-next") : "");
  note.classList.toggle("warn", trouble);
  setText(waited, span(words, ticket.waited_seconds + age()));
  setText(call, words.text("call"));
  setAttribute(call, "aria-label", words.text("call-spoken", { label: ticket.label }));
  call.disabled = !canAct();
}

/** Renews the waits. */
export function tickWaiting() {
  for (const row of byId("waiting-rows").children) {
    if (row.ticket) setText(row.parts.waited, span(words, row.ticket.waited_seconds + age()));
  }
}
