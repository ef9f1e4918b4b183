//! What the log needs beside commands: a snapshot now and then, so that a start after a power cut reads little; a summary
//! of each day that is over; and old months brought to the archive. A thread of its own reads; what it changes goes to the
//! office's thread in small pieces, between commands.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use tokio::sync::broadcast::error::RecvError;
use tracing::{error, info, warn};

use super::day_walk::DayWalk;
use super::{Message, Office};
use crate::journal::{Archived, Day, Journal, JournalError, Reader};
use crate::queue::{Event, State};
use crate::statistics::Summary;

/// Entries after which a snapshot is kept: a busy morning. A start reads so many at most, unless the power fails just then.
const SNAPSHOT_AFTER: u32 = 4_000;
/// Rows removed at once: some milliseconds of the office's thread on a slow card.
const FORGOTTEN_AT_ONCE: usize = 500;
/// Between two such pieces, so that commands and the card's other writers go first.
const PAUSE: Duration = Duration::from_millis(100);

/// What upkeep did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Days that were summed up.
    pub days: u32,
    /// Files that the archive gained.
    pub archived: Vec<Archived>,
    /// Rows that left the database.
    pub forgotten: usize,
}

/// Starts the upkeep thread: it works once at the start, then whenever a day begins, until the office ends. Entries stay
/// in the database for `keep_days` days at least.
///
/// # Errors
/// When no thread can be started.
pub fn start(office: &Office, folder: &Path, keep_days: u32) -> std::io::Result<JoinHandle<()>> {
    let mut news = office.follow();
    let (office, folder) = (office.downgrade(), folder.to_owned());
    std::thread::Builder::new().name("upkeep".into()).spawn(move || {
        loop {
            let Some(office) = office.upgrade() else { return };
            match tend(&office, &folder, keep_days) {
                Ok(kept) if kept == Kept::default() => {}
                Ok(kept) => info!(
                    days = kept.days,
                    archived = kept.archived.iter().map(|archived| archived.entries).sum::<u64>(),
                    forgotten = kept.forgotten,
                    "the log was tended"
                ),
                Err(Untended::Ended) => return,
                Err(Untended::Journal(error)) => {
                    error!(%error, "the log was not tended; tomorrow it is tried again");
                    office.report(&error);
                }
            }
            let weak = office.downgrade();
            drop(office);
            let mut entries = 0;
            loop {
                match news.blocking_recv() {
                    Ok(entry) if entry.events.iter().any(|event| matches!(event, Event::DayStarted { .. })) => break,
                    Ok(_) => entries += 1,
                    // The day may have begun in what was missed; looking once too often costs nothing.
                    Err(RecvError::Lagged(_)) => break,
                    Err(RecvError::Closed) => return,
                }
                if entries >= SNAPSHOT_AFTER {
                    entries = 0;
                    if let Some(Err(Untended::Journal(error))) = weak.upgrade().map(|office| keep_snapshot(&office)) {
                        warn!(%error, "no snapshot was kept; a start reads more of the log then");
                    }
                }
            }
        }
    })
}

/// Keeps the state as it is now, from which the next start goes on.
///
/// # Errors
/// When the log cannot be written, or the office has ended.
pub fn keep_snapshot(office: &Office) -> Result<(), Untended> {
    // Copied first: nobody should wait while it is written down.
    let state = office.read(State::clone);
    let text = serde_json::to_string(&state).map_err(JournalError::from)?;
    ask(office, move |journal| journal.keep_snapshot(state.seq(), &text))
}

/// Why upkeep stopped.
#[derive(Debug)]
pub enum Untended {
    /// The office has ended.
    Ended,
    Journal(JournalError),
}

impl From<JournalError> for Untended {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

/// Sums up the days that are over and not yet summed up, and archives what is older than `keep_days` days, by months.
/// Everything is done in steps that may be interrupted anywhere.
///
/// # Errors
/// When the log cannot be read or written, or the office ends meanwhile.
pub fn tend(office: &Office, folder: &Path, keep_days: u32) -> Result<Kept, Untended> {
    let reader = Journal::reader(folder)?;
    let mut kept = Kept::default();
    let mut walk = DayWalk::begin(&reader)?;
    while let Some(day) = walk.next()?.filter(|day| day.is_over) {
        let summary = serde_json::to_string(&day.summary).map_err(JournalError::from)?;
        let day = Day { date: day.date, first: day.first, last: day.last, summary };
        ask(office, move |journal| journal.keep_day(&day))?;
        kept.days += 1;
    }
    let today = office.read(State::day);
    let limit = today.and_then(|today| today.checked_sub(i64::from(keep_days).days()).ok());
    while let Some((date, first, last)) = limit.map(|limit| old_month(&reader, limit)).transpose()?.flatten() {
        kept.archived.push(reader.archive(&PathBuf::from(folder), date, first, last)?);
        ask(office, move |journal| journal.archived(last))?;
    }
    loop {
        let forgotten = ask(office, |journal| journal.forget_archived(FORGOTTEN_AT_ONCE))?;
        kept.forgotten += forgotten;
        if forgotten < FORGOTTEN_AT_ONCE {
            return Ok(kept);
        }
        pause();
    }
}

#[expect(clippy::disallowed_methods, reason = "gives way to commands; nothing waits for the end of it")]
fn pause() {
    std::thread::sleep(PAUSE);
}

/// Has the office's thread do a piece of work on the log, and waits for it.
fn ask<R: Send + 'static>(
    office: &Office,
    work: impl FnOnce(&mut Journal) -> Result<R, JournalError> + Send + 'static,
) -> Result<R, Untended> {
    let (sender, receiver) = mpsc::channel();
    let work = move |journal: &mut Journal| {
        // Whoever asked waits until it is answered.
        let _ = sender.send(work(journal));
    };
    office.inbox.send(Message::Tend(Box::new(work))).map_err(|_| Untended::Ended)?;
    receiver.recv().map_err(|_| Untended::Ended)?.map_err(Untended::from)
}

/// The oldest month in the database if it is over and all of it before `limit`: a date of it, and its positions.
fn old_month(reader: &Reader, limit: Date) -> Result<Option<(Date, u64, u64)>, JournalError> {
    let Some(first) = reader.first_kept_day()? else { return Ok(None) };
    let month = first.date.last_of_month();
    if month >= limit {
        return Ok(None);
    }
    let days = reader.days(first.date.first_of_month(), month)?;
    // By position, not by date: a clock that was wrong for a day may have dated it anywhere.
    let last = days.iter().map(|day| day.last).max().unwrap_or(first.last).max(first.last);
    Ok(Some((first.date, first.first, last)))
}

/// The days from a date to another with what they came to, oldest first; the last one may be today, as far as it is.
///
/// # Errors
/// When the log cannot be read.
pub fn statistics(reader: &Reader, from: Date, to: Date) -> Result<Vec<(Date, Summary)>, JournalError> {
    let mut days = Vec::new();
    for day in reader.days(from, to)? {
        let summary =
            serde_json::from_str(&day.summary).map_err(|source| JournalError::Corrupt { seq: day.first, source })?;
        days.push((day.date, summary));
    }
    // Today, and days that nobody has summed up yet.
    let mut walk = DayWalk::begin(reader)?;
    while let Some(day) = walk.next()? {
        days.push((day.date, day.summary));
    }
    days.retain(|(date, _)| (from..=to).contains(date));
    Ok(days)
}
