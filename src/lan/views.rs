//! What goes over the wire: each a plain structure, built by a pure function from the queue's state, the day, the
//! configuration and the instant. Never here: HTTP, reading the clock.
//!
//! Separate from the queue's own types on purpose: those are the format of the log, these are the interface. Every
//! structure is closed (`deny_unknown_fields` becomes `additionalProperties: false`) and every field is always there.

pub mod board;
pub mod event;
pub mod handled;
pub mod office;
pub mod queue;
pub mod ticket;

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::queue::Setup;

/// Whether the office is open, and when that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Opening {
    /// Open; closes at `until`.
    Open {
        #[schema(value_type = String, format = DateTime)]
        until: Timestamp,
    },
    /// Closed; opens at `opens`, null if that is more than five weeks away.
    Closed {
        #[schema(value_type = Option<String>, format = DateTime, required = true)]
        opens: Option<Timestamp>,
    },
}

impl From<crate::queue::Opening> for Opening {
    fn from(opening: crate::queue::Opening) -> Self {
        match opening {
            crate::queue::Opening::Open { until } => Self::Open { until },
            crate::queue::Opening::Closed { opens } => Self::Closed { opens },
        }
    }
}

/// Whether an office gives numbers to visitors at an instant, as far as its hours decide.
fn gives_numbers(setup: &Setup, now: Timestamp) -> bool {
    setup.issue_outside_hours || setup.opening(now).is_open()
}
