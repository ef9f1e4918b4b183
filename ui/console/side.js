// Beside the list: papers that did not come out, the other desks, what is done today.

import { byId, make, mirror, setAttribute, setText } from "/shared/dom.js";
import { canAct, state } from "./store.js";
import { deskName, serviceName, words } from "./names.js";
import { callGiven, reprint } from "./actions.js";

/** Draws the three lists from the latest picture. */
export function drawSide() {
  drawPapers();
  drawOthers();
  drawDone();
}

/** Open tickets whose paper did not come out, or may not have. */
export function unprinted() {
  const atDesks = (state.queue?.desks ?? []).map((desk) => desk.serving).filter(Boolean);
  return [...atDesks, ...(state.queue?.waiting ?? [])].filter((ticket) => ["not-printed", "unknown"].includes(ticket.print?.outcome));
}

function drawPapers() {
  const tickets = unprinted();
  byId("paper-trouble").hidden = tickets.length === 0;
  setText(byId("paper-trouble-title"), words.text("paper-trouble-title", { tickets: tickets.length }));
  mirror(byId("paper-trouble-lines"), tickets, {
    key: (ticket) => ticket.id,
    create: (ticket) => lineWith(ticket, () => reprint(ticket)),
    fill: (line, ticket) => {
      const { more, button, main } = line.parts;
      setText(main, serviceName(ticket.service));
      setText(more, words.text(`print-${ticket.print.outcome}`, { trouble: troubleName(ticket.print.trouble) }));
      setText(button, words.text("reprint"));
      setAttribute(button, "aria-label", words.text("reprint-spoken", { label: ticket.label }));
      button.disabled = !canAct();
    },
  });
}

function troubleName(trouble) {
  const id = `trouble-${trouble}`;
  return words.has(id) ? words.text(id) : words.text("trouble-fault");
}

function lineWith(ticket, press) {
  const main = make("span");
  const more = make("span", { class: "line-more" });
  const button = make("button", { class: "button small", type: "button", onclick: press });
  const line = make("li", { class: "line" }, make("span", { class: "number" }, ticket.label), make("span", { class: "line-main" }, main, more), button);
  line.parts = { main, more, button };
  return line;
}

function drawOthers() {
  const others = (state.queue?.desks ?? []).filter((desk) => desk.id !== state.desk);
  byId("others-empty").hidden = others.length > 0;
  mirror(byId("others"), others, {
    key: (desk) => desk.id,
    create: (desk) => {
      const parts = { name: make("span"), more: make("span", { class: "line-more" }), end: make("span", { class: "line-end" }) };
      const line = make("li", { class: "line", "data-desk": desk.id }, make("span", { class: "line-main" }, parts.name, parts.more), parts.end);
      line.parts = parts;
      return line;
    },
    fill: (line, desk) => {
      setText(line.parts.name, deskName(desk.id));
      setText(line.parts.more, desk.operator ?? words.text("desk-free"));
      setText(line.parts.end, desk.serving?.label ?? words.text(desk.operator ? "desk-idle" : "desk-closed"));
      line.parts.end.classList.toggle("someone", Boolean(desk.serving));
    },
  });
}

function drawDone() {
  const done = state.queue?.done ?? [];
  byId("done-empty").hidden = done.length > 0;
  mirror(byId("done"), done, {
    key: (ticket) => ticket.id,
    create: (ticket) => {
      const line = lineWith(ticket, () => callGiven(line.ticket));
      return line;
    },
    fill: (line, ticket) => {
      const { main, more, button } = line.parts;
      line.ticket = ticket;
      setText(main, words.text(`status-${ticket.status}`));
      setText(more, serviceName(ticket.service));
      button.hidden = ticket.status !== "no-show";
      setText(button, words.text("call-back"));
      setAttribute(button, "aria-label", words.text("call-back-spoken", { label: ticket.label }));
      button.disabled = !canAct();
    },
  });
}
