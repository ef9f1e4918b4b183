//! Those who wait, in one line a service. A line's order is that of issue, so that nobody has to be counted or sorted
//! when a number is given or called, however many wait.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::setup::ServiceId;
use super::ticket::TicketId;

/// The lines; one that is empty is not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Waiting(BTreeMap<ServiceId, BTreeSet<TicketId>>);

impl Waiting {
    pub fn join(&mut self, service: &ServiceId, ticket: TicketId) {
        self.0.entry(service.clone()).or_default().insert(ticket);
    }

    pub fn leave(&mut self, service: &ServiceId, ticket: TicketId) {
        if let Some(line) = self.0.get_mut(service) {
            line.remove(&ticket);
            if line.is_empty() {
                self.0.remove(service);
            }
        }
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How many wait for any service.
    pub fn len(&self) -> usize {
        self.0.values().map(BTreeSet::len).sum()
    }

    /// Everybody, in order of issue.
    pub fn all(&self) -> Vec<TicketId> {
        let mut all: Vec<TicketId> = self.0.values().flatten().copied().collect();
        all.sort_unstable();
        all
    }

    /// How many wait for the services that `which` chooses.
    pub fn count(&self, which: impl Fn(&ServiceId) -> bool) -> usize {
        self.lines(which).map(BTreeSet::len).sum()
    }

    /// How many of those came before a ticket.
    pub fn before(&self, ticket: TicketId, which: impl Fn(&ServiceId) -> bool) -> usize {
        self.lines(which).map(|line| line.range(..ticket).count()).sum()
    }

    /// The first so many of those, in order of issue.
    pub fn first(&self, many: usize, which: impl Fn(&ServiceId) -> bool) -> Vec<TicketId> {
        let mut first: Vec<TicketId> = self.lines(which).flat_map(|line| line.iter().take(many)).copied().collect();
        first.sort_unstable();
        first.truncate(many);
        first
    }

    fn lines(&self, which: impl Fn(&ServiceId) -> bool) -> impl Iterator<Item = &BTreeSet<TicketId>> {
        self.0.iter().filter(move |(service, _)| which(service)).map(|(_, line)| line)
    }
}
