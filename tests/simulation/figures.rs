//! What a run exercised: how many schedules, commands, events and refusals of each kind, restarts and days.

use std::collections::BTreeMap;
use std::fmt;

use sportello::queue::{Command, Event, Refusal, Request};

use super::cause;
use super::invariant::{Invariant, Tally};
use super::model::Model;

const EVENTS: [&str; 13] = [
    "DayStarted",
    "TicketIssued",
    "PrintQueued",
    "PrintSettled",
    "TicketCalled",
    "TicketRecalled",
    "TicketNoShow",
    "TicketFinished",
    "TicketExpired",
    "DeskOpened",
    "DeskClosed",
    "ServicePaused",
    "ServiceResumed",
];

const COMMANDS: [&str; 13] = [
    "Issue",
    "CallNext",
    "Call",
    "Recall",
    "NoShow",
    "Finish",
    "OpenDesk",
    "CloseDesk",
    "PauseService",
    "ResumeService",
    "Reprint",
    "SettlePrint",
    "StartDay",
];

fn event(event: &Event) -> &'static str {
    match event {
        Event::DayStarted { .. } => "DayStarted",
        Event::TicketIssued { .. } => "TicketIssued",
        Event::PrintQueued { .. } => "PrintQueued",
        Event::PrintSettled { .. } => "PrintSettled",
        Event::TicketCalled { .. } => "TicketCalled",
        Event::TicketRecalled { .. } => "TicketRecalled",
        Event::TicketNoShow { .. } => "TicketNoShow",
        Event::TicketFinished { .. } => "TicketFinished",
        Event::TicketExpired { .. } => "TicketExpired",
        Event::DeskOpened { .. } => "DeskOpened",
        Event::DeskClosed { .. } => "DeskClosed",
        Event::ServicePaused { .. } => "ServicePaused",
        Event::ServiceResumed { .. } => "ServiceResumed",
        // No disk of the simulation forgets; see `src/office/tests/damage.rs`.
        Event::EntriesLost { .. } => "EntriesLost",
    }
}

fn command(command: &Command) -> &'static str {
    match command {
        Command::Issue { .. } => "Issue",
        Command::CallNext { .. } => "CallNext",
        Command::Call { .. } => "Call",
        Command::Recall { .. } => "Recall",
        Command::NoShow { .. } => "NoShow",
        Command::Finish { .. } => "Finish",
        Command::OpenDesk { .. } => "OpenDesk",
        Command::CloseDesk { .. } => "CloseDesk",
        Command::PauseService { .. } => "PauseService",
        Command::ResumeService { .. } => "ResumeService",
        Command::Reprint { .. } => "Reprint",
        Command::SettlePrint { .. } => "SettlePrint",
        Command::StartDay => "StartDay",
        Command::ContinueAfterLoss { .. } => "ContinueAfterLoss",
    }
}

/// Counted over one schedule or many.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    pub schedules: u64,
    pub retries: u64,
    pub restarts: u64,
    /// Restarts with a changed configuration.
    pub changes: u64,
    commands: BTreeMap<&'static str, u64>,
    events: BTreeMap<&'static str, u64>,
    refusals: BTreeMap<&'static str, u64>,
    tally: Tally,
}

impl Figures {
    pub fn command(&mut self, request: &Request) {
        *self.commands.entry(command(&request.command)).or_default() += 1;
    }

    pub fn events(&mut self, events: &[Event]) {
        for one in events {
            *self.events.entry(event(one)).or_default() += 1;
        }
    }

    pub fn refusal(&mut self, refusal: &Refusal) {
        *self.refusals.entry(cause::kind(refusal)).or_default() += 1;
    }

    /// Takes the checks of a schedule that has ended.
    pub fn end(&mut self, model: &Model) {
        self.schedules += 1;
        self.tally.add(&model.tally);
    }

    pub fn add(&mut self, other: &Figures) {
        let sum = |mine: &mut BTreeMap<_, u64>, theirs: &BTreeMap<&'static str, u64>| {
            for (name, count) in theirs {
                *mine.entry(*name).or_default() += count;
            }
        };
        sum(&mut self.commands, &other.commands);
        sum(&mut self.events, &other.events);
        sum(&mut self.refusals, &other.refusals);
        self.schedules += other.schedules;
        self.retries += other.retries;
        self.restarts += other.restarts;
        self.changes += other.changes;
        self.tally.add(&other.tally);
    }

    /// Kinds of commands, events and refusals, and invariants, that a run never reached.
    pub fn never_reached(&self) -> Vec<String> {
        let missing = |all: &[&'static str], seen: &BTreeMap<&'static str, u64>| -> Vec<String> {
            all.iter().filter(|name| !seen.contains_key(*name)).map(|name| (*name).to_owned()).collect()
        };
        let mut never = missing(&EVENTS, &self.events);
        never.extend(missing(&COMMANDS, &self.commands));
        never.extend(missing(&cause::KINDS, &self.refusals));
        let unchecked = Invariant::ALL.iter().filter(|invariant| self.tally.of(**invariant) == 0);
        never.extend(unchecked.map(|invariant| format!("{invariant:?}")));
        never
    }

    /// Everything by name.
    pub fn table(&self) -> String {
        let rows = |title: &str, all: &[&'static str], seen: &BTreeMap<&'static str, u64>| {
            let row = |name: &&'static str| format!("  {:>9}  {name}\n", seen.get(name).copied().unwrap_or(0));
            format!("{title}\n{}", all.iter().map(row).collect::<String>())
        };
        let checks = |invariant: &Invariant| {
            format!("  {:>9}  {invariant:?}: {}\n", self.tally.of(*invariant), invariant.sentence())
        };
        rows("commands", &COMMANDS, &self.commands)
            + &rows("events", &EVENTS, &self.events)
            + &rows("refusals", &cause::KINDS, &self.refusals)
            + "checks\n"
            + &Invariant::ALL.iter().map(checks).collect::<String>()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |of: &BTreeMap<_, u64>| of.values().sum::<u64>();
        let of = |name| self.events.get(name).copied().unwrap_or(0);
        write!(
            f,
            "{} schedules: {} commands ({} repeated), {} events, {} refusals, {} tickets, {} days turned, \
             {} restarts ({} with a changed configuration)",
            self.schedules,
            sum(&self.commands),
            self.retries,
            sum(&self.events),
            sum(&self.refusals),
            of("TicketIssued"),
            of("DayStarted"),
            self.restarts,
            self.changes,
        )
    }
}
