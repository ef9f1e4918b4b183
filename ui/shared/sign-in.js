// The sign-in form: on the console, and on the technician's pages when nobody is signed in.

import { Problem, Unreachable, request } from "/shared/api.js";
import { icon, make } from "/shared/dom.js";

/** A sign-in form that is built into `place`. */
export class SignIn {
  #words;
  #place;
  #onSignedIn;
  #office = null;
  #reason = null;
  #until = 0;
  #timer = null;
  #busy = false;
  #parts = null;

  constructor({ words, place, onSignedIn }) {
    this.#words = words;
    this.#place = place;
    this.#onSignedIn = onSignedIn;
  }

  /** Shows the form. `again`: the session ended while somebody worked. `technician`: this page needs one. */
  show({ office, again = false, technician = false, name = "" }) {
    this.#office = office;
    this.#reason = technician ? "sign-in-technician" : again ? "sign-in-again" : "sign-in-lead";
    this.#build();
    this.#parts.name.value = name ?? "";
    this.draw();
    (name ? this.#parts.password : this.#parts.name).focus();
  }

  /** Puts the form away. */
  hide() {
    clearInterval(this.#timer);
    this.#place.replaceChildren();
    this.#parts = null;
  }

  #build() {
    const field = (id, type, complete) => make("input", { id, name: id, type, autocomplete: complete, required: true, autocapitalize: "none", spellcheck: "false" });
    const name = field("sign-in-name", "text", "username");
    const password = field("sign-in-password", "password", "current-password");
    const error = make("p", { class: "grow", id: "sign-in-error-text" });
    const notice = make("div", { class: "notice bad", role: "alert", id: "sign-in-error", hidden: true }, icon("warn"), error);
    const hint = make("div", { class: "notice", id: "sign-in-hint" }, icon("info"), make("p", { class: "grow", "data-text": "sign-in-demo" }));
    const go = make("button", { class: "button primary", "data-text": "sign-in-go" });
    const form = make(
      "form", { class: "sign-in card" },
      make("h1", { "data-text": "sign-in-title" }), make("p", { class: "lead" }), hint,
      make("div", { class: "field" }, make("label", { for: name.id, "data-text": "sign-in-name" }), name),
      make("div", { class: "field" }, make("label", { for: password.id, "data-text": "sign-in-password" }), password),
      notice, go,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try();
    });
    this.#parts = { form, name, password, error, notice, hint, go };
    this.#place.replaceChildren(form);
  }

  /** Draws the words anew (after a change of language too). */
  draw() {
    if (!this.#parts) return;
    const { form, hint, go } = this.#parts;
    this.#words.translate(form);
    form.querySelector(".lead").textContent = this.#words.text(this.#reason, { office: this.#office?.name ?? "" });
    hint.hidden = !this.#office?.demo;
    go.disabled = this.#busy || this.#until > Date.now();
    if (this.#until > Date.now()) this.#countDown();
  }

  async #try() {
    const { name, password } = this.#parts;
    this.#busy = true;
    this.#say(null);
    this.draw();
    try {
      const session = await request("POST", "/api/session", { body: { name: name.value.trim(), password: password.value } });
      this.#busy = false;
      this.hide();
      this.#onSignedIn(session);
    } catch (error) {
      this.#busy = false;
      this.#refused(error);
      this.draw();
    }
  }

  #refused(error) {
    if (error instanceof Problem && error.kind === "too-many-tries") {
      this.#until = Date.now() + (error.fields.retryAfter ?? 60) * 1000;
      clearInterval(this.#timer);
      this.#timer = setInterval(() => this.#countDown(), 1000);
      return;
    }
    const id = error instanceof Unreachable ? "problem-unreachable" : error instanceof Problem && error.kind === "wrong-credentials" ? "sign-in-wrong" : "problem-unknown";
    this.#say(this.#words.text(id, { kind: error.kind ?? String(error) }));
    this.#parts.password.value = "";
    this.#parts.password.focus();
  }

  #countDown() {
    const seconds = Math.ceil((this.#until - Date.now()) / 1000);
    if (seconds > 0) return this.#say(this.#words.text("sign-in-too-many", { seconds }));
    clearInterval(this.#timer);
    this.#until = 0;
    this.#say(null);
    this.draw();
  }

  #say(text) {
    if (!this.#parts) return;
    this.#parts.notice.hidden = !text;
    this.#parts.error.textContent = text ?? "";
  }
}
