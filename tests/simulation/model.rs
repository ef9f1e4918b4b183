//! What must be true of an office, kept from the log's events alone and by other means than the queue's own: tickets in a
//! plain list in the order of issue, numbers in a set of all that were ever given. Never here: asking the queue.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use sportello::queue::{
    Actor, Answer, Command, DeskId, Entry, Event, Label, PrintOutcome, Request, Rule, ServiceId, Setup, TicketId, Why,
};

use super::invariant::{Held, Invariant, Tally};
use super::today::{Place, Today, Visitor, is_open, local_date};

/// An office as its log tells it.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub seq: u64,
    pub day: Option<Date>,
    pub today: Today,
    /// All that was answered and recorded, by id, over all days; and on which day it was.
    pub answers: HashMap<String, (Request, Answer, Option<Date>)>,
    /// The day before the current one.
    pub yesterday: Option<Date>,
    pub tally: Tally,
    last_ticket: u64,
    numbers: HashSet<(Date, Label)>,
    /// The day is being closed: tickets expire, and a new day must follow in the same entry.
    closing: bool,
}

impl Model {
    /// Takes the next entry of the log and checks each of its events.
    pub fn accept(&mut self, entry: &Entry, setup: &Setup) -> Held {
        use Invariant::*;
        let seq = self.seq;
        self.check(LogHasNoGaps, entry.seq == seq + 1, || format!("{} after {seq}", entry.seq))?;
        let system = entry.request.by == Actor::System;
        self.check(LogHasNoGaps, !(system && entry.events.is_empty()), || format!("nothing happens in {entry:?}"))?;
        let known = self.answers.contains_key(entry.request.id.as_str());
        self.check(SameIdSameAnswer, !known, || format!("{} was decided again", entry.request.id))?;
        let before = self.day;
        for event in &entry.events {
            self.event(event, entry, setup)?;
        }
        let closing = self.closing;
        self.check(NobodyVanishes, !closing, || "tickets expired and no day began".into())?;
        let expected = before.max(Some(local_date(setup, entry.at)));
        let day = self.day;
        self.check(DayNeverGoesBack, day == expected, || format!("{day:?} instead of {expected:?} at {}", entry.at))?;
        self.check(AnswerTellsWhatHappened, super::answer::fits(entry), || format!("{entry:?}"))?;
        self.seq = entry.seq;
        let id = entry.request.id.as_str().to_owned();
        self.answers.insert(id, (entry.request.clone(), entry.answer.clone(), day));
        Ok(())
    }

    pub fn check(&mut self, invariant: Invariant, holds: bool, what: impl FnOnce() -> String) -> Held {
        self.tally.check(invariant, holds, what)
    }

    fn event(&mut self, event: &Event, entry: &Entry, setup: &Setup) -> Held {
        match event {
            Event::DayStarted { day } => self.day_started(*day, entry, setup),
            Event::TicketExpired { ticket, day, .. } => self.expired(*ticket, *day),
            Event::TicketIssued { ticket, label, service, day, ahead, .. } => {
                self.issued(*ticket, label, service, *day, *ahead, entry, setup)
            }
            Event::PrintQueued { ticket, job, copy } => self.print_queued(*ticket, *job, *copy),
            Event::PrintSettled { ticket, job, outcome } => self.print_settled(*ticket, *job, *outcome),
            Event::TicketCalled { ticket, desk, why, .. } => self.called(*ticket, desk, why, entry, setup),
            Event::TicketRecalled { ticket, desk, recalls, .. } => {
                let visitor = self.at_desk(*ticket, desk)?;
                visitor.recalls += 1;
                let expected = visitor.recalls;
                self.check(Invariant::NobodyVanishes, *recalls == expected, || format!("recalled {recalls} times"))
            }
            Event::TicketNoShow { ticket, desk, .. } => {
                self.at_desk(*ticket, desk)?.place = Place::NoShow;
                Ok(())
            }
            Event::TicketFinished { ticket, desk, .. } => {
                self.at_desk(*ticket, desk)?.place = Place::Finished;
                Ok(())
            }
            Event::DeskOpened { desk, operator } => {
                let there = self.today.operators.insert(desk.clone(), operator.to_string());
                let insists = matches!(entry.request.command, Command::OpenDesk { take_over: true, .. });
                let by = entry.request.by == Actor::Operator(operator.clone());
                let rightly = by && (there.is_none() || insists);
                let what = || format!("{operator} took desk {desk} from {there:?}");
                self.check(Invariant::DesksAreTakenOnPurpose, rightly, what)
            }
            Event::DeskClosed { desk } => {
                let there = self.today.operators.remove(desk);
                self.check(Invariant::DesksAreTakenOnPurpose, there.is_some(), || format!("nobody was at {desk}"))
            }
            Event::ServicePaused { service } => {
                let changed = self.today.paused.insert(service.clone());
                self.check(Invariant::PausesEndWithTheDay, changed, || format!("{service} was paused already"))
            }
            Event::ServiceResumed { service } => {
                let changed = self.today.paused.remove(service);
                self.check(Invariant::PausesEndWithTheDay, changed, || format!("{service} was not paused"))
            }
            Event::EntriesLost { lost, .. } => self.check(Invariant::LogHasNoGaps, false, || format!("lost {lost:?}")),
        }
    }

