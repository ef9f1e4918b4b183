//! The real process when the power goes or the disk fails: nothing that was acknowledged is lost, no number is given
//! twice, no ticket is at two desks. What it says is compared with the database itself.
//!
//! `SPORTELLO_KILLS=500 cargo test --test crash kill -- --nocapture` is the long run.

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
#[path = "crash/damage.rs"]
mod damage;
#[path = "crash/disk.rs"]
mod disk;
#[path = "crash/every_write.rs"]
mod every_write;
#[path = "crash/faults.rs"]
mod faults;
#[path = "simulation/invariant.rs"]
#[allow(dead_code, reason = "shared with the simulation")]
mod invariant;
#[path = "browser/kiosk.rs"]
#[allow(dead_code, reason = "shared with the tests in browsers")]
mod kiosk;
#[path = "crash/load.rs"]
mod load;
#[path = "simulation/model.rs"]
#[allow(dead_code, reason = "shared with the simulation")]
mod model;
#[path = "crash/process.rs"]
mod process;
#[path = "simulation/today.rs"]
#[allow(dead_code, reason = "shared with the simulation")]
mod today;
#[path = "crash/verdict.rs"]
mod verdict;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use load::Load;
use process::Kiosk;
use verdict::Log;

/// Kills in a run of all tests.
const KILLS: usize = 30;

/// Kills on one data folder; then a new office opens, so that a long run has many days of a usual size.
const KILLS_A_DAY: usize = 50;

/// What a run came to.
#[derive(Default)]
struct Figures {
    kills: usize,
    /// Stops in good order among them.
    terminated: usize,
    /// Kills while the process was starting, beside the others.
    early: usize,
    commands: usize,
    acknowledged: usize,
    retried: usize,
    tickets: usize,
    entries: u64,
    /// From start to serving.
    serving: Vec<Duration>,
}

#[test]
fn kill_at_any_moment_under_load_loses_nothing_and_doubles_nothing() {
    let kills = std::env::var("SPORTELLO_KILLS").map_or(KILLS, |text| text.parse().expect("SPORTELLO_KILLS"));
    let mut figures = Figures::default();
    while figures.kills < kills {
        let left = kills - figures.kills;
        kill_for_a_day(&mut figures, left.min(KILLS_A_DAY));
    }
    let Figures { terminated, early, commands, acknowledged, retried, tickets, entries, mut serving, .. } = figures;
    serving.sort();
    let within = |share: usize| serving[(serving.len() - 1) * share / 100].as_millis();
    println!(
        "crash: {kills} kills under load ({terminated} of them a stop by SIGTERM), {early} more while starting; \
         {commands} commands, {acknowledged} acknowledged, {retried} repeated, {tickets} tickets, {entries} entries; \
         lost 0, doubled 0; start to serving: half within {} ms, 95 of 100 within {} ms, all within {} ms",
        within(50),
        within(95),
        within(100),
    );
}

fn kill_for_a_day(figures: &mut Figures, kills: usize) {
    let (mut kiosk, load, mut log, mut judged) = (Kiosk::new(), Load::default(), Log::new(), 0);
    figures.serving.push(kiosk.start(None));
    for kill in 1..=kills {
        let stop = AtomicBool::new(false);
        let client = kiosk.client();
        std::thread::scope(|scope| {
            scope.spawn(|| load.work(&client, &stop));
            std::thread::sleep(Duration::from_millis(fastrand::u64(1..400)));
            if kill % 8 == 0 {
                // A stop in good order in between, while commands come in.
                let status = kiosk.terminate();
                assert!(status.success(), "{status}: {}", kiosk.said());
                figures.terminated += 1;
            } else {
                kiosk.kill();
            }
            stop.store(true, Ordering::Relaxed);
        });
        if kill % 6 == 0 {
            // The power comes and goes again while it starts.
            kiosk.spawn(None);
            std::thread::sleep(Duration::from_millis(fastrand::u64(0..200)));
            kiosk.kill();
            figures.early += 1;
        }
        figures.serving.push(kiosk.start(None));
        let client = kiosk.client();
        log.agrees_with(&kiosk.data(), &client.get("/api/queue").json());
        figures.retried += load.retry(&client);
        log.read(&kiosk.data(), None);
        let attempts = load.attempts.lock().unwrap();
        for attempt in &attempts[judged..] {
            assert!(attempt.answer.is_some(), "no answer to a repeated command: {attempt:?}");
            assert_eq!(log.lost(attempt), None, "after {kill} kills");
        }
        judged = attempts.len();
    }
    // Once more with all that was ever acknowledged, on a process that answers from its log.
    log.still_there(&kiosk.data());
    let attempts = load.attempts.lock().unwrap();
    let granted: Vec<_> = attempts.iter().filter(|attempt| attempt.is_granted()).collect();
    let (client, before) = (kiosk.client(), log.len());
    for attempt in granted.iter().rev().step_by(granted.len() / 50 + 1) {
        let (status, _) = attempt.again(&client);
        assert_eq!(Some(status), attempt.answer.as_ref().map(|(status, _)| *status), "{attempt:?}");
    }
    log.read(&kiosk.data(), None);
    let later = log.entries().filter(|entry| entry.seq > before);
    let again = later.filter(|entry| entry.request.id.as_str().starts_with("lan-")).count();
    assert_eq!(again, 0, "repeated, and not done again");
    figures.kills += kills;
    figures.commands += attempts.len();
    figures.acknowledged += granted.len();
    figures.tickets += attempts.iter().filter(|attempt| matches!(attempt.answer, Some((201, _)))).count();
    figures.entries += log.len();
}
