//! What can go wrong with the log, in words for whoever looks after the device.

use std::path::PathBuf;

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

/// Why the log cannot be opened, read or written.
#[derive(Debug, Error)]
pub enum JournalError {
    #[error("{path}: {source}{}", advice(source))]
    Open { path: PathBuf, source: rusqlite::Error },
    #[error(
        "{path}: was written by a newer version of Sportello, which lets only layout {needs} or later write on (this one is {known}); update this device or use another data folder"
    )]
    TooNew { path: PathBuf, needs: i64, known: i64 },
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
    /// The disk did not keep what was written.
    #[error("{what} is not what was written: the disk or card is damaged")]
    Altered { what: String },
    /// Entries are missing that the log does not know to be lost.
    #[error("the log has no entries {from} to {to}: the disk or card is damaged")]
    Gap { from: u64, to: u64 },
    #[error("{source}{}", advice(source))]
    Sqlite {
        #[from]
        source: rusqlite::Error,
    },
    #[error("cannot be written as JSON: {0}")]
    Encode(#[from] serde_json::Error),
    /// A file beside the database: the mark, the archive, what is salvaged.
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
}

impl JournalError {
    /// Whether the database itself is damaged, so that reading or writing on makes no sense: its good part must be
    /// salvaged first. Not so for a disk that is full or fails for a while.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Corrupt { .. } | Self::Altered { .. } | Self::Gap { .. } => true,
            Self::Open { source, .. } | Self::Sqlite { source } => is_damage(source),
            _ => false,
        }
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(code, text) => {
            matches!(code.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
                || UNREADABLE.contains(&code.extended_code)
                // A page of the schema that reads as empty: the tables are always there otherwise.
                || text.as_ref().is_some_and(|text| text.starts_with("no such"))
        }
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => true,
        _ => false,
    }
}

/// The file is shorter than it says, or has places that the disk cannot read any more.
const UNREADABLE: [i32; 4] =
    [ffi::SQLITE_IOERR_SHORT_READ, ffi::SQLITE_IOERR_READ, ffi::SQLITE_IOERR_CORRUPTFS, ffi::SQLITE_IOERR_DATA];

/// What a technician does about it.
fn advice(error: &rusqlite::Error) -> &'static str {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        // The shared memory file cannot grow: at a start, that is how a full disk shows first.
        Some(ErrorCode::SystemIoFailure) if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => {
            "; the disk or card of the data folder is probably full: make room, then start again"
        }
        Some(ErrorCode::DiskFull) => {
            "; make room on the disk or card of the data folder, it works again by itself then"
        }
        Some(ErrorCode::SystemIoFailure) => {
            "; the disk or card of the data folder does not work: look at it (`dmesg`), and replace it if this comes again"
        }
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            "; the data folder must exist and be writable for the user that runs Sportello"
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "; the good part of it is salvaged at the next start"
        }
        _ => "",
    }
}
