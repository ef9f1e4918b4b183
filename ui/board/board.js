// The hall's board: who is called where, the last calls, the clock. Numbers only. It never shows an error page: it keeps
// its last picture and comes back by itself.

import { get, serverNow } from "/shared/api.js";
import { Live } from "/shared/live.js";
import { byId, make, mirror, setText } from "/shared/dom.js";
import { clockTime, longDate, openingTime } from "/shared/time.js";
import { Announcer } from "./announcer.js";
import { chime, wireSound } from "./chime.js";
import { drawLabels, loadLabels, other, ownLanguage, put, rotate, text } from "./labels.js";

const FRESH_MS = 4500;
const LAST_CALLS = 5;

let office = null;
let board = null;
let resting = null;

const announcer = new Announcer(show);
const live = new Live({
  refresh,
  onLink: (link) => {
    byId("offline").hidden = link !== "lost";
    document.body.classList.toggle("lost", link === "lost");
  },
});

await start();

async function start() {
  for (;;) {
    try {
      office = await get("/api/office");
      await loadLabels(office.languages.map((language) => language.tag));
      break;
    } catch (error) {
      console.error(error);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
  document.documentElement.lang = ownLanguage();
  document.title = text(ownLanguage(), "board-title");
  drawWords();
  rotate(drawWords);
  wireSound((on) => (byId("sound").hidden = on));
  setInterval(drawClock, 1000);
  live.start();
}

async function refresh() {
  board = await get("/api/board", { timeout: 5000 });
  const now = serverNow();
  announcer.take(board.calls, now);
  setText(byId("office-name"), board.name ?? "");
  setText(byId("office-body"), board.body ?? "");
  drawLast();
  drawWelcome();
  drawClock();
}

/** Brings a call to the front. */
function show(call, fresh) {
  byId("call-body").hidden = !call;
  byId("welcome").hidden = Boolean(call);
  if (call) {
    setText(byId("call-number"), call.label);
    byId("call-number").classList.toggle("long", call.label.length > 4);
    setText(byId("call-desk"), call.desk);
  }
  drawLast();
  drawWelcome();
  if (!fresh) return;
  setText(byId("announce"), text(ownLanguage(), "board-spoken", { label: call.label, desk: call.desk }));
  chime();
  byId("call").classList.add("fresh");
  clearTimeout(resting);
  resting = setTimeout(() => byId("call").classList.remove("fresh"), FRESH_MS);
}

/** The calls before the one in front, each number once, newest first. */
function drawLast() {
  const front = announcer.front;
  const seen = new Set(front ? [front.label] : []);
  const rows = [];
  for (const call of board?.calls ?? []) {
    // What is still in line to be announced must not be read here first.
    if (seen.has(call.label) || call.seq > (front?.seq ?? 0)) continue;
    seen.add(call.label);
    rows.push(call);
  }
  const serving = new Set((board?.serving ?? []).map((call) => call.label));
  mirror(byId("last-calls"), rows.slice(0, LAST_CALLS), {
    key: (call) => call.label,
    create: (call) => {
      const desk = make("span", { class: "last-desk" });
      const row = make("li", {}, make("span", { class: "last-number" }, call.label), desk);
      row.desk = desk;
      return row;
    },
    fill: (row, call) => {
      setText(row.desk, call.desk);
      row.classList.toggle("past", !serving.has(call.label));
    },
  });
}

function drawWords() {
  drawLabels();
  drawWelcome();
  drawClock();
}

/** What stands in front while nobody was called: a welcome, or that the office is closed and when it opens. */
function drawWelcome() {
  byId("call-title").hidden = !announcer.front;
  document.body.classList.toggle("idle", !announcer.front);
  if (announcer.front || !board) return;
  const closed = board.opening?.state === "closed" && !board.gives_numbers;
  const opens = closed && board.opening.opens ? Date.parse(board.opening.opens) : null;
  const more = (tag) => {
    if (!closed) return text(tag, "board-welcome-more");
    return opens ? text(tag, "board-opens", { opens: openingTime(opens, serverNow(), tag, office?.zone) }) : "";
  };
  const title = closed ? "board-closed" : "board-welcome";
  const own = ownLanguage();
  put(byId("welcome-own"), own, text(own, title));
  put(byId("welcome-more-own"), own, more(own));
  const tag = other();
  put(byId("welcome-other"), tag, tag ? text(tag, title) : "");
  put(byId("welcome-more-other"), tag, tag ? more(tag) : "");
}

function drawClock() {
  setText(byId("clock"), clockTime(serverNow(), ownLanguage(), office?.zone));
  setText(byId("date"), longDate(serverNow(), ownLanguage(), office?.zone));
}
