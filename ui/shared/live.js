// Keeps a page's picture of the office fresh. The picture is always fetched whole; events only say when. So a missed,
// doubled or late event can never make the picture wrong.

import { Unreachable } from "/shared/api.js";

const KINDS = [
  "hello", "reset", "printer", "day-started", "ticket-issued", "print-queued", "print-settled", "ticket-called",
  "ticket-recalled", "ticket-no-show", "ticket-finished", "ticket-expired", "desk-opened", "desk-closed",
  "service-paused", "service-resumed",
];
/** At most one fetch in this time, however many events come. */
const COALESCE_MS = 200;
/** Without any event the picture is fetched this often: it finds a cable that was pulled, which no event tells. */
const IDLE_MS = 10_000;
/** While the event stream is away but the kiosk answers. */
const POLL_MS = 2_000;
const BACKOFF_MS = [500, 1000, 1500, 2000, 3000, 5000];

/** Follows the office: calls `refresh` whenever something may have changed, and `onLink("live" | "lost")`. */
export class Live {
  #refresh;
  #onLink;
  #source = null;
  #timer = null;
  #busy = false;
  #again = false;
  #failures = 0;
  #link = "connecting";
  #running = false;
  #last = 0;
  #waiting = [];

  /** `refresh` fetches and shows the picture; it throws `Unreachable` when no answer came. */
  constructor({ refresh, onLink }) {
    this.#refresh = refresh;
    this.#onLink = onLink;
    addEventListener("online", () => this.poke());
    addEventListener("offline", () => this.poke());
    document.addEventListener("visibilitychange", () => document.hidden || this.poke());
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    this.#failures = 0;
    this.#open();
    this.#schedule(0);
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
    for (const resolve of this.#waiting.splice(0)) resolve();
    this.#source?.close();
    this.#source = null;
  }

  /** Something may have changed: fetch soon. */
  poke() {
    if (!this.#running) return;
    if (this.#busy) this.#again = true;
    else this.#schedule(Math.max(0, COALESCE_MS - (performance.now() - this.#last)));
  }

  /** Fetches now; resolves when a picture that was asked for after now is shown, or could not be had. */
  fresh() {
    if (!this.#running) return Promise.resolve();
    const shown = new Promise((resolve) => this.#waiting.push(resolve));
    if (this.#busy) this.#again = true;
    else this.#schedule(0);
    return shown;
  }

  #open() {
    this.#source?.close();
    const source = new EventSource("/api/events");
    this.#source = source;
    for (const kind of KINDS) source.addEventListener(kind, () => this.poke());
    source.onopen = () => this.poke();
    source.onerror = () => this.poke();
  }

  #schedule(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), ms);
  }

  async #run() {
    if (this.#busy || !this.#running) return;
    this.#busy = true;
    this.#again = false;
    this.#last = performance.now();
    const waiting = this.#waiting.splice(0);
    try {
      await this.#refresh();
      this.#failures = 0;
      this.#setLink("live");
      // A browser gives its event stream up for good after some kinds of failure.
      if (this.#running && this.#source?.readyState === EventSource.CLOSED) this.#open();
    } catch (error) {
      if (!(error instanceof Unreachable)) console.error(error);
      this.#failures += 1;
      this.#setLink("lost");
    } finally {
      this.#busy = false;
      for (const resolve of waiting) resolve();
    }
    if (!this.#running) return;
    if (this.#failures > 0) this.#schedule(BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length) - 1]);
    else if (this.#again) this.#schedule(COALESCE_MS);
    else this.#schedule(this.#source?.readyState === EventSource.OPEN ? IDLE_MS : POLL_MS);
  }

  #setLink(link) {
    if (this.#link === link) return;
    this.#link = link;
    this.#onLink(link);
  }
}