    fn day_started(&mut self, day: Date, entry: &Entry, setup: &Setup) -> Held {
        let (before, today) = (self.day, local_date(setup, entry.at));
        let rightly = Some(day) > before && day == today;
        self.check(Invariant::DayNeverGoesBack, rightly, || format!("{day} after {before:?}, on {today}"))?;
        let left = self.today.visitors.iter().find(|visitor| visitor.is_unfinished()).map(|left| left.label.clone());
        self.check(Invariant::NobodyVanishes, left.is_none(), || format!("{left:?} was left open"))?;
        self.yesterday = self.day.replace(day);
        self.today = Today::default();
        self.closing = false;
        Ok(())
    }

    fn expired(&mut self, ticket: TicketId, day: Date) -> Held {
        let open = self.today.visitor(ticket).is_some_and(Visitor::is_unfinished) && self.day == Some(day);
        self.check(Invariant::NobodyVanishes, open, || format!("{ticket} of {day} expired"))?;
        self.closing = true;
        if let Some(visitor) = self.today.visitor_mut(ticket) {
            visitor.place = Place::Expired;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "the event's fields")]
    fn issued(
        &mut self,
        ticket: TicketId,
        label: &Label,
        service: &ServiceId,
        day: Date,
        ahead: u32,
        entry: &Entry,
        setup: &Setup,
    ) -> Held {
        use Invariant::*;
        let last = self.last_ticket;
        self.check(TicketIdOnce, ticket.0 > last, || format!("{ticket} after {last}"))?;
        self.last_ticket = ticket.0;
        let today = self.day;
        self.check(DayNeverGoesBack, today == Some(day), || format!("a ticket of {day} on {today:?}"))?;
        let new = self.numbers.insert((day, label.clone()));
        self.check(NumberOncePerDay, new, || format!("{label} was given twice on {day}"))?;
        let prefix = setup.services.iter().find(|known| known.id == *service).map(|known| known.prefix.clone());
        let prefix = prefix.unwrap_or_default();
        let number = label.as_str().strip_prefix(&*prefix).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(0);
        let before = number == 1 || self.numbers.contains(&(day, Label::new(&prefix, number.saturating_sub(1))));
        let what = || format!("{label} for {service} with the letters {prefix} on {day}");
        self.check(NumbersCountUp, number > 0 && before && *label == Label::new(&prefix, number), what)?;
        let expected = self.today.ahead(service, self.today.visitors.len(), setup);
        self.check(AheadIsTrue, ahead == expected, || format!("{label}: {ahead} instead of {expected}"))?;
        if entry.request.by == Actor::Kiosk {
            let known = setup.services.iter().find(|known| known.id == *service);
            let own = known.and_then(|known| known.hours.as_ref()).unwrap_or(&setup.hours);
            let open =
                setup.issue_outside_hours || is_open(setup, &setup.hours, entry.at) && is_open(setup, own, entry.at);
            let paused = self.today.paused.contains(service);
            let what = || format!("{label} at {}: open {open}, paused {paused}", entry.at);
            self.check(PausedAndClosedGiveNoNumbers, open && !paused, what)?;
        }
        self.today.visitors.push(Visitor {
            id: ticket,
            label: label.clone(),
            service: service.clone(),
            issued: entry.at,
            ahead,
            place: Place::Waiting,
            recalls: 0,
            jobs: Vec::new(),
        });
        Ok(())
    }

    fn print_queued(&mut self, ticket: TicketId, job: u32, copy: bool) -> Held {
        use Invariant::*;
        let Some(visitor) = self.today.visitor_mut(ticket) else {
            return self.check(NobodyVanishes, false, || format!("a paper for {ticket}, which is not there"));
        };
        let free = visitor.jobs.last().is_none_or(|(_, outcome)| outcome.is_some());
        let next = visitor.jobs.len() as u32 + 1;
        let expected = visitor.may_have_paper();
        visitor.jobs.push((copy, None));
        self.check(PrintJobsSettleOnce, free && job == next, || format!("job {job} of {ticket}, free {free}"))?;
        let what = || format!("job {job} of {ticket}: copy {copy}, and a paper may exist: {expected}");
        self.check(CopyMarkUnlessSurelyFailed, copy == expected, what)
    }

