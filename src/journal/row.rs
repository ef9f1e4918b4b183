//! One entry as a row of the database, and the sum that shows whether the row is still what was written: SQLite keeps
//! no checksum of its pages, so a card that forgets a bit would change a number without a word.

use jiff::Timestamp;
use rusqlite::{Row as Found, params};
use sha2::{Digest, Sha256};

use super::JournalError;
use crate::queue::{Answer, Entry, Event, Request};

/// The rows after a position (`?1`), at most `?2` of them, for [`Row::read`].
pub(super) const AFTER: &str =
    "SELECT seq, at, command, request, answer, events, sum FROM entry WHERE seq > ?1 ORDER BY seq LIMIT ?2";

pub(super) const INSERT: &str =
    "INSERT INTO entry (seq, at, command, request, answer, events, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// A row before its JSON is read.
pub(super) struct Row {
    pub seq: i64,
    pub at: i64,
    pub command: String,
    pub request: String,
    pub answer: String,
    pub events: String,
    /// `None` in rows of the first layout.
    pub sum: Option<i64>,
}

impl Row {
    pub fn of(entry: &Entry) -> Result<Self, JournalError> {
        let mut row = Self {
            seq: entry.seq.cast_signed(),
            at: entry.at.as_microsecond(),
            command: entry.request.id.as_str().to_owned(),
            request: serde_json::to_string(&entry.request)?,
            answer: serde_json::to_string(&entry.answer)?,
            events: serde_json::to_string(&entry.events)?,
            sum: None,
        };
        row.sum = Some(row.own_sum());
        Ok(row)
    }

    pub fn read(found: &Found<'_>) -> Result<Self, rusqlite::Error> {
        Ok(Self {
            seq: found.get(0)?,
            at: found.get(1)?,
            command: found.get(2)?,
            request: found.get(3)?,
            answer: found.get(4)?,
            events: found.get(5)?,
            sum: found.get(6)?,
        })
    }

    pub fn insert(&self, statement: &mut rusqlite::CachedStatement<'_>) -> Result<(), rusqlite::Error> {
        let Self { seq, at, command, request, answer, events, sum } = self;
        statement.execute(params![seq, at, command, request, answer, events, sum])?;
        Ok(())
    }

    /// The entry, if the row is what was written.
    pub fn entry(&self) -> Result<Entry, JournalError> {
        let seq = self.seq.cast_unsigned();
        if self.sum.is_some_and(|sum| sum != self.own_sum()) {
            return Err(JournalError::Altered { what: format!("entry {seq} of the log") });
        }
        let corrupt = |source| JournalError::Corrupt { seq, source };
        let at = Timestamp::from_microsecond(self.at)
            .map_err(|error| corrupt(serde::de::Error::custom(format!("its time: {error}"))))?;
        let request: Request = serde_json::from_str(&self.request).map_err(corrupt)?;
        let answer: Answer = serde_json::from_str(&self.answer).map_err(corrupt)?;
        let events: Vec<Event> = serde_json::from_str(&self.events).map_err(corrupt)?;
        Ok(Entry { seq, at, request, answer, events })
    }

    fn own_sum(&self) -> i64 {
        let Self { seq, at, command, request, answer, events, .. } = self;
        sum(&[
            &seq.to_le_bytes(),
            &at.to_le_bytes(),
            command.as_bytes(),
            request.as_bytes(),
            answer.as_bytes(),
            events.as_bytes(),
        ])
    }
}

/// The first eight bytes of the SHA-256 of parts, each with its length before it.
pub(super) fn sum(parts: &[&[u8]]) -> i64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    hash.iter().take(8).fold(0_i64, |sum, byte| (sum << 8) | i64::from(*byte))
}
