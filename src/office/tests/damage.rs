//! Cards that forget: bits flip, ends are cut off, pages are overwritten. Whatever is left is served, nothing else is,
//! and no number is given twice.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::*;
use crate::queue::{Event, Label, TicketId};

/// What a kiosk leaves behind that is killed after a day's work: its database is ahead of nothing but its mark.
struct Left {
    folder: tempfile::TempDir,
    entries: BTreeMap<u64, Entry>,
    numbers: BTreeSet<Label>,
    identities: BTreeSet<TicketId>,
}

async fn a_day_that_ends_with_a_kill(dial: &Dial) -> Left {
    let (folder, left) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (office, running) = open(folder.path(), dial);
    for day in 0..2 {
        for n in 0..60 {
            office.submit(issue(&format!("i{day}-{n}"))).await.unwrap();
            if n % 3 == 0 {
                office.submit(call_next(&format!("c{day}-{n}"), "1")).await.unwrap();
            }
            if day == 1 && n == 20 {
                // Part of the last day is in the database itself, the rest in the write-ahead log.
                let database = rusqlite::Connection::open(Journal::file(folder.path())).unwrap();
                database.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
            }
        }
        if day == 0 {
            dial.turn(86_400);
        }
    }
    for name in ["sportello.db", "sportello.db-wal", "mark"] {
        std::fs::copy(folder.path().join(name), left.path().join(name)).unwrap();
    }
    let entries: BTreeMap<_, _> =
        office.entries_after(0, 9_999).unwrap().into_iter().map(|entry| (entry.seq, entry)).collect();
    running.stop();
    let today = entries.values().rev().flat_map(|entry| entry.events.iter().rev());
    let today = today.take_while(|event| !matches!(event, Event::DayStarted { .. }));
    let issued = |event: &Event| match event {
        Event::TicketIssued { ticket, label, .. } => Some((*ticket, label.clone())),
        _ => None,
    };
    let numbers = today.filter_map(issued).map(|(_, label)| label).collect();
    let identities = entries.values().flat_map(|entry| &entry.events).filter_map(issued).map(|(id, _)| id).collect();
    Left { folder: left, entries, numbers, identities }
}

impl Left {
    /// A copy to be damaged.
    fn copy(&self) -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        for name in ["sportello.db", "sportello.db-wal", "mark"] {
            std::fs::copy(self.folder.path().join(name), copy.path().join(name)).unwrap();
        }
        copy
    }

    /// Opens a damaged copy and checks what is promised; says how many of the entries it still has.
    async fn check(&self, folder: &Path, dial: &Dial, what: &str) -> usize {
        let (office, running) = match Office::open(folder, Purpose::Office, "test", setup(), dial.clock()) {
            Ok(opened) => opened,
            Err(error) => panic!("{what}: {error}"),
        };
        let new = match office.submit(issue("after")).await {
            Err(error) if *office.health().borrow() != Health::Good => {
                // Damage that only a command meets: said so, and mended by the next start.
                running.stop();
                assert!(!matches!(error, SubmitError::Refused(_)), "{what}: {error}");
                return Box::pin(self.check(folder, dial, &format!("{what}, second start"))).await;
            }
            answer => answer.unwrap_or_else(|error| panic!("{what}: {error}")),
        };
        let Answer::Issued { ticket, ref label, .. } = new else { panic!("{what}: {new:?}") };
        assert!(!self.numbers.contains(label), "{what}: {label} was given before");
        assert!(!self.identities.contains(&ticket), "{what}: identity {ticket} was given before");
        let last = *self.entries.keys().next_back().unwrap();
        let now = match office.entries_after(0, 9_999) {
            Ok(now) => now,
            Err(error) => {
                // Damage that no start and no command has met, but a reader: the same.
                assert!(error.is_damage(), "{what}: {error}");
                let mut health = office.health();
                health.wait_for(|health| matches!(health, Health::Ended(_))).await.unwrap();
                running.stop();
                return Box::pin(self.check(folder, dial, &format!("{what}, read"))).await;
            }
        };
        let (old, added): (Vec<_>, Vec<_>) = now.iter().partition(|entry| entry.seq <= last);
        for entry in &old {
            assert_eq!(Some(*entry), self.entries.get(&entry.seq), "{what}: what was never written");
        }
        let lost = self.entries.len() - old.len();
        if lost > 0 {
            assert!(office.entries_lost() > 0, "{what}: {lost} entries are missing and nobody says so");
            let says = |entry: &&&Entry| entry.events.iter().any(|event| matches!(event, Event::EntriesLost { .. }));
            assert!(added.iter().any(|entry| says(&entry)), "{what}: the log does not say what it lost");
        }
        office.read(|state| {
            let ids: Vec<_> = state.tickets().map(|ticket| ticket.id).filter(|id| *id != ticket).collect();
            assert!(ids.iter().all(|id| self.identities.contains(id)), "{what}");
        });
        running.stop();
        // What was mended stays so.
        let (office, running) = open(folder, dial);
        assert_eq!(office.submit(issue("after")).await.unwrap(), new, "{what}");
        assert_eq!(office.entries_lost(), 0, "{what}: found again");
        running.stop();
        old.len()
    }
}

