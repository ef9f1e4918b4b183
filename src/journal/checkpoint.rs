//! Checkpoints: what the write-ahead log holds goes into the database. By a connection of its own beside the writer, since
//! it writes a thousand scattered pages and an SD card takes seconds for that; no visitor should wait for it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{BUSY, Journal, JournalError};

/// Pages of the write-ahead log after which the writer itself makes a checkpoint: 32 MB, should this one fall behind.
pub(super) const WRITERS_OWN: u32 = 8_000;

/// Makes checkpoints of a log that somebody else writes.
pub struct Checkpointer(Connection);

impl Journal {
    /// A connection for checkpoints.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn checkpointer(folder: &Path) -> Result<Checkpointer, JournalError> {
        let path = Self::file(folder);
        let open = || {
            let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            connection.busy_timeout(BUSY)?;
            connection.pragma_update(None, "synchronous", "full")?;
            Ok(connection)
        };
        open().map(Checkpointer).map_err(|source| JournalError::Open { path, source })
    }
}

impl Checkpointer {
    /// Moves as much as can be moved without keeping anybody waiting.
    ///
    /// # Errors
    /// When the database cannot be written. Nothing is lost then.
    pub fn run(&self) -> Result<(), JournalError> {
        self.0.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }
}
