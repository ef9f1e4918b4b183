//! Plays a schedule on the real queue as an office would run it, beside the model.

use std::sync::Arc;

use jiff::Timestamp;
use sportello::queue::{
    Actor, Command, Decision, Entry, Event, PrintOutcome, Refusal, Request, Setup, State, TicketId, Trouble, decide,
};

use super::cause::Causes;
use super::figures::Figures;
use super::invariant::{Held, Invariant};
use super::model::Model;
use super::office::{self, DESKS, OPERATORS, Office};
use super::schedule::{Act, Step};
use super::state::compare;
use super::today::{Place, local_date};
use super::wish::{self, Eyes, from_the_end};

/// An office in the middle of a schedule.
pub struct Play {
    office: Office,
    setup: Arc<Setup>,
    at: Timestamp,
    /// The state that goes through restarts, and one that never does.
    state: State,
    twin: State,
    pub log: Vec<Entry>,
    /// As kept: JSON, and its position.
    snapshot: Option<(u64, String)>,
    pub model: Model,
    pub figures: Figures,
    sent: Vec<Request>,
    /// Every print that was ever queued.
    jobs: Vec<(TicketId, u32)>,
    /// What each operator's page shows at each desk.
    screens: [Vec<Option<TicketId>>; OPERATORS.len()],
    ids: u32,
    /// What happened, for people; kept only when it is wanted.
    story: Option<Vec<String>>,
}

impl Play {
    pub fn new(seed: u64, tells: bool) -> Self {
        let (office, at) = office::open(seed as usize);
        let setup = office.setup();
        let state = State::new(setup.clone());
        Self {
            office,
            setup,
            at,
            twin: state.clone(),
            state,
            log: Vec::new(),
            snapshot: None,
            model: Model::default(),
            figures: Figures::default(),
            sent: Vec::new(),
            jobs: Vec::new(),
            screens: std::array::from_fn(|_| vec![None; DESKS.len()]),
            ids: 0,
            story: tells.then(Vec::new),
        }
    }

    pub fn story(&self) -> &[String] {
        self.story.as_deref().unwrap_or_default()
    }

    fn tell(&mut self, line: impl FnOnce(&Self) -> String) {
        if self.story.is_some() {
            let line = format!("{} {}", self.at.to_zoned(self.setup.zone.clone()), line(self));
            self.story.get_or_insert_default().push(line);
        }
    }

    pub fn step(&mut self, step: &Step) -> Held {
        match *step {
            Step::Send { who, act, taps } => {
                let request = self.request(who, act);
                for _ in 0..taps {
                    self.send(&request)?;
                }
                Ok(())
            }
            Step::Look { who } => {
                let seen = DESKS.map(|desk| self.model.today.at(&desk.into()).map(|visitor| visitor.id));
                self.screens[who as usize % OPERATORS.len()] = seen.to_vec();
                Ok(())
            }
            Step::Retry { which } => match from_the_end(&self.sent, which).cloned() {
                Some(request) => self.send(&request),
                None => Ok(()),
            },
            Step::Reuse { which, act } => match from_the_end(&self.sent, which).map(|request| request.id.clone()) {
                Some(id) => {
                    let request = Request { id, ..self.request(1, act) };
                    self.send(&request)
                }
                None => Ok(()),
            },
            Step::Settle { job, outcome } => self.settle(job, outcome),
            Step::StartDay => {
                let day = local_date(&self.setup, self.at);
                self.system(format!("start-day-{day}"), Command::StartDay)
            }
            Step::Clock(clock) => {
                self.at = clock.moved(self.at, &self.setup.zone);
                self.tell(|_| format!("the clock moved: {clock:?}"));
                Ok(())
            }
            Step::Snapshot => {
                self.keep_snapshot();
                Ok(())
            }
            Step::Restart { from_snapshot, change } => self.restart(from_snapshot, change),
        }
    }

    fn request(&mut self, who: u32, act: Act) -> Request {
        let by = match who {
            0 => Actor::Kiosk,
            who => Actor::Operator(OPERATORS[(who as usize - 1) % OPERATORS.len()].into()),
        };
        self.ids += 1;
        let eyes = Eyes { today: &self.model.today, screen: &self.screens[who as usize % OPERATORS.len()] };
        let request = Request { id: format!("c{}", self.ids).parse().unwrap(), command: eyes.command(act), by };
        self.sent.push(request.clone());
        request
    }

