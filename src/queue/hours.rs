//! Opening hours of a week with exceptions, in the office's local time. Pure: the instant is an argument.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A stretch of one local day, `09:00-13:00`; the end is exclusive, and `24:00` is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Time,
    /// `None` is midnight at the end of the day, which a [`Time`] cannot say.
    pub to: Option<Time>,
}

/// Why a text is not a span of hours.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum InvalidSpan {
    #[error("`{0}` is not a span of hours; write it like \"09:00-13:00\"")]
    Form(String),
    #[error("`{0}` ends before it begins; a span stays within one day")]
    Backwards(String),
}

impl FromStr for Span {
    type Err = InvalidSpan;

    fn from_str(text: &str) -> Result<Self, InvalidSpan> {
        let form = || InvalidSpan::Form(text.to_owned());
        let (from, to) = text.split_once('-').ok_or_else(form)?;
        let time = |part: &str| Time::strptime("%H:%M", part.trim()).map_err(|_| form());
        let from = time(from)?;
        let to = if to.trim() == "24:00" { None } else { Some(time(to)?) };
        if to.is_some_and(|to| to <= from) {
            return Err(InvalidSpan::Backwards(text.to_owned()));
        }
        Ok(Self { from, to })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", self.from.strftime("%H:%M"))?;
        match self.to {
            Some(to) => write!(f, "{}", to.strftime("%H:%M")),
            None => f.write_str("24:00"),
        }
    }
}

/// The hours of a week, Monday first, and the dates on which the office stays closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours {
    /// Spans of each weekday from Monday, in order and without overlap.
    pub week: [Vec<Span>; 7],
    pub closed_on: Vec<Date>,
}

/// Whether something is open, and when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Opening {
    /// Open; closes at `until`.
    Open { until: Timestamp },
    /// Closed; opens at `opens`, unknown if that is more than five weeks away.
    Closed { opens: Option<Timestamp> },
}

impl Opening {
    pub fn is_open(self) -> bool {
        matches!(self, Opening::Open { .. })
    }
}

impl Hours {
    /// Open all day, every day.
    pub fn always() -> Self {
        let day = vec![Span { from: Time::midnight(), to: None }];
        Self { week: std::array::from_fn(|_| day.clone()), closed_on: Vec::new() }
    }

    /// The spans of a date; none on a closing day.
    pub fn on(&self, date: Date) -> &[Span] {
        if self.closed_on.contains(&date) { &[] } else { &self.week[weekday_index(date.weekday())] }
    }

    /// Whether it is open at an instant of a zone. Local times that a clock change skips or repeats count as
    /// [`TimeZone`] resolves them (RFC 5545: the first of two, the later side of a gap).
    pub fn at(&self, at: Timestamp, zone: &TimeZone) -> Opening {
        // Looks past five weeks of closure no further: August closing of an office is the longest case in practice.
        const DAYS_AHEAD: i64 = 35;
        let today = at.to_zoned(zone.clone()).date();
        for days in 0..=DAYS_AHEAD {
            let Ok(date) = today.checked_add(days.days()) else { break };
            for span in self.on(date) {
                let (Some(from), Some(to)) = (instant(date, Some(span.from), zone), instant(date, span.to, zone))
                else {
                    continue;
                };
                if at < from {
                    return Opening::Closed { opens: Some(from) };
                }
                if at < to {
                    return Opening::Open { until: to };
                }
            }
        }
        Opening::Closed { opens: None }
    }
}

/// The instant of a local time on a date; `None` as the time is the midnight that ends the date.
fn instant(date: Date, time: Option<Time>, zone: &TimeZone) -> Option<Timestamp> {
    let local = match time {
        Some(time) => date.to_datetime(time),
        None => date.tomorrow().ok()?.to_datetime(Time::midnight()),
    };
    zone.to_ambiguous_timestamp(local).compatible().ok()
}

fn weekday_index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}
