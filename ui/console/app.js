// The console from top to bottom: words, office, sign-in, desk, and the live picture. Each view draws itself.

import { Problem, Unreachable, get, request } from "/shared/api.js";
import { Live } from "/shared/live.js";
import { wireLanguageButtons } from "/shared/l10n.js";
import { byId } from "/shared/dom.js";
import { SignIn } from "/shared/sign-in.js";
import { change, follow, state } from "./store.js";
import { deskName, words } from "./names.js";
import { wireActions } from "./actions.js";
import { drawNow, tickNow, wireNow } from "./now.js";
import { drawWaiting, tickWaiting, wireWaiting } from "./waiting.js";
import { drawSide } from "./side.js";
import { drawStatus } from "./status.js";
import { deskToResume, drawDesks, leaveDesk, showDeskNotice } from "./desks.js";
import { drawIssue, wireIssue } from "./issue.js";
import { drawKeys, wireKeys } from "./keys.js";
import { hush } from "./said.js";

const live = new Live({ refresh, onLink: (link) => change({ link }) });
const signIn = new SignIn({ words, place: byId("sign-in-view"), onSignedIn: enter });

await start();

async function start() {
  await patiently(() => words.start());
  wireLanguageButtons(words, document);
  words.onChange(() => {
    hush();
    signIn.draw();
    change({});
  });
  follow(draw);
  wireActions({ sessionEnded, done: () => live.fresh() });
  wireNow();
  wireWaiting();
  wireIssue();
  wireKeys();
  byId("leave-desk").addEventListener("click", leaveDesk);
  byId("sign-out").addEventListener("click", signOut);
  setInterval(tick, 5000);
  change({ office: await patiently(() => get("/api/office")) });
  const session = await patiently(() => get("/api/session").catch(signedOut));
  if (session) enter(session);
  else sessionEnded();
}

/** Nobody being signed in is an answer, not a failure. */
function signedOut(error) {
  if (error instanceof Problem && error.status === 401) return null;
  throw error;
}

/** Tries until the kiosk answers: a console that is opened while it starts must not need a reload. */
async function patiently(attempt) {
  for (;;) {
    try {
      const result = await attempt();
      change({ link: "live" });
      return result;
    } catch (error) {
      console.error(error);
      change({ link: "lost" });
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

function enter(session) {
  change({ session, view: state.view === "signin" ? "loading" : state.view });
  live.start();
  live.poke();
}

/** Nobody is signed in (any more). The desk stays remembered: after the sign-in work goes on there. */
function sessionEnded() {
  // Said once: on a slow network several answers bring it, and the form may be half filled in.
  if (state.view === "signin") return;
  live.stop();
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  const name = state.session?.name;
  change({ session: null, view: "signin" });
  signIn.show({ office: state.office, again: Boolean(name), name });
}

async function signOut() {
  if (state.view === "main" && !(await leaveDesk())) return;
  try {
    await request("DELETE", "/api/session");
  } catch (error) {
    if (!(error instanceof Problem) && !(error instanceof Unreachable)) throw error;
  }
  change({ session: null });
  sessionEnded();
}

async function refresh() {
  let queue;
  const session = state.session;
  try {
    queue = await get("/api/queue", { timeout: 5000 });
  } catch (error) {
    if (!(error instanceof Problem && error.status === 401)) throw error;
    // A late answer to the session before says nothing about this one.
    if (state.session === session) sessionEnded();
    return;
  }
  if (!state.session) return;
  change({ queue, fetched: performance.now() });
  settleView();
}

/** After each picture: is the desk still ours, or is there one to go on at? */
function settleView() {
  if (state.busy === "open-desk" || state.busy === "close-desk") return;
  if (state.view === "main") {
    const desk = state.queue.desks.find((desk) => desk.id === state.desk);
    if (desk?.operator === state.session.name) return;
    showDeskNotice(desk?.operator ? words.text("desk-lost-to", { desk: deskName(state.desk), operator: desk.operator }) : words.text("desk-lost", { desk: deskName(state.desk) }));
    change({ view: "desks", desk: null });
  } else if (state.view === "loading") {
    const desk = deskToResume();
    change({ view: desk ? "main" : "desks", desk });
  }
}

function draw() {
  if (document.body.dataset.view !== state.view) {
    document.body.dataset.view = state.view;
    hush();
  }
  drawStatus();
  if (state.view === "signin") return;
  drawDesks();
  if (state.view !== "main") return;
  drawNow();
  drawWaiting();
  drawSide();
  drawIssue();
  drawKeys();
}

function tick() {
  if (state.view !== "main" || state.link !== "live") return;
  tickNow();
  tickWaiting();
}
