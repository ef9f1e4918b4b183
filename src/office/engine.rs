//! The office's thread: drains what was submitted, decides it in order, commits it in one transaction, publishes.
//!
//! Commits are grouped because a durable commit costs a disk flush, whatever it holds: requests that arrive while one
//! commit is under way share the next.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use jiff::civil::Time;
use tracing::{error, warn};

use super::restore::Losses;
use super::{Health, Message, Reply, Shared, SubmitError};
use crate::journal::{Journal, JournalError};
use crate::queue::{
    Actor, Answer, Command, CommandId, Decision, Entry, Event, PrintOutcome, Refusal, Request, State, Trouble, decide,
};

/// At most so many requests share a commit, so that none waits long for the others.
const GROUP: usize = 256;

/// How long the thread sleeps at most: a clock that was set shows in the office's day within this time.
const LONGEST_SLEEP: Duration = Duration::from_secs(600);

pub(super) struct Engine {
    journal: Journal,
    /// Ahead of the shared state only while a group is being decided.
    state: State,
    shared: Arc<Shared>,
    messages: Receiver<Message>,
    is_damaged: bool,
    is_mark_kept: bool,
}

/// Says that the office has ended unless it did so in good order: by a panic, or by a log that is damaged.
struct Ending(Option<Arc<Shared>>);

impl Ending {
    fn in_good_order(mut self) {
        self.0 = None;
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        if let Some(shared) = &self.0 {
            let why = match &*shared.health.borrow() {
                Health::Failing(why) => why.clone(),
                _ => "the office's thread has failed".to_owned(),
            };
            shared.health.send_replace(Health::Ended(why));
        }
    }
}

impl Engine {
    pub(super) fn new(journal: Journal, state: State, shared: Arc<Shared>, messages: Receiver<Message>) -> Self {
        Self { journal, state, shared, messages, is_damaged: false, is_mark_kept: true }
    }

    pub(super) fn run(mut self, losses: Losses) {
        // If this thread ends in any other way than by its end, the process has to know.
        let ending = Ending(Some(self.shared.clone()));
        self.go_on_after(losses);
        self.compare_day_with_clock();
        self.settle_what_a_restart_left();
        while !self.is_damaged {
            let mut group = Vec::new();
            let mut stop = false;
            match self.messages.recv_timeout(self.until_midnight()) {
                Ok(Message::Submit(request, reply)) => group.push((request, reply)),
                Ok(Message::Tend(work)) => work(&mut self.journal),
                Ok(Message::Damaged(error)) => self.give_up_if_damaged(&error),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => stop = true,
                Err(RecvTimeoutError::Timeout) => group.push(self.start_day()),
            }
            while group.len() < GROUP && !stop {
                match self.messages.try_recv() {
                    Ok(Message::Submit(request, reply)) => group.push((request, reply)),
                    Ok(Message::Tend(work)) => work(&mut self.journal),
                    Ok(Message::Damaged(error)) => self.give_up_if_damaged(&error),
                    Ok(Message::Stop) => stop = true,
                    Err(_) => break,
                }
            }
            self.carry_out(group);
            if stop {
                self.leave_tidy();
                ending.in_good_order();
                return;
            }
        }
    }

    /// The day never goes back. If a clock was wrong once, the office stays in that day until time has caught up: numbers
    /// are safe, but they do not begin anew.
    fn compare_day_with_clock(&self) {
        let today = self.state.setup().local_date((self.shared.clock)());
        if let Some(day) = self.state.day().filter(|day| *day > today) {
            warn!(%day, clock = %today, "the log's day is ahead of the clock: set the clock, if it is wrong;                   numbers begin anew only after that day");
        }
    }

    /// Entries of the log are missing: go on behind the numbers that they had given.
    fn go_on_after(&mut self, losses: Losses) {
        let Losses { lost, mark, entries } = losses;
        if entries == 0 {
            return;
        }
        let end = mark.as_ref().map_or(0, |mark| mark.seq).max(self.state.seq());
        let request = system_request(&format!("after-loss-{end}"), Command::ContinueAfterLoss { lost, mark });
        self.carry_out(request.map(|request| (request, ignore())).into_iter().collect());
    }

    /// Decides a group of requests in order and commits what came of them together. Replies go out last: nobody is
    /// told anything that a power cut could take back, not even a refusal that rests on an entry of the same group.
    fn carry_out(&mut self, group: Vec<(Request, Reply)>) {
        let before = self.state.seq();
        let mut entries = Vec::new();
        let mut replies: Vec<(Reply, Result<Answer, SubmitError>)> = Vec::with_capacity(group.len());
        for (request, reply) in group {
            let answer = self.decide(&request).map(|decision| match decision {
                Decision::Already(answer) => answer,
                Decision::Record(entry) => {
                    let answer = entry.answer.clone();
                    self.state.apply(&entry);
                    entries.push(entry);
                    answer
                }
            });
            replies.push((reply, answer));
        }
        if !entries.is_empty() {
            if let Err(error) = self.journal.append(before, &entries) {
                error!(%error, "the log cannot be written; nothing of this group happened");
                let text = error.to_string();
                self.give_up_if_damaged(&error);
                self.state = self.shared.state.read().unwrap_or_else(PoisonError::into_inner).clone();
                self.shared.health.send_replace(Health::Failing(text.clone()));
                for (reply, _) in replies {
                    reply(Err(SubmitError::Storage(text.clone())));
                }
                return;
            }
            self.shared.health.send_if_modified(|health| std::mem::replace(health, Health::Good) != Health::Good);
            self.publish(entries);
        }
        for (reply, answer) in replies {
            reply(answer);
        }
    }

