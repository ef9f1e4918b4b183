use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::*;
use crate::queue::{Actor, Area, Command, Desk, Event, Hours, PrintOutcome, Service, Status};

mod damage;
mod upkeep;

/// A clock that a test moves: seconds from a Monday morning.
#[derive(Clone, Default)]
struct Dial(Arc<AtomicI64>);

impl Dial {
    fn clock(&self) -> Clock {
        let dial = self.0.clone();
        let monday: Timestamp = "2026-11-23T08:30:00Z".parse().unwrap();
        Arc::new(move || monday + jiff::SignedDuration::from_secs(dial.load(Ordering::SeqCst)))
    }

    fn turn(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

fn setup() -> Arc<Setup> {
    Arc::new(Setup {
        zone: TimeZone::get("Europe/Rome").unwrap(),
        services: vec![Service { id: "work".into(), area: Area::Work, prefix: "A".into(), hours: None }],
        desks: ["1", "2"].map(|id| Desk { id: id.into(), services: vec!["work".into()] }).to_vec(),
        hours: Hours::always(),
        issue_outside_hours: false,
    })
}

fn open(folder: &Path, dial: &Dial) -> (Office, Running) {
    Office::open(folder, Purpose::Office, "test", setup(), dial.clock()).unwrap()
}

fn issue(id: &str) -> Request {
    let command = Command::Issue { service: "work".into(), language: "it".into(), print: true };
    Request { id: id.parse().unwrap(), by: Actor::Kiosk, command }
}

fn call_next(id: &str, desk: &str) -> Request {
    let command = Command::CallNext { desk: desk.into(), serving: None };
    Request { id: id.parse().unwrap(), by: Actor::Operator("anna".into()), command }
}

#[tokio::test]
async fn what_was_answered_is_there_after_a_restart() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, running) = open(folder.path(), &dial);
    let first = office.submit(issue("a")).await.unwrap();
    office.submit(issue("b")).await.unwrap();
    office.submit(call_next("c", "1")).await.unwrap();
    running.stop();
    assert!(matches!(office.submit(issue("d")).await, Err(SubmitError::Stopping)));
    let (office, _running) = open(folder.path(), &dial);
    assert_eq!(office.submit(issue("a")).await.unwrap(), first, "the first answer again");
    let labels: Vec<String> = office.read(|state| state.tickets().map(|ticket| ticket.label.to_string()).collect());
    assert_eq!(labels, ["A001", "A002"]);
    assert!(office.read(|state| state.serving(&"1".into()).is_some()));
}

#[tokio::test]
async fn the_state_is_the_same_from_the_snapshot_and_from_the_log_alone() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, running) = open(folder.path(), &dial);
    for id in ["a", "b", "c"] {
        office.submit(issue(id)).await.unwrap();
    }
    running.stop();
    async fn whole(office: &Office) -> serde_json::Value {
        // Answered in order, so what the start did is done.
        office.submit(issue("a")).await.unwrap();
        office.read(|state| serde_json::to_value(state).unwrap())
    }
    let (office, running) = open(folder.path(), &dial);
    let from_snapshot = whole(&office).await;
    running.stop();
    for bad in ["DELETE FROM snapshot", "INSERT INTO snapshot (seq, state) VALUES (99, 'not a state')"] {
        rusqlite::Connection::open(Journal::file(folder.path())).unwrap().execute(bad, []).unwrap();
        let (office, running) = open(folder.path(), &dial);
        assert_eq!(whole(&office).await, from_snapshot, "after {bad}");
        running.stop();
    }
}

#[tokio::test]
async fn a_print_that_a_restart_cut_off_is_in_doubt_and_not_printed_again() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, running) = open(folder.path(), &dial);
    office.submit(issue("a")).await.unwrap();
    running.stop();
    let (office, _running) = open(folder.path(), &dial);
    // Answered in order, so what the start did is done.
    office.submit(issue("b")).await.unwrap();
    let outcome = office.read(|state| state.tickets().next().unwrap().print.unwrap().outcome);
    assert!(matches!(outcome, Some(PrintOutcome::Unknown { .. })), "{outcome:?}");
}

#[tokio::test]
async fn yesterdays_tickets_are_closed_at_the_start_of_the_next_day() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, running) = open(folder.path(), &dial);
    office.submit(issue("a")).await.unwrap();
    running.stop();
    dial.turn(86_400);
    let (office, _running) = open(folder.path(), &dial);
    office.submit(issue("b")).await.unwrap();
    assert_eq!(office.read(|state| state.tickets().count()), 1);
    let entries = office.entries_after(0, 99).unwrap();
    let expired = entries.iter().flat_map(|entry| &entry.events).filter(|e| matches!(e, Event::TicketExpired { .. }));
    assert_eq!(expired.count(), 1);
}

