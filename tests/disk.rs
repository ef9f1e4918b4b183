//! What a damaged disk gives back: entries and snapshots of any form are read or refused, and the queue stays usable.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::disallowed_methods, reason = "a test")]

use std::cell::Cell;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config as Cases, TestRunner};
use serde_json::Value;
use sportello::config::Config;
use sportello::journal::{Journal, Purpose};
use sportello::office::Office;
use sportello::queue::{
    Actor, Command, Decision, Entry, PrintOutcome, Request, Setup, State, TicketId, Trouble, decide,
};

fn setup() -> Arc<Setup> {
    Config::demonstration().setup()
}

fn morning() -> Timestamp {
    "2026-11-23T08:30:00Z".parse().unwrap()
}

fn request(id: impl std::fmt::Display, by: Actor, command: Command) -> Request {
    Request { id: format!("c-{id}").parse().unwrap(), by, command }
}

/// A day with every kind of entry, decided by the real core.
fn day() -> Vec<Entry> {
    let mut state = State::new(setup());
    let anna = || Actor::Operator("anna".into());
    let issue = || Command::Issue { service: "work".into(), language: "ar".into(), print: true };
    let outcome = PrintOutcome::NotPrinted { trouble: Trouble::NoPaper };
    let (one, two, desk) = (TicketId(1), TicketId(2), || "2".into());
    let commands = [
        (Actor::System, Command::StartDay),
        (Actor::Kiosk, issue()),
        (Actor::Kiosk, issue()),
        (anna(), Command::OpenDesk { desk: desk(), take_over: false }),
        (Actor::System, Command::SettlePrint { ticket: one, job: 1, outcome }),
        (anna(), Command::Reprint { ticket: one }),
        (anna(), Command::CallNext { desk: desk(), serving: None }),
        (anna(), Command::Recall { desk: desk(), ticket: Some(one) }),
        (anna(), Command::NoShow { desk: desk(), ticket: None }),
        (anna(), Command::Call { desk: desk(), ticket: one, serving: None }),
        (anna(), Command::Call { desk: desk(), ticket: two, serving: None }),
        (anna(), Command::Finish { desk: desk(), ticket: None }),
        (anna(), Command::PauseService { service: "health".into() }),
        (anna(), Command::ResumeService { service: "health".into() }),
        (anna(), Command::CloseDesk { desk: desk() }),
        (Actor::Kiosk, issue()),
    ];
    let mut entries = Vec::new();
    for (number, (by, command)) in commands.into_iter().enumerate() {
        let at = morning() + SignedDuration::from_secs(i64::try_from(number).unwrap() * 30);
        let Decision::Record(entry) = decide(&state, &request(number, by, command), at).unwrap() else {
            panic!("command {number} did nothing")
        };
        state.apply(&entry);
        entries.push(entry);
    }
    // The next morning: what was left is closed.
    let at = morning() + SignedDuration::from_hours(24);
    let Ok(Decision::Record(entry)) = decide(&state, &request("next", Actor::System, Command::StartDay), at) else {
        panic!("no day began")
    };
    entries.push(entry);
    entries
}

/// A JSON value put in place of another, or a text mishandled.
#[derive(Debug, Clone)]
enum Damage {
    /// Another value of the same type, so that what reads it takes it.
    Alike(Index, Index),
    Value(Index, Value),
    Remove(Index),
    Byte(Index, u8),
    Cut(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let odd = select(vec![
        Value::Null,
        Value::from(0),
        Value::from(-1),
        Value::from(u64::MAX),
        Value::from(u32::MAX),
        Value::from(i64::MIN),
        Value::from(1.5),
        Value::from(""),
        Value::from("A000"),
        Value::from("\u{5e9}999999999999999999999"),
        Value::from("9999-12-31"),
        Value::from("-009999-01-01"),
        Value::from("9999-12-30T22:00:00Z"),
        Value::from("-009999-01-02T01:59:59Z"),
        Value::from(true),
        Value::from(Vec::<Value>::new()),
        serde_json::json!({}),
        serde_json::json!({ "event": "day-started", "day": "2026-11-25" }),
        Value::from("2"),
        Value::from(2),
    ]);
    prop_oneof![
        20 => any::<[Index; 2]>().prop_map(|[at, put]| Damage::Alike(at, put)),
        6 => (any::<Index>(), odd).prop_map(|(at, value)| Damage::Value(at, value)),
        1 => any::<Index>().prop_map(Damage::Remove),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        1 => any::<Index>().prop_map(Damage::Cut),
    ]
}

/// Every place inside a value, as JSON pointers.
fn places(value: &Value, path: String, found: &mut Vec<String>) {
    let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| places(value, format!("{path}/{}", escape(key)), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, format!("{path}/{index}"), found));
        }
        _ => {}
    }
    found.push(path);
}

