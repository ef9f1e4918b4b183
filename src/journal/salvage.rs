//! Salvage: what a damaged database still holds goes into a new one, and the damaged files are set aside for whoever
//! wants to look at them. Every entry is judged by its own sum, so nothing that the card changed is taken over.
//!
//! Power may fail here too. The new database counts only once it has its name `.salvaged`, and from then on the next
//! start finishes what was begun. Never here: what the missing entries mean for the queue.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};
use tracing::warn;

use super::row::{INSERT, Row};
use super::{Journal, JournalError, schema};

/// Positions of the log, both included.
pub type Range = (u64, u64);

/// What came of it.
#[derive(Debug)]
pub struct Salvaged {
    /// Entries that were taken over.
    pub kept: u64,
    /// Positions before the last kept entry whose entries are lost.
    pub lost: Vec<Range>,
    /// Where the damaged files are now.
    pub set_aside: PathBuf,
}

/// Damaged databases that are kept; an older one makes room.
const SET_ASIDE: u32 = 3;
/// Ranges that are tried before the rest counts as lost: enough for some hundred damaged pages.
const TRIES: u32 = 20_000;

const WISHED: &str = "salvage-wished";

/// Has the next start salvage the database, for damage that a start alone would not meet.
pub(super) fn wish(folder: &Path) -> io::Result<()> {
    fs::write(folder.join(WISHED), "")
}

pub(super) fn is_wished(folder: &Path) -> bool {
    folder.join(WISHED).exists()
}

/// Makes a new database of what can be read of the one in a folder, which nobody may have open.
///
/// # Errors
/// When the new one cannot be written. Nothing has changed then.
pub fn salvage(folder: &Path) -> Result<Salvaged, JournalError> {
    let damaged = Journal::file(folder);
    let (part, done) = (damaged.with_extension("db.salvage-part"), salvaged(folder));
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| JournalError::File { path, source }
    };
    for old in [&part, &part.with_extension("salvage-part-journal"), &done] {
        remove(old).map_err(io(old))?;
    }
    let (kept, lost) = {
        let mut new = Connection::open(&part)?;
        // Its journal would only slow it down: a new database counts when it is whole.
        new.pragma_update(None, "journal_mode", "off")?;
        new.pragma_update(None, "synchronous", "off")?;
        schema::migrate(&new, &part)?;
        copy(&damaged, &mut new)?
    };
    fs::File::open(&part).and_then(|file| file.sync_all()).map_err(io(&part))?;
    fs::rename(&part, &done).map_err(io(&done))?;
    sync(folder).map_err(io(folder))?;
    let set_aside = finish(folder)?.unwrap_or_else(|| folder.to_owned());
    remove(&folder.join(WISHED)).map_err(io(folder))?;
    Ok(Salvaged { kept, lost, set_aside })
}

