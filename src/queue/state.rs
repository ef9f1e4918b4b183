//! What the log adds up to: the tickets, desks and numbers of the office's current day.
//!
//! The state keeps one day. Whatever is older is closed by events when the day turns and lives on in the log alone, so
//! neither memory nor start-up grows with the years.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::command::{CommandId, Request};
use super::event::{Answer, Entry, Event};
use super::mark::Mark;
use super::setup::{DeskId, ServiceId, Setup};
use super::ticket::{Label, PrintState, Status, Ticket, TicketId};
use super::waiting::Waiting;

/// What is known of a desk now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DeskState {
    /// Who sits there.
    pub operator: Option<Arc<str>>,
    /// Whom it has called and not finished with.
    pub serving: Option<TicketId>,
}

/// A command that was answered, and on which day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Answered {
    request: Request,
    answer: Answer,
    day: Option<Date>,
}

/// The queue at one position of the log. Serialises without its [`Setup`], as the log's snapshot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    #[serde(skip, default = "Setup::empty")]
    setup: Arc<Setup>,
    seq: u64,
    day: Option<Date>,
    next_ticket: u64,
    /// The last number given today, by service prefix and not by service: the label must stay unique even when a
    /// technician renames a service during the day.
    numbers: BTreeMap<Arc<str>, u32>,
    tickets: BTreeMap<TicketId, Ticket>,
    waiting: Waiting,
    desks: BTreeMap<DeskId, DeskState>,
    paused: BTreeSet<ServiceId>,
    answered: BTreeMap<CommandId, Answered>,
}

impl Setup {
    /// An office without services: what a snapshot has until it is given its own.
    fn empty() -> Arc<Self> {
        Arc::new(Self {
            zone: jiff::tz::TimeZone::UTC,
            services: Vec::new(),
            desks: Vec::new(),
            hours: super::hours::Hours::default(),
            issue_outside_hours: false,
        })
    }
}

impl State {
    /// An office before its first command.
    pub fn new(setup: Arc<Setup>) -> Self {
        Self {
            setup,
            seq: 0,
            day: None,
            next_ticket: 1,
            numbers: BTreeMap::new(),
            tickets: BTreeMap::new(),
            waiting: Waiting::default(),
            desks: BTreeMap::new(),
            paused: BTreeSet::new(),
            answered: BTreeMap::new(),
        }
    }

