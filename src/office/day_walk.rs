//! Walks over the days of the log that nobody has summed up yet. Never here: writing.

use std::collections::VecDeque;

use jiff::civil::Date;

use crate::journal::{JournalError, Reader};
use crate::queue::{Entry, Event};
use crate::statistics::{DayFold, Summary};

/// Entries read at once.
const READ_AT_ONCE: usize = 1_000;

/// A day of the log.
pub(super) struct WalkedDay {
    pub date: Date,
    /// Position of the entry that began it.
    pub first: u64,
    /// Position of its last entry. What a day left unfinished stands in the entry that begins the next one.
    pub last: u64,
    pub summary: Summary,
    /// Another day has begun; otherwise it is the office's present day.
    pub is_over: bool,
}

pub(super) struct DayWalk<'r> {
    reader: &'r Reader,
    after: u64,
    read: VecDeque<Entry>,
    open: Option<Open>,
}

struct Open {
    date: Date,
    first: u64,
    fold: DayFold,
}

impl<'r> DayWalk<'r> {
    /// Begins behind the last day that was summed up.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn begin(reader: &'r Reader) -> Result<Self, JournalError> {
        let after = reader.last_day()?.map_or(0, |day| day.last);
        Ok(Self { reader, after, read: VecDeque::new(), open: None })
    }

    /// The next day; `None` at the end of the log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn next(&mut self) -> Result<Option<WalkedDay>, JournalError> {
        loop {
            let Some(entry) = self.read.pop_front() else {
                self.read.extend(self.reader.entries_after(self.after, READ_AT_ONCE)?);
                match self.read.back() {
                    Some(last) => self.after = last.seq,
                    None => {
                        let last = self.after;
                        return Ok(self.open.take().map(|open| open.close(last, false)));
                    }
                }
                continue;
            };
            let mut over = None;
            for event in &entry.events {
                match (event, &mut self.open) {
                    (Event::DayStarted { day }, open) => {
                        let begun = Open { date: *day, first: entry.seq, fold: DayFold::default() };
                        over = open.replace(begun).map(|open| open.close(entry.seq.saturating_sub(1), true));
                    }
                    (event, Some(open)) => open.fold.event(event, entry.at),
                    // The end of a day that was summed up already.
                    (_, None) => {}
                }
            }
            if over.is_some() {
                return Ok(over);
            }
        }
    }
}

impl Open {
    fn close(self, last: u64, is_over: bool) -> WalkedDay {
        WalkedDay { date: self.date, first: self.first, last, summary: self.fold.summary().clone(), is_over }
    }
}
