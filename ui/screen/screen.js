// The kiosk's touch screen from afar: shows its frames, sends touches in pixels of the frame.

import { Problem, get } from "/shared/api.js";
import { byId, setText } from "/shared/dom.js";
import { Words, wireLanguageButtons } from "/shared/l10n.js";
import { SignIn } from "/shared/sign-in.js";

const BACKOFF_MS = [300, 800, 1500, 3000, 5000];
/** A pointer tells more positions than the kiosk needs. */
const MOVE_EVERY_MS = 33;

const words = new Words({ offered: ["it", "en"], files: ["console"] });
const canvas = byId("screen");
const pen = canvas.getContext("2d", { alpha: false });
const signIn = new SignIn({ words, place: byId("sign-in-view"), onSignedIn: connect });

let socket = null;
let failures = 0;
let link = "connecting";
let newest = 0;
let shown = 0;

await start();

async function start() {
  for (;;) {
    try {
      await words.start();
      break;
    } catch (error) {
      console.error(error);
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
  wireLanguageButtons(words, document);
  words.onChange(() => {
    drawLink();
    signIn.draw();
  });
  wirePointer();
  new ResizeObserver(fit).observe(byId("glass"));
  connect();
}

function connect() {
  byId("sign-in-view").hidden = true;
  byId("glass").hidden = false;
  show(failures ? "lost" : "connecting");
  const opening = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/screen`);
  opening.binaryType = "blob";
  let opened = false;
  opening.onopen = () => {
    opened = true;
    failures = 0;
    show("live");
  };
  opening.onmessage = ({ data }) => data instanceof Blob && draw(data);
  opening.onclose = () => {
    if (socket !== opening) return;
    socket = null;
    if (opened) reconnect();
    else findOut();
  };
  socket = opening;
}

function reconnect() {
  show("lost");
  setTimeout(connect, BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)]);
  failures += 1;
}

/** A WebSocket does not tell why it was refused: ask whether a sign-in is missing, else try again. */
async function findOut() {
  try {
    const office = await get("/api/office");
    const session = await get("/api/session").catch((error) => {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    });
    if (office.demo || session?.role === "technician") return reconnect();
    byId("sign-in-view").hidden = false;
    byId("glass").hidden = true;
    show("denied");
    signIn.show({ office, technician: true });
  } catch {
    reconnect();
  }
}

/** Frames arrive in order, but decode as they like: an older one never covers a newer one. */
async function draw(blob) {
  const frame = (newest += 1);
  let picture;
  try {
    picture = await createImageBitmap(blob);
  } catch (error) {
    console.error(error);
    return;
  }
  if (frame < shown) return;
  shown = frame;
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.hidden = false;
    byId("nothing").hidden = true;
    fit();
  }
  pen.drawImage(picture, 0, 0);
  picture.close();
  canvas.dataset.frame = String(frame);
}

/** As large as fits, in proportion, never larger than the screen itself. */
function fit() {
  const glass = byId("glass");
  const style = getComputedStyle(glass);
  const width = glass.clientWidth - 2 * Number.parseFloat(style.paddingLeft);
  const height = glass.clientHeight - 2 * Number.parseFloat(style.paddingTop);
  const scale = Math.min(1, width / canvas.width, height / canvas.height);
  if (!(scale > 0)) return;
  canvas.style.width = `${Math.floor(canvas.width * scale)}px`;
  canvas.style.height = `${Math.floor(canvas.height * scale)}px`;
}

function wirePointer() {
  let finger = null;
  let moved = 0;
  const send = (phase, event) => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.height;
    const inside = (value, most) => Math.round(Math.min(Math.max(value, 0), most - 1) * 10) / 10;
    socket.send(JSON.stringify({ phase, x: inside(x, canvas.width), y: inside(y, canvas.height) }));
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (finger !== null || event.button !== 0) return;
    finger = event.pointerId;
    canvas.setPointerCapture(finger);
    send("pressed", event);
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== finger || event.timeStamp - moved < MOVE_EVERY_MS) return;
    moved = event.timeStamp;
    send("moved", event);
  });
  for (const [name, phase] of [["pointerup", "released"], ["pointercancel", "cancelled"]]) {
    canvas.addEventListener(name, (event) => {
      if (event.pointerId !== finger) return;
      finger = null;
      send(phase, event);
    });
  }
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
}

function show(next) {
  link = next;
  byId("glass").classList.toggle("lost", link === "lost");
  byId("link").classList.toggle("live", link === "live");
  drawLink();
}

function drawLink() {
  setText(byId("link-text"), words.text(`screen-${link}`));
  document.title = words.text("screen-title");
}
