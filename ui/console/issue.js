// Giving a number to somebody who stands here: service, language, with or without paper.

import { byId, make, mirror, setText } from "/shared/dom.js";
import { change, state } from "./store.js";
import { endonym, languageName, serviceName, servicePrefix, words } from "./names.js";
import { act } from "./actions.js";

let issued = null;

/** Wires the dialog. */
export function wireIssue() {
  byId("open-issue").addEventListener("click", openIssue);
  byId("issue-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (issued) reset();
    else give();
  });
  byId("issue-close").addEventListener("click", () => byId("issue").close());
}

/** Opens the dialog with fresh questions. */
export function openIssue() {
  if (byId("issue").open || state.link !== "live") return;
  reset();
  byId("issue").showModal();
  byId("issue-services").querySelector("input")?.focus();
}

function reset() {
  issued = null;
  byId("issue-form").reset();
  byId("issue-error").hidden = true;
  drawIssue();
}

/** Draws questions or the result. */
export function drawIssue() {
  mirror(byId("issue-services"), state.office?.services ?? [], {
    key: (service) => service.id,
    create: (service) => {
      const name = make("span");
      const label = make("label", {}, make("input", { type: "radio", name: "service", value: service.id, required: true }), make("span", { class: "letter" }, servicePrefix(service.id)), name);
      label.name = name;
      return label;
    },
    fill: (label, service) => setText(label.name, serviceName(service.id)),
  });
  mirror(byId("issue-language"), state.office?.languages ?? [], {
    key: (language) => language.tag,
    create: (language) => make("option", { value: language.tag }),
    fill: (option, { tag }) => setText(option, endonym(tag) === languageName(tag) ? endonym(tag) : `${languageName(tag)} · ${endonym(tag)}`),
  });
  byId("issue-questions").hidden = Boolean(issued);
  byId("issue-result").hidden = !issued;
  setText(byId("issue-title"), words.text(issued ? "issue-done" : "issue-title"));
  setText(byId("issue-close"), words.text(issued ? "close" : "cancel"));
  setText(byId("issue-go"), words.text(issued ? "issue-another" : "issue-go"));
  byId("issue-go").disabled = Boolean(state.busy) || state.link !== "live";
  if (!issued) return;
  setText(byId("issue-number"), issued.label);
  setText(byId("issue-ahead"), words.text("issue-ahead", { ahead: issued.ahead }));
  setText(byId("issue-paper"), words.text(issued.print ? "issue-printing" : "issue-by-voice"));
}

async function give() {
  const form = new FormData(byId("issue-form"));
  const print = byId("issue-print").checked;
  const body = { service: form.get("service"), language: byId("issue-language").value, print };
  byId("issue-error").hidden = true;
  const answer = await act("issue", "/api/tickets", body, {
    again: false,
    tell: (text) => {
      setText(byId("issue-error-text"), text);
      byId("issue-error").hidden = false;
    },
  });
  if (!answer) return;
  issued = { ...answer, print };
  drawIssue();
  change({});
  byId("issue-close").focus();
}
