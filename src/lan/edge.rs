//! Where time and randomness enter this room; everywhere else in it they are arguments or come from the office.

use anyhow::Context as _;
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

/// The present instant of the clock that only goes forward: for time-outs and throttles, which must not hang on a wall
/// clock that somebody sets.
#[expect(clippy::disallowed_methods, reason = "deadlines of connections are real time")]
pub fn instant() -> Instant {
    Instant::now()
}
