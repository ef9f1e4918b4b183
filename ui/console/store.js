// What the console knows: who is signed in, which desk, and the latest picture of the queue. Views follow it.
// Never here: the page, the network.

const DESK_MEMORY = "sportello.desk";

/** What views draw from. `queue` is the latest answer of /api/queue, `fetched` its instant (performance.now). */
export const state = {
  view: "loading",
  link: "connecting",
  office: null,
  session: null,
  desk: null,
  queue: null,
  fetched: 0,
  /** A command is on its way: its name. */
  busy: null,
  /** Why the desk's latest ticket was called: `{ ticket, why }`. */
  reason: null,
};

const followers = new Set();
let due = false;

/** Calls back after every change, once for changes made together. */
export function follow(follower) {
  followers.add(follower);
}

/** Changes what is known and has the views drawn anew. */
export function change(changes) {
  Object.assign(state, changes);
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    for (const follower of followers) follower();
  });
}

function storages() {
  try {
    // This tab first, so that two tabs can work at two desks; then this browser, for the next morning.
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}

/** The desk that was chosen here last. */
export function rememberedDesk() {
  for (const storage of storages()) {
    const desk = storage.getItem(DESK_MEMORY);
    if (desk) return desk;
  }
  return null;
}

export function rememberDesk(desk) {
  for (const storage of storages()) {
    if (desk) storage.setItem(DESK_MEMORY, desk);
    else storage.removeItem(DESK_MEMORY);
  }
}

/** Seconds since the picture was fetched. */
export function age() {
  return (performance.now() - state.fetched) / 1000;
}

/** The desk that this console works at, as in the latest picture. */
export function myDesk() {
  return state.queue?.desks.find((desk) => desk.id === state.desk) ?? null;
}

/** The ticket at this desk. */
export function myServing() {
  return myDesk()?.serving ?? null;
}

/** The waiting tickets that this desk may call, in order of issue. */
export function myWaiting() {
  const services = myDesk()?.services ?? [];
  return (state.queue?.waiting ?? []).filter((ticket) => services.includes(ticket.service));
}

/** Whether a button that sends a command may be pressed. */
export function canAct() {
  return state.link === "live" && !state.busy;
}
