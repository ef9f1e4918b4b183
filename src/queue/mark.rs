//! What must never be given twice: positions, identities and numbers. Small enough to be noted beside the log after every
//! commit, so that a log that lost its end to a damaged disk does not give a number again that somebody holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far the office had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The last position of the log.
    pub seq: u64,
    pub day: Option<Date>,
    /// The identity that the next ticket would have got.
    pub next_ticket: u64,
    /// The last number of the day, by service prefix.
    pub numbers: BTreeMap<Arc<str>, u32>,
}

/// Positions of the log whose entries are lost, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    pub from: u64,
    pub to: u64,
}

impl Lost {
    /// How many.
    pub fn count(self) -> u64 {
        self.to.saturating_sub(self.from).saturating_add(1)
    }
}
