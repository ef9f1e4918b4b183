// What the operator can do at the desk. Each is one command with one key; refusals are said in words and lose nothing.

import { Problem, Unreachable, command } from "/shared/api.js";
import { openingTime } from "/shared/time.js";
import { serverNow } from "/shared/api.js";
import { change, state, canAct, myServing } from "./store.js";
import { deskName, serviceName, words } from "./names.js";
import { say, hush } from "./said.js";
import { confirm } from "./confirm.js";

let onSessionEnd = () => {};
let onDone = async () => {};
/** An answer that takes longer is waited for in words. */
const SOON_MS = 1000;

/** Hooks of the page: what to do when the session is over, and after each command, until which the buttons rest. */
export function wireActions({ sessionEnded, done }) {
  onSessionEnd = sessionEnded;
  onDone = done;
}

/** A refusal or failure in words. */
export function explain(error) {
  if (error instanceof Unreachable) return words.text("problem-unreachable");
  if (!(error instanceof Problem)) return words.text("problem-unknown", { kind: String(error.message ?? error) });
  const { kind, fields } = error;
  const opens = fields.opens ? openingTime(Date.parse(fields.opens), serverNow(), words.language, state.office?.zone) : "";
  const serving = fields.serving?.label ?? state.queue?.desks.find((desk) => desk.id === fields.desk)?.serving?.label;
  const args = {
    desk: deskName(String(fields.desk ?? state.desk ?? "")),
    operator: String(fields.operator ?? ""),
    service: fields.service ? serviceName(fields.service) : "",
    label: String(fields.label ?? ""),
    serving: String(serving ?? ""),
    seconds: Number(fields.retryAfter ?? 60),
    opens,
    kind,
  };
  if (kind === "serving-changed") return words.text(serving ? "problem-serving-changed" : "problem-serving-changed-nobody", args);
  const id = `problem-${kind}`;
  return words.has(id) ? words.text(id, args) : words.text("problem-unknown", args);
}

/**
 * Sends a command, with the buttons at rest until it is answered. Resolves to the answer, or to `null` after a refusal
 * that was said (by `tell`, else beside the buttons).
 */
export async function act(name, path, body, { tell = (text) => say("bad", text), again = true } = {}) {
  if (!canAct()) return null;
  change({ busy: name });
  hush();
  const session = state.session;
  const wait = (id) => again && say("warn", words.text(id));
  const timer = setTimeout(() => wait("under-way"), SOON_MS);
  try {
    const answer = await command(path, body, {
      onRetry: () => {
        clearTimeout(timer);
        wait("retrying");
      },
    });
    // The buttons rest until the picture shows what was done: pressed on the old one they would mean something else.
    await onDone();
    hush();
    return answer;
  } catch (error) {
    clearTimeout(timer);
    if (error instanceof Problem && error.kind === "not-signed-in") {
      if (state.session === session) onSessionEnd();
    } else {
      hush();
      tell(explain(error));
      onDone();
    }
    return null;
  } finally {
    clearTimeout(timer);
    change({ busy: null });
  }
}

const desk = (action) => `/api/desks/${encodeURIComponent(state.desk)}/${action}`;

function called(ticket, why) {
  hush();
  change({ reason: why ? { ticket: ticket.id, why } : null });
  announce("announce-called", ticket);
}

function announce(id, ticket) {
  const spot = document.getElementById("announce");
  spot.textContent = "";
  // A changed text is read out; the same text twice would not be.
  setTimeout(() => (spot.textContent = words.text(id, { label: ticket.label, desk: deskName(state.desk) })), 50);
}

export async function callNext() {
  const answer = await act("call-next", desk("call-next"), { serving: myServing()?.id ?? null });
  if (answer) called(answer.ticket, answer.why);
}

/** Calls a ticket out of order, after asking; `ticket` is a row of the picture. */
export async function callGiven(ticket) {
  const serving = myServing();
  const yes = await confirm({
    title: words.text("confirm-call", { label: ticket.label, desk: deskName(state.desk) }),
    text: consequence(ticket, serving),
    yes: words.text("confirm-call-yes", { label: ticket.label }),
  });
  if (!yes) return;
  const answer = await act("call", desk("call"), { ticket: ticket.id, serving: serving?.id ?? null });
  if (answer) called(answer.ticket);
}

function consequence(ticket, serving) {
  const back = ticket.status === "no-show";
  if (back && serving) return words.text("confirm-call-back-finishes", { label: ticket.label, serving: serving.label });
  if (back) return words.text("confirm-call-back", { label: ticket.label });
  return serving ? words.text("confirm-call-finishes", { label: serving.label }) : words.text("confirm-call-order");
}

/** Calls the number that was typed. Resolves to whether it was called. */
export async function callLabel(typed) {
  const label = tidyLabel(typed);
  if (!label) {
    say("bad", words.text("call-number-malformed"));
    return false;
  }
  const known = [...(state.queue?.waiting ?? []), ...(state.queue?.done ?? [])].find((ticket) => ticket.label === label);
  const body = known ? { ticket: known.id } : { label };
  const answer = await act("call", desk("call"), { ...body, serving: myServing()?.id ?? null }, {
    tell: (text) => say("bad", known ? text : words.text("call-number-unknown", { label, more: text })),
  });
  if (answer) called(answer.ticket);
  return Boolean(answer);
}

/** `b 42` is `B042`: letters, then at least three digits. */
export function tidyLabel(typed) {
  const match = /^([A-Z]{1,2})0*([0-9]{1,6})$/.exec(typed.toUpperCase().replace(/[\s.-]/g, ""));
  return match ? `${match[1]}${match[2].padStart(3, "0")}` : null;
}

export async function recall() {
  const answer = await act("recall", desk("recall"), { ticket: myServing()?.id });
  if (answer) announce("announce-recalled", answer.ticket);
}

export async function noShow() {
  const answer = await act("no-show", desk("no-show"), { ticket: myServing()?.id });
  if (answer) say("good", words.text("did-no-show", { label: answer.ticket.label }));
}

export async function finish() {
  const answer = await act("finish", desk("finish"), { ticket: myServing()?.id });
  if (answer) say("good", words.text("did-finish", { label: answer.ticket.label }));
}

export async function reprint(ticket) {
  const answer = await act("reprint", `/api/tickets/${ticket.id}/reprint`, {});
  if (answer) say("good", words.text("did-reprint", { label: answer.label }));
}

export async function pauseService(id, paused) {
  await act("pause", `/api/services/${encodeURIComponent(id)}/${paused ? "pause" : "resume"}`, {});
}
