//! What the log says after a crash, beside what was acknowledged: read from the database itself, by the simulation's
//! model, which knows nothing of the kiosk.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sportello::config::Config;
use sportello::queue::{Answer, Entry, Setup};

use crate::load::Attempt;
use crate::model::Model;

/// The log as far as it was read, and the model that accepted each of its entries.
pub struct Log {
    setup: Arc<Setup>,
    model: Model,
    /// By command id.
    entries: HashMap<String, Entry>,
}

impl Log {
    pub fn new() -> Self {
        Self { setup: Config::demonstration().setup(), model: Model::default(), entries: HashMap::new() }
    }

    pub fn len(&self) -> u64 {
        self.model.seq
    }

    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Reads what the log has beyond, up to a position, and checks every promise about it.
    pub fn read(&mut self, data: &Path, up_to: Option<u64>) {
        let path = data.join("sportello.db");
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut statement = connection
            .prepare("SELECT seq, at, request, answer, events FROM entry WHERE seq > ?1 AND seq <= ?2 ORDER BY seq")
            .unwrap();
        let until = up_to.unwrap_or(i64::MAX.cast_unsigned()).cast_signed();
        let rows = statement
            .query_map([self.model.seq.cast_signed(), until], |row| {
                let text = |index| row.get::<_, String>(index);
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, text(2)?, text(3)?, text(4)?))
            })
            .unwrap();
        for row in rows {
            let (seq, at, request, answer, events) = row.unwrap();
            let entry = Entry {
                seq: seq.cast_unsigned(),
                at: Timestamp::from_microsecond(at).unwrap(),
                request: serde_json::from_str(&request).unwrap(),
                answer: serde_json::from_str(&answer).unwrap(),
                events: serde_json::from_str(&events).unwrap(),
            };
            self.model.accept(&entry, &self.setup).unwrap_or_else(|broken| panic!("entry {seq}: {broken}"));
            self.entries.insert(entry.request.id.as_str().to_owned(), entry);
        }
        if let Some(up_to) = up_to {
            assert_eq!(self.model.seq, up_to, "the kiosk shows entries that the log does not have");
        }
    }

    /// Whether the log still holds what it held when it was read before: nothing was taken back.
    pub fn still_there(&self, data: &Path) {
        let mut again = Self::new();
        again.read(data, None);
        assert!(again.len() >= self.len(), "the log had {} entries and has {}", self.len(), again.len());
        for (id, entry) in &self.entries {
            assert_eq!(again.entries.get(id), Some(entry), "an entry was taken back or changed");
        }
    }

    /// The queue that the kiosk shows is the queue of its log.
    pub fn agrees_with(&mut self, data: &Path, queue: &Value) {
        self.read(data, queue["seq"].as_u64());
        let labels = |tickets: &Value| -> Vec<String> {
            let all = tickets.as_array().unwrap().iter();
            all.map(|ticket| ticket["label"].as_str().unwrap().to_owned()).collect()
        };
        let waiting: Vec<String> = self.model.today.waiting().map(|visitor| visitor.label.to_string()).collect();
        assert_eq!(labels(&queue["waiting"]), waiting);
        for desk in queue["desks"].as_array().unwrap() {
            let id = desk["id"].as_str().unwrap().into();
            let there = self.model.today.at(&id).map(|visitor| visitor.label.to_string());
            assert_eq!(desk["serving"]["label"].as_str(), there.as_deref(), "at desk {id}");
        }
    }

    /// What was acknowledged of an attempt is what the log has of it; its loss, in words, if not.
    pub fn lost(&self, attempt: &Attempt) -> Option<String> {
        let found = self.entries.get(&command_id(attempt));
        if !attempt.is_granted() {
            return found.filter(|_| attempt.answer.is_some()).map(|entry| format!("{attempt:?} is {entry:?}"));
        }
        let told = attempt.ticket();
        let kept = found.map(|entry| match &entry.answer {
            Answer::Issued { ticket, label, .. }
            | Answer::Called { ticket, label, .. }
            | Answer::Settled { ticket, label } => Some((ticket.0, label.to_string())),
            Answer::Done => None,
        });
        (kept != Some(told)).then(|| format!("{attempt:?} is {found:?}"))
    }
}

/// The id that the network side makes of an operator's key.
fn command_id(attempt: &Attempt) -> String {
    let name = ["operator", "technician"][attempt.who % 2];
    let mut hash = Sha256::new();
    hash.update((name.len() as u64).to_be_bytes());
    hash.update(name);
    hash.update(&attempt.key);
    let digest: [u8; 32] = hash.finalize().into();
    let hex: String = digest[..24].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("lan-{hex}")
}
