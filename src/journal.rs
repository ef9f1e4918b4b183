//! The event log of one office: append at an expected position, follow from a position. Each [`Entry`] is one row, so
//! a decision is in the log whole or not at all.
//!
//! SQLite in WAL mode with `synchronous=FULL`: what [`Journal::append`] returned from survives a power cut. A snapshot
//! of the state is kept beside the log at every new day, so that start-up reads one day and not the years before it;
//! the log alone is the truth, and a snapshot that cannot be read is only slow.
//!
//! Never here: deciding, or knowing what an entry means.

mod schema;

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use thiserror::Error;

use crate::queue::{Answer, CommandId, Entry, Event, Request};

/// What a data folder is for. A demonstration never touches an office's folder, nor an office a demonstration's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Office,
    Demonstration,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Purpose::Office => "office",
            Purpose::Demonstration => "demonstration",
        }
    }
}

/// Why the log cannot be opened, read or written.
#[derive(Debug, Error)]
pub enum JournalError {
    #[error("{path}: {source}")]
    Open { path: PathBuf, source: rusqlite::Error },
    #[error(
        "{path}: was written by a newer version of Sportello (layout {found}, this one knows {known}); update this device or use another data folder"
    )]
    TooNew { path: PathBuf, found: i64, known: i64 },
    #[error("{path}: belongs to {found}, not to {wanted}; use another data folder (--data)")]
    WrongPurpose { path: PathBuf, found: String, wanted: &'static str },
    #[error(
        "{path}: belongs to the office `{found}`, not to `{wanted}`; set office.id to `{found}` or use another data folder (--data)"
    )]
    WrongOffice { path: PathBuf, found: String, wanted: String },
    /// Somebody else wrote: the caller's state is not that of the log.
    #[error("the log is at {found}, not at {expected} as expected")]
    Conflict { expected: u64, found: u64 },
    #[error("entry {seq} of the log cannot be read: {source}")]
    Corrupt { seq: u64, source: serde_json::Error },
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("cannot be written as JSON: {0}")]
    Encode(#[from] serde_json::Error),
}

/// The log of one office.
pub struct Journal {
    connection: Connection,
}

/// How long a reader or writer waits for the other before it gives up.
const BUSY: Duration = Duration::from_secs(5);

impl Journal {
    /// Opens the log in a folder, or makes it there for this purpose and office.
    ///
    /// # Errors
    /// When the file cannot be opened, is of a newer layout, or belongs to something else.
    pub fn open(folder: &Path, purpose: Purpose, office: &str) -> Result<Self, JournalError> {
        let path = Self::file(folder);
        let connection = Connection::open(&path).map_err(|source| JournalError::Open { path: path.clone(), source })?;
        let open = || -> Result<(), rusqlite::Error> {
            connection.busy_timeout(BUSY)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "foreign_keys", "on")?;
            Ok(())
        };
        open().map_err(|source| JournalError::Open { path: path.clone(), source })?;
        schema::migrate(&connection, &path)?;
        let mut journal = Self { connection };
        journal.belongs(&path, purpose, office)?;
        Ok(journal)
    }

    /// The database file in a data folder.
    pub fn file(folder: &Path) -> PathBuf {
        folder.join("sportello.db")
    }

    /// A second connection, for reading only, that never waits for the writer.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn reader(folder: &Path) -> Result<Reader, JournalError> {
        let path = Self::file(folder);
        let open = || {
            let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            connection.busy_timeout(BUSY)?;
            Ok(connection)
        };
        open().map(Reader).map_err(|source| JournalError::Open { path, source })
    }

    /// Appends entries in one transaction, after the position `expected`. Durable when it returns.
    ///
    /// # Errors
    /// [`JournalError::Conflict`] when the log is elsewhere; nothing is written then, nor on any other error.
    pub fn append(&mut self, expected: u64, entries: &[Entry]) -> Result<(), JournalError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = last(&transaction)?;
        if found != expected {
            return Err(JournalError::Conflict { expected, found });
        }
        for entry in entries {
            insert(&transaction, entry)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Keeps a snapshot of the state at a position, in place of older ones. Not needed for truth, only for speed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_snapshot(&mut self, seq: u64, state: &str) -> Result<(), JournalError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM snapshot", [])?;
        transaction.execute("INSERT INTO snapshot (seq, state) VALUES (?1, ?2)", params![seq.cast_signed(), state])?;
        transaction.commit()?;
        Ok(())
    }

    /// The latest snapshot with its position.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snapshot(&self) -> Result<Option<(u64, String)>, JournalError> {
        let row = self
            .connection
            .query_row("SELECT seq, state FROM snapshot ORDER BY seq DESC LIMIT 1", [], |row| {
                Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?))
            })
            .optional()?;
        Ok(row)
    }

    /// Entries after a position, oldest first, at most `limit`.
    ///
    /// # Errors
    /// When the database or an entry cannot be read.
    pub fn entries_after(&self, seq: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        entries_after(&self.connection, seq, limit)
    }

    /// Moves what the write-ahead log holds into the database, as at a clean stop.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn checkpoint(&self) -> Result<(), JournalError> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Notes what a new log is for, or checks what an old one is for.
    fn belongs(&mut self, path: &Path, purpose: Purpose, office: &str) -> Result<(), JournalError> {
        let found = |key: &str| -> Result<Option<String>, rusqlite::Error> {
            self.connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()
        };
        match (found("purpose")?, found("office")?) {
            (Some(found), _) if found != purpose.as_str() => {
                Err(JournalError::WrongPurpose { path: path.to_owned(), found, wanted: purpose.as_str() })
            }
            (Some(_), Some(found)) if found != office => {
                Err(JournalError::WrongOffice { path: path.to_owned(), found, wanted: office.to_owned() })
            }
            _ => {
                let transaction = self.connection.transaction()?;
                for (key, value) in [("purpose", purpose.as_str()), ("office", office)] {
                    transaction.execute("INSERT OR IGNORE INTO meta (key, value) VALUES (?1, ?2)", [key, value])?;
                }
                transaction.commit()?;
                Ok(())
            }
        }
    }
}

