//! The real office under many senders at once: requests share commits in whatever groups come about, the clock moves
//! meanwhile, and the office is stopped and opened again. Its log must satisfy the same model as the queue alone.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use sportello::journal::Purpose;
use sportello::office::{Office, Running, SubmitError};
use sportello::queue::{
    Actor, Answer, Command, CommandId, Entry, PrintOutcome, Request, Serving, Setup, TicketId, Trouble,
};

use super::invariant::{Held, Invariant};
use super::model::Model;
use super::office::{self, DESKS, OPERATORS, SERVICES};
use super::state::compare;

const SENDERS: usize = 6;
const COMMANDS: usize = 40;

/// What a sender got for a request, each time that it sent it.
type Said = Vec<(Request, Vec<Result<Answer, SubmitError>>)>;

/// Figures of a run.
#[derive(Debug, Default)]
pub struct Groups {
    pub requests: usize,
    pub entries: usize,
    pub restarts: usize,
}

/// Plays one office, in several rounds with a restart between them.
pub fn play(seed: u64, rounds: usize) -> Result<Groups, super::invariant::Broken> {
    let mut random = Rng::with_seed(seed);
    let (office, begins) = office::open(random.usize(..12));
    let setup = office.setup();
    let folder = tempfile::tempdir().unwrap();
    let dial = Arc::new(AtomicI64::new(0));
    let (mut model, mut figures, ids) = (Model::default(), Groups::default(), AtomicU64::new(0));
    let mut said: Said = Vec::new();
    for _ in 0..rounds {
        let (office, running) = open(folder.path(), &setup, &dial, begins);
        let seeds: Vec<u64> = (0..SENDERS).map(|_| random.u64(..)).collect();
        let new = Mutex::new(Said::new());
        std::thread::scope(|scope| {
            for seed in seeds {
                let (office, ids, dial, new, said) = (&office, &ids, &dial, &new, &said);
                scope.spawn(move || new.lock().unwrap().extend(send(office, seed, ids, dial, said)));
            }
        });
        said.extend(new.into_inner().unwrap());
        running.stop();
        figures.restarts += 1;
        let entries = office.entries_after(model.seq, usize::MAX).unwrap();
        for entry in &entries {
            model.accept(entry, &setup)?;
        }
        office.read(|state| compare(&mut model, state, &setup))?;
        figures.entries += entries.len();
        judge(&mut model, &said, &office.entries_after(0, usize::MAX).unwrap())?;
    }
    figures.requests = said.iter().map(|(_, answers)| answers.len()).sum();
    Ok(figures)
}

fn open(folder: &Path, setup: &Arc<Setup>, dial: &Arc<AtomicI64>, begins: Timestamp) -> (Office, Running) {
    let dial = dial.clone();
    let clock = Arc::new(move || begins + SignedDuration::from_secs(dial.load(Ordering::SeqCst)));
    Office::open(folder, Purpose::Office, "test", setup.clone(), clock).unwrap()
}

/// Who was granted finds the answer in the log, who was refused finds nothing, and who asked twice heard the same.
fn judge(model: &mut Model, said: &Said, log: &[Entry]) -> Held {
    let log: HashMap<&str, &Entry> = log.iter().map(|entry| (entry.request.id.as_str(), entry)).collect();
    let granted: HashSet<&CommandId> =
        said.iter().filter(|(_, all)| all.iter().any(Result::is_ok)).map(|(request, _)| &request.id).collect();
    for (request, answers) in said {
        let entry = log.get(request.id.as_str());
        for answer in answers {
            let (invariant, right) = match answer {
                Ok(answer) if request.by == Actor::System => {
                    (Invariant::AnswerTellsWhatHappened, entry.is_none_or(|entry| entry.answer == *answer))
                }
                Ok(answer) => (Invariant::SameIdSameAnswer, entry.is_some_and(|entry| entry.answer == *answer)),
                // It may have been granted when it was sent again.
                Err(_) => (Invariant::RefusalChangesNothing, entry.is_none() || granted.contains(&request.id)),
            };
            model.check(invariant, right, || format!("{request:?} was told {answers:?}; the log has {entry:?}"))?;
        }
    }
    Ok(())
}

/// One sender: new requests, and old ones of everybody again.
fn send(office: &Office, seed: u64, ids: &AtomicU64, dial: &AtomicI64, before: &Said) -> Said {
    let mut random = Rng::with_seed(seed);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut mine = Said::new();
    for _ in 0..COMMANDS {
        match random.u32(0..40) {
            0 => drop(dial.fetch_add(random.i64(-7_200..30_000), Ordering::SeqCst)),
            1..4 => drop(dial.fetch_add(random.i64(0..60), Ordering::SeqCst)),
            _ => {}
        }
        let request = match before.get(random.usize(..before.len().max(1))) {
            Some((request, _)) if random.u32(0..8) == 0 => request.clone(),
            _ => request(&mut random, ids),
        };
        // Impatient senders have it under way more than once.
        let times = if random.u32(0..6) == 0 { 3 } else { 1 };
        let replies: Vec<_> = (0..times)
            .map(|_| {
                let (sender, receiver) = std::sync::mpsc::channel();
                office.submit_with(request.clone(), move |answer| drop(sender.send(answer)));
                receiver
            })
            .collect();
        let mut answers: Vec<_> = replies.into_iter().map(|reply| reply.recv().unwrap()).collect();
        if random.u32(0..10) == 0 {
            answers.push(runtime.block_on(office.submit(request.clone())));
        }
        mine.push((request, answers));
    }
    mine
}

fn request(random: &mut Rng, ids: &AtomicU64) -> Request {
    let desk = DESKS[random.usize(..4)].into();
    let ticket = TicketId(random.u64(1..60));
    let serving = [None, Some(Serving::Nobody), Some(Serving::Ticket(ticket))][random.usize(..3)];
    let named = [None, Some(ticket)][usize::from(random.u32(0..4) == 0)];
    let operator = Actor::Operator(OPERATORS[random.usize(..OPERATORS.len())].into());
    let issue = Command::Issue { service: SERVICES[random.usize(..5)].into(), language: "it".into(), print: true };
    let (by, command) = match random.u32(0..20) {
        0..5 => (operator, issue),
        5..7 => (Actor::Kiosk, issue),
        7..11 => (operator, Command::CallNext { desk, serving }),
        11 => (operator, Command::Call { desk, ticket, serving }),
        12 => (operator, Command::Recall { desk, ticket: named }),
        13 => (operator, Command::NoShow { desk, ticket: named }),
        14 => (operator, Command::Finish { desk, ticket: named }),
        15 => (operator, Command::OpenDesk { desk, take_over: random.bool() }),
        16 => (operator, Command::Reprint { ticket }),
        17 => (operator, Command::PauseService { service: SERVICES[random.usize(..5)].into() }),
        18 => (operator, Command::ResumeService { service: SERVICES[random.usize(..5)].into() }),
        _ => {
            let outcome =
                [PrintOutcome::Printed, PrintOutcome::NotPrinted { trouble: Trouble::Gone }][random.usize(..2)];
            (Actor::System, Command::SettlePrint { ticket, job: 1, outcome })
        }
    };
    let id = format!("g{}", ids.fetch_add(1, Ordering::Relaxed)).parse().unwrap();
    Request { id, by, command }
}
