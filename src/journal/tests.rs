use rusqlite::Connection;

use super::*;
use crate::queue::{Actor, Answer, Command, Event, Request, TicketId};

mod archive;
mod salvage;

fn entry(seq: u64) -> Entry {
    let desk = "1".into();
    Entry {
        seq,
        at: "2026-11-23T08:30:00.123456Z".parse().unwrap(),
        request: Request {
            id: format!("c{seq}").parse().unwrap(),
            by: Actor::Operator("anna".into()),
            command: Command::Finish { desk: "1".into(), ticket: None },
        },
        answer: Answer::Settled { ticket: TicketId(seq), label: crate::queue::Label::new("A", 7) },
        events: vec![Event::DeskClosed { desk }],
    }
}

fn open(folder: &Path) -> Journal {
    Journal::open(folder, Purpose::Office, "perugia").unwrap()
}

#[test]
fn what_was_appended_is_read_back_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path());
    let entries: Vec<Entry> = (1..=5).map(entry).collect();
    journal.append(0, &entries[..2]).unwrap();
    journal.append(2, &entries[2..]).unwrap();
    drop(journal);
    let journal = open(folder.path());
    assert_eq!(journal.entries_after(0, 100).unwrap(), entries);
    assert_eq!(journal.entries_after(3, 1).unwrap(), entries[3..4]);
    assert_eq!(Journal::reader(folder.path()).unwrap().entries_after(4, 9).unwrap(), entries[4..]);
    assert_eq!(journal.answer_to(&"c3".parse().unwrap()).unwrap(), Some(entry(3)));
    assert_eq!(journal.answer_to(&"c9".parse().unwrap()).unwrap(), None);
}

#[test]
fn an_append_at_another_position_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path());
    journal.append(0, &[entry(1)]).unwrap();
    let error = journal.append(0, &[entry(1)]).unwrap_err();
    assert!(matches!(error, JournalError::Conflict { expected: 0, found: 1 }), "{error}");
    assert_eq!(journal.entries_after(0, 9).unwrap().len(), 1);
}

#[test]
fn a_group_is_in_the_log_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path());
    let mut repeated = entry(2);
    repeated.request.id = entry(1).request.id;
    journal.append(0, &[entry(1), repeated]).unwrap_err();
    assert_eq!(journal.entries_after(0, 9).unwrap(), []);
}

#[test]
fn every_commit_is_flushed_to_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(folder.path());
    let pragma = |name: &str| -> String {
        journal.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).map_or_else(
            |error| error.to_string(),
            |value| match value {
                rusqlite::types::Value::Text(text) => text,
                rusqlite::types::Value::Integer(number) => number.to_string(),
                other => format!("{other:?}"),
            },
        )
    };
    assert_eq!((pragma("journal_mode").as_str(), pragma("synchronous").as_str()), ("wal", "2"));
}

#[test]
fn a_folder_of_another_purpose_or_office_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let demo = Journal::open(folder.path(), Purpose::Demonstration, "perugia").err().unwrap();
    assert!(matches!(demo, JournalError::WrongPurpose { .. }), "{demo}");
    let other = Journal::open(folder.path(), Purpose::Office, "firenze").err().unwrap();
    assert!(other.to_string().contains("belongs to the office `perugia`"), "{other}");
    drop(open(folder.path()));
}

#[test]
fn a_newer_layout_is_taken_unless_it_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let database = Connection::open(Journal::file(folder.path())).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(open(folder.path()));
    database.execute("INSERT INTO meta VALUES ('needs-layout', '98')", []).unwrap();
    let error = Journal::open(folder.path(), Purpose::Office, "perugia").err().unwrap();
    assert!(error.to_string().contains("newer version"), "{error}");
}

#[test]
fn an_entry_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path());
    journal.append(0, &[entry(1), entry(2)]).unwrap();
    journal.connection.execute("UPDATE entry SET events = '[{\"event\":', sum = NULL WHERE seq = 2", []).unwrap();
    let error = journal.entries_after(0, 9).unwrap_err();
    assert!(matches!(error, JournalError::Corrupt { seq: 2, .. }), "{error}");
    journal.connection.execute("UPDATE entry SET at = at + 1 WHERE seq = 1", []).unwrap();
    let error = journal.entries_after(0, 1).unwrap_err();
    assert!(error.is_damage() && error.to_string().contains("entry 1 of the log is not what was written"), "{error}");
}

#[test]
fn only_the_latest_snapshot_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path());
    assert_eq!(journal.snapshot().unwrap(), None);
    journal.keep_snapshot(4, "{}").unwrap();
    journal.keep_snapshot(9, "[]").unwrap();
    assert_eq!(journal.snapshot().unwrap(), Some((9, "[]".to_owned())));
    journal.connection.execute("UPDATE snapshot SET state = '[0]'", []).unwrap();
    assert_eq!(journal.snapshot().unwrap(), None, "one that was changed does not count");
}