    fn settle(&mut self, pick: u32, outcome: u32) -> Held {
        let (outcome, kind) = wish::outcome(outcome);
        let Some(&(ticket, job)) = from_the_end(&self.jobs, pick) else { return Ok(()) };
        self.system(format!("print-{ticket}-{job}-{kind}"), Command::SettlePrint { ticket, job, outcome })
    }

    fn system(&mut self, id: String, command: Command) -> Held {
        let request = Request { id: id.parse().unwrap(), by: Actor::System, command };
        self.sent.push(request.clone());
        self.send(&request)
    }

    /// Decides as the office does, and checks what came of it.
    fn send(&mut self, request: &Request) -> Held {
        self.figures.command(request);
        let decided = self.decided(&self.state, request);
        let again = self.decided(&self.twin, request);
        let same = decided == again;
        self.model.check(Invariant::ReplayEqualsLive, same, || {
            format!("{request:?}: {decided:?} after restarts, {again:?} without")
        })?;
        self.tell(|_| format!("{request:?} -> {decided:?}"));
        let first = self.model.answers.get(request.id.as_str()).cloned();
        if let Some((first, answer, day)) = first {
            // Without a look into the log, which grows with the years.
            let kept =
                self.state.answered(&request.id).is_some() || (day != self.model.day && day != self.model.yesterday);
            let what = || format!("the state has forgotten {} of {day:?}", request.id);
            self.model.check(Invariant::SameIdSameAnswer, kept, what)?;
            let what = || format!("{request:?} was {first:?} with {answer:?}, and is now {decided:?}");
            let right = match &decided {
                Ok(Decision::Already(again)) => *again == answer && first == *request,
                Err(Refusal::CommandIdReused) => first != *request,
                _ => false,
            };
            self.figures.retries += 1;
            self.model.check(Invariant::SameIdSameAnswer, right, what)?;
            if let Err(refusal) = &decided {
                self.figures.refusal(refusal);
            }
            return Ok(());
        }
        let causes = Causes::of(&self.model, request, self.at, &self.setup);
        let obeyed = causes.stale(request) && decided.is_ok();
        self.model.check(Invariant::StaleScreensCallNobody, !obeyed, || format!("{request:?}: {decided:?}"))?;
        match decided {
            Err(refusal) => {
                self.figures.refusal(&refusal);
                let why = causes.explain(&refusal);
                let what = || format!("{request:?}: {refusal:?}, where {:?} would be right", causes.found());
                self.model.check(Invariant::RefusedOnlyForCause, why, what)?;
                let seq = self.state.seq();
                let log = self.log.len() as u64;
                self.model.check(Invariant::RefusalChangesNothing, seq == log, || format!("{seq} and {log}"))?;
                // The queue is only read; now and then is enough to see that it has nothing hidden that moves.
                if self.ids.is_multiple_of(8) { compare(&mut self.model, &self.state, &self.setup) } else { Ok(()) }
            }
            Ok(Decision::Already(answer)) => {
                let fulfilled = request.by == Actor::System && causes.none();
                let what = || format!("{request:?}: nothing happened, and {answer:?}");
                self.model.check(Invariant::SameIdSameAnswer, fulfilled, what)
            }
            Ok(Decision::Record(entry)) => {
                let none = causes.none();
                let what = || format!("{request:?} was granted in spite of {:?}", causes.found());
                let events = &entry.events;
                self.figures.events(events);
                // The events first: they say more plainly what is wrong.
                self.model.accept(&entry, &self.setup)?;
                self.model.check(Invariant::RefusedOnlyForCause, none, what)?;
                let exact = entry.at == self.at && entry.request == *request;
                self.model.check(Invariant::LogHasNoGaps, exact, || format!("{entry:?}"))?;
                self.state.apply(&entry);
                self.twin.apply(&entry);
                let turned = events.iter().any(|event| matches!(event, Event::DayStarted { .. }));
                self.jobs.extend(events.iter().filter_map(|event| match event {
                    Event::PrintQueued { ticket, job, .. } => Some((*ticket, *job)),
                    _ => None,
                }));
                self.log.push(entry);
                if turned {
                    self.keep_snapshot();
                }
                compare(&mut self.model, &self.state, &self.setup)
            }
        }
    }

