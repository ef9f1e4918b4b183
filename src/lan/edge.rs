//! Where time and randomness enter this room; everywhere else in it they are arguments or come from the office.

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use tokio::time::Instant;

/// 256 bits that nobody can guess.
///
/// # Errors
/// When the system has none to give.
#[expect(clippy::disallowed_methods, reason = "secrets of sessions and ids of commands that came without one")]
pub fn secret() -> anyhow::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).context("the system has no randomness to give")?;
    Ok(bytes)
}

/// The date as a header tells it; empty if the clock is beyond what a header can say.
#[expect(clippy::disallowed_methods, reason = "answers that no handler gave have no office to ask for the time")]
pub fn http_date() -> String {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::now()).unwrap_or_default()
}

/// The present instant of the clock that only goes forward: for time-outs and throttles, which must not hang on a wall
/// clock that somebody sets.
#[expect(clippy::disallowed_methods, reason = "deadlines of connections are real time")]
pub fn instant() -> Instant {
    Instant::now()
}
