// Choosing a desk: who sits where; taking over one where somebody sits, after asking.

import { byId, make, mirror, setAttribute, setText } from "/shared/dom.js";
import { canAct, change, rememberDesk, rememberedDesk, state } from "./store.js";
import { deskName, serviceName, words } from "./names.js";
import { act } from "./actions.js";
import { confirm } from "./confirm.js";

/** Draws the cards of the desks. */
export function drawDesks() {
  const me = state.session?.name;
  mirror(byId("desk-cards"), state.queue?.desks ?? [], {
    key: (desk) => desk.id,
    create: (desk) => {
      const parts = { name: make("span", { class: "desk-card-name" }), who: make("span", { class: "desk-card-who" }), services: make("span", { class: "desk-card-services" }) };
      const card = make("button", { class: "desk-card", type: "button", "data-desk": desk.id }, parts.name, parts.who, parts.services);
      const item = make("li", {}, card);
      card.addEventListener("click", () => choose(item.desk));
      item.parts = { ...parts, card };
      return item;
    },
    fill: (item, desk) => {
      const { name, who, services, card } = item.parts;
      item.desk = desk;
      const taken = desk.operator && desk.operator !== me;
      setText(name, deskName(desk.id));
      setText(who, !desk.operator ? words.text("desk-free") : words.text(taken ? "desk-taken-by" : "desk-yours", { operator: desk.operator }));
      setText(services, desk.services.map(serviceName).join(", "));
      setAttribute(card, "aria-describedby", null);
      card.classList.toggle("taken", Boolean(taken));
      card.disabled = !canAct();
    },
  });
}

async function choose(desk) {
  const taken = desk.operator && desk.operator !== state.session?.name;
  if (taken && !(await confirmTakeOver(desk, desk.operator))) return;
  await sit(desk.id, Boolean(taken));
}

function confirmTakeOver(desk, operator) {
  return confirm({
    title: words.text("take-over-title", { desk: deskName(desk.id) }),
    text: words.text("take-over-text", { operator, desk: deskName(desk.id) }),
    yes: words.text("take-over-yes"),
  });
}

async function sit(desk, takeOver) {
  const answer = await act("open-desk", `/api/desks/${encodeURIComponent(desk)}/open`, { take_over: takeOver }, { tell: showDeskNotice, again: false });
  if (!answer) return;
  rememberDesk(desk);
  byId("desk-lost").hidden = true;
  change({ desk, view: "main", reason: null });
}

/** Says why there is no desk (any more), above the cards. */
export function showDeskNotice(text) {
  setText(byId("desk-lost-text"), text);
  byId("desk-lost").hidden = false;
}

/** The desk to go on at after a sign-in or a reload: the remembered one, if it is still this operator's. */
export function deskToResume() {
  const desk = state.queue?.desks.find((desk) => desk.id === (state.desk ?? rememberedDesk()));
  return desk && desk.operator === state.session?.name ? desk.id : null;
}

/** Gives the desk back and returns to the choice; asks first while somebody is being served. */
export async function leaveDesk() {
  const desk = state.queue?.desks.find((desk) => desk.id === state.desk);
  if (desk?.serving) {
    const yes = await confirm({
      title: words.text("leave-title", { desk: deskName(desk.id) }),
      text: words.text("leave-text", { label: desk.serving.label }),
      yes: words.text("desk-leave"),
    });
    if (!yes) return false;
  }
  const answer = await act("close-desk", `/api/desks/${encodeURIComponent(state.desk)}/close`, {});
  if (!answer) return false;
  rememberDesk(null);
  change({ desk: null, view: "desks" });
  return true;
}
