//! What happened. Events are facts: they are stored for years, so a field is only ever added, never changed in meaning.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::command::Request;
use super::mark::{Lost, Mark};
use super::next::Why;
use super::setup::{DeskId, Language, ServiceId};
use super::ticket::{Label, PrintOutcome, TicketId};

/// One thing that happened in the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Event {
    /// The office's local day began; numbers start again.
    DayStarted {
        day: Date,
    },
    TicketIssued {
        ticket: TicketId,
        label: Label,
        service: ServiceId,
        language: Language,
        day: Date,
        /// People ahead at this moment, as the visitor is told.
        ahead: u32,
    },
    /// A ticket's paper is to be printed; `copy` asks for the copy mark.
    PrintQueued {
        ticket: TicketId,
        job: u32,
        copy: bool,
    },
    PrintSettled {
        ticket: TicketId,
        job: u32,
        outcome: PrintOutcome,
    },
    TicketCalled {
        ticket: TicketId,
        label: Label,
        desk: DeskId,
        why: Why,
    },
    TicketRecalled {
        ticket: TicketId,
        label: Label,
        desk: DeskId,
        recalls: u32,
    },
    TicketNoShow {
        ticket: TicketId,
        label: Label,
        desk: DeskId,
    },
    TicketFinished {
        ticket: TicketId,
        label: Label,
        desk: DeskId,
    },
    /// Unfinished when its day ended.
    TicketExpired {
        ticket: TicketId,
        label: Label,
        day: Date,
    },
    DeskOpened {
        desk: DeskId,
        operator: Arc<str>,
    },
    DeskClosed {
        desk: DeskId,
    },
    ServicePaused {
        service: ServiceId,
    },
    ServiceResumed {
        service: ServiceId,
    },
    /// Entries of the log were lost to a damaged disk, and the office went on. What they said is not known; the mark
    /// says which numbers they had given.
    EntriesLost {
        lost: Vec<Lost>,
        mark: Option<Mark>,
    },
}

/// What the sender of a command is told; kept in the log, so that a repeated command is told the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "answer")]
pub enum Answer {
    /// A number was given.
    Issued { ticket: TicketId, label: Label, ahead: u32 },
    /// A ticket was called, or called again, to a desk.
    Called { ticket: TicketId, label: Label, desk: DeskId },
    /// Done, concerning a ticket.
    Settled { ticket: TicketId, label: Label },
    /// Done.
    Done,
}

/// One row of the log: a request, what was decided, and the events of it. All or nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Position in the office's log, from 1. Without gaps, save those that an [`Event::EntriesLost`] names.
    pub seq: u64,
    /// When it was decided, UTC.
    pub at: Timestamp,
    pub request: Request,
    pub answer: Answer,
    pub events: Vec<Event>,
}
