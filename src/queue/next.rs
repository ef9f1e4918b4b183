//! Who is next at a desk. One function: a richer rule (priority, language, appointments) replaces its body, and each
//! call's event keeps the reason, so that "why was this one called?" has an answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::setup::DeskId;
use super::state::State;
use super::ticket::{Ticket, TicketId};

/// The rule that chose a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The longest waiting among the services that the desk serves.
    FirstComeFirstServed,
    /// The operator chose this ticket by number.
    ChosenByOperator,
}

/// What a candidate scored under the rule; the highest is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    pub ticket: TicketId,
    /// Whole seconds waited; under first come, first served that is the score.
    pub waited_seconds: i64,
}

/// Why a ticket was called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Why {
    pub rule: Rule,
    /// Tickets that could have been called.
    pub candidates: u32,
    /// The chosen one first, then the runners-up, three at most.
    pub scores: Vec<Score>,
}

/// The ticket that a desk should call now, and why; `None` when nobody waits for its services.
///
/// Order of issue decides, not the clock: a clock that was set back must not let anybody overtake.
pub fn next(state: &State, desk: &DeskId, at: Timestamp) -> Option<(TicketId, Why)> {
    const EXPLAINED: usize = 3;
    let services = &state.setup().desk(desk)?.services;
    let (first, candidates) = state.next_of(services, EXPLAINED);
    let score = |ticket: &Ticket| Score { ticket: ticket.id, waited_seconds: waited_seconds(ticket.issued, at) };
    let scores: Vec<Score> = first.map(score).collect();
    let chosen = scores.first()?.ticket;
    Some((chosen, Why { rule: Rule::FirstComeFirstServed, candidates, scores }))
}

/// Whole seconds from issue to now, never negative.
pub(super) fn waited_seconds(issued: Timestamp, at: Timestamp) -> i64 {
    at.duration_since(issued).as_secs().max(0)
}