/// A read-only view of the log for followers that missed some of it.
pub struct Reader(Connection);

impl Reader {
    /// Entries after a position, oldest first, at most `limit`.
    ///
    /// # Errors
    /// When the database or an entry cannot be read.
    pub fn entries_after(&self, seq: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        entries_after(&self.0, seq, limit)
    }

    /// The entry of the command with this id, of whatever day.
    ///
    /// # Errors
    /// When the database or the entry cannot be read.
    pub fn entry_of(&self, id: &CommandId) -> Result<Option<Entry>, JournalError> {
        entry_of(&self.0, id)
    }
}

fn last(connection: &Connection) -> Result<u64, rusqlite::Error> {
    connection
        .query_row("SELECT coalesce(max(seq), 0) FROM entry", [], |row| row.get::<_, i64>(0))
        .map(i64::cast_unsigned)
}

fn insert(transaction: &Transaction<'_>, entry: &Entry) -> Result<(), JournalError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO entry (seq, at, command, request, answer, events) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![
        entry.seq.cast_signed(),
        entry.at.as_microsecond(),
        entry.request.id.as_str(),
        serde_json::to_string(&entry.request)?,
        serde_json::to_string(&entry.answer)?,
        serde_json::to_string(&entry.events)?,
    ])?;
    Ok(())
}

/// A row before its JSON is read.
struct Row {
    seq: u64,
    at: i64,
    request: String,
    answer: String,
    events: String,
}

fn entries_after(connection: &Connection, seq: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
    let mut statement = connection
        .prepare_cached("SELECT seq, at, request, answer, events FROM entry WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![seq.cast_signed(), limit], |row| {
        Ok(Row {
            seq: row.get::<_, i64>(0)?.cast_unsigned(),
            at: row.get(1)?,
            request: row.get(2)?,
            answer: row.get(3)?,
            events: row.get(4)?,
        })
    })?;
    rows.map(|row| read(&row?)).collect()
}

fn read(row: &Row) -> Result<Entry, JournalError> {
    let corrupt = |source| JournalError::Corrupt { seq: row.seq, source };
    let at = Timestamp::from_microsecond(row.at)
        .map_err(|error| corrupt(serde::de::Error::custom(format!("its time: {error}"))))?;
    let request: Request = serde_json::from_str(&row.request).map_err(corrupt)?;
    let answer: Answer = serde_json::from_str(&row.answer).map_err(corrupt)?;
    let events: Vec<Event> = serde_json::from_str(&row.events).map_err(corrupt)?;
    Ok(Entry { seq: row.seq, at, request, answer, events })
}

impl Journal {
    /// The answer in the log to a command with this id, of whatever day.
    ///
    /// # Errors
    /// When the database or the entry cannot be read.
    pub fn answer_to(&self, id: &CommandId) -> Result<Option<Entry>, JournalError> {
        entry_of(&self.connection, id)
    }
}

fn entry_of(connection: &Connection, id: &CommandId) -> Result<Option<Entry>, JournalError> {
    let row = connection
        .query_row("SELECT seq FROM entry WHERE command = ?1", [id.as_str()], |row| row.get::<_, i64>(0))
        .optional()?;
    let Some(seq) = row else { return Ok(None) };
    Ok(entries_after(connection, seq.cast_unsigned().saturating_sub(1), 1)?.pop())
}

#[cfg(test)]
mod tests;
