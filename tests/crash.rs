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
#[path = "crash/verdict.rs"]
mod verdict;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use load::Load;
use process::Kiosk;
use verdict::Log;

/// Kills in a run of all tests.
const KILLS: usize = 30;

#[test]
fn kill_at_any_moment_under_load_loses_nothing_and_doubles_nothing() {
    let kills = std::env::var("SPORTELLO_KILLS").map_or(KILLS, |text| text.parse().expect("SPORTELLO_KILLS"));
    let (mut kiosk, load, mut log) = (Kiosk::new(), Load::default(), Log::new());
    let mut serving: Vec<Duration> = vec![kiosk.start(None)];
    let (mut retried, mut judged, mut early, mut terminated) = (0, 0, 0, 0);
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
                terminated += 1;
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
            early += 1;
        }
        serving.push(kiosk.start(None));
        let client = kiosk.client();
        log.agrees_with(&kiosk.data(), &client.get("/api/queue").json());
        retried += load.retry(&client);
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
    let client = kiosk.client();
    let before = log.len();
    for attempt in granted.iter().rev().step_by(granted.len() / 50 + 1) {
        let (status, _) = attempt.again(&client);
        assert_eq!(Some(status), attempt.answer.as_ref().map(|(status, _)| *status), "{attempt:?}");
    }
    log.read(&kiosk.data(), None);
    let later = log.entries().filter(|entry| entry.seq > before);
    assert_eq!(
        later.filter(|entry| entry.request.id.as_str().starts_with("lan-")).count(),
        0,
        "repeated, not done again"
    );
    serving.sort();
    let at = |share: usize| serving[(serving.len() - 1) * share / 100].as_millis();
    let tickets = attempts.iter().filter(|attempt| matches!(attempt.answer, Some((201, _)))).count();
    println!(
        "crash: {kills} kills under load ({terminated} of them a stop by SIGTERM), {early} more while starting; \
         {} commands, {} acknowledged, {retried} repeated, {tickets} tickets, {} entries in the log, {:?}; \
         lost 0, doubled 0; to serving again: half within {} ms, 95 of 100 within {} ms, all within {} ms",
        attempts.len(),
        granted.len(),
        log.len(),
        log.places(),
        at(50),
        at(95),
        at(100),
    );
}