    fn print_settled(&mut self, ticket: TicketId, job: u32, outcome: PrintOutcome) -> Held {
        let found = self.today.visitor_mut(ticket).and_then(|visitor| {
            let current = visitor.jobs.len() as u32;
            visitor.jobs.last_mut().filter(|_| job == current)
        });
        let before = found.map(|(_, before)| before.replace(outcome));
        let open = matches!(before, Some(None | Some(PrintOutcome::Unknown { .. })));
        let what = || format!("job {job} of {ticket} was {before:?} and became {outcome:?}");
        self.check(Invariant::PrintJobsSettleOnce, open, what)
    }

    fn called(&mut self, ticket: TicketId, desk: &DeskId, why: &Why, entry: &Entry, setup: &Setup) -> Held {
        use Invariant::*;
        let Some(visitor) = self.today.visitor(ticket).cloned() else {
            return self.check(OnlyWhoWaitsIsCalled, false, || format!("{ticket} is not there"));
        };
        let there = self.today.at(desk).map(|there| there.label.clone());
        let what = || format!("{} is called to desk {desk}, which has {there:?}", visitor.label);
        self.check(TicketAtOneDeskOnly, there.is_none(), what)?;
        // Who was at a desk that a technician took out of the configuration can be called to another.
        let desk_is_gone =
            matches!(&visitor.place, Place::At(desk) if !setup.desks.iter().any(|known| known.id == *desk));
        let may = matches!(visitor.place, Place::Waiting | Place::NoShow) || desk_is_gone;
        let one = !matches!(visitor.place, Place::At(_)) || desk_is_gone;
        self.check(TicketAtOneDeskOnly, one, || format!("{} is {:?}", visitor.label, visitor.place))?;
        self.check(OnlyWhoWaitsIsCalled, may, || format!("{} is {:?}", visitor.label, visitor.place))?;
        let waited = |issued: Timestamp| (entry.at.as_second() - issued.as_second()).max(0);
        let (candidates, scores): (usize, Vec<(TicketId, i64)>) = if why.rule == Rule::FirstComeFirstServed {
            let queue: Vec<&Visitor> = self.today.queue_of(desk, setup).collect();
            let serves = setup.desks.iter().any(|d| d.id == *desk && d.services.contains(&visitor.service));
            let first = queue.first().map(|first| first.label.clone());
            let scores = queue.iter().take(3).map(|next| (next.id, waited(next.issued))).collect();
            let candidates = queue.len();
            self.check(DeskServesItsServices, serves, || format!("{} at desk {desk}", visitor.label))?;
            let what = || format!("{} instead of {first:?} at desk {desk}", visitor.label);
            self.check(FirstComeFirstServed, first.as_ref() == Some(&visitor.label), what)?;
            (candidates, scores)
        } else {
            (self.today.waiting().count(), vec![(ticket, waited(visitor.issued))])
        };
        let asked = match entry.request.command {
            Command::CallNext { .. } => Rule::FirstComeFirstServed,
            _ => Rule::ChosenByOperator,
        };
        let same = why.scores.len() == scores.len()
            && why.scores.iter().zip(&scores).all(|(score, (ticket, waited))| {
                // The instants have fractions that the log's whole seconds do not.
                score.ticket == *ticket && score.waited_seconds.abs_diff(*waited) <= 1
            });
        let said = why.rule == asked && why.candidates as usize == candidates && same;
        self.check(EveryCallSaysWhy, said, || format!("{why:?}, not {candidates} and {scores:?}"))?;
        if let Some(visitor) = self.today.visitor_mut(ticket) {
            visitor.place = Place::At(desk.clone());
            visitor.recalls = 0;
        }
        Ok(())
    }

    /// The ticket, which must be at this desk.
    fn at_desk(&mut self, ticket: TicketId, desk: &DeskId) -> Result<&mut Visitor, super::invariant::Broken> {
        let place = self.today.visitor(ticket).map(|visitor| visitor.place.clone());
        let there = place == Some(Place::At(desk.clone()));
        self.check(Invariant::TicketAtOneDeskOnly, there, || format!("{ticket} is not at desk {desk} but {place:?}"))?;
        self.today.visitor_mut(ticket).ok_or_else(|| unreachable!("it was just there"))
    }
}
