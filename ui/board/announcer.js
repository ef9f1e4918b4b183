// One call after the other: two calls at once are announced in turn, each long enough to be read. Never here: drawing.

/** Each call stays in front at least this long before the next takes its place. */
const HOLD_MS = 5000;
/** With many in line, so that the last does not wait for minutes. */
const HURRIED_MS = 2500;
const MANY = 4;
/** What was called longer ago, while the board was away, is shown but not rung. */
const STALE_MS = 60_000;

/** Takes the office's calls and brings them to the front in turn. */
export class Announcer {
  #line = [];
  #seen = null;
  #timer = null;
  #front = null;
  #show;

  /** `show(call, fresh)` brings a call to the front; `fresh`: with chime and highlight. */
  constructor(show) {
    this.#show = show;
  }

  /** The call in front. */
  get front() {
    return this.#front;
  }

  /** Takes the latest calls, latest first, as the kiosk tells them, and its clock. */
  take(calls, now) {
    const latest = calls[0]?.seq ?? 0;
    const known = this.#seen;
    // A log that is shorter than before is another office's or a new one: begin afresh.
    if (known === null || latest < known) {
      this.#seen = latest;
      this.#line = [];
      this.#bring(calls[0] ?? null, false);
      return;
    }
    this.#seen = latest;
    const fresh = calls.filter((call) => call.seq > known).reverse();
    if (fresh.length === 0) {
      if (calls.length === 0 && this.#line.length === 0) this.#bring(null, false);
      return;
    }
    const young = fresh.filter((call) => now - Date.parse(call.at) < STALE_MS);
    if (young.length === 0) this.#bring(calls[0], false);
    this.#line.push(...young);
    this.#next();
  }

  #next() {
    if (this.#timer || this.#line.length === 0) return;
    this.#bring(this.#line.shift(), true);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#next();
    }, this.#line.length >= MANY ? HURRIED_MS : HOLD_MS);
  }

  #bring(call, fresh) {
    this.#front = call;
    this.#show(call, fresh);
  }
}