    /// The same state under a (possibly changed) setup: for a snapshot that was read back.
    pub fn with_setup(mut self, setup: Arc<Setup>) -> Self {
        self.setup = setup;
        self
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The last entry that was applied; 0 before the first.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The office's current day, once it has begun.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// The ticket with this id, if it is of the current day.
    pub fn ticket(&self, id: TicketId) -> Option<&Ticket> {
        self.tickets.get(&id)
    }

    /// The ticket of the current day that people call by this label, whatever the case of its letters.
    pub fn ticket_by_label(&self, label: &str) -> Option<&Ticket> {
        self.tickets.values().find(|ticket| ticket.label.as_str().eq_ignore_ascii_case(label))
    }

    /// All tickets of the current day, in order of issue.
    pub fn tickets(&self) -> impl DoubleEndedIterator<Item = &Ticket> {
        self.tickets.values()
    }

    /// Those who wait, in order of issue.
    pub fn waiting(&self) -> impl Iterator<Item = &Ticket> {
        self.waiting.all().into_iter().filter_map(|id| self.tickets.get(&id))
    }

    /// How many wait for any service.
    pub fn waiting_count(&self) -> u32 {
        small(self.waiting.len())
    }

    /// How many wait for a service.
    pub fn waiting_for(&self, service: &ServiceId) -> u32 {
        small(self.waiting.count(|other| other == service))
    }

    /// The first so many who wait for some services, in order of issue, and how many wait for them altogether.
    pub(super) fn next_of(&self, services: &[ServiceId], many: usize) -> (impl Iterator<Item = &Ticket>, u32) {
        let which = |service: &ServiceId| services.contains(service);
        let first = self.waiting.first(many, which);
        (first.into_iter().filter_map(|id| self.tickets.get(&id)), small(self.waiting.count(which)))
    }

    /// What is known of a desk.
    pub fn desk(&self, id: &DeskId) -> DeskState {
        self.desks.get(id).cloned().unwrap_or_default()
    }

    /// The ticket that a desk is serving.
    pub fn serving(&self, id: &DeskId) -> Option<&Ticket> {
        self.ticket(self.desks.get(id)?.serving?)
    }

    pub fn is_paused(&self, service: &ServiceId) -> bool {
        self.paused.contains(service)
    }

    /// People ahead of a new ticket for a service: all who wait for a service that shares a desk with it, since under
    /// the calling rule they are called first.
    pub fn ahead_of_new(&self, service: &ServiceId) -> u32 {
        small(self.waiting.count(|other| self.setup.share_a_desk(other, service)))
    }

    /// People ahead of a ticket now; `None` when it is not waiting.
    pub fn ahead_of(&self, id: TicketId) -> Option<u32> {
        let ticket = self.ticket(id).filter(|ticket| ticket.is_waiting())?;
        Some(small(self.waiting.before(id, |other| self.setup.share_a_desk(other, &ticket.service))))
    }

    /// What a command with this id was answered, with the request that got the answer.
    pub fn answered(&self, id: &CommandId) -> Option<(&Request, &Answer)> {
        self.answered.get(id).map(|answered| (&answered.request, &answered.answer))
    }

    /// What must never be given twice, for a note beside the log.
    pub fn mark(&self) -> Mark {
        Mark { seq: self.seq, day: self.day, next_ticket: self.next_ticket, numbers: self.numbers.clone() }
    }

    pub(super) fn next_ticket(&self) -> TicketId {
        TicketId(self.next_ticket)
    }

    pub(super) fn next_label(&self, prefix: &Arc<str>) -> Label {
        let last = self.numbers.get(prefix).copied().unwrap_or(0);
        Label::new(prefix, last.saturating_add(1))
    }

    /// Folds an entry of the log in. Total: an event that does not fit (of a ticket that a later version removed, say)
    /// changes nothing, because a log that cannot be read would close the office.
    pub fn apply(&mut self, entry: &Entry) {
        self.seq = entry.seq;
        for event in &entry.events {
            self.apply_event(event, entry.at);
        }
        let answered = Answered { request: entry.request.clone(), answer: entry.answer.clone(), day: self.day };
        self.answered.insert(entry.request.id.clone(), answered);
    }

    fn apply_event(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::DayStarted { day } => self.start_day(*day),
            Event::TicketIssued { ticket, label, service, language, ahead, .. } => {
                self.next_ticket = self.next_ticket.max(ticket.0.saturating_add(1));
                if let Some((prefix, number)) = number_of(label) {
                    self.count_to(prefix, number);
                }
                self.waiting.join(service, *ticket);
                self.tickets.insert(
                    *ticket,
                    Ticket {
                        id: *ticket,
                        label: label.clone(),
                        service: service.clone(),
                        language: language.clone(),
                        issued: at,
                        ahead: *ahead,
                        status: Status::Waiting,
                        print: None,
                    },
                );
            }
            Event::PrintQueued { ticket, job, copy } => {
                if let Some(ticket) = self.tickets.get_mut(ticket) {
                    ticket.print = Some(PrintState { job: *job, copy: *copy, outcome: None });
                }
            }
            Event::PrintSettled { ticket, job, outcome } => {
                let print = self.tickets.get_mut(ticket).and_then(|ticket| ticket.print.as_mut());
                if let Some(print) = print.filter(|print| print.job == *job) {
                    print.outcome = Some(*outcome);
                }
            }
            Event::TicketCalled { ticket, desk, .. } => {
                self.move_ticket(*ticket, Status::Called { desk: desk.clone(), at, recalls: 0 });
                self.free_desks_of(*ticket);
                self.desks.entry(desk.clone()).or_default().serving = Some(*ticket);
            }
            Event::TicketRecalled { ticket, recalls: count, .. } => {
                if let Some(Ticket { status: Status::Called { recalls, .. }, .. }) = self.tickets.get_mut(ticket) {
                    *recalls = *count;
                }
            }
            Event::TicketNoShow { ticket, desk, .. } => self.leave_desk(*ticket, desk, Status::NoShow),
            Event::TicketFinished { ticket, desk, .. } => self.leave_desk(*ticket, desk, Status::Finished),
            Event::TicketExpired { ticket, .. } => {
                self.move_ticket(*ticket, Status::Expired);
                self.free_desks_of(*ticket);
            }
            Event::DeskOpened { desk, operator } => {
                self.desks.entry(desk.clone()).or_default().operator = Some(operator.clone());
            }
            Event::DeskClosed { desk } => self.desks.entry(desk.clone()).or_default().operator = None,
            Event::ServicePaused { service } => {
                self.paused.insert(service.clone());
            }
            Event::ServiceResumed { service } => {
                self.paused.remove(service);
            }
            Event::EntriesLost { mark, .. } => {
                if let Some(mark) = mark {
                    self.go_on_behind(mark);
                }
            }
        }
    }

