//! The decisions. Each command has one function that checks what must hold and says what happens.

use jiff::Timestamp;
use jiff::civil::Date;

use super::command::{Actor, Command, Request, Serving};
use super::event::{Answer, Entry, Event};
use super::hours::Opening;
use super::mark::{Lost, Mark};
use super::next::{self, Rule, Score, Why, next};
use super::refusal::Refusal;
use super::setup::{DeskId, Language, ServiceId};
use super::state::State;
use super::ticket::{Label, PrintOutcome, Status, Ticket, TicketId};

/// What a command comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// To be appended, then applied. It has no events when what was wished was so already.
    Record(Entry),
    /// Nothing happens, and this is the answer: a repeated command, or one of the system that settles nothing new.
    Already(Answer),
}

/// Decides a request at an instant. Changes nothing: the caller makes the entry durable, then [`State::apply`]s it.
///
/// # Errors
/// A [`Refusal`] when the request cannot be granted; nothing is recorded then.
pub fn decide(state: &State, request: &Request, at: Timestamp) -> Result<Decision, Refusal> {
    if let Some((first, answer)) = state.answered(&request.id) {
        let same = first.by == request.by && first.command == request.command;
        return if same { Ok(Decision::Already(answer.clone())) } else { Err(Refusal::CommandIdReused) };
    }
    if let Command::ContinueAfterLoss { lost, mark } = &request.command {
        return Ok(continue_after_loss(state, request, at, lost, mark.as_ref()));
    }
    let entry =
        |answer, events| Entry { seq: state.seq().saturating_add(1), at, request: request.clone(), answer, events };
    let today = state.setup().local_date(at);
    let turned;
    // A clock that was set back must not repeat a day's numbers: the day only ever goes forward.
    let mut draft = match state.day().filter(|day| *day >= today) {
        Some(day) => Draft { state, request, at, day, events: Vec::new() },
        None => {
            let events = start_day(state, today);
            let mut fresh = state.clone();
            fresh.apply(&entry(Answer::Done, events.clone()));
            turned = fresh;
            Draft { state: &turned, request, at, day: today, events }
        }
    };
    let answer = draft.command(&request.command)?;
    // What a person asked for is recorded even if it was so already: a repetition that arrives after things have changed
    // gets this answer again instead of changing them back. The system's own ids name what they settle.
    if draft.events.is_empty() && request.by == Actor::System {
        return Ok(Decision::Already(answer));
    }
    let events = draft.events;
    Ok(Decision::Record(entry(answer, events)))
}

/// Goes on behind what is lost. Before anything else, also before a new day: whether it is one, the mark says.
fn continue_after_loss(
    state: &State,
    request: &Request,
    at: Timestamp,
    lost: &[Lost],
    mark: Option<&Mark>,
) -> Decision {
    let end = mark.map_or(0, |mark| mark.seq).max(state.seq());
    let mut lost = lost.to_vec();
    if end > state.seq() {
        lost.push(Lost { from: state.seq().saturating_add(1), to: end });
    }
    if lost.is_empty() {
        return Decision::Already(Answer::Done);
    }
    let events = vec![Event::EntriesLost { lost, mark: mark.cloned() }];
    Decision::Record(Entry { seq: end.saturating_add(1), at, request: request.clone(), answer: Answer::Done, events })
}

/// What happens when a local day begins: what the day before left unfinished is closed, and numbers start again.
fn start_day(state: &State, day: Date) -> Vec<Event> {
    let mut events = Vec::new();
    if let Some(yesterday) = state.day() {
        let unfinished = state.tickets().filter(|ticket| ticket.is_unfinished());
        events.extend(unfinished.map(|ticket| Event::TicketExpired {
            ticket: ticket.id,
            label: ticket.label.clone(),
            day: yesterday,
        }));
    }
    events.push(Event::DayStarted { day });
    events
}

/// Whether a visitor who asks for a number of a service at an instant is given one.
///
/// # Errors
/// The refusal that they would get.
pub fn offer(state: &State, service: &ServiceId, at: Timestamp) -> Result<(), Refusal> {
    let setup = state.setup();
    let found = setup.service(service).ok_or_else(|| Refusal::UnknownService(service.clone()))?;
    if state.is_paused(service) {
        return Err(Refusal::ServicePaused(service.clone()));
    }
    if !setup.issue_outside_hours {
        if let Opening::Closed { opens } = setup.opening(at) {
            return Err(Refusal::OfficeClosed { opens });
        }
        if let Opening::Closed { opens } = setup.service_opening(found, at) {
            return Err(Refusal::ServiceClosed { service: service.clone(), opens });
        }
    }
    Ok(())
}

/// A decision in the making: the state it stands on and the events so far.
struct Draft<'a> {
    state: &'a State,
    request: &'a Request,
    at: Timestamp,
    day: Date,
    events: Vec<Event>,
}

