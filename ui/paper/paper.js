// What the virtual printer printed, newest first. It looks again every second while somebody looks at it.

import { Problem, get } from "/shared/api.js";
import { byId, icon, make, mirror, setAttribute, setText } from "/shared/dom.js";
import { Words, wireLanguageButtons } from "/shared/l10n.js";
import { SignIn } from "/shared/sign-in.js";
import { clockTime } from "/shared/time.js";

const LOOK_EVERY_MS = 1000;
const AWAY_MS = 2500;
/** CSS pixels a dot: a ticket of 80 mm is a little larger than life on a common screen. */
const SCALE = 0.55;

const words = new Words({ offered: ["it", "en"], files: ["console"] });
const signIn = new SignIn({ words, place: byId("sign-in-view"), onSignedIn: look });
let office = null;
let papers = null;
let timer = null;

await start();

async function start() {
  for (;;) {
    try {
      await words.start();
      office = await get("/api/office");
      break;
    } catch (error) {
      console.error(error);
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
  wireLanguageButtons(words, document);
  words.onChange(() => {
    signIn.draw();
    draw();
  });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  look();
}

async function look() {
  clearTimeout(timer);
  try {
    papers = await get("/api/papers", { timeout: 5000 });
    byId("lost").hidden = true;
    byId("sign-in-view").hidden = true;
    byId("table").hidden = false;
    draw();
    if (!document.hidden) timer = setTimeout(look, LOOK_EVERY_MS);
  } catch (error) {
    if (error instanceof Problem && [401, 403].includes(error.status)) return askForTechnician();
    console.error(error);
    byId("lost").hidden = false;
    timer = setTimeout(look, AWAY_MS);
  }
}

function askForTechnician() {
  byId("table").hidden = true;
  byId("sign-in-view").hidden = false;
  signIn.show({ office, technician: true });
}

function draw() {
  document.title = words.text("paper-title");
  if (!papers) return;
  byId("empty").hidden = papers.length > 0;
  setText(byId("count"), words.text("paper-count", { papers: papers.length }));
  mirror(byId("papers"), papers, { key: ({ n, at }) => `${n} ${at}`, create, fill });
}

function create({ n, width_dots: width, height_dots: height }) {
  const picture = `/api/papers/${n}.png`;
  const bytes = `/api/papers/${n}.bin`;
  const parts = {
    name: make("span", { class: "paper-name" }),
    facts: make("span", { class: "paper-facts" }),
    image: make("img", { src: picture, width: Math.round(width * SCALE), height: Math.round(height * SCALE) }),
    pngText: make("span"),
    binText: make("span"),
  };
  parts.strip = make("a", { class: "strip", href: picture, target: "_blank", rel: "noopener" }, parts.image);
  parts.png = make("a", { class: "button small", href: picture, download: `${n}.png` }, icon("download"), parts.pngText);
  parts.bin = make("a", { class: "button small", href: bytes, download: `${n}.bin` }, icon("download"), parts.binText);
  const head = make("div", { class: "paper-head" }, parts.name, parts.facts);
  const sheet = make("li", { class: "paper", "data-paper": n }, head, parts.strip, make("div", { class: "paper-links" }, parts.png, parts.bin));
  sheet.parts = parts;
  return sheet;
}

function fill(sheet, { n, at, label, width_dots: width }) {
  const { name, facts, image, strip, png, bin, pngText, binText } = sheet.parts;
  const time = clockTime(Date.parse(at), words.language, office?.zone);
  setText(name, label ? words.text("paper-name", { label }) : words.text("paper-name-plain", { n }));
  setText(facts, `${words.text("paper-time", { time })} · ${words.text("paper-width", { dots: width })}`);
  setAttribute(image, "alt", words.text(label ? "paper-alt" : "paper-alt-plain", { label: label ?? "", time }));
  setAttribute(strip, "title", words.text("paper-larger"));
  setText(pngText, words.text("paper-png"));
  setText(binText, words.text("paper-bytes"));
  setAttribute(png, "aria-label", words.text("paper-png-spoken", { n }));
  setAttribute(bin, "aria-label", words.text("paper-bytes-spoken", { n }));
}