fn file(folder: &tempfile::TempDir, name: &str) -> (PathBuf, Vec<u8>) {
    let path = folder.path().join(name);
    let bytes = std::fs::read(&path).unwrap();
    (path, bytes)
}

#[tokio::test]
async fn whatever_is_damaged_the_good_part_is_served_and_no_number_is_given_twice() {
    let dial = Dial::default();
    let left = a_day_that_ends_with_a_kill(&dial).await;
    let whole = left.check(left.copy().path(), &dial, "undamaged").await;
    assert_eq!(whole, left.entries.len());
    let (mut unharmed, mut kept, mut least) = (0, 0, whole);
    let cases = std::env::var("SPORTELLO_DAMAGES").map_or(120, |cases| cases.parse().unwrap());
    for seed in 0..cases {
        let mut random = fastrand::Rng::with_seed(seed);
        let folder = left.copy();
        let (path, mut bytes) = file(&folder, if random.bool() { "sportello.db" } else { "sportello.db-wal" });
        let at = random.usize(0..bytes.len());
        let what = match random.u8(0..4) {
            0 => {
                bytes[at] ^= 1 << random.u8(0..8);
                "one bit flipped"
            }
            1 => {
                bytes[at] = random.u8(..);
                "one byte changed"
            }
            2 => {
                let end = (at + 512).min(bytes.len());
                bytes[at..end].fill(0);
                "a sector lost"
            }
            _ => {
                bytes.truncate(at);
                "cut off"
            }
        };
        std::fs::write(&path, &bytes).unwrap();
        let what = format!("seed {seed}: {what} at {at} of {}", path.display());
        let found = left.check(folder.path(), &dial, &what).await;
        unharmed += u32::from(found == whole);
        kept += found;
        least = least.min(found);
    }
    println!(
        "damage: {cases} damaged logs of {whole} entries; nothing lost in {unharmed}, {:.1} % of all entries kept, at least {least}",
        100.0 * kept as f64 / (f64::from(u32::try_from(cases).unwrap()) * whole as f64),
    );
}

#[tokio::test]
async fn a_write_ahead_log_may_be_cut_off_anywhere() {
    let dial = Dial::default();
    let left = a_day_that_ends_with_a_kill(&dial).await;
    let (_, bytes) = file(&left.folder, "sportello.db-wal");
    for part in 0..24 {
        let folder = left.copy();
        let length = bytes.len() * part / 24 + part;
        std::fs::write(folder.path().join("sportello.db-wal"), &bytes[..length]).unwrap();
        left.check(folder.path(), &dial, &format!("write-ahead log of {length} bytes")).await;
    }
}

#[tokio::test]
async fn an_old_copy_put_in_the_place_of_the_log_gives_no_number_twice() {
    let dial = Dial::default();
    let left = a_day_that_ends_with_a_kill(&dial).await;
    let folder = left.copy();
    for name in ["sportello.db", "sportello.db-wal"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    // Not even a copy: only the mark is left.
    assert_eq!(left.check(folder.path(), &dial, "no database").await, 0);
}
