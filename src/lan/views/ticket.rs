//! One ticket, and why it was called.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::lan::today::Visit;
use crate::queue::{self, DeskId, Label, Language, ServiceId};

/// A ticket of the current day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// Unique for ever.
    #[schema(minimum = 1)]
    pub id: u64,
    /// Unique for a day: what people read and hear.
    #[schema(value_type = String, examples("B042"))]
    pub label: Label,
    #[schema(value_type = String)]
    pub service: ServiceId,
    /// The visitor's language, BCP 47.
    #[schema(value_type = String)]
    pub language: Language,
    #[schema(value_type = String, format = DateTime)]
    pub issued: Timestamp,
    /// Whole seconds from issue to its latest call, or to now while it has not been called.
    #[schema(minimum = 0)]
    pub waited_seconds: i64,
    /// People ahead when the number was taken, as the visitor was told.
    pub ahead_when_issued: u32,
    pub status: Status,
    /// The desk of its latest call.
    #[schema(value_type = Option<String>, required = true)]
    pub desk: Option<DeskId>,
    /// When it was last called; repetitions of the call do not count.
    #[schema(value_type = Option<String>, format = DateTime, required = true)]
    pub called: Option<Timestamp>,
    /// How often its latest call was repeated.
    pub recalls: u32,
    /// Its paper; null if it was never meant to have one.
    #[schema(required = true)]
    pub print: Option<Print>,
}

/// Where a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Waiting,
    Called,
    /// Did not come when called; can still be called.
    NoShow,
    Finished,
    /// Closed unfinished when its day ended.
    Expired,
}

/// A ticket's paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Print {
    /// Counts the prints of this ticket, from 1.
    pub job: u32,
    /// How it ended; null while it is under way.
    #[schema(required = true)]
    pub outcome: Option<PrintOutcome>,
    /// What stopped it.
    #[schema(required = true)]
    pub trouble: Option<Trouble>,
}

/// How a print ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PrintOutcome {
    /// The printer confirmed it.
    Printed,
    /// Nothing came out.
    NotPrinted,
    /// Something may have come out.
    Unknown,
    /// Sent to a printer that confirms nothing.
    SentBlind,
}

/// What stops a print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    Gone,
    NoPaper,
    CoverOpen,
    Fault,
    Silent,
}

/// Why a ticket was called.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    pub rule: Rule,
    /// Tickets that could have been called.
    pub candidates: u32,
    /// The chosen one first, then the runners-up, three at most.
    #[schema(max_items = 3)]
    pub scores: Vec<Score>,
}

/// The rule that chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    FirstComeFirstServed,
    ChosenByOperator,
}

/// What a candidate scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Score {
    #[schema(minimum = 1)]
    pub ticket: u64,
    #[schema(minimum = 0)]
    pub waited_seconds: i64,
}

impl Ticket {
    /// A ticket as it is at an instant; `visit` is what the day tells of it.
    pub fn of(ticket: &queue::Ticket, visit: Option<&Visit>, now: Timestamp) -> Self {
        let (status, call) = match &ticket.status {
            queue::Status::Waiting => (Status::Waiting, None),
            queue::Status::Called { desk, at, recalls } => (Status::Called, Some((desk.clone(), *at, *recalls))),
            queue::Status::NoShow => (Status::NoShow, None),
            queue::Status::Finished => (Status::Finished, None),
            queue::Status::Expired => (Status::Expired, None),
        };
        let call = call.or_else(|| visit.map(|visit| (visit.desk.clone(), visit.called, visit.recalls)));
        let (desk, called, recalls) = match call {
            Some((desk, called, recalls)) => (Some(desk), Some(called), recalls),
            None => (None, None, 0),
        };
        Self {
            id: ticket.id.0,
            label: ticket.label.clone(),
            service: ticket.service.clone(),
            language: ticket.language.clone(),
            issued: ticket.issued,
            waited_seconds: called.unwrap_or(now).duration_since(ticket.issued).as_secs().max(0),
            ahead_when_issued: ticket.ahead,
            status,
            desk,
            called,
            recalls,
            print: ticket.print.map(Print::from),
        }
    }
}

impl From<queue::PrintState> for Print {
    fn from(print: queue::PrintState) -> Self {
        let (outcome, trouble) = print.outcome.map(outcome).unzip();
        Self { job: print.job, outcome, trouble: trouble.flatten() }
    }
}

/// An outcome in two parts: how the print ended, and what stopped it.
pub fn outcome(outcome: queue::PrintOutcome) -> (PrintOutcome, Option<Trouble>) {
    match outcome {
        queue::PrintOutcome::Printed => (PrintOutcome::Printed, None),
        queue::PrintOutcome::NotPrinted { trouble } => (PrintOutcome::NotPrinted, Some(trouble.into())),
        queue::PrintOutcome::Unknown { trouble } => (PrintOutcome::Unknown, Some(trouble.into())),
        queue::PrintOutcome::SentBlind => (PrintOutcome::SentBlind, None),
    }
}

impl From<queue::Trouble> for Trouble {
    fn from(trouble: queue::Trouble) -> Self {
        match trouble {
            queue::Trouble::Gone => Self::Gone,
            queue::Trouble::NoPaper => Self::NoPaper,
            queue::Trouble::CoverOpen => Self::CoverOpen,
            queue::Trouble::Fault => Self::Fault,
            queue::Trouble::Silent => Self::Silent,
        }
    }
}

impl From<&queue::Why> for Why {
    fn from(why: &queue::Why) -> Self {
        let rule = match why.rule {
            queue::Rule::FirstComeFirstServed => Rule::FirstComeFirstServed,
            queue::Rule::ChosenByOperator => Rule::ChosenByOperator,
        };
        let score = |score: &queue::Score| Score { ticket: score.ticket.0, waited_seconds: score.waited_seconds };
        Self { rule, candidates: why.candidates, scores: why.scores.iter().map(score).collect() }
    }
}
