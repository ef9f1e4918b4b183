// The card of the one at this desk, and the buttons that act on them.

import { byId, setAttribute, setText } from "/shared/dom.js";
import { serverNow } from "/shared/api.js";
import { clockTime, span } from "/shared/time.js";
import { age, canAct, myServing, myWaiting, state } from "./store.js";
import { deskName, languageNode, serviceName, words } from "./names.js";
import { callLabel, callNext, finish, noShow, recall } from "./actions.js";

/** Wires the buttons of the card. */
export function wireNow() {
  byId("call-next").addEventListener("click", callNext);
  byId("recall").addEventListener("click", recall);
  byId("no-show").addEventListener("click", noShow);
  byId("finish").addEventListener("click", finish);
  byId("call-number").addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = byId("call-number-field");
    if (!(await callLabel(field.value))) return field.select();
    field.value = "";
    field.blur();
  });
}

/** Draws the card from the latest picture. */
export function drawNow() {
  const ticket = myServing();
  const waiting = myWaiting();
  setText(byId("now-title"), words.text("now-title", { desk: deskName(state.desk ?? "") }));
  byId("now-someone").hidden = !ticket;
  byId("now-nobody").hidden = Boolean(ticket);
  if (ticket) drawTicket(ticket);
  else setText(byId("now-nobody-more"), words.text("now-nobody-more", { waiting: waiting.length }));

  setText(byId("call-next-text"), words.text(ticket ? "call-next-finishing" : "call-next"));
  const act = canAct();
  byId("call-next").disabled = !act;
  byId("call-number-go").disabled = !act;
  for (const id of ["recall", "no-show", "finish"]) byId(id).disabled = !act || !ticket;
  for (const id of ["call-next", "recall", "no-show", "finish"]) setAttribute(byId(id), "aria-busy", state.busy === id ? "true" : null);
}

let languageShown = "";

function drawTicket(ticket) {
  setText(byId("now-number"), ticket.label);
  setText(byId("now-service"), serviceName(ticket.service));
  const shown = `${words.language} ${ticket.language}`;
  if (languageShown !== shown) byId("now-language").replaceChildren(languageNode(ticket.language));
  languageShown = shown;
  const reason = state.reason?.ticket === ticket.id ? state.reason.why : null;
  const why = byId("now-why");
  why.hidden = !reason || !words.has(`why-${reason.rule}`);
  if (!why.hidden) setText(why, words.text(`why-${reason.rule}`, { candidates: reason.candidates }));
  const recalls = byId("now-recalls");
  recalls.hidden = !ticket.recalls;
  setText(recalls, words.text("recalls", { recalls: ticket.recalls ?? 0 }));
  tickNow();
}

/** Renews what grows with time. */
export function tickNow() {
  const ticket = myServing();
  if (!ticket) return;
  const called = Date.parse(ticket.called ?? "");
  const issued = Date.parse(ticket.issued ?? "");
  // The wait ended with the call.
  const waited = Number.isNaN(called) || Number.isNaN(issued) ? ticket.waited_seconds + age() : (called - issued) / 1000;
  setText(byId("now-waited"), span(words, waited));
  if (Number.isNaN(called)) return;
  const since = Math.max(0, (serverNow() - called) / 1000);
  setText(byId("now-called"), words.text("called-at", { time: clockTime(called, words.language, state.office?.zone), since: span(words, since) }));
}