#[tokio::test]
async fn an_id_from_long_ago_still_gets_its_answer() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, _running) = open(folder.path(), &dial);
    let first = office.submit(issue("old")).await.unwrap();
    for day in 0..4 {
        dial.turn(86_400);
        office.submit(issue(&format!("day{day}"))).await.unwrap();
    }
    assert_eq!(office.submit(issue("old")).await.unwrap(), first);
    let reused = office.submit(call_next("old", "1")).await;
    assert!(matches!(reused, Err(SubmitError::Refused(Refusal::CommandIdReused))), "{reused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn desks_that_call_at_once_never_get_the_same_ticket() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, _running) = open(folder.path(), &dial);
    for n in 0..100 {
        office.submit(issue(&format!("i{n}"))).await.unwrap();
    }
    let mut calls = Vec::new();
    for n in 0..100 {
        let office = office.clone();
        let desk = if n % 2 == 0 { "1" } else { "2" };
        calls.push(tokio::spawn(async move { office.submit(call_next(&format!("k{n}"), desk)).await }));
    }
    let mut called = Vec::new();
    for call in calls {
        match call.await.unwrap().unwrap() {
            Answer::Called { ticket, .. } => called.push(ticket),
            other => panic!("{other:?}"),
        }
    }
    called.sort();
    called.dedup();
    assert_eq!(called.len(), 100);
    assert!(office.read(|state| state.tickets().all(|ticket| ticket.status != Status::Waiting)));
}

#[tokio::test]
async fn a_follower_sees_every_entry_once_though_it_lags() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, _running) = open(folder.path(), &dial);
    office.submit(issue("first")).await.unwrap();
    let mut follower = office.follow_from(0);
    let first = follower.next().await.unwrap().unwrap();
    let total = PUBLISHED as u64 + 300;
    let waiting: Vec<_> = (0..total)
        .map(|n| {
            let office = office.clone();
            tokio::spawn(async move { office.submit(issue(&format!("n{n}"))).await.unwrap() })
        })
        .collect();
    for issued in waiting {
        issued.await.unwrap();
    }
    let mut seen = vec![first.seq];
    while *seen.last().unwrap() < office.read(State::seq) {
        seen.push(follower.next().await.unwrap().unwrap().seq);
    }
    let wanted: Vec<u64> = (1..=office.read(State::seq)).collect();
    assert_eq!(seen, wanted);
}

#[tokio::test]
async fn a_log_that_cannot_be_written_is_said_and_loses_nothing() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, _running) = open(folder.path(), &dial);
    office.submit(issue("a")).await.unwrap();
    let other = rusqlite::Connection::open(Journal::file(folder.path())).unwrap();
    other
        .execute_batch("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        .unwrap();
    let refused = office.submit(issue("b")).await;
    assert!(matches!(&refused, Err(SubmitError::Storage(text)) if text.contains("disk is full")), "{refused:?}");
    assert!(matches!(&*office.health().borrow(), Health::Failing(_)));
    assert_eq!(office.read(|state| state.tickets().count()), 1, "what is not durable is not shown");
    other.execute_batch("DROP TRIGGER full").unwrap();
    let Answer::Issued { label, .. } = office.submit(issue("b")).await.unwrap() else { panic!("not issued") };
    assert_eq!(label.as_str(), "A002");
    assert_eq!(*office.health().borrow(), Health::Good);
}

#[test]
fn a_data_folder_is_held_by_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new");
    let held = DataFolder::hold(&path).unwrap();
    let second = DataFolder::hold(&path).unwrap_err();
    assert!(matches!(second, FolderError::Held { .. }), "{second}");
    drop(held);
    DataFolder::hold(&path).unwrap();
}

#[tokio::test]
async fn checkpoints_are_made_before_the_writer_would_make_them() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, running) = open(folder.path(), &dial);
    for n in 0..1_500 {
        office.submit(issue(&format!("n{n}"))).await.unwrap();
    }
    // The writer itself would begin only at 32 MB, which is not reached; a new database has some 50 KB.
    let size = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().len();
    let (log, database) = (size("sportello.db-wal"), size("sportello.db"));
    println!("write-ahead log {log} bytes, database {database} bytes after 1,500 numbers");
    assert!(log < 32_000_000 && database > 300_000, "{log} and {database}");
    running.stop();
}
