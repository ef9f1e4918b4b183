//! The archive: old entries leave the database for compressed files, one JSON line an entry, so that the database of a
//! kiosk stops growing after its first year or so. Files are read with `zcat`; nothing of the product reads them again.
//!
//! The order keeps every entry somewhere at any moment: the file is written, flushed and read back; then the database
//! notes that all up to a position is archived; then those rows go, a few at a time, since somebody may be waiting.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::civil::Date;
use rusqlite::{TransactionBehavior, params};

use super::{Journal, JournalError, Reader, archived_through};

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    pub file: PathBuf,
    pub entries: u64,
    /// Bytes of the file.
    pub size: u64,
}

/// Entries read at once.
const READ_AT_ONCE: usize = 1_000;

impl Reader {
    /// Writes the entries from a position to another, both included, to a file of the archive in the data folder, named
    /// after the month of `date` and the positions. Changes nothing in the database.
    ///
    /// # Errors
    /// When the entries cannot be read, or the file cannot be written or does not hold what was written.
    pub fn archive(&self, folder: &Path, date: Date, first: u64, last: u64) -> Result<Archived, JournalError> {
        let folder = folder.join("archive");
        let file = folder.join(format!("{}_{first}-{last}.jsonl.gz", date.strftime("%Y-%m")));
        let part = file.with_extension("part");
        let io = |source| JournalError::File { path: file.clone(), source };
        fs::create_dir_all(&folder).map_err(io)?;
        let mut writer = GzEncoder::new(BufWriter::new(File::create(&part).map_err(io)?), Compression::new(6));
        let (mut after, mut entries) = (first.saturating_sub(1), 0);
        loop {
            let read = self.entries_after(after, READ_AT_ONCE)?;
            let Some(end) = read.last().map(|entry| entry.seq) else { break };
            for entry in read.iter().filter(|entry| entry.seq <= last) {
                serde_json::to_writer(&mut writer, entry)?;
                writer.write_all(b"\n").map_err(io)?;
                entries += 1;
            }
            after = end;
            if end >= last {
                break;
            }
        }
        let plain = writer.finish().and_then(|inner| inner.into_inner().map_err(std::io::IntoInnerError::into_error));
        plain.and_then(|file| file.sync_all()).map_err(io)?;
        self.compare(&part, first, entries)?;
        fs::rename(&part, &file).map_err(io)?;
        File::open(&folder).and_then(|folder| folder.sync_all()).map_err(io)?;
        let size = fs::metadata(&file).map_err(io)?.len();
        Ok(Archived { file, entries, size })
    }

    /// Reads a file back and compares it with the log.
    fn compare(&self, file: &Path, first: u64, entries: u64) -> Result<(), JournalError> {
        let io = |source| JournalError::File { path: file.to_owned(), source };
        let altered = || JournalError::Altered { what: file.display().to_string() };
        let mut lines = BufReader::new(GzDecoder::new(File::open(file).map_err(io)?)).lines();
        let (mut after, mut left) = (first.saturating_sub(1), entries);
        while left > 0 {
            let read = self.entries_after(after, READ_AT_ONCE.min(usize::try_from(left).unwrap_or(READ_AT_ONCE)))?;
            after = read.last().ok_or_else(altered)?.seq;
            for entry in &read {
                let line = lines.next().ok_or_else(altered)?.map_err(io)?;
                if line != serde_json::to_string(entry)? {
                    return Err(altered());
                }
                left -= 1;
            }
        }
        if lines.next().is_some() { Err(altered()) } else { Ok(()) }
    }
}

impl Journal {
    /// Notes that everything up to a position is in the archive.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn archived(&self, through: u64) -> Result<(), JournalError> {
        self.connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES ('archived-through', ?1)",
            [through.to_string()],
        )?;
        Ok(())
    }

    /// Removes rows that are in the archive, at most `limit`; says how many.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_archived(&mut self, limit: usize) -> Result<usize, JournalError> {
        let Some(through) = archived_through(&self.connection)? else { return Ok(0) };
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let removed = transaction.execute(
            "DELETE FROM entry WHERE seq IN (SELECT seq FROM entry WHERE seq <= ?1 ORDER BY seq LIMIT ?2)",
            params![through.cast_signed(), i64::try_from(limit).unwrap_or(i64::MAX)],
        )?;
        transaction.commit()?;
        Ok(removed)
    }
}
