//! The table, and the arithmetic of samples.

use std::time::{Duration, Instant};

/// What was measured so far.
#[derive(Default)]
pub struct Report {
    met: u32,
    missed: Vec<String>,
}

impl Report {
    pub fn part(&mut self, name: &str, title: &str) {
        println!("\n{title}  [{name}]");
    }

    /// A figure without a target.
    pub fn note(&mut self, what: &str, figure: impl AsRef<str>) {
        println!("  {what:<58} {:>26}", figure.as_ref());
    }

    /// A figure with its target.
    pub fn judge(&mut self, what: &str, figure: impl AsRef<str>, target: &str, met: bool) {
        let verdict = if met { "met" } else { "MISSED" };
        println!("  {what:<58} {:>26}   {target:<16} {verdict}", figure.as_ref());
        if met { self.met += 1 } else { self.missed.push(what.to_owned()) }
    }

    /// A ratio that must be at least so much.
    pub fn at_least(&mut self, what: &str, ratio: f64, target: f64) {
        self.judge(what, format!("{ratio:.2}"), &format!(">= {target}"), ratio >= target);
    }

    /// A ratio that may be at most so much.
    pub fn at_most(&mut self, what: &str, ratio: f64, target: f64) {
        self.judge(what, format!("{ratio:.2}"), &format!("<= {target}"), ratio <= target);
    }

    pub fn end(&self) {
        println!("\n{} targets met, {} missed{}", self.met, self.missed.len(), self.list());
    }

    fn list(&self) -> String {
        if self.missed.is_empty() { String::new() } else { format!(": {}", self.missed.join("; ")) }
    }
}

/// Durations of one kind.
#[derive(Default, Clone)]
pub struct Samples(Vec<Duration>);

impl Samples {
    pub fn add(&mut self, sample: Duration) {
        self.0.push(sample);
    }

    pub fn append(&mut self, other: &Samples) {
        self.0.extend(&other.0);
    }

    pub fn time<R>(&mut self, work: impl FnOnce() -> R) -> R {
        let start = Instant::now();
        let result = work();
        self.add(start.elapsed());
        result
    }

    /// In milliseconds; nearest rank.
    pub fn ms(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).map_or(f64::NAN, Duration::as_secs_f64) * 1000.0
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// How many a second.
    pub fn rate(&self) -> f64 {
        self.0.len() as f64 / self.0.iter().sum::<Duration>().as_secs_f64()
    }

    pub fn show(&self) -> String {
        format!("p50 {:.2}, p99 {:.2} ms", self.ms(50), self.ms(99))
    }
}

/// The middle one of several ratios.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
