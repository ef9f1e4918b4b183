// The kiosk's HTTP interface. Refusals and failures come as errors that name their kind; what to say about them is the
// page's business.

/** The server said no, and why: `kind` is the last part of the problem's type. */
export class Problem extends Error {
  constructor(kind, status, fields = {}) {
    super(`${kind} (${status})`);
    this.kind = kind;
    this.status = status;
    /** Extension fields of the problem, such as `operator`. */
    this.fields = fields;
  }
}

/** No answer came: the network or the kiosk is away, or it took too long. */
export class Unreachable extends Error {}

/** Instant of the server, from the latest answer: milliseconds to add to the clock of this computer. */
export let serverOffset = 0;

/** Now, by the server's clock. */
export function serverNow() {
  return Date.now() + serverOffset;
}

function learnTime(response, at) {
  const date = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(date)) return;
  // The header has whole seconds: keep the offset while it fits them, so that clocks do not jump to and fro.
  if (date - (at + serverOffset) > 1500 || at + serverOffset - date > 2500) serverOffset = date + 500 - at;
}

async function problemOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // Not ours (a proxy's page): the status must do.
  }
  const kind = String(body.type ?? "").split("/").pop() || "unknown";
  const retryAfter = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return new Problem(kind, response.status, { ...body, ...(retryAfter > 0 ? { retryAfter } : {}) });
}

/**
 * One request. Resolves to the parsed answer (`null` for an empty one).
 * Throws `Problem` or `Unreachable`.
 */
export async function request(method, path, { body, headers = {}, timeout = 8000 } = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      credentials: "same-origin",
      signal: abort.signal,
    });
    learnTime(response, Date.now());
    if (!response.ok) throw await problemOf(response);
    if (response.status === 204) return null;
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Unreachable(String(error));
  } finally {
    clearTimeout(timer);
  }
}

export const get = (path, options) => request("GET", path, options);

/** A fresh command id. `crypto.randomUUID` is missing on a plain-HTTP network, which is where a kiosk lives. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const RETRY_AFTER_MS = [300, 700, 1500, 3000, 5000];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A command: sent with one key, and again with the same key while no answer comes, so that it is carried out once
 * however often it is sent. `onRetry` hears of each further try.
 */
export async function command(path, body = {}, { onRetry } = {}) {
  const key = newKey();
  for (let tries = 0; ; tries += 1) {
    try {
      return await request("POST", path, { body, headers: { "idempotency-key": key } });
    } catch (error) {
      const away = error instanceof Unreachable || (error instanceof Problem && [502, 503, 504].includes(error.status));
      if (!away || tries >= RETRY_AFTER_MS.length) throw error;
      onRetry?.(tries + 1);
      await pause(RETRY_AFTER_MS[tries]);
    }
  }
}
