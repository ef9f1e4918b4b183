//! Amounts, days and other values that facts give to words, as TOML writes them.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// An amount of euro cents.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Amount {
    Cents(u32),
    /// An entry of `money.toml`.
    Money(String),
    /// Free of charge: `free = true`.
    Free(bool),
}

/// A value that words take.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Days, months, years of age, pieces: also chooses among plural forms.
    Number(i64),
    /// A name that is the same in all languages (`2026/27`).
    Name(String),
    /// Written in words of the language.
    #[serde(deserialize_with = "date")]
    Day(Date),
    Made(Made),
}

/// A value that is made from something else.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Made {
    Cents(u32),
    /// An entry of `money.toml`.
    Money(String),
    /// The present year less so many.
    YearsAgo(i16),
    /// A day of the present year, `12-31`.
    ThisYear(DayOfYear),
}

/// A month and a day, written `12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

impl DayOfYear {
    /// That day in a year; the day before for 29 February in a year that has none.
    pub fn of(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).or_else(|_| Date::new(year, self.month, self.day - 1)).ok()
    }
}

impl TryFrom<String> for DayOfYear {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        // A leap year, so that 29 February can be written.
        let date: Date =
            format!("2028-{text}").parse().map_err(|_| format!("`{text}` is not a day such as `12-31`"))?;
        Ok(Self { month: date.month(), day: date.day() })
    }
}

/// A day as TOML writes it, without quotation marks.
pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    match (written.date, written.time) {
        (Some(date), None) => written_date(date).ok_or_else(|| serde::de::Error::custom("there is no such day")),
        _ => Err(serde::de::Error::custom("a date is written 2026-11-21, without quotation marks")),
    }
}

/// The same, for a key that may be absent.
pub(super) fn some_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    date(deserializer).map(Some)
}

fn written_date(date: toml::value::Date) -> Option<Date> {
    let (year, month, day) =
        (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(year, month, day).ok()
}
