//! How times are spread: exact sums, and a count by whole minutes from which any percentile can be read, also over
//! many days together.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// Durations of one kind, such as waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// Sum in seconds.
    seconds: u64,
    /// How many took so many whole minutes.
    minutes: BTreeMap<u32, u32>,
}

impl Spread {
    /// Counts one of so many seconds; a clock that was set back makes it 0.
    pub fn count(&mut self, seconds: i64) {
        let seconds = u64::try_from(seconds).unwrap_or(0);
        self.seconds += seconds;
        *self.minutes.entry(u32::try_from(seconds / 60).unwrap_or(u32::MAX)).or_default() += 1;
    }

    /// How many were counted.
    pub fn len(&self) -> u64 {
        self.minutes.values().map(|&count| u64::from(count)).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.minutes.is_empty()
    }

    /// Mean in seconds; `None` of nothing.
    pub fn mean(&self) -> Option<u64> {
        self.seconds.checked_div(self.len())
    }

    /// The whole minutes that a share of them (0 to 100 per cent) did not exceed; `None` of nothing. Nearest rank.
    pub fn percentile(&self, percent: u32) -> Option<u32> {
        let rank = (self.len() * u64::from(percent.min(100))).div_ceil(100).max(1);
        let mut seen = 0;
        self.minutes.iter().find_map(|(&minutes, &count)| {
            seen += u64::from(count);
            (seen >= rank).then_some(minutes)
        })
    }
}

impl AddAssign<&Spread> for Spread {
    fn add_assign(&mut self, other: &Spread) {
        self.seconds += other.seconds;
        for (minutes, count) in &other.minutes {
            *self.minutes.entry(*minutes).or_default() += count;
        }
    }
}