    /// Numbers that were given stay given, though nobody knows to whom.
    fn go_on_behind(&mut self, mark: &Mark) {
        self.next_ticket = self.next_ticket.max(mark.next_ticket);
        if mark.day > self.day {
            // The entry that began the day is lost too. What was issued since belongs to it, everything else is over.
            let Self { setup, tickets, waiting, desks, .. } = self;
            tickets.retain(|id, ticket| {
                let stays = Some(setup.local_date(ticket.issued)) >= mark.day;
                if !stays {
                    waiting.leave(&ticket.service, *id);
                }
                stays
            });
            for desk in desks.values_mut() {
                desk.serving = desk.serving.filter(|id| tickets.contains_key(id));
            }
            let today = |ticket: &Ticket| number_of(&ticket.label);
            self.numbers = BTreeMap::new();
            for (prefix, number) in self.tickets.values().filter_map(today).collect::<Vec<_>>() {
                self.count_to(prefix, number);
            }
            self.day = mark.day;
        }
        if mark.day == self.day {
            for (prefix, number) in &mark.numbers {
                self.count_to(prefix.clone(), *number);
            }
        }
    }

    fn count_to(&mut self, prefix: Arc<str>, number: u32) {
        let last = self.numbers.entry(prefix).or_default();
        *last = number.max(*last);
    }

    /// Yesterday's tickets leave memory, its answers stay one day more: a request may be retried across midnight. A
    /// paused service gives numbers again in the morning, since nobody remembers to resume it.
    fn start_day(&mut self, day: Date) {
        let yesterday = self.day.replace(day);
        self.numbers.clear();
        self.tickets.clear();
        self.waiting.clear();
        self.paused.clear();
        for desk in self.desks.values_mut() {
            *desk = DeskState::default();
        }
        self.answered.retain(|_, answered| answered.day == yesterday);
    }

    fn move_ticket(&mut self, id: TicketId, status: Status) {
        if let Some(ticket) = self.tickets.get_mut(&id) {
            self.waiting.leave(&ticket.service, id);
            ticket.status = status;
        }
    }

    fn free_desks_of(&mut self, id: TicketId) {
        for desk in self.desks.values_mut().filter(|desk| desk.serving == Some(id)) {
            desk.serving = None;
        }
    }

    fn leave_desk(&mut self, id: TicketId, desk: &DeskId, status: Status) {
        self.move_ticket(id, status);
        if let Some(desk) = self.desks.get_mut(desk).filter(|desk| desk.serving == Some(id)) {
            desk.serving = None;
        }
    }
}

/// The prefix and the number of a label.
fn number_of(label: &Label) -> Option<(Arc<str>, u32)> {
    let prefix = label.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
    let number = label.as_str()[prefix.len()..].parse().ok()?;
    Some((prefix.into(), number))
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