    /// As `office::engine`: the state remembers two days, the log all.
    fn decided(&self, state: &State, request: &Request) -> Result<Decision, Refusal> {
        if state.answered(&request.id).is_none()
            && let Some(entry) = self.log.iter().find(|entry| entry.request.id == request.id)
        {
            let same = entry.request == *request;
            return if same { Ok(Decision::Already(entry.answer.clone())) } else { Err(Refusal::CommandIdReused) };
        }
        decide(state, request, self.at)
    }

    fn keep_snapshot(&mut self) {
        let text = serde_json::to_string(&self.state).unwrap();
        self.snapshot = Some((self.state.seq(), text));
    }

    fn restart(&mut self, from_snapshot: bool, change: Option<u32>) -> Held {
        self.figures.restarts += 1;
        if let Some(change) = change {
            self.office = self.office.changed(change as usize);
            self.setup = self.office.setup();
            self.twin = self.twin.clone().with_setup(self.setup.clone());
            self.figures.changes += 1;
        }
        let mut state = State::new(self.setup.clone());
        if let Some((seq, text)) = self.snapshot.as_ref().filter(|_| from_snapshot) {
            state = serde_json::from_str::<State>(text).unwrap().with_setup(self.setup.clone());
            let found = state.seq();
            self.model.check(Invariant::ReplayEqualsLive, found == *seq, || format!("snapshot {found} and {seq}"))?;
        }
        let start = state.seq() as usize;
        for entry in &self.log[start..] {
            let line = serde_json::to_string(entry).unwrap();
            let read: Entry = serde_json::from_str(&line).unwrap();
            self.model.check(Invariant::ReplayEqualsLive, read == *entry, || line)?;
            state.apply(&read);
        }
        let (rebuilt, live) = (serde_json::to_value(&state).unwrap(), serde_json::to_value(&self.twin).unwrap());
        self.tell(|_| format!("restart, from the snapshot: {from_snapshot}, setup changed: {change:?}"));
        self.model.check(Invariant::ReplayEqualsLive, rebuilt == live, || format!("{rebuilt} instead of {live}"))?;
        self.state = state;
        // What was being printed is in doubt, as the office's start says.
        let doubtful: Vec<(TicketId, u32)> = self
            .model
            .today
            .visitors
            .iter()
            .filter(|visitor| matches!(visitor.jobs.last(), Some((_, None))))
            .map(|visitor| (visitor.id, visitor.jobs.len() as u32))
            .collect();
        for (ticket, job) in doubtful {
            let outcome = PrintOutcome::Unknown { trouble: Trouble::Silent };
            self.system(format!("restart-print-{ticket}-{job}"), Command::SettlePrint { ticket, job, outcome })?;
        }
        self.step(&Step::StartDay)
    }

    /// Nobody is left who cannot be called, and no desk that cannot end.
    pub fn end(&mut self) -> Held {
        self.step(&Step::StartDay)?;
        let desks: Vec<_> = self.setup.desks.iter().map(|desk| desk.id.clone()).collect();
        let send = |play: &mut Self, command: Command| {
            play.ids += 1;
            let by = Actor::Operator("anna".into());
            let request = Request { id: format!("end{}", play.ids).parse().unwrap(), by, command };
            play.send(&request)
        };
        for desk in &desks {
            while self.model.today.queue_of(desk, &self.setup).next().is_some() {
                let before = self.log.len();
                send(self, Command::CallNext { desk: desk.clone(), serving: None })?;
                if self.log.len() == before {
                    break;
                }
            }
            if self.model.today.at(desk).is_some() {
                send(self, Command::Finish { desk: desk.clone(), ticket: None })?;
            }
        }
        // Who came for a service that no desk has, or stands at a desk that is gone, is called by number.
        let left: Vec<TicketId> =
            self.model.today.visitors.iter().filter(|visitor| visitor.is_unfinished()).map(|left| left.id).collect();
        for ticket in left {
            let Some(desk) = desks.first().cloned() else { break };
            send(self, Command::Call { desk: desk.clone(), ticket, serving: None })?;
            send(self, Command::Finish { desk, ticket: Some(ticket) })?;
        }
        let stuck = self.model.today.visitors.iter().find(|visitor| visitor.is_unfinished()).cloned();
        let stuck = stuck.filter(|visitor| visitor.place != Place::Expired);
        self.model.check(Invariant::EverybodyCanBeCalled, stuck.is_none(), || format!("{stuck:?}"))?;
        self.figures.end(&self.model);
        Ok(())
    }
}
