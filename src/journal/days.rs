//! Days that are over: where each begins and ends in the log, and a summary that stays when its entries have gone to
//! the archive. Never here: what a summary says.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Journal, JournalError, Reader};

/// A day that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The office's local date.
    pub date: Date,
    /// Position of the entry that began it.
    pub first: u64,
    /// Position of its last entry.
    pub last: u64,
    /// JSON.
    pub summary: String,
}

impl Journal {
    /// Keeps a day, in place of an earlier note of the same day.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_day(&self, day: &Day) -> Result<(), JournalError> {
        self.connection.execute(
            "INSERT OR REPLACE INTO day (day, first, last, summary) VALUES (?1, ?2, ?3, ?4)",
            params![day.date.to_string(), day.first.cast_signed(), day.last.cast_signed(), day.summary],
        )?;
        Ok(())
    }
}

impl Reader {
    /// The days from a date to another, both included, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn days(&self, from: Date, to: Date) -> Result<Vec<Day>, JournalError> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT day, first, last, summary FROM day WHERE day BETWEEN ?1 AND ?2 ORDER BY day")?;
        let days = statement.query_map([from.to_string(), to.to_string()], read)?;
        Ok(days.collect::<Result<_, _>>()?)
    }

    /// The day that was over last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_day(&self) -> Result<Option<Day>, JournalError> {
        one(self.connection(), "SELECT day, first, last, summary FROM day ORDER BY last DESC LIMIT 1")
    }

    /// The first day of the log whose entries are not in the archive.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn first_kept_day(&self) -> Result<Option<Day>, JournalError> {
        let archived = super::archived_through(self.connection())?.unwrap_or(0);
        let sql = format!("SELECT day, first, last, summary FROM day WHERE last > {archived} ORDER BY first LIMIT 1");
        one(self.connection(), &sql)
    }
}

fn one(connection: &Connection, sql: &str) -> Result<Option<Day>, JournalError> {
    Ok(connection.query_row(sql, [], read).optional()?)
}

fn read(row: &Row<'_>) -> Result<Day, rusqlite::Error> {
    let date: String = row.get(0)?;
    let date = date.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::<jiff::Error>::new(error))
    })?;
    Ok(Day {
        date,
        first: row.get::<_, i64>(1)?.cast_unsigned(),
        last: row.get::<_, i64>(2)?.cast_unsigned(),
        summary: row.get(3)?,
    })
}
