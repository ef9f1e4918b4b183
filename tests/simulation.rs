//! The queue in a thousand random schedules a run: visitors, operators on screens that are out of date, printers that
//! answer late and twice, clocks that jump, days that turn, restarts at any moment. After every event the promises of
//! `simulation/invariant.rs` are checked against a model that knows nothing of the queue's own state.
//!
//! `SPORTELLO_SCHEDULES=N` plays so many, `SPORTELLO_SEED=S` one of them again, `SPORTELLO_FIRST_SEED=S` those from S on.
//! A schedule that breaks a promise is made short and kept in `target/simulation/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test"
)]

#[path = "simulation/answer.rs"]
mod answer;
#[path = "simulation/cause.rs"]
mod cause;
#[path = "simulation/failure.rs"]
mod failure;
#[path = "simulation/figures.rs"]
mod figures;
#[path = "simulation/groups.rs"]
mod groups;
#[path = "simulation/invariant.rs"]
mod invariant;
#[path = "simulation/model.rs"]
mod model;
#[path = "simulation/office.rs"]
mod office;
#[path = "simulation/play.rs"]
mod play;
#[path = "simulation/schedule.rs"]
mod schedule;
#[path = "simulation/state.rs"]
mod state;
#[path = "simulation/today.rs"]
mod today;
#[path = "simulation/wish.rs"]
mod wish;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use figures::Figures;

/// Schedules in a run of all tests.
const SCHEDULES: u64 = 1_000;

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")))
}

#[test]
fn every_promise_holds_after_every_event_of_random_schedules() {
    let again = number("SPORTELLO_SEED");
    let count = again.map_or_else(|| number("SPORTELLO_SCHEDULES").unwrap_or(SCHEDULES), |_| 1);
    let first = again.or_else(|| number("SPORTELLO_FIRST_SEED")).unwrap_or_else(|| fastrand::u64(..1 << 40));
    let (next, failed) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
    let total = Mutex::new(Figures::default());
    // What the queue's panics print is told with the schedule.
    std::panic::set_hook(Box::new(|_| {}));
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut mine = Figures::default();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count || failed.load(Ordering::Relaxed) != u64::MAX {
                        break;
                    }
                    match failure::play(first + index, &schedule::of(first + index)) {
                        Ok(figures) => mine.add(&figures),
                        Err(_) => drop(failed.fetch_min(index, Ordering::Relaxed)),
                    }
                }
                total.lock().unwrap().add(&mine);
            });
        }
    });
    drop(std::panic::take_hook());
    let failed = failed.into_inner();
    if failed != u64::MAX {
        give_up(first + failed, failed + 1);
    }
    let total = total.into_inner().unwrap();
    println!("simulation: {total}; 0 promises broken; seeds from {first}");
    println!("{}", total.table());
    if count >= SCHEDULES / 2 {
        assert_eq!(total.never_reached(), Vec::<String>::new(), "never reached: the schedules prove nothing of these");
    }
}

#[test]
fn every_promise_holds_when_many_send_at_once_and_commits_are_shared() {
    const OFFICES: u64 = 6;
    const ROUNDS: usize = 4;
    let first = number("SPORTELLO_FIRST_SEED").unwrap_or_else(|| fastrand::u64(..1 << 40));
    let (mut requests, mut entries, mut restarts) = (0, 0, 0);
    for seed in first..first + OFFICES {
        // The senders' commands come from the seed, their interleaving from the machine.
        let figures = groups::play(seed, ROUNDS).unwrap_or_else(|broken| panic!("seed {seed}: {broken}"));
        requests += figures.requests;
        entries += figures.entries;
        restarts += figures.restarts;
    }
    println!(
        "groups: {OFFICES} real offices, {restarts} starts, {requests} requests of 6 senders at once, {entries} entries; \
         0 promises broken; seeds from {first}"
    );
}

/// Tells how a schedule failed, as shortly as it can be made to.
fn give_up(seed: u64, after: u64) -> ! {
    let steps = schedule::of(seed);
    std::panic::set_hook(Box::new(|_| {}));
    let (failed, broken) = failure::play(seed, &steps).expect_err("it failed before");
    let few = failure::shrink(seed, &steps, failed, broken.invariant);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/simulation");
    let kept = failure::keep(&folder, seed, &few);
    drop(std::panic::take_hook());
    let (log, story) = kept.unwrap();
    println!("{story}");
    println!("broken: {:?} after {after} schedules", broken.invariant);
    panic!(
        "SPORTELLO_SEED={seed} broke {broken}\nat step {failed} of {}; the same in {} steps; the log is kept in {}",
        steps.len(),
        few.len(),
        log.display()
    );
}
