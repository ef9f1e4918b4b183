//! The event log of one office: append at an expected position, follow from a position. Each [`Entry`] is one row, so
//! a decision is in the log whole or not at all.
//!
//! SQLite in WAL mode with `synchronous=FULL`: what [`Journal::append`] returned from survives a power cut. A snapshot
//! of the state is kept beside the log at every new day, so that start-up reads one day and not the years before it;
//! the log alone is the truth, and a snapshot that cannot be read is only slow.
//!
//! Cards forget: every row carries a sum ([`row`]), a mark beside the database says how far it had come ([`mark`]), and a
//! database that is damaged is salvaged ([`salvage()`]). Old months leave for the archive ([`archive`]).
//!
//! Never here: deciding, or knowing what an entry means.

mod archive;
mod checkpoint;
mod days;
mod error;
mod mark;
mod row;
mod salvage;
mod schema;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use crate::queue::{CommandId, Entry};
use mark::MarkFile;
use row::Row;

pub use archive::Archived;
pub use checkpoint::Checkpointer;
pub use days::Day;
pub use error::JournalError;
pub use salvage::{Range, Salvaged, salvage};

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

/// The log of one office.
pub struct Journal {
    connection: Connection,
    folder: PathBuf,
    mark: MarkFile,
}

/// How long a reader or writer waits for the other before it gives up.
const BUSY: Duration = Duration::from_secs(5);

impl Journal {
    /// Opens the log in a folder, or makes it there for this purpose and office.
    ///
    /// # Errors
    /// When the file cannot be opened, is of a newer layout, or belongs to something else; when it is damaged, see
    /// [`JournalError::is_damage`].
    pub fn open(folder: &Path, purpose: Purpose, office: &str) -> Result<Self, JournalError> {
        let path = Self::file(folder);
        salvage::finish(folder)?;
        if salvage::is_wished(folder) && path.exists() {
            return Err(JournalError::Altered { what: path.display().to_string() });
        }
        let connection = Connection::open(&path).map_err(|source| JournalError::Open { path: path.clone(), source })?;
        let open = || -> Result<(), rusqlite::Error> {
            connection.busy_timeout(BUSY)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "wal_autocheckpoint", checkpoint::WRITERS_OWN)?;
            connection.pragma_update(None, "foreign_keys", "on")?;
            Ok(())
        };
        open().map_err(|source| JournalError::Open { path: path.clone(), source })?;
        schema::migrate(&connection, &path)?;
        let mark = MarkFile::open(folder).map_err(|source| JournalError::File { path: folder.to_owned(), source })?;
        let mut journal = Self { connection, folder: folder.to_owned(), mark };
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
        {
            let mut statement = transaction.prepare_cached(row::INSERT)?;
            for entry in entries {
                Row::of(entry)?.insert(&mut statement)?;
            }
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
        transaction.execute(
            "INSERT INTO snapshot (seq, state, sum) VALUES (?1, ?2, ?3)",
            params![seq.cast_signed(), state, row::sum(&[state.as_bytes()])],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// The latest snapshot with its position; `None` also when it is not what was written.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snapshot(&self) -> Result<Option<(u64, String)>, JournalError> {
        let row = self
            .connection
            .query_row("SELECT seq, state, sum FROM snapshot ORDER BY seq DESC LIMIT 1", [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<i64>>(2)?))
            })
            .optional()?;
        let whole = row.filter(|(_, state, sum)| sum.is_none_or(|sum| sum == row::sum(&[state.as_bytes()])));
        Ok(whole.map(|(seq, state, _)| (seq.cast_unsigned(), state)))
    }

    /// The position of the last entry; 0 before the first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last(&self) -> Result<u64, JournalError> {
        Ok(last(&self.connection)?)
    }

    /// Notes how far the log has come, in a file beside it. Best effort: it is not flushed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_mark(&self, text: &str) -> Result<(), JournalError> {
        self.mark.write(text).map_err(|source| JournalError::File { path: self.folder.clone(), source })
    }

    /// What [`Journal::keep_mark`] noted last, if it is whole.
    pub fn mark(&self) -> Option<String> {
        self.mark.read()
    }

    /// Has the next start salvage this database, whatever it finds by itself.
    ///
    /// # Errors
    /// When the wish cannot be written.
    pub fn wish_for_salvage(&self) -> Result<(), JournalError> {
        salvage::wish(&self.folder).map_err(|source| JournalError::File { path: self.folder.clone(), source })
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
    fn connection(&self) -> &Connection {
        &self.0
    }

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

/// Everything up to this position is in the archive and no longer in the database.
fn archived_through(connection: &Connection) -> Result<Option<u64>, rusqlite::Error> {
    let text: Option<String> = connection
        .query_row("SELECT value FROM meta WHERE key = 'archived-through'", [], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}

fn entries_after(connection: &Connection, seq: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
    let mut statement = connection.prepare_cached(row::AFTER)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![seq.cast_signed(), limit], Row::read)?;
    rows.map(|row| row?.entry()).collect()
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