    fn decide(&mut self, request: &Request) -> Result<Decision, SubmitError> {
        // The state remembers the answers of two days; older ones are found in the log.
        if self.state.answered(&request.id).is_none() {
            let found = self.journal.answer_to(&request.id).map_err(|error| {
                self.give_up_if_damaged(&error);
                SubmitError::Storage(error.to_string())
            })?;
            if let Some(entry) = found {
                let same = entry.request == *request;
                return if same { Ok(Decision::Already(entry.answer)) } else { Err(Refusal::CommandIdReused.into()) };
            }
        }
        Ok(decide(&self.state, request, (self.shared.clock)())?)
    }

    fn publish(&mut self, entries: Vec<Entry>) {
        {
            let mut state = self.shared.state.write().unwrap_or_else(PoisonError::into_inner);
            for entry in &entries {
                state.apply(entry);
            }
        }
        self.keep_mark();
        let new_day =
            entries.iter().flat_map(|entry| &entry.events).any(|event| matches!(event, Event::DayStarted { .. }));
        for entry in entries {
            // Fails only when nobody follows.
            let _ = self.shared.published.send(Arc::new(entry));
        }
        if new_day {
            self.keep_snapshot();
        }
    }

    /// A damaged database gets no better by writing on. The thread ends, with it the process, and the next start
    /// salvages what is good.
    fn give_up_if_damaged(&mut self, error: &JournalError) {
        if error.is_damage() && !self.is_damaged {
            self.is_damaged = true;
            self.shared.health.send_replace(Health::Failing(error.to_string()));
            error!(%error, "the log is damaged; stopping, so that the next start salvages its good part");
            if let Err(error) = self.journal.wish_for_salvage() {
                error!(%error, "the next start cannot be told to salvage the log");
            }
        }
    }

    fn keep_mark(&mut self) {
        let kept = serde_json::to_string(&self.state.mark())
            .map_err(JournalError::from)
            .and_then(|text| self.journal.keep_mark(&text));
        match kept {
            Ok(()) => self.is_mark_kept = true,
            // Once is enough: it goes with every commit.
            Err(error) if self.is_mark_kept => {
                self.is_mark_kept = false;
                warn!(%error, "the mark beside the log was not kept; the log itself is safe");
            }
            Err(_) => {}
        }
    }

    fn keep_snapshot(&mut self) {
        let kept = serde_json::to_string(&self.state)
            .map_err(JournalError::from)
            .and_then(|text| self.journal.keep_snapshot(self.state.seq(), &text));
        if let Err(error) = kept {
            warn!(%error, "the snapshot of the queue was not kept; the next start reads more of the log");
        }
    }

    /// A print job that was under way when the power went: its paper may exist, so it is not printed again by itself.
    fn settle_what_a_restart_left(&mut self) {
        let group = self.state.tickets().filter_map(|ticket| {
            let print = ticket.print.filter(|print| print.outcome.is_none())?;
            let outcome = PrintOutcome::Unknown { trouble: Trouble::Silent };
            let command = Command::SettlePrint { ticket: ticket.id, job: print.job, outcome };
            system_request(&format!("restart-print-{}-{}", ticket.id, print.job), command)
        });
        let mut group: Vec<(Request, Reply)> = group.map(|request| (request, ignore())).collect();
        group.push(self.start_day());
        self.carry_out(group);
    }

    fn start_day(&self) -> (Request, Reply) {
        let day = self.state.setup().local_date((self.shared.clock)());
        // A date is 10 visible ASCII characters (and a sign at most), so this is a command id.
        let request = system_request(&format!("start-day-{day}"), Command::StartDay);
        (request.unwrap_or_else(|| unreachable!("a date makes a command id")), ignore())
    }

    fn until_midnight(&self) -> Duration {
        let now = (self.shared.clock)().to_zoned(self.state.setup().zone.clone());
        let midnight =
            now.date().tomorrow().and_then(|date| date.to_datetime(Time::midnight()).to_zoned(now.time_zone().clone()));
        let left = midnight.ok().and_then(|midnight| Duration::try_from(now.duration_until(&midnight)).ok());
        left.unwrap_or(LONGEST_SLEEP).clamp(Duration::from_millis(10), LONGEST_SLEEP)
    }

    fn leave_tidy(&mut self) {
        self.keep_snapshot();
        if let Err(error) = self.journal.checkpoint() {
            warn!(%error, "the log was not tidied at the end; nothing is lost");
        }
    }
}

/// A request of the system itself; `None` if the id is not one.
fn system_request(id: &str, command: Command) -> Option<Request> {
    Some(Request { id: id.parse::<CommandId>().ok()?, by: Actor::System, command })
}

/// Nobody waits for the answer to what the system asks of itself; a failure shows in the log and in the health.
fn ignore() -> Reply {
    Box::new(|_| ())
}
