// Words: Fluent messages of the page's language, with Italian behind it. Never here: a word that somebody reads.

import { FluentBundle, FluentResource } from "/vendor/fluent-bundle/index.js";

const FALLBACK = "it";
const MEMORY = "sportello.language";
const RTL = new Set(["ar", "fa", "he", "ps", "ur", "ckb", "sd"]);

/** Writing direction of a language tag. */
export function directionOf(tag) {
  return RTL.has(tag.split("-")[0]) ? "rtl" : "ltr";
}

/**
 * Loads the messages of one language, from the files that the page names. Resolves to `null` when the server has none
 * of them; rejects when it cannot be reached.
 */
export async function loadBundle(tag, files) {
  // Isolating marks keep Latin numbers in place inside right-to-left sentences; elsewhere they would only be in the way.
  const bundle = new FluentBundle(tag, { useIsolating: directionOf(tag) === "rtl" });
  const texts = await Promise.all(
    files.map(async (file) => {
      const response = await fetch(`/locales/${tag}/${file}.ftl`);
      return response.ok ? response.text() : null;
    }),
  );
  const found = texts.some((text) => text !== null);
  for (const text of texts) if (text !== null) bundle.addResource(new FluentResource(text), { allowOverrides: true });
  return found ? bundle : null;
}

/** Formats a message of a bundle; `undefined` when it has no such message. */
export function format(bundle, id, args) {
  const message = bundle?.getMessage(id);
  if (!message?.value) return undefined;
  const errors = [];
  const text = bundle.formatPattern(message.value, args, errors);
  for (const error of errors) console.error(`message ${id}:`, error);
  return text;
}

/** The words of a page with one chosen language. */
export class Words {
  #files;
  #bundles = new Map();
  #followers = new Set();
  /** Languages that the page can be read in. */
  offered;
  /** The chosen one. */
  language = FALLBACK;

  constructor({ offered, files }) {
    this.offered = offered;
    this.#files = files;
  }

  /** Chooses the remembered language, else the browser's, and loads it. */
  async start() {
    let remembered = null;
    try {
      remembered = localStorage.getItem(MEMORY);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
    const wished = [remembered, ...(navigator.languages ?? [])].filter(Boolean).map((tag) => tag.split("-")[0]);
    await this.choose(wished.find((tag) => this.offered.includes(tag)) ?? FALLBACK, { remember: false });
  }

  /** Changes the language of the page. */
  async choose(tag, { remember = true } = {}) {
    for (const wanted of new Set([tag, FALLBACK])) {
      if (!this.#bundles.get(wanted)) this.#bundles.set(wanted, await loadBundle(wanted, this.#files));
    }
    this.language = tag;
    document.documentElement.lang = tag;
    document.documentElement.dir = directionOf(tag);
    if (remember) {
      try {
        localStorage.setItem(MEMORY, tag);
      } catch {
        // As above.
      }
    }
    this.translate(document);
    for (const follower of this.#followers) follower();
  }

  /** Calls back after each change of language. */
  onChange(follower) {
    this.#followers.add(follower);
  }

  /** Whether there is such a message. */
  has(id) {
    return [this.language, FALLBACK].some((tag) => this.#bundles.get(tag)?.hasMessage(id));
  }

  /** A message as text. */
  text(id, args) {
    const text = format(this.#bundles.get(this.language), id, args) ?? format(this.#bundles.get(FALLBACK), id, args);
    if (text === undefined) console.error(`no message ${id}`);
    return text ?? id;
  }

  /** Fills in the words of elements that carry `data-text`, `data-label`, `data-tip` or `data-placeholder`. */
  translate(root) {
    const into = (name, put) => {
      for (const element of root.querySelectorAll(`[data-${name}]`)) put(element, this.text(element.dataset[name]));
    };
    into("text", (element, text) => (element.textContent = text));
    into("label", (element, text) => element.setAttribute("aria-label", text));
    into("tip", (element, text) => element.setAttribute("title", text));
    into("placeholder", (element, text) => element.setAttribute("placeholder", text));
  }
}

/** Wires the language buttons (`data-language="it"`) of a page. */
export function wireLanguageButtons(words, root) {
  const buttons = [...root.querySelectorAll("[data-language]")];
  const show = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === words.language));
  };
  for (const button of buttons) button.addEventListener("click", () => words.choose(button.dataset.language));
  words.onChange(show);
  show();
}
