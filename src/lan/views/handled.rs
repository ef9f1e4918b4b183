//! What a command did to a ticket, as its entry in the log has it: the same for every repetition of the command.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::ticket::Why;
use crate::queue::{Answer, DeskId, Entry, Event, Label, TicketId};

/// What a command did to a ticket. How the ticket stands now is in the queue.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Handled {
    /// Position in the log: a queue with this `seq` or a later one knows of it.
    #[schema(minimum = 1)]
    pub seq: u64,
    /// When it happened; for a repeated command, the first time.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub ticket: HandledTicket,
    /// Why it was called; null where nothing was called, or called again.
    #[schema(required = true)]
    pub why: Option<Why>,
}

/// The ticket as the command left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandledTicket {
    #[schema(minimum = 1)]
    pub id: u64,
    #[schema(value_type = String, examples("B042"))]
    pub label: Label,
    pub status: HandledStatus,
    #[schema(value_type = String)]
    pub desk: DeskId,
    /// How often its call was repeated by then; null where it was not called.
    #[schema(required = true)]
    pub recalls: Option<u32>,
}

/// Where a command can leave a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HandledStatus {
    Called,
    /// Did not come when called; can still be called.
    NoShow,
    Finished,
}

impl Handled {
    /// What an entry did to the ticket that its answer names; `None` for an entry of another kind.
    pub fn of(entry: &Entry) -> Option<Self> {
        let (Answer::Called { ticket, .. } | Answer::Settled { ticket, .. }) = &entry.answer else { return None };
        let (ticket, why) = entry.events.iter().find_map(|event| handled(event, *ticket))?;
        Some(Self { seq: entry.seq, at: entry.at, ticket, why })
    }
}

/// What an event did to a ticket; `None` if it is of another ticket or does not concern a desk.
fn handled(event: &Event, wanted: TicketId) -> Option<(HandledTicket, Option<Why>)> {
    let (ticket, label, desk, status, recalls, why) = match event {
        Event::TicketCalled { ticket, label, desk, why } => {
            (ticket, label, desk, HandledStatus::Called, Some(0), Some(why.into()))
        }
        Event::TicketRecalled { ticket, label, desk, recalls } => {
            (ticket, label, desk, HandledStatus::Called, Some(*recalls), None)
        }
        Event::TicketNoShow { ticket, label, desk } => (ticket, label, desk, HandledStatus::NoShow, None, None),
        Event::TicketFinished { ticket, label, desk } => (ticket, label, desk, HandledStatus::Finished, None, None),
        _ => return None,
    };
    let (label, desk) = (label.clone(), desk.clone());
    (*ticket == wanted).then_some((HandledTicket { id: ticket.0, label, status, desk, recalls }, why))
}
