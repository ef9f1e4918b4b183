//! The offline information: procedures as facts once (`locales/facts/`) and words per language (`locales/<lang>/info/`).
//! A fee, a deadline, a document, a source stands in the facts; words take them as values. Never here: UI, paper, nor
//! whether a fact is true: people check that, and the facts say when they did.
//!
//! What is not certain is never shown as certain: see [`Certainty`] and [`Wording`].

mod check;
mod compose;
pub mod facts;
mod library;
mod page;
pub mod registers;
#[cfg(test)]
mod tests;
pub mod translation;
pub mod value;

pub use library::{ContentFault, ContentFaults, Library, Stale};
pub use page::{Certainty, CostLine, DocumentLine, Entry, Freshness, Line, Page, Place, Related, Total, Wording};