/// Another value of the same type; a text is most often one of the same document.
fn alike(value: &Value, pick: Index, texts: &[String]) -> Value {
    match value {
        Value::Bool(value) => Value::from(!value),
        Value::Number(_) => {
            let odd = [
                0,
                1,
                2,
                3,
                7,
                1_000,
                u64::from(u32::MAX) - 1,
                u64::from(u32::MAX),
                i64::MAX.cast_unsigned(),
                u64::MAX,
            ];
            Value::from(*pick.get(&odd))
        }
        Value::String(_) => Value::from(pick.get::<String>(texts).as_str()),
        Value::Array(items) => Value::from(items.iter().rev().cloned().cycle().take(pick.index(5)).collect::<Vec<_>>()),
        other => other.clone(),
    }
}

fn damaged(text: &str, damages: &[Damage]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for damage in damages {
        let value = serde_json::from_slice::<Value>(&bytes);
        match (damage, value) {
            (Damage::Alike(at, pick), Ok(mut value)) => {
                let mut found = Vec::new();
                places(&value, String::new(), &mut found);
                let texts = found.iter().filter_map(|place| value.pointer(place)?.as_str().map(str::to_owned));
                let odd = ["", "A000", "\u{5e9}9", "9999-12-30", "-009999-01-02T01:59:59Z", "9999-12-30T21:59:59Z"];
                let texts: Vec<String> = texts.chain(odd.map(str::to_owned)).collect();
                let place = value.pointer_mut(at.get::<String>(&found)).unwrap();
                *place = alike(place, *pick, &texts);
                bytes = value.to_string().into_bytes();
            }
            (Damage::Value(at, put), Ok(mut value)) => {
                let mut found = Vec::new();
                places(&value, String::new(), &mut found);
                *value.pointer_mut(at.get::<String>(&found)).unwrap() = put.clone();
                bytes = value.to_string().into_bytes();
            }
            (Damage::Remove(at), Ok(mut value)) => {
                let mut found = Vec::new();
                places(&value, String::new(), &mut found);
                let (parent, key) = at.get::<String>(&found).rsplit_once('/').unwrap_or_default();
                match value.pointer_mut(parent) {
                    Some(Value::Object(members)) => drop(members.remove(key)),
                    Some(Value::Array(items)) if !items.is_empty() => drop(items.remove(at.index(items.len()))),
                    _ => {}
                }
                bytes = value.to_string().into_bytes();
            }
            (Damage::Byte(at, byte), _) if !bytes.is_empty() => *at.get_mut(&mut bytes) = *byte,
            (Damage::Cut(at), _) if !bytes.is_empty() => bytes.truncate(at.index(bytes.len())),
            _ => {}
        }
    }
    bytes
}

