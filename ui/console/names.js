// How services, languages and desks are called in the operator's language. Never here: the queue.

import { Words } from "/shared/l10n.js";
import { make } from "/shared/dom.js";
import { state } from "./store.js";

/** The console's words: Italian and English, for people who work here. */
export const words = new Words({ offered: ["it", "en"], files: ["core", "console"] });

const service = (id) => state.office?.services.find((service) => service.id === id);

export function serviceName(id) {
  const names = service(id)?.names ?? {};
  return names[words.language] ?? names.it ?? id;
}

export function servicePrefix(id) {
  return service(id)?.prefix ?? "";
}

/** A language's name for the operator. */
export function languageName(tag) {
  const id = `language-${tag}`;
  if (words.has(id)) return words.text(id);
  try {
    const name = new Intl.DisplayNames([words.language], { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(words.language) + name.slice(1);
  } catch {
    return tag;
  }
}

/** A language's own name for itself. */
export function endonym(tag) {
  return state.office?.languages.find((language) => language.tag === tag)?.endonym ?? tag;
}

/** Both names, the own one marked as being in that language: "Arabic · العربية". Once, where they are alike. */
export function languageNode(tag) {
  const name = languageName(tag);
  const own = endonym(tag);
  if (own.toLocaleLowerCase() === name.toLocaleLowerCase()) return make("span", {}, name);
  const direction = state.office?.languages.find((language) => language.tag === tag)?.direction ?? "ltr";
  return make("span", {}, `${name} · `, make("bdi", { class: "endonym", lang: tag, dir: direction }, own));
}

export function deskName(id) {
  return words.text("desk", { desk: id });
}
