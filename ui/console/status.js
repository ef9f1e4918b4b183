// The bars at the top: the connection, the office's hours, the printer. Words and icons; colour only underlines.

import { byId, setText } from "/shared/dom.js";
import { serverNow } from "/shared/api.js";
import { openingTime } from "/shared/time.js";
import { myWaiting, state } from "./store.js";
import { deskName, words } from "./names.js";

/** Draws the bars and the title of the page. */
export function drawStatus() {
  setText(byId("office-name"), state.office?.name ?? words.text("console-title"));
  setText(byId("office-body"), state.office?.body ?? "");
  setText(byId("sign-out-text"), words.text("sign-out", { name: state.session?.name ?? "" }));
  const lost = state.link === "lost";
  byId("link-lost").hidden = !lost;
  document.body.classList.toggle("lost", lost);
  drawOpening();
  drawPrinter();
  drawTitle();
}

function drawOpening() {
  const opening = state.queue?.opening;
  const closed = opening?.state === "closed";
  byId("office-closed").hidden = !closed;
  if (!closed) return;
  const opens = opening.opens ? openingTime(Date.parse(opening.opens), serverNow(), words.language, state.office?.zone) : null;
  setText(byId("office-closed-text"), opens ? words.text("office-closed-until", { opens }) : words.text("office-closed"));
}

/** What to say about the printer: `null` while all is well. */
export function printerTrouble() {
  const printer = state.queue?.printer;
  if (!printer) return null;
  if (printer.status && printer.status !== "ready") return printer.status;
  return printer.paper && printer.paper !== "ok" ? printer.paper : null;
}

function drawPrinter() {
  const trouble = printerTrouble();
  const known = trouble && words.has(`printer-${trouble}`) ? trouble : trouble && "fault";
  byId("printer-state").hidden = !state.queue?.printer;
  byId("printer-state").classList.toggle("trouble", Boolean(trouble));
  setText(byId("printer-state-text"), words.text(known ? `printer-${known}` : "printer-ready"));
  // Looking for the printer at the start is no trouble yet.
  byId("printer-trouble").hidden = !trouble || trouble === "starting";
  if (!trouble) return;
  setText(byId("printer-trouble-title"), `${words.text(`printer-${known}`)}.`);
  setText(byId("printer-trouble-text"), words.text(`printer-${known}-more`));
}

function drawTitle() {
  const plain = `${words.text("console-title")}${state.office ? ` · ${state.office.name}` : ""}`;
  if (state.view !== "main") document.title = plain;
  else document.title = words.text("page-title", { waiting: myWaiting().length, desk: deskName(state.desk), office: state.office?.name ?? "" });
}