/// Whatever it read, an office must be able to go on: every command gets an answer, and what comes of it can be applied.
fn assert_usable(state: &mut State) -> Result<(), TestCaseError> {
    let anna = || Actor::Operator("anna".into());
    let ticket = state.tickets().next_back().map_or(TicketId(1), |ticket| ticket.id);
    let commands = [
        (Actor::System, Command::StartDay),
        (anna(), Command::Issue { service: "work".into(), language: "it".into(), print: true }),
        (anna(), Command::OpenDesk { desk: "2".into(), take_over: true }),
        (anna(), Command::CallNext { desk: "2".into(), serving: None }),
        (anna(), Command::Recall { desk: "2".into(), ticket: None }),
        (anna(), Command::Call { desk: "1".into(), ticket, serving: None }),
        (anna(), Command::Finish { desk: "2".into(), ticket: None }),
        (anna(), Command::Reprint { ticket }),
        (anna(), Command::CloseDesk { desk: "2".into() }),
    ];
    let mut issued = false;
    for (number, (by, command)) in commands.into_iter().enumerate() {
        let at = morning() + SignedDuration::from_hours(25);
        match decide(state, &request(format!("after-{number}"), by, command), at) {
            Ok(Decision::Record(entry)) => {
                prop_assert_eq!(entry.seq, state.seq().saturating_add(1));
                issued |= number == 1;
                state.apply(&entry);
                let text = serde_json::to_string(&entry).unwrap();
                prop_assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
            }
            Ok(Decision::Already(_)) | Err(_) => {}
        }
    }
    prop_assert!(issued, "no number can be given any more");
    let text = serde_json::to_string(state).unwrap();
    prop_assert!(serde_json::from_str::<State>(&text).is_ok(), "its snapshot cannot be read");
    Ok(())
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Cases { cases, failure_persistence: None, ..Cases::default() })
}

#[test]
fn entries_of_any_form_are_refused_or_applied_and_the_queue_goes_on() {
    let day = day();
    let (tried, read) = (Cell::new(0), Cell::new(0));
    let cases = (any::<Index>(), proptest::collection::vec(damage(), 1..4));
    runner(5_000)
        .run(&cases, |(at, damages)| {
            let mut state = State::new(setup());
            let at = at.index(day.len());
            day[..at].iter().for_each(|entry| state.apply(entry));
            tried.set(tried.get() + 1);
            let bytes = damaged(&serde_json::to_string(&day[at]).unwrap(), &damages);
            if let Ok(entry) = serde_json::from_slice::<Entry>(&bytes) {
                read.set(read.get() + 1);
                state.apply(&entry);
                assert_usable(&mut state)?;
            }
            Ok(())
        })
        .unwrap();
    assert!(read.get() > 500, "{} of {} damaged entries could be read", read.get(), tried.get());
    println!("{} damaged entries: {} could be read, and the queue went on after each", tried.get(), read.get());
}

#[test]
fn snapshots_of_any_form_are_refused_or_taken_up_and_the_queue_goes_on() {
    let day = day();
    let (tried, read) = (Cell::new(0), Cell::new(0));
    let cases = (any::<Index>(), proptest::collection::vec(damage(), 1..4));
    runner(3_000)
        .run(&cases, |(at, damages)| {
            let mut state = State::new(setup());
            day[..=at.index(day.len())].iter().for_each(|entry| state.apply(entry));
            tried.set(tried.get() + 1);
            let bytes = damaged(&serde_json::to_string(&state).unwrap(), &damages);
            if let Ok(state) = serde_json::from_slice::<State>(&bytes) {
                read.set(read.get() + 1);
                assert_usable(&mut state.with_setup(setup()))?;
            }
            Ok(())
        })
        .unwrap();
    assert!(read.get() > 300, "{} of {} damaged snapshots could be read", read.get(), tried.get());
    println!("{} damaged snapshots: {} could be read, and the queue went on from each", tried.get(), read.get());
}