/// Puts a salvaged database in the place of the damaged one, if there is one; says where that is now.
///
/// # Errors
/// When files cannot be moved.
pub(super) fn finish(folder: &Path) -> Result<Option<PathBuf>, JournalError> {
    let (database, done) = (Journal::file(folder), salvaged(folder));
    if !done.exists() {
        return Ok(None);
    }
    let io = |source| JournalError::File { path: done.clone(), source };
    let aside = |number: u32| folder.join(format!("damaged-{number}"));
    // One that was begun and has no database yet is gone on with.
    let number = (1..).find(|&number| !aside(number).join("sportello.db").exists()).unwrap_or(1);
    let place = aside(number);
    fs::create_dir_all(&place).map_err(io)?;
    // The database goes last: a write-ahead log that outlived it would be played into the new one.
    for name in ["sportello.db-wal", "sportello.db-shm", "sportello.db"] {
        match fs::rename(folder.join(name), place.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
        sync(folder).map_err(io)?;
    }
    fs::rename(&done, &database).map_err(io)?;
    sync(folder).map_err(io)?;
    let old = number.checked_sub(SET_ASIDE).map(aside).filter(|old| old.exists());
    if let Some(Err(error)) = old.map(fs::remove_dir_all) {
        warn!(%error, "an old damaged log could not be removed");
    }
    Ok(Some(place))
}

fn salvaged(folder: &Path) -> PathBuf {
    Journal::file(folder).with_extension("db.salvaged")
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Copies what is good; says how many entries, and which are missing among them.
fn copy(damaged: &Path, new: &mut Connection) -> Result<(u64, Vec<Range>), JournalError> {
    let old = Connection::open(damaged)?;
    // The damaged file is evidence: closing it must not write into it. A file that is no database at all has nothing.
    let readable = old.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).is_ok();
    let transaction = new.transaction()?;
    if readable {
        for (read, write) in SMALL_TABLES {
            copy_small(&old, &transaction, read, write)?;
        }
    }
    let first = super::archived_through(&transaction)?.unwrap_or(0) + 1;
    if readable {
        let mut statement = transaction.prepare_cached(INSERT)?;
        good_rows(&old, first.cast_signed(), |row| {
            if row.entry().is_ok() {
                // It fails for what was met before.
                let _ = row.insert(&mut statement);
            }
        });
    }
    let (mut kept, mut lost, mut expected) = (0, Vec::new(), first);
    for seq in transaction.prepare("SELECT seq FROM entry ORDER BY seq")?.query_map([], |row| row.get::<_, i64>(0))? {
        let seq = seq?.cast_unsigned();
        if seq > expected {
            lost.push((expected, seq - 1));
        }
        expected = seq + 1;
        kept += 1;
    }
    transaction.commit()?;
    Ok((kept, lost))
}

/// Tables of a few rows: taken over row by row, as far as they can be read. A snapshot without its sum is not.
const SMALL_TABLES: [(&str, &str); 3] = [
    ("SELECT key, value, NULL, NULL FROM meta", "INSERT OR IGNORE INTO meta (key, value) VALUES (?1, ?2)"),
    (
        "SELECT seq, state, sum, NULL FROM snapshot WHERE sum IS NOT NULL",
        "INSERT OR IGNORE INTO snapshot (seq, state, sum) VALUES (?1, ?2, ?3)",
    ),
    (
        "SELECT day, first, last, summary FROM day",
        "INSERT OR IGNORE INTO day (day, first, last, summary) VALUES (?1, ?2, ?3, ?4)",
    ),
];

fn copy_small(old: &Connection, new: &Connection, read: &str, write: &str) -> Result<(), rusqlite::Error> {
    let Ok(mut statement) = old.prepare(read) else { return Ok(()) };
    let Ok(mut rows) = statement.query([]) else { return Ok(()) };
    let mut write = new.prepare(write)?;
    let parameters = write.parameter_count();
    while let Ok(Some(row)) = rows.next() {
        let values: Result<Vec<rusqlite::types::Value>, _> = (0..parameters).map(|column| row.get(column)).collect();
        // What does not fit its table any more is part of the damage.
        let _ = values.map(|values| write.execute(rusqlite::params_from_iter(values)));
    }
    Ok(())
}

/// Takes what can be read. A scan ends, with or without an error, at the first page that makes no sense; so each range
/// is read from both ends, and what is left between them is halved until what is damaged stands alone.
fn good_rows(old: &Connection, first: i64, mut take: impl FnMut(&Row)) {
    // The end itself may be damaged: then anything can stand there.
    let last = old.query_row("SELECT max(seq) FROM entry", [], |row| row.get::<_, Option<i64>>(0));
    let mut ranges = vec![(first, last.ok().flatten().unwrap_or(i64::MAX).max(first))];
    let mut tries = TRIES;
    while let Some((mut from, mut to)) = ranges.pop() {
        from = scan(old, UPWARDS, from, to, &mut take).map_or(from, |seq| seq + 1);
        if from > to {
            continue;
        }
        to = scan(old, DOWNWARDS, from, to, &mut take).map_or(to, |seq| seq - 1);
        tries = tries.saturating_sub(1);
        if from >= to || tries == 0 {
            continue;
        }
        let middle = from + (to - from) / 2;
        // The lower half is read first.
        ranges.push((middle + 1, to));
        ranges.push((from, middle));
    }
}

const UPWARDS: &str = "SELECT seq, at, command, request, answer, events, sum FROM entry
    WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq";
const DOWNWARDS: &str = "SELECT seq, at, command, request, answer, events, sum FROM entry
    WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq DESC";

/// Reads a range until its end or until something makes no sense; says which row was the last one in its order.
fn scan(old: &Connection, query: &str, from: i64, to: i64, take: &mut impl FnMut(&Row)) -> Option<i64> {
    let mut statement = old.prepare_cached(query).ok()?;
    let mut rows = statement.query(params![from, to]).ok()?;
    let mut last: Option<i64> = None;
    while let Ok(Some(row)) = rows.next() {
        let Ok(seq) = row.get::<_, i64>(0) else { break };
        // A damaged tree may lead in circles, or out of the range.
        let onwards = last.is_none_or(|last| if query == UPWARDS { seq > last } else { seq < last });
        if !onwards || seq < from || seq > to {
            break;
        }
        // A row that is damaged by itself does not end the scan.
        if let Ok(row) = Row::read(row) {
            take(&row);
        }
        last = Some(seq);
    }
    last
}
