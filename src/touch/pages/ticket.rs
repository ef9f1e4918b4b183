//! The number that was given, what became of its paper, and where it stands, live.

use slint::ComponentHandle;

use super::{Act, View};
use crate::locale::Args;
use crate::queue::{PrintOutcome, State, Status, TicketId, Trouble};
use crate::touch::ui::{App, Paper, TicketAdapter};
use crate::touch::visit::{Taken, Touch, can_print_again};

pub fn bind(app: &App, act: &Act) {
    let page = app.global::<TicketAdapter>();
    let again = act.clone();
    page.on_retry(move || again(Touch::PrintAgain));
    let done = act.clone();
    page.on_done(move || done(Touch::Done));
}

pub fn show(app: &App, view: &View<'_>, taken: &Taken) {
    let page = app.global::<TicketAdapter>();
    page.set_number(taken.label.as_str().into());
    page.set_service(view.service_name(&taken.service).into());
    let (paper, again, called, place) = view.office.read(|queue| {
        let called = queue.ticket(taken.ticket).is_some_and(|ticket| matches!(ticket.status, Status::Called { .. }));
        (paper(queue, taken.ticket), can_print_again(queue, taken.ticket), called, place(view, queue, taken.ticket))
    });
    let again = again && !view.visit.is_reprinting();
    page.set_paper(if view.visit.is_reprinting() { Paper::Printing } else { paper });
    page.set_can_retry(again);
    page.set_called(called);
    page.set_place(place.into());
}

/// Never more than is known: paper is out when the printer said so.
fn paper(queue: &State, ticket: TicketId) -> Paper {
    let Some(print) = queue.ticket(ticket).and_then(|ticket| ticket.print) else { return Paper::Unknown };
    match print.outcome {
        None => Paper::Printing,
        Some(PrintOutcome::Printed) => Paper::Printed,
        Some(PrintOutcome::SentBlind) => Paper::Blind,
        Some(PrintOutcome::NotPrinted { trouble: Trouble::NoPaper }) => Paper::NoPaper,
        Some(PrintOutcome::NotPrinted { .. }) => Paper::Failed,
        Some(PrintOutcome::Unknown { .. }) => Paper::Unknown,
    }
}

fn place(view: &View<'_>, queue: &State, id: TicketId) -> String {
    match queue.ticket(id).map(|ticket| &ticket.status) {
        Some(Status::Waiting) => {
            view.locale.format("people-ahead", &Args::new().set("n", queue.ahead_of(id).unwrap_or(0)))
        }
        Some(Status::Called { desk, .. }) => {
            view.locale.format("ticket-called", &Args::new().set("desk", desk.as_str()))
        }
        _ => view.locale.text("ticket-over"),
    }
}
