//! What can be asked of the queue, by whom, and under which id.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::mark::{Lost, Mark};
use super::setup::{DeskId, Language, ServiceId};
use super::ticket::{PrintOutcome, TicketId};

/// Made by the sender of a command; the same id again gets the first answer again. 1 to 64 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CommandId(Arc<str>);

/// A text that cannot be a command id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a command id has 1 to 64 visible ASCII characters")]
pub struct InvalidCommandId;

impl CommandId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CommandId {
    type Err = InvalidCommandId;

    fn from_str(text: &str) -> Result<Self, InvalidCommandId> {
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text.into())) } else { Err(InvalidCommandId) }
    }
}

impl<'de> Deserialize<'de> for CommandId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "actor", content = "name")]
pub enum Actor {
    /// A visitor at the touch screen.
    Kiosk,
    /// A signed-in operator, by sign-in name.
    Operator(Arc<str>),
    /// The system itself: the printer's outcome, the end of the day.
    System,
}

/// What a desk's screen showed as being served when its operator pressed the button. A command that carries it is
/// refused if the desk has moved on since, so that two clicks on two screens never call two tickets to one desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serving {
    Nobody,
    Ticket(TicketId),
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "command")]
pub enum Command {
    /// Give a number for a service. `print`: queue its paper at the kiosk's printer.
    Issue {
        service: ServiceId,
        language: Language,
        print: bool,
    },
    /// Call whoever is next at a desk, by the rule of [`super::next`]; finishes what the desk is serving.
    CallNext {
        desk: DeskId,
        serving: Option<Serving>,
    },
    /// Call a given ticket to a desk, also one that was a no-show; finishes what the desk is serving.
    Call {
        desk: DeskId,
        ticket: TicketId,
        serving: Option<Serving>,
    },
    /// Call again the ticket that is at a desk.
    Recall {
        desk: DeskId,
        ticket: Option<TicketId>,
    },
    /// The ticket that was called to a desk did not come.
    NoShow {
        desk: DeskId,
        ticket: Option<TicketId>,
    },
    /// The ticket at a desk is served.
    Finish {
        desk: DeskId,
        ticket: Option<TicketId>,
    },
    /// An operator sits down at a desk; `take_over` replaces one who is there.
    OpenDesk {
        desk: DeskId,
        take_over: bool,
    },
    /// The operator leaves the desk.
    CloseDesk {
        desk: DeskId,
    },
    /// Stop giving numbers for a service; who waits is still served.
    PauseService {
        service: ServiceId,
    },
    ResumeService {
        service: ServiceId,
    },
    /// Print a ticket again. It carries a copy mark unless the first print surely failed.
    Reprint {
        ticket: TicketId,
    },
    /// How a print job of a ticket ended.
    SettlePrint {
        ticket: TicketId,
        job: u32,
        outcome: PrintOutcome,
    },
    /// Go on after entries of the log were lost to a damaged disk: behind every position and number that the mark
    /// beside the log knows of. `lost`: what is missing before the log's end.
    ContinueAfterLoss {
        lost: Vec<Lost>,
        mark: Option<Mark>,
    },
    /// Begin the office's local day if it has changed: closes what yesterday left unfinished.
    StartDay,
}

/// A command with its sender and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub id: CommandId,
    pub by: Actor,
    pub command: Command,
}
