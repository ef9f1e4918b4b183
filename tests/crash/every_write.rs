//! The process dies instead of each single call that changes the data folder, in the middle of each write, and with
//! the power: then what was not flushed is lost with it, or reached the disk in part and in any order.

use serde_json::json;

use crate::disk::Disk;
use crate::load::Attempt;
use crate::process::Kiosk;
use crate::verdict::Log;

/// Calls between two deaths in a run of all tests; a long run (`SPORTELLO_KILLS`) dies at every one.
const STRIDE: usize = 3;

/// What is asked of the kiosk before it is stopped in good order.
fn commands() -> Vec<Attempt> {
    let desk = |key: &str, path: &str| Attempt::new(1, key, path, json!({}));
    vec![
        Attempt::issue("one"),
        desk("call", "/api/desks/2/call-next"),
        Attempt::issue("two"),
        desk("next", "/api/desks/2/call-next"),
        desk("finish", "/api/desks/2/finish"),
    ]
}

#[test]
fn a_death_or_a_power_cut_at_every_write_loses_nothing_that_was_acknowledged() {
    let mut kiosk = Kiosk::new();
    if Disk::under(&kiosk.data(), kiosk.aside()).is_none() {
        return;
    }
    // On a folder that is new, and on one with a day's work in it.
    kiosk.start(None);
    let mut before = vec![Attempt::issue("before-0"), Attempt::issue("before-1")];
    before.iter_mut().for_each(|attempt| attempt.send(&kiosk.client()));
    assert!(kiosk.terminate().success());
    let stride = if std::env::var_os("SPORTELLO_KILLS").is_some() { 1 } else { STRIDE };
    for how in ["die", "tear", "cut", "mix"] {
        let (mut deaths, mut acknowledged, mut nth) = (0, 0, 1 + fastrand::usize(..stride));
        loop {
            let (survived, granted) = die_at(&kiosk, how, nth, &before);
            acknowledged += granted;
            if survived {
                break;
            }
            deaths += 1;
            nth += stride;
        }
        assert!(deaths > 3, "the disk is not under the kiosk");
        println!("every write: {deaths} deaths of {nth} calls ({how}), {acknowledged} commands acknowledged, lost 0");
    }
}

/// Runs the commands on a copy of an office until the nth call; whether it outlived them, and what was acknowledged.
fn die_at(office: &Kiosk, how: &str, nth: usize, before: &[Attempt]) -> (bool, usize) {
    let mut kiosk = office.copy();
    let disk = Disk::under(&kiosk.data(), kiosk.aside()).expect("there was a compiler before");
    disk.is(&format!("{how} {nth}"));
    kiosk.spawn(Some(&disk));
    let died = kiosk.ends_or_serves().is_some();
    let mut attempts = commands();
    if !died {
        let client = kiosk.client();
        for attempt in &mut attempts {
            attempt.send(&client);
            if attempt.answer.is_none() {
                break;
            }
        }
        let survived = kiosk.terminate().success();
        if survived {
            assert!(attempts.iter().all(Attempt::is_granted), "{attempts:?}");
            assert!(disk.calls().len() < nth, "call {nth} did not kill it");
            return (true, attempts.len());
        }
    }
    let granted = attempts.iter().filter(|attempt| attempt.is_granted()).count();
    disk.is("ok");
    kiosk.start(None);
    let client = kiosk.client();
    let mut log = Log::new();
    log.agrees_with(&kiosk.data(), &client.get("/api/queue").json());
    attempts.iter_mut().for_each(|attempt| attempt.send(&client));
    log.read(&kiosk.data(), None);
    for attempt in before.iter().chain(&attempts) {
        assert!(attempt.is_granted(), "after {how} {nth}: {attempt:?}");
        assert_eq!(log.lost(attempt), None, "after {how} {nth}");
    }
    (false, granted)
}