impl Draft<'_> {
    fn command(&mut self, command: &Command) -> Result<Answer, Refusal> {
        match command {
            Command::Issue { service, language, print } => self.issue(service, language, *print),
            Command::CallNext { desk, serving } => {
                self.check_desk(desk, *serving)?;
                let Some((id, why)) = next(self.state, desk, self.at) else {
                    return Err(Refusal::NobodyWaiting(desk.clone()));
                };
                self.call(desk, id, why)
            }
            Command::Call { desk, ticket, serving } => self.call_given(desk, *ticket, *serving),
            Command::Recall { desk, ticket } => self.recall(desk, *ticket),
            Command::NoShow { desk, ticket } => {
                let (ticket, label) = self.at_desk(desk, *ticket)?;
                self.events.push(Event::TicketNoShow { ticket, label: label.clone(), desk: desk.clone() });
                Ok(Answer::Settled { ticket, label })
            }
            Command::Finish { desk, ticket } => {
                let (ticket, label) = self.at_desk(desk, *ticket)?;
                self.events.push(Event::TicketFinished { ticket, label: label.clone(), desk: desk.clone() });
                Ok(Answer::Settled { ticket, label })
            }
            Command::OpenDesk { desk, take_over } => self.open_desk(desk, *take_over),
            Command::CloseDesk { desk } => self.close_desk(desk),
            Command::PauseService { service } => self.pause(service, true),
            Command::ResumeService { service } => self.pause(service, false),
            Command::Reprint { ticket } => self.reprint(*ticket),
            Command::SettlePrint { ticket, job, outcome } => self.settle_print(*ticket, *job, *outcome),
            // Decided before the day is looked at.
            Command::ContinueAfterLoss { .. } | Command::StartDay => Ok(Answer::Done),
        }
    }

    fn issue(&mut self, service: &ServiceId, language: &Language, print: bool) -> Result<Answer, Refusal> {
        let setup = self.state.setup();
        let found = setup.service(service).ok_or_else(|| Refusal::UnknownService(service.clone()))?;
        // Staff may give a number at any hour, and for a service that is paused for visitors: they decide.
        if self.request.by == Actor::Kiosk {
            offer(self.state, service, self.at)?;
        }
        let ticket = self.state.next_ticket();
        let label = self.state.next_label(&found.prefix);
        let ahead = self.state.ahead_of_new(service);
        self.events.push(Event::TicketIssued {
            ticket,
            label: label.clone(),
            service: service.clone(),
            language: language.clone(),
            day: self.day,
            ahead,
        });
        if print {
            self.events.push(Event::PrintQueued { ticket, job: 1, copy: false });
        }
        Ok(Answer::Issued { ticket, label, ahead })
    }

    fn call_given(&mut self, desk: &DeskId, id: TicketId, serving: Option<Serving>) -> Result<Answer, Refusal> {
        self.check_desk(desk, serving)?;
        let ticket = self.ticket(id)?;
        let callable = match &ticket.status {
            Status::Waiting | Status::NoShow => true,
            // A desk that was taken out of the configuration cannot let go of whom it called.
            Status::Called { desk, .. } => self.state.setup().desk(desk).is_none(),
            Status::Finished | Status::Expired => false,
        };
        if !callable {
            return Err(Refusal::NotWaiting { label: ticket.label.clone(), status: ticket.status.clone() });
        }
        let waited_seconds = next::waited_seconds(ticket.issued, self.at);
        let candidates = self.state.waiting_count();
        let scores = vec![Score { ticket: id, waited_seconds }];
        self.call(desk, id, Why { rule: Rule::ChosenByOperator, candidates, scores })
    }

    /// Calls a ticket that may be called. What the desk was serving counts as served: that is what "next" says.
    fn call(&mut self, desk: &DeskId, id: TicketId, why: Why) -> Result<Answer, Refusal> {
        let label = self.ticket(id)?.label.clone();
        if let Some(before) = self.state.serving(desk) {
            let (ticket, label) = (before.id, before.label.clone());
            self.events.push(Event::TicketFinished { ticket, label, desk: desk.clone() });
        }
        if let (Actor::Operator(operator), None) = (&self.request.by, self.state.desk(desk).operator) {
            self.events.push(Event::DeskOpened { desk: desk.clone(), operator: operator.clone() });
        }
        self.events.push(Event::TicketCalled { ticket: id, label: label.clone(), desk: desk.clone(), why });
        Ok(Answer::Called { ticket: id, label, desk: desk.clone() })
    }

    fn recall(&mut self, desk: &DeskId, ticket: Option<TicketId>) -> Result<Answer, Refusal> {
        let (ticket, label) = self.at_desk(desk, ticket)?;
        let recalls = match self.ticket(ticket)?.status {
            Status::Called { recalls, .. } => recalls.saturating_add(1),
            _ => 1,
        };
        self.events.push(Event::TicketRecalled { ticket, label: label.clone(), desk: desk.clone(), recalls });
        Ok(Answer::Called { ticket, label, desk: desk.clone() })
    }

    fn open_desk(&mut self, desk: &DeskId, take_over: bool) -> Result<Answer, Refusal> {
        self.check_desk(desk, None)?;
        let Actor::Operator(operator) = &self.request.by else { return Err(Refusal::OperatorsOnly) };
        match self.state.desk(desk).operator {
            Some(there) if there == *operator => return Ok(Answer::Done),
            Some(there) if !take_over => return Err(Refusal::DeskTaken { desk: desk.clone(), operator: there }),
            _ => self.events.push(Event::DeskOpened { desk: desk.clone(), operator: operator.clone() }),
        }
        Ok(Answer::Done)
    }

    fn close_desk(&mut self, desk: &DeskId) -> Result<Answer, Refusal> {
        self.check_desk(desk, None)?;
        if self.state.desk(desk).operator.is_some() {
            self.events.push(Event::DeskClosed { desk: desk.clone() });
        }
        Ok(Answer::Done)
    }

    fn pause(&mut self, service: &ServiceId, pause: bool) -> Result<Answer, Refusal> {
        if self.state.setup().service(service).is_none() {
            return Err(Refusal::UnknownService(service.clone()));
        }
        if self.state.is_paused(service) != pause {
            let service = service.clone();
            self.events.push(if pause { Event::ServicePaused { service } } else { Event::ServiceResumed { service } });
        }
        Ok(Answer::Done)
    }

    /// Queues another print of the same number, never another number. It is a copy unless it is certain that no paper
    /// came out before.
    fn reprint(&mut self, id: TicketId) -> Result<Answer, Refusal> {
        let ticket = self.ticket(id)?;
        let (ticket, label) = (ticket.clone(), ticket.label.clone());
        let (job, copy) = match ticket.print {
            None if self.request.by == Actor::Kiosk => return Err(Refusal::NeverPrinted(label)),
            None => (1, false),
            Some(print) => match print.outcome {
                None => return Err(Refusal::PrintUnderWay(label)),
                Some(outcome) => {
                    let surely_failed = matches!(outcome, PrintOutcome::NotPrinted { .. });
                    (print.job.saturating_add(1), print.copy || !surely_failed)
                }
            },
        };
        self.events.push(Event::PrintQueued { ticket: id, job, copy });
        Ok(Answer::Settled { ticket: id, label })
    }

    /// Takes the outcome of a job. What is certain is never overwritten by what came late: only an open job, or one
    /// whose outcome was unknown, changes.
    fn settle_print(&mut self, id: TicketId, job: u32, outcome: PrintOutcome) -> Result<Answer, Refusal> {
        let ticket = self.ticket(id)?;
        let label = ticket.label.clone();
        let Some(print) = ticket.print else { return Err(Refusal::NeverPrinted(label)) };
        let open = matches!(print.outcome, None | Some(PrintOutcome::Unknown { .. }));
        if print.job == job && open && print.outcome != Some(outcome) {
            self.events.push(Event::PrintSettled { ticket: id, job, outcome });
        }
        Ok(Answer::Settled { ticket: id, label })
    }

    fn ticket(&self, id: TicketId) -> Result<&Ticket, Refusal> {
        self.state.ticket(id).ok_or(Refusal::UnknownTicket(id))
    }

    /// The desk exists and serves what the sender believes it serves.
    fn check_desk(&self, desk: &DeskId, believed: Option<Serving>) -> Result<(), Refusal> {
        if self.state.setup().desk(desk).is_none() {
            return Err(Refusal::UnknownDesk(desk.clone()));
        }
        let serving = self.state.serving(desk).map(|ticket| (ticket.id, ticket.label.clone()));
        let agrees = match (believed, &serving) {
            (None, _) | (Some(Serving::Nobody), None) => true,
            (Some(Serving::Ticket(believed)), Some((id, _))) => believed == *id,
            _ => false,
        };
        if agrees { Ok(()) } else { Err(Refusal::ServingChanged { desk: desk.clone(), serving }) }
    }

    /// The ticket at a desk, which must be the one the sender means if it names one.
    fn at_desk(&self, desk: &DeskId, meant: Option<TicketId>) -> Result<(TicketId, Label), Refusal> {
        self.check_desk(desk, meant.map(Serving::Ticket))?;
        let ticket = self.state.serving(desk).ok_or_else(|| Refusal::NotServing(desk.clone()))?;
        Ok((ticket.id, ticket.label.clone()))
    }
}
