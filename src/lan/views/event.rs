//! Events as the stream tells them: everything to the signed-in, what the board shows to everybody else.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::ticket::{PrintOutcome, Trouble, Why, outcome};
use crate::queue::{self, DeskId, Entry, Label, Language, ServiceId};

/// One message of the stream for the signed-in.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct QueueEvent {
    /// Position in the log; several events may share it.
    pub seq: u64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    #[serde(flatten)]
    pub what: What,
}

/// What happened; `event` is also the name of the stream's message.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum What {
    DayStarted {
        #[schema(value_type = String, format = Date)]
        day: Date,
    },
    TicketIssued {
        ticket: u64,
        #[schema(value_type = String)]
        label: Label,
        #[schema(value_type = String)]
        service: ServiceId,
        #[schema(value_type = String)]
        language: Language,
        #[schema(value_type = String, format = Date)]
        day: Date,
        ahead: u32,
    },
    PrintQueued {
        ticket: u64,
        job: u32,
        copy: bool,
    },
    PrintSettled {
        ticket: u64,
        job: u32,
        outcome: PrintOutcome,
        #[schema(required = true)]
        trouble: Option<Trouble>,
    },
    TicketCalled {
        ticket: u64,
        #[schema(value_type = String)]
        label: Label,
        #[schema(value_type = String)]
        desk: DeskId,
        why: Why,
    },
    TicketRecalled {
        ticket: u64,
        #[schema(value_type = String)]
        label: Label,
        #[schema(value_type = String)]
        desk: DeskId,
        recalls: u32,
    },
    TicketNoShow {
        ticket: u64,
        #[schema(value_type = String)]
        label: Label,
        #[schema(value_type = String)]
        desk: DeskId,
    },
    TicketFinished {
        ticket: u64,
        #[schema(value_type = String)]
        label: Label,
        #[schema(value_type = String)]
        desk: DeskId,
    },
    TicketExpired {
        ticket: u64,
        #[schema(value_type = String)]
        label: Label,
        #[schema(value_type = String, format = Date)]
        day: Date,
    },
    DeskOpened {
        #[schema(value_type = String)]
        desk: DeskId,
        operator: String,
    },
    DeskClosed {
        #[schema(value_type = String)]
        desk: DeskId,
    },
    ServicePaused {
        #[schema(value_type = String)]
        service: ServiceId,
    },
    ServiceResumed {
        #[schema(value_type = String)]
        service: ServiceId,
    },
    /// Entries of the log were lost to a damaged disk. Numbers of theirs may be held by visitors and be unknown here.
    EntriesLost {
        /// How many.
        entries: u64,
    },
}

/// One message of the stream for everybody.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardEvent {
    pub seq: u64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, nullable = false)]
    pub label: Option<Label>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, nullable = false)]
    pub desk: Option<DeskId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub recalls: Option<u32>,
}

/// The message name of an event.
pub fn name(event: &queue::Event) -> &'static str {
    match event {
        queue::Event::DayStarted { .. } => "day-started",
        queue::Event::TicketIssued { .. } => "ticket-issued",
        queue::Event::PrintQueued { .. } => "print-queued",
        queue::Event::PrintSettled { .. } => "print-settled",
        queue::Event::TicketCalled { .. } => "ticket-called",
        queue::Event::TicketRecalled { .. } => "ticket-recalled",
        queue::Event::TicketNoShow { .. } => "ticket-no-show",
        queue::Event::TicketFinished { .. } => "ticket-finished",
        queue::Event::TicketExpired { .. } => "ticket-expired",
        queue::Event::DeskOpened { .. } => "desk-opened",
        queue::Event::DeskClosed { .. } => "desk-closed",
        queue::Event::ServicePaused { .. } => "service-paused",
        queue::Event::ServiceResumed { .. } => "service-resumed",
        queue::Event::EntriesLost { .. } => "entries-lost",
    }
}

impl QueueEvent {
    /// An event of an entry, in full.
    pub fn of(entry: &Entry, event: &queue::Event) -> Self {
        Self { seq: entry.seq, at: entry.at, what: What::from(event.clone()) }
    }
}

impl From<queue::Event> for What {
    fn from(event: queue::Event) -> Self {
        use queue::Event as E;
        match event {
            E::DayStarted { day } => Self::DayStarted { day },
            E::TicketIssued { ticket, label, service, language, day, ahead } => {
                Self::TicketIssued { ticket: ticket.0, label, service, language, day, ahead }
            }
            E::PrintQueued { ticket, job, copy } => Self::PrintQueued { ticket: ticket.0, job, copy },
            E::PrintSettled { ticket, job, outcome: settled } => {
                let (outcome, trouble) = outcome(settled);
                Self::PrintSettled { ticket: ticket.0, job, outcome, trouble }
            }
            E::TicketCalled { ticket, label, desk, why } => {
                Self::TicketCalled { ticket: ticket.0, label, desk, why: (&why).into() }
            }
            E::TicketRecalled { ticket, label, desk, recalls } => {
                Self::TicketRecalled { ticket: ticket.0, label, desk, recalls }
            }
            E::TicketNoShow { ticket, label, desk } => Self::TicketNoShow { ticket: ticket.0, label, desk },
            E::TicketFinished { ticket, label, desk } => Self::TicketFinished { ticket: ticket.0, label, desk },
            E::TicketExpired { ticket, label, day } => Self::TicketExpired { ticket: ticket.0, label, day },
            E::DeskOpened { desk, operator } => Self::DeskOpened { desk, operator: operator.to_string() },
            E::DeskClosed { desk } => Self::DeskClosed { desk },
            E::ServicePaused { service } => Self::ServicePaused { service },
            E::ServiceResumed { service } => Self::ServiceResumed { service },
            E::EntriesLost { lost, .. } => Self::EntriesLost { entries: lost.iter().map(|lost| lost.count()).sum() },
        }
    }
}

impl BoardEvent {
    /// What everybody may know of an event; `None` if that is nothing.
    pub fn of(entry: &Entry, event: &queue::Event) -> Option<Self> {
        use queue::Event as E;
        let (label, desk, recalls) = match event {
            E::DayStarted { .. } | E::EntriesLost { .. } => (None, None, None),
            E::TicketCalled { label, desk, .. } => (Some(label), Some(desk), Some(0)),
            E::TicketRecalled { label, desk, recalls, .. } => (Some(label), Some(desk), Some(*recalls)),
            E::TicketNoShow { label, desk, .. } | E::TicketFinished { label, desk, .. } => {
                (Some(label), Some(desk), None)
            }
            E::TicketExpired { label, .. } => (Some(label), None, None),
            E::TicketIssued { .. }
            | E::PrintQueued { .. }
            | E::PrintSettled { .. }
            | E::DeskOpened { .. }
            | E::DeskClosed { .. }
            | E::ServicePaused { .. }
            | E::ServiceResumed { .. } => return None,
        };
        Some(Self { seq: entry.seq, at: entry.at, label: label.cloned(), desk: desk.cloned(), recalls })
    }
}
