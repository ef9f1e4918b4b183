//! A card that forgets what was written, under the real process: after a kill, bytes of the database are changed and its
//! write-ahead log is cut off. The kiosk comes up by itself, says what it lost, and gives no number twice.

use std::collections::BTreeSet;
use std::path::Path;

use crate::kiosk::Answer;
use crate::load::Attempt;
use crate::process::Kiosk;

/// Numbers before the damage: some in the database, some in its write-ahead log.
const NUMBERS: usize = 40;
const CASES: u64 = 14;

#[test]
fn a_damaged_log_is_salvaged_by_the_next_start_and_no_number_is_given_twice() {
    let mut kiosk = Kiosk::new();
    kiosk.start(None);
    let number = |kiosk: &Kiosk, n: usize| {
        let mut attempt = Attempt::issue(&format!("n{n}"));
        attempt.send(&kiosk.client());
        attempt.ticket().expect("a number").1
    };
    let mut given: BTreeSet<String> = (0..NUMBERS / 2).map(|n| number(&kiosk, n)).collect();
    // A stop in good order moves what there is into the database.
    assert!(kiosk.terminate().success());
    kiosk.start(None);
    given.extend((NUMBERS / 2..NUMBERS).map(|n| number(&kiosk, n)));
    assert_eq!(given.len(), NUMBERS);
    kiosk.kill();

    let (mut salvaged, mut lost, mut restarts) = (0, 0, 0);
    for seed in 0..CASES {
        let mut copy = kiosk.copy();
        let what = damage(&copy.data(), seed);
        restarts += until_it_serves(&mut copy);
        let mut label = None;
        for try_again in 0..3 {
            let answer = Attempt::issue("after").again(&copy.client());
            if answer.0 == 201 {
                label = answer.1["label"].as_str().map(str::to_owned);
                break;
            }
            // Damage that only this command met: the process has said so and ends, for the next start to mend.
            assert!(try_again < 2, "{what}: {answer:?}, {}", copy.said());
            assert_eq!(answer.0, 503, "{what}: {answer:?}");
            let status = copy.terminate();
            assert!(!status.success(), "{what}: {}", copy.said());
            restarts += 1 + until_it_serves(&mut copy);
        }
        let label = label.unwrap();
        assert!(!given.contains(&label), "{what}: {label} was given before the damage");
        let health = copy.client().get("/healthz");
        let missing = entries_lost(&health);
        let said = copy.said();
        if copy.data().join("damaged-1").exists() {
            salvaged += 1;
            assert!(said.contains("the log was salvaged") && said.contains("damaged-1"), "{what}: {said}");
        }
        if missing > 0 {
            lost += 1;
            assert!(
                said.contains("replace the disk or card") || said.contains("Replace the disk or card"),
                "{what}: {said}"
            );
        }
        // Whoever is still in the queue is somebody who was given a number, in order.
        let queue = copy.client().get("/api/queue").json();
        let waiting: Vec<&str> =
            queue["waiting"].as_array().unwrap().iter().map(|ticket| ticket["label"].as_str().unwrap()).collect();
        assert!(waiting.iter().all(|waiting| given.contains(*waiting) || *waiting == label), "{what}: {waiting:?}");
        assert!(waiting.is_sorted(), "{what}: {waiting:?}");
    }
    println!(
        "damage: {CASES} damaged logs of {NUMBERS} numbers: {salvaged} salvaged, {lost} with losses that are said, \
         {restarts} restarts; numbers given twice 0"
    );
    assert!(salvaged > 0 && lost > 0, "nothing was damaged that matters");
}

fn entries_lost(health: &Answer) -> u64 {
    assert_eq!(health.status, 200);
    health.json()["entries_lost"].as_u64().unwrap()
}

/// Starts it as a service manager would; how often it ended by itself before it served.
fn until_it_serves(kiosk: &mut Kiosk) -> u32 {
    for ended in 0..3 {
        kiosk.spawn(None);
        match kiosk.ends_or_serves() {
            None => return ended,
            Some(status) => assert_eq!(status.code(), Some(1), "{}", kiosk.said()),
        }
    }
    panic!("it does not come up: {}", kiosk.said());
}

fn damage(data: &Path, seed: u64) -> String {
    let mut random = fastrand::Rng::with_seed(seed);
    // What SQLite makes anew by itself.
    let _ = std::fs::remove_file(data.join("sportello.db-shm"));
    let name = if seed.is_multiple_of(2) { "sportello.db" } else { "sportello.db-wal" };
    let path = data.join(name);
    let mut bytes = std::fs::read(&path).unwrap();
    // Beyond the pages that hold the tables' names, which everybody knows how to break.
    let at = random.usize(4096..bytes.len());
    let kind = match seed / 2 % 3 {
        0 => {
            bytes[at] ^= 0x10;
            "a bit flipped"
        }
        1 => {
            let end = (at + 2048).min(bytes.len());
            bytes[at..end].fill(0);
            "half a page lost"
        }
        _ => {
            bytes.truncate(at);
            "cut off"
        }
    };
    std::fs::write(&path, &bytes).unwrap();
    format!("case {seed}: {kind} at {at} of {name}")
}
