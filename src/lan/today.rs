//! What the log tells of the current day beyond the queue's state: the calls in their order, and for each ticket when
//! and where it was called. Folded from entries; the boards' list of calls and the console's list of the done come
//! from here.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::Timestamp;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::sync::{Mutex, broadcast};

use crate::office::Office;
use crate::queue::{DeskId, Entry, Event, Label, State, TicketId};

/// A call to a desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub seq: u64,
    pub at: Timestamp,
    pub label: Label,
    pub desk: DeskId,
    /// A repeated call of the same ticket.
    pub again: bool,
}

/// What became of a ticket after it was issued.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// Its latest call, repetitions not counted.
    pub called: Timestamp,
    pub desk: DeskId,
    pub recalls: u32,
    /// Where in the log it was finished or did not come.
    pub settled: Option<u64>,
}

/// The current day up to an entry.
#[derive(Debug, Default)]
pub struct Today {
    seq: u64,
    calls: Vec<Call>,
    visits: HashMap<TicketId, Visit>,
}

impl Today {
    /// All calls, oldest first.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    pub fn visit(&self, ticket: TicketId) -> Option<&Visit> {
        self.visits.get(&ticket)
    }

    /// Folds the next entry in; one that is not the next changes nothing.
    fn apply(&mut self, entry: &Entry) {
        if entry.seq <= self.seq {
            return;
        }
        self.seq = entry.seq;
        for event in &entry.events {
            self.apply_event(event, entry);
        }
    }

    fn apply_event(&mut self, event: &Event, entry: &Entry) {
        let (seq, at) = (entry.seq, entry.at);
        match event {
            Event::DayStarted { .. } => *self = Self { seq, ..Self::default() },
            Event::TicketCalled { ticket, label, desk, .. } => {
                self.calls.push(Call { seq, at, label: label.clone(), desk: desk.clone(), again: false });
                self.visits.insert(*ticket, Visit { called: at, desk: desk.clone(), recalls: 0, settled: None });
            }
            Event::TicketRecalled { ticket, label, desk, recalls } => {
                self.calls.push(Call { seq, at, label: label.clone(), desk: desk.clone(), again: true });
                if let Some(visit) = self.visits.get_mut(ticket) {
                    visit.recalls = *recalls;
                }
            }
            Event::TicketNoShow { ticket, .. } | Event::TicketFinished { ticket, .. } => {
                if let Some(visit) = self.visits.get_mut(ticket) {
                    visit.settled = Some(seq);
                }
            }
            _ => {}
        }
    }
}

/// Keeps a [`Today`] up with the office, on demand: whoever looks first reads what is new.
pub struct Chronicle {
    office: Office,
    kept: Mutex<Kept>,
}

struct Kept {
    today: Today,
    news: broadcast::Receiver<Arc<Entry>>,
}

/// Entries read from the log at a time.
const PAGE: usize = 1_000;
/// Pages looked back through for the beginning of the day: more than the busiest office fills.
const PAGES: u64 = 50;

impl Chronicle {
    /// Reads the current day from the log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn load(office: Office) -> anyhow::Result<Self> {
        let news = office.follow();
        let reader = office.clone();
        let today =
            tokio::task::spawn_blocking(move || read_day(&reader)).await.context("reading the day failed")??;
        Ok(Self { office, kept: Mutex::new(Kept { today, news }) })
    }

    /// Looks at the day and the queue together, at one position of the log.
    ///
    /// # Errors
    /// When the log has to be read and cannot.
    pub async fn read<R>(&self, look: impl Fn(&Today, &State) -> R) -> anyhow::Result<R> {
        // The office may go on between catching up and looking; a few rounds are plenty, since a round is short.
        const ROUNDS: usize = 20;
        let mut kept = self.kept.lock().await;
        for _ in 0..ROUNDS {
            let wanted = self.office.read(State::seq);
            kept.catch_up(&self.office, wanted).await?;
            let seen = self.office.read(|state| (state.seq() <= kept.today.seq).then(|| look(&kept.today, state)));
            if let Some(seen) = seen {
                return Ok(seen);
            }
        }
        anyhow::bail!("the office goes on faster than it can be read")
    }
}

