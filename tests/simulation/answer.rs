//! What a command asks for: the events that it may cause besides the turn of the day, and the answer that tells them.

use sportello::queue::{Actor, Answer, Command, Entry, Event};

/// Whether the entry's events and answer are those of its command.
pub fn fits(entry: &Entry) -> bool {
    let turn = |event: &&Event| !matches!(event, Event::TicketExpired { .. } | Event::DayStarted { .. });
    let events: Vec<&Event> = entry.events.iter().filter(turn).collect();
    let nothing = events.is_empty();
    match (&entry.request.command, &entry.answer) {
        (Command::Issue { service, language, print }, Answer::Issued { ticket, label, ahead }) => {
            let issued = matches!(events.first(), Some(Event::TicketIssued {
                ticket: t, label: l, service: s, language: lang, ahead: a, ..
            }) if t == ticket && l == label && s == service && lang == language && a == ahead);
            let queued = matches!(events.get(1), Some(Event::PrintQueued { ticket: t, job: 1, .. }) if t == ticket);
            issued && queued == *print && events.len() == 1 + usize::from(*print)
        }
        (Command::CallNext { desk, .. } | Command::Call { desk, .. }, Answer::Called { ticket, label, desk: at }) => {
            let wanted = !matches!(&entry.request.command, Command::Call { ticket: wanted, .. } if wanted != ticket);
            let (last, before) = events.split_last().map_or((None, &[][..]), |(last, before)| (Some(last), before));
            let called = matches!(last, Some(Event::TicketCalled { ticket: t, label: l, desk: d, .. })
                if t == ticket && l == label && d == desk);
            let before = before.iter().all(|event| match event {
                Event::TicketFinished { desk: d, ticket: t, .. } => d == desk && t != ticket,
                Event::DeskOpened { desk: d, .. } => d == desk,
                _ => false,
            });
            wanted && called && before && desk == at
        }
        (Command::Recall { desk, .. }, Answer::Called { ticket, desk: at, .. }) => {
            matches!(events[..], [Event::TicketRecalled { ticket: t, desk: d, .. }] if t == ticket && d == desk)
                && desk == at
        }
        (Command::NoShow { desk, .. }, Answer::Settled { ticket, .. }) => {
            matches!(events[..], [Event::TicketNoShow { ticket: t, desk: d, .. }] if t == ticket && d == desk)
        }
        (Command::Finish { desk, .. }, Answer::Settled { ticket, .. }) => {
            matches!(events[..], [Event::TicketFinished { ticket: t, desk: d, .. }] if t == ticket && d == desk)
        }
        (Command::OpenDesk { desk, .. }, Answer::Done) => {
            nothing || matches!(events[..], [Event::DeskOpened { desk: d, .. }] if d == desk)
        }
        (Command::CloseDesk { desk }, Answer::Done) => {
            nothing || matches!(events[..], [Event::DeskClosed { desk: d }] if d == desk)
        }
        (Command::PauseService { service }, Answer::Done) => {
            nothing || matches!(events[..], [Event::ServicePaused { service: s }] if s == service)
        }
        (Command::ResumeService { service }, Answer::Done) => {
            nothing || matches!(events[..], [Event::ServiceResumed { service: s }] if s == service)
        }
        (Command::Reprint { ticket }, Answer::Settled { ticket: told, .. }) => {
            matches!(events[..], [Event::PrintQueued { ticket: t, .. }] if t == ticket) && told == ticket
        }
        (Command::SettlePrint { ticket, job, outcome }, Answer::Settled { ticket: told, .. }) => {
            let settled = matches!(events[..], [Event::PrintSettled { ticket: t, job: j, outcome: o }]
                if t == ticket && j == job && o == outcome);
            (settled || nothing && entry.request.by != Actor::System) && told == ticket
        }
        (Command::StartDay, Answer::Done) => nothing,
        _ => false,
    }
}
