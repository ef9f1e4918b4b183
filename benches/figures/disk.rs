//! What a durable ticket costs beyond the durable commit.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Barrier, mpsc};
use std::time::Instant;

use rusqlite::{Connection, TransactionBehavior, params};
use sportello::config::Config;
use sportello::journal::Purpose;
use sportello::office::{Office, Running, system_clock};
use sportello::queue::{Actor, Command, Request};

use crate::report::{Report, Samples, median};

/// A folder on the disk that the build is on, not on a memory disk.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(PathBuf::from(env!("CARGO_TARGET_TMPDIR"))).unwrap()
}

pub fn open(folder: &Path) -> (Office, Running) {
    let config = Config::demonstration();
    Office::open(folder, Purpose::Demonstration, &config.office.id, config.setup(), system_clock()).unwrap()
}

pub fn issue(id: String) -> Request {
    let command = Command::Issue { service: "permits".into(), language: "ar".into(), print: true };
    Request { id: id.parse().unwrap(), by: Actor::Kiosk, command }
}

pub fn submit(office: &Office, request: Request) {
    let (sender, receiver) = mpsc::sync_channel(1);
    office.submit_with(request, move |answer| sender.send(answer).unwrap());
    receiver.recv().unwrap().unwrap();
}

/// SQLite as a program would use it that does nothing else: the same pragmas, the same row.
pub struct Bare(Connection, i64);

impl Bare {
    pub fn open(folder: &Path) -> Self {
        let connection = Connection::open(folder.join("bare.db")).unwrap();
        connection.pragma_update(None, "journal_mode", "wal").unwrap();
        connection.pragma_update(None, "synchronous", "full").unwrap();
        connection
            .execute_batch(
                "CREATE TABLE entry (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, command TEXT NOT NULL UNIQUE,
                 request TEXT NOT NULL, answer TEXT NOT NULL, events TEXT NOT NULL, sum INTEGER) STRICT",
            )
            .unwrap();
        Self(connection, 0)
    }

    pub fn commit(&mut self) {
        let Self(connection, seq) = self;
        *seq += 1;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        transaction
            .prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .unwrap()
            .execute(params![
                *seq,
                1_790_000_000_000_000_i64 + *seq,
                format!("bench-{seq}"),
                r#"{"id":"bench-1","by":{"actor":"kiosk"},"command":{"command":"issue","service":"permits","language":"ar","print":true}}"#,
                r#"{"answer":"issued","ticket":1,"label":"A001","ahead":0}"#,
                r#"[{"event":"ticket-issued","ticket":1,"label":"A001","service":"permits","language":"ar","day":"2026-11-23","ahead":0},{"event":"print-queued","ticket":1,"job":1,"copy":false}]"#,
                0x0123_4567_89ab_cdef_i64,
            ])
            .unwrap();
        transaction.commit().unwrap();
    }
}

/// Tickets of one block; blocks of both kinds take turns, so that a busy moment hits both.
const BLOCK: usize = 250;
const BLOCKS: usize = 10;
const CLIENTS: usize = 8;

pub fn run(report: &mut Report) {
    let folder = folder();
    let (office, running) = open(folder.path());
    let mut bare = Bare::open(folder.path());
    let (mut alone, mut together, mut ours, mut theirs) =
        (Vec::new(), Vec::new(), Samples::default(), Samples::default());
    for block in 0..BLOCKS {
        let (mut bare_block, mut our_block) = (Samples::default(), Samples::default());
        for n in 0..BLOCK {
            bare_block.time(|| bare.commit());
            our_block.time(|| submit(&office, issue(format!("one-{block}-{n}"))));
        }
        alone.push(our_block.rate() / bare_block.rate());
        together.push(at_once(&office, block) / bare_block.rate());
        theirs.append(&bare_block);
        ours.append(&our_block);
    }
    report.note("bare commit", theirs.show());
    report.note("ticket, one client", ours.show());
    report.at_least("tickets a second to bare commits a second, one client", median(alone), 0.7);
    report.at_least(&format!("the same with {CLIENTS} clients"), median(together), 1.0);
    running.stop();
}

/// Tickets a second of several clients.
fn at_once(office: &Office, block: usize) -> f64 {
    let barrier = Arc::new(Barrier::new(CLIENTS + 1));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (office, barrier) = (office.clone(), barrier.clone());
            std::thread::spawn(move || {
                barrier.wait();
                for n in 0..BLOCK {
                    submit(&office, issue(format!("all-{block}-{client}-{n}")));
                }
            })
        })
        .collect();
    barrier.wait();
    let start = Instant::now();
    for client in clients {
        client.join().unwrap();
    }
    (CLIENTS * BLOCK) as f64 / start.elapsed().as_secs_f64()
}