impl Kept {
    async fn catch_up(&mut self, office: &Office, wanted: u64) -> anyhow::Result<()> {
        loop {
            match self.news.try_recv() {
                Ok(entry) if entry.seq > self.today.seq + 1 => self.read_log(office, entry.seq).await?,
                Ok(entry) => self.today.apply(&entry),
                Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        self.read_log(office, wanted).await
    }

    /// Reads what is missing up to a position, which is durable already.
    async fn read_log(&mut self, office: &Office, wanted: u64) -> anyhow::Result<()> {
        while self.today.seq < wanted {
            let (reader, after) = (office.clone(), self.today.seq);
            let read = tokio::task::spawn_blocking(move || reader.entries_after(after, PAGE));
            let entries = read.await.context("reading the log failed")??;
            anyhow::ensure!(!entries.is_empty(), "the log ends at {after} and should reach {wanted}");
            entries.iter().for_each(|entry| self.today.apply(entry));
        }
        Ok(())
    }
}

/// The current day from the log: back from its end, page by page, until the day begins.
fn read_day(office: &Office) -> anyhow::Result<Today> {
    let page = u64::try_from(PAGE)?;
    let end = office.read(State::seq);
    let mut from = end.saturating_sub(page);
    let mut blocks = Vec::new();
    for _ in 0..PAGES {
        let block = office.entries_after(from, PAGE)?;
        let begins =
            block.iter().flat_map(|entry| &entry.events).any(|event| matches!(event, Event::DayStarted { .. }));
        blocks.push(block);
        if begins || from == 0 {
            break;
        }
        from = from.saturating_sub(page);
    }
    let mut today = Today::default();
    blocks.iter().rev().flatten().for_each(|entry| today.apply(entry));
    Ok(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::{Actor, Answer, Command, Label, Request, Rule, Why};

    fn entry(seq: u64, events: Vec<Event>) -> Entry {
        let id = format!("c{seq}").parse().unwrap();
        let request = Request { id, by: Actor::System, command: Command::StartDay };
        let at = Timestamp::from_second(1_000_000 + i64::try_from(seq).unwrap()).unwrap();
        Entry { seq, at, request, answer: Answer::Done, events }
    }

    fn called(ticket: u64, desk: &str) -> Event {
        let why = Why { rule: Rule::FirstComeFirstServed, candidates: 1, scores: Vec::new() };
        let label = Label::new("A", u32::try_from(ticket).unwrap());
        Event::TicketCalled { ticket: TicketId(ticket), label, desk: desk.into(), why }
    }

    #[test]
    fn calls_are_kept_in_order_and_begin_anew_with_the_day() {
        let mut today = Today::default();
        let label = Label::new("A", 1);
        let recalled =
            Event::TicketRecalled { ticket: TicketId(1), label: label.clone(), desk: "1".into(), recalls: 1 };
        let gone = Event::TicketNoShow { ticket: TicketId(1), label, desk: "1".into() };
        today.apply(&entry(1, vec![called(1, "1")]));
        today.apply(&entry(2, vec![recalled]));
        today.apply(&entry(3, vec![gone, called(2, "1")]));
        today.apply(&entry(3, vec![called(9, "1")]));
        let calls: Vec<_> = today.calls().iter().map(|call| (call.seq, call.label.as_str(), call.again)).collect();
        assert_eq!(calls, [(1, "A001", false), (2, "A001", true), (3, "A002", false)]);
        let first = today.visit(TicketId(1)).unwrap();
        assert_eq!((first.recalls, first.settled), (1, Some(3)));

        let day = "2026-11-22".parse().unwrap();
        today.apply(&entry(4, vec![Event::DayStarted { day }, called(3, "2")]));
        assert_eq!(today.calls().len(), 1, "yesterday's calls are gone, the new day's first one is there");
        assert_eq!(today.visit(TicketId(1)), None);
    }
}
