//! One ticket: its number, where it stands, and what became of its paper.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::setup::{DeskId, Language, ServiceId};

/// A ticket's identity in the office's log: unique for ever, while its [`Label`] is unique for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TicketId(pub u64);

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What people read and hear: the service's letters and a number of at least three digits, `B042`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(Arc<str>);

impl Label {
    /// The label of a service's nth ticket of the day.
    pub fn new(prefix: &str, number: u32) -> Self {
        Self(format!("{prefix}{number:03}").into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a ticket stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum Status {
    Waiting,
    /// Called to a desk; `recalls` counts the calls after the first.
    Called {
        desk: DeskId,
        at: Timestamp,
        recalls: u32,
    },
    /// Did not come when called. Can still be called by number.
    NoShow,
    /// Served.
    Finished,
    /// Closed unfinished when its day ended.
    Expired,
}

/// What stopped a print job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// Absent, unplugged or unreachable.
    Gone,
    NoPaper,
    CoverOpen,
    /// The printer reports another fault (cutter, overheating).
    Fault,
    /// It is there and takes bytes, but did not answer in time.
    Silent,
}

/// How a print job ended, as the printer room reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum PrintOutcome {
    /// The printer confirmed that the paper came out.
    Printed,
    /// No byte of the job went out: printing again is safe.
    NotPrinted { trouble: Trouble },
    /// Some of it went out and no confirmation came: the paper may exist.
    Unknown { trouble: Trouble },
    /// All of it went out to a printer that cannot confirm anything.
    SentBlind,
}

/// A ticket's paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintState {
    /// Jobs queued for this ticket so far; the latest is the current one, from 1.
    pub job: u32,
    /// The current job carries the copy mark: a paper of an earlier one may exist, whatever becomes of this one.
    #[serde(default)]
    pub copy: bool,
    /// How the current job ended; `None` while it is under way.
    pub outcome: Option<PrintOutcome>,
}

/// A ticket of the current day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub id: TicketId,
    pub label: Label,
    pub service: ServiceId,
    pub language: Language,
    pub issued: Timestamp,
    /// People ahead when the number was taken, as printed on it.
    pub ahead: u32,
    pub status: Status,
    /// `None` for a ticket that was never meant for paper.
    pub print: Option<PrintState>,
}

impl Ticket {
    pub fn is_waiting(&self) -> bool {
        self.status == Status::Waiting
    }

    /// Whether it still needs somebody to do something, so that the end of the day must close it.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.status, Status::Waiting | Status::Called { .. })
    }
}
