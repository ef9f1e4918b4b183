//! What everybody in the hall may see: numbers and desks. No service, no language, no name of a person: who waits for
//! what is nobody else's business.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::Opening;
use crate::config::Config;
use crate::lan::today::Today;
use crate::queue::{self, DeskId, Label, State, Status};

/// Calls that the board lists.
const CALLS_SHOWN: usize = 12;

/// The hall's board.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// Position in the log: events after it are not in this picture.
    pub seq: u64,
    /// The office's name.
    pub name: String,
    /// The body that runs it; may be empty.
    pub body: String,
    /// The current local day; null before the first one.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub day: Option<Date>,
    pub opening: Opening,
    /// Whether visitors can take numbers at this hour: the office is open, or gives them outside its hours too. A single
    /// service may still be paused, or have hours of its own.
    pub gives_numbers: bool,
    /// Who is at which desk, latest call first.
    pub serving: Vec<Serving>,
    /// The last calls, latest first.
    #[schema(max_items = 12)]
    pub calls: Vec<Call>,
}

/// A number at a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Serving {
    #[schema(value_type = String)]
    pub label: Label,
    #[schema(value_type = String)]
    pub desk: DeskId,
    #[schema(value_type = String, format = DateTime)]
    pub called: Timestamp,
    pub recalls: u32,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    pub seq: u64,
    #[schema(value_type = String)]
    pub label: Label,
    #[schema(value_type = String)]
    pub desk: DeskId,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// A repeated call.
    pub again: bool,
}

impl Board {
    /// The board at an instant.
    pub fn of(config: &Config, state: &State, today: &Today, now: Timestamp) -> Self {
        let serving = |desk: &queue::Desk| {
            let ticket = state.serving(&desk.id)?;
            let Status::Called { at, recalls, .. } = ticket.status else { return None };
            Some(Serving { label: ticket.label.clone(), desk: desk.id.clone(), called: at, recalls })
        };
        let mut serving: Vec<_> = state.setup().desks.iter().filter_map(serving).collect();
        serving.sort_by_key(|serving| std::cmp::Reverse(serving.called));
        let call = |call: &crate::lan::today::Call| Call {
            seq: call.seq,
            label: call.label.clone(),
            desk: call.desk.clone(),
            at: call.at,
            again: call.again,
        };
        Self {
            seq: state.seq(),
            name: config.office.name.clone(),
            body: config.office.body.clone(),
            day: state.day(),
            opening: state.setup().opening(now).into(),
            gives_numbers: super::gives_numbers(state.setup(), now),
            serving,
            calls: today.calls().iter().rev().take(CALLS_SHOWN).map(call).collect(),
        }
    }
}
