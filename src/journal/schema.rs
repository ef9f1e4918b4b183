//! The layout of the database and how an older one becomes this one. Layouts only ever add: the version before must
//! be able to run on what this one wrote, because an update of a device can be rolled back.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::JournalError;

/// Each step brings `user_version` from its index to the next.
const STEPS: &[&str] = &[
    "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE entry (
        seq     INTEGER PRIMARY KEY,
        at      INTEGER NOT NULL,        -- microseconds since 1970, UTC
        command TEXT NOT NULL UNIQUE,    -- the id that its sender made
        request TEXT NOT NULL,           -- JSON: who asked what
        answer  TEXT NOT NULL,           -- JSON: what they were told
        events  TEXT NOT NULL            -- JSON: what happened
    ) STRICT;
    CREATE TABLE snapshot (seq INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;
",
    "
    ALTER TABLE entry ADD COLUMN sum INTEGER;       -- of the other columns; NULL: written by the first layout
    ALTER TABLE snapshot ADD COLUMN sum INTEGER;
    CREATE TABLE day (
        day     TEXT PRIMARY KEY,        -- the office's local date, as in 2026-11-23
        first   INTEGER NOT NULL,        -- position of the entry that began it
        last    INTEGER NOT NULL,        -- position of its last entry
        summary TEXT NOT NULL            -- JSON: what is left of it when its entries are archived
    ) STRICT, WITHOUT ROWID;
",
];

/// The key of `meta` that a version sets when it changes the layout so that older ones must not write any more: the
/// first layout that may. None has done so yet.
const NEEDS: &str = "needs-layout";

/// Brings the database to the current layout. One that is newer is taken as it is, unless it says otherwise.
pub(super) fn migrate(connection: &Connection, path: &Path) -> Result<(), JournalError> {
    let open = |source| JournalError::Open { path: path.to_owned(), source };
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(open)?;
    if found > known {
        let needs: Option<String> = connection
            .query_row("SELECT value FROM meta WHERE key = ?1", [NEEDS], |row| row.get(0))
            .optional()
            .map_err(open)?;
        let needs = needs.and_then(|needs| needs.parse::<i64>().ok()).unwrap_or(0);
        if needs > known {
            return Err(JournalError::TooNew { path: path.to_owned(), needs, known });
        }
        return Ok(());
    }
    let done = usize::try_from(found).unwrap_or(0);
    for (index, step) in STEPS.iter().enumerate().skip(done) {
        let version = index + 1;
        connection
            .execute_batch(&format!("BEGIN IMMEDIATE; {step} PRAGMA user_version = {version}; COMMIT;"))
            .map_err(open)?;
    }
    Ok(())
}
