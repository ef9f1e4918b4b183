//! The queue of one office: tickets, services, desks, numbering, and who is next.
//!
//! This is the domain core. It has no IO, no clock, no randomness and no async: time, ids and the outcome of printing
//! come in as arguments, and everything that happens leaves as events. [`decide`] looks at a [`State`] and a
//! [`Request`] and answers with events or a [`Refusal`]; [`State::apply`] folds what was decided into the state. The
//! same two functions serve the live office, the replay of its log and the simulation, so that what the tests prove
//! is what the hall sees.
//!
//! Why a log of whole decisions ([`Entry`]) and not of single events: one command makes one row, so no crash can keep
//! half of a decision, and the row carries the answer that a repeated command must get again.
//!
//! Never here: SQL, HTTP, Slint, ESC/POS, words that a person reads.

mod command;
mod decide;
mod event;
mod hours;
mod mark;
mod next;
mod refusal;
mod setup;
mod state;
mod ticket;
mod waiting;

#[cfg(test)]
mod tests;

pub use command::{Actor, Command, CommandId, InvalidCommandId, Request, Serving};
pub use decide::{Decision, decide, offer};
pub use event::{Answer, Entry, Event};
pub use hours::{Hours, InvalidSpan, Opening, Span};
pub use mark::{Lost, Mark};
pub use next::{Rule, Score, Why, next};
pub use refusal::Refusal;
pub use setup::{Area, Desk, DeskId, Language, Service, ServiceId, Setup};
pub use state::{DeskState, State};
pub use ticket::{Label, PrintOutcome, PrintState, Status, Ticket, TicketId, Trouble};