#[test]
fn a_database_with_damaged_rows_opens_with_the_others() {
    let day = day();
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let clock = Arc::new(|| morning() + SignedDuration::from_hours(25));
        Office::open(folder.path(), Purpose::Demonstration, "demo", setup(), clock)
    };
    let (tried, lost) = (Cell::new(0), Cell::new(0));
    let columns = select(vec!["seq", "at", "command", "request", "answer", "events", "state"]);
    // Not the last position that there is: after it, nothing can be appended.
    let numbers = select(vec![i64::MIN, -1, 0, 1, i64::MAX - 1]);
    let cases = (any::<Index>(), columns, proptest::collection::vec(damage(), 1..3), numbers);
    runner(60)
        .run(&cases, |(at, column, damages, number)| {
            let _ = std::fs::remove_file(Journal::file(folder.path()));
            let mut journal = Journal::open(folder.path(), Purpose::Demonstration, "demo").unwrap();
            journal.append(0, &day).unwrap();
            let mut state = State::new(setup());
            day.iter().for_each(|entry| state.apply(entry));
            journal.keep_snapshot(state.seq(), &serde_json::to_string(&state).unwrap()).unwrap();
            drop(journal);
            let seq = at.index(day.len()) + 1;
            let file = rusqlite::Connection::open(Journal::file(folder.path())).unwrap();
            let table = if column == "state" { "snapshot" } else { "entry" };
            if column != "state" {
                file.execute("DELETE FROM snapshot", []).unwrap();
            }
            let row = format!("SELECT {column} FROM {table} WHERE seq = {seq} OR '{table}' = 'snapshot'");
            let change =
                format!("UPDATE OR IGNORE {table} SET {column} = ?1 WHERE seq = {seq} OR '{table}' = 'snapshot'");
            match column {
                "seq" | "at" => file.execute(&change, [number]).unwrap(),
                _ => {
                    let text: String = file.query_row(&row, [], |row| row.get(0)).unwrap();
                    let text = String::from_utf8_lossy(&damaged(&text, &damages)).into_owned();
                    file.execute(&change, [text]).unwrap()
                }
            };
            drop(file);
            tried.set(tried.get() + 1);
            match open() {
                Ok((office, running)) => {
                    lost.set(lost.get() + office.entries_lost());
                    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                    let command = Command::Issue { service: "work".into(), language: "it".into(), print: false };
                    let answer =
                        runtime.block_on(office.submit(request("new", Actor::Operator("anna".into()), command)));
                    prop_assert!(answer.is_ok(), "{:?}", answer);
                    running.stop();
                }
                Err(error) => prop_assert!(false, "{}", error),
            }
            Ok(())
        })
        .unwrap();
    assert!(lost.get() > 0, "nothing was damaged");
    println!(
        "{} damaged databases: all opened and gave a number, {} entries lost and said so",
        tried.get(),
        lost.get()
    );
}

#[test]
fn a_snapshot_that_is_ahead_of_its_log_is_not_believed() {
    let (day, folder) = (day(), tempfile::tempdir().unwrap());
    let mut journal = Journal::open(folder.path(), Purpose::Demonstration, "demo").unwrap();
    journal.append(0, &day).unwrap();
    let mut state = State::new(setup());
    day.iter().for_each(|entry| state.apply(entry));
    journal.keep_snapshot(state.seq(), &serde_json::to_string(&state).unwrap()).unwrap();
    drop(journal);
    let file = rusqlite::Connection::open(Journal::file(folder.path())).unwrap();
    file.execute("DELETE FROM entry WHERE seq > 5", []).unwrap();
    drop(file);
    let (office, running) =
        Office::open(folder.path(), Purpose::Demonstration, "demo", setup(), Arc::new(morning)).unwrap();
    let command = Command::Issue { service: "work".into(), language: "it".into(), print: false };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let answer = runtime.block_on(office.submit(request("new", Actor::Operator("anna".into()), command)));
    assert!(answer.is_ok(), "a number can still be given: {answer:?}");
    running.stop();
}

/// What `tests/fuzz` begins with: a day of the log, and its snapshot. `SPORTELLO_BLESS=1` writes them anew.
#[test]
fn the_fuzzer_begins_with_entries_as_they_are_written_now() {
    let day = day();
    let mut state = State::new(setup());
    day[..9].iter().for_each(|entry| state.apply(entry));
    let lines: Vec<String> = day.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds/entry");
    for (name, text) in [("day.jsonl", lines.join("\n")), ("snapshot.json", serde_json::to_string(&state).unwrap())] {
        let file = folder.join(name);
        if std::env::var_os("SPORTELLO_BLESS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &text).unwrap();
        }
        assert!(std::fs::read_to_string(&file).is_ok_and(|kept| kept == text), "{name}: run with SPORTELLO_BLESS=1");
    }
}
