//! What a day came to: how many numbers each service gave, how long people waited, how many went away. A fold over the
//! log's events, small enough to be kept for years after the events themselves have gone to the archive.
//!
//! It counts tickets, never people: nothing here says who somebody was, and operators are not compared.
//!
//! Never here: IO, and words.

mod day;
mod spread;

#[cfg(test)]
mod tests;

pub use day::{Counts, DayFold, Papers, Summary};
pub use spread::Spread;
