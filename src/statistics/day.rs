//! One day, folded from the events of its entries.

use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Spread;
use crate::queue::{Event, Language, PrintOutcome, ServiceId, TicketId};

/// Papers of a service's tickets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Papers {
    /// Confirmed by the printer.
    pub printed: u32,
    /// Sent to a printer that confirms nothing.
    pub sent: u32,
    /// Did not come out, or nobody knows.
    pub failed: u32,
}

/// What became of a service's tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub issued: u32,
    /// Called at least once.
    pub called: u32,
    pub finished: u32,
    /// Did not come when called (and were not called back).
    pub no_shows: u32,
    /// Still waiting, or at a desk, when the day ended.
    pub expired: u32,
    /// From the number to its first call.
    pub wait: Spread,
    /// From the call to the end of the visit.
    pub visit: Spread,
    pub papers: Papers,
    /// Tickets by the visitor's language.
    pub languages: BTreeMap<Language, u32>,
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        self.issued += other.issued;
        self.called += other.called;
        self.finished += other.finished;
        self.no_shows += other.no_shows;
        self.expired += other.expired;
        self.wait += &other.wait;
        self.visit += &other.visit;
        self.papers.printed += other.papers.printed;
        self.papers.sent += other.papers.sent;
        self.papers.failed += other.papers.failed;
        for (language, count) in &other.languages {
            *self.languages.entry(language.clone()).or_default() += count;
        }
    }
}

/// A day, by service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub services: BTreeMap<ServiceId, Counts>,
}

impl AddAssign<&Summary> for Summary {
    fn add_assign(&mut self, other: &Summary) {
        for (service, counts) in &other.services {
            *self.services.entry(service.clone()).or_default() += counts;
        }
    }
}

impl Summary {
    /// All services together.
    pub fn total(&self) -> Counts {
        self.services.values().fold(Counts::default(), |mut total, counts| {
            total += counts;
            total
        })
    }
}

/// A summary in the making.
#[derive(Debug, Clone, Default)]
pub struct DayFold {
    summary: Summary,
    tickets: HashMap<TicketId, Trace>,
}

#[derive(Debug, Clone)]
struct Trace {
    service: ServiceId,
    issued: Timestamp,
    called: Option<Timestamp>,
    missing: bool,
}

impl DayFold {
    /// Takes the next event in, which happened at an instant.
    pub fn event(&mut self, event: &Event, at: Timestamp) {
        if let Event::TicketIssued { ticket, service, language, .. } = event {
            let counts = self.summary.services.entry(service.clone()).or_default();
            counts.issued += 1;
            *counts.languages.entry(language.clone()).or_default() += 1;
            let trace = Trace { service: service.clone(), issued: at, called: None, missing: false };
            self.tickets.insert(*ticket, trace);
            return;
        }
        let Some(ticket) = concerned(event) else { return };
        // A ticket whose issue is lost is not counted: the rest of it would make no sense.
        let Some(trace) = self.tickets.get_mut(&ticket) else { return };
        let Some(counts) = self.summary.services.get_mut(&trace.service) else { return };
        match event {
            Event::TicketCalled { .. } => {
                if trace.called.is_none() {
                    counts.called += 1;
                    counts.wait.count(seconds(trace.issued, at));
                }
                if std::mem::take(&mut trace.missing) {
                    counts.no_shows -= 1;
                }
                trace.called = Some(at);
            }
            Event::TicketNoShow { .. } => {
                trace.missing = true;
                counts.no_shows += 1;
            }
            Event::TicketFinished { .. } => {
                counts.finished += 1;
                if let Some(called) = trace.called {
                    counts.visit.count(seconds(called, at));
                }
            }
            Event::TicketExpired { .. } => counts.expired += 1,
            Event::PrintSettled { outcome, .. } => match outcome {
                PrintOutcome::Printed => counts.papers.printed += 1,
                PrintOutcome::SentBlind => counts.papers.sent += 1,
                PrintOutcome::NotPrinted { .. } | PrintOutcome::Unknown { .. } => counts.papers.failed += 1,
            },
            _ => {}
        }
    }

    /// What it has come to so far.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }
}

fn concerned(event: &Event) -> Option<TicketId> {
    match event {
        Event::TicketCalled { ticket, .. }
        | Event::TicketNoShow { ticket, .. }
        | Event::TicketFinished { ticket, .. }
        | Event::TicketExpired { ticket, .. }
        | Event::PrintSettled { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs()
}
