//! A disk that is full, that stalls, or that fails to flush: refused in words, the rest goes on, and nothing that was
//! acknowledged is lost.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::disk::Disk;
use crate::kiosk::PATIENCE;
use crate::load::Attempt;
use crate::process::{Client, Kiosk};
use crate::verdict::Log;

/// A kiosk on a disk that works so far, with a few numbers given.
fn open(tickets: usize) -> Option<(Kiosk, Disk, Vec<Attempt>)> {
    let mut kiosk = Kiosk::new();
    let disk = Disk::under(&kiosk.data(), kiosk.aside())?;
    kiosk.start(Some(&disk));
    let calls = disk.calls();
    assert!(calls.contains('w') && calls.contains('s'), "the disk is not under the kiosk: {calls:?}");
    let client = kiosk.client();
    let attempts = (0..tickets).map(|n| granted(&client, &format!("good-{n}"))).collect();
    Some((kiosk, disk, attempts))
}

/// Gives a number, which must succeed.
fn granted(client: &Client, key: &str) -> Attempt {
    let mut attempt = Attempt::issue(key);
    attempt.send(client);
    assert!(attempt.is_granted(), "{attempt:?}");
    attempt
}

/// Everything that was acknowledged is in the log, and the kiosk shows what is in it.
#[track_caller]
fn judge(kiosk: &Kiosk, attempts: &[Attempt]) -> Log {
    let mut log = Log::new();
    log.agrees_with(&kiosk.data(), &kiosk.client().get("/api/queue").json());
    log.read(&kiosk.data(), None);
    for attempt in attempts {
        assert_eq!(log.lost(attempt), None);
    }
    log
}

#[track_caller]
fn is_storage_problem(status: u16, problem: &Value) {
    assert_eq!((status, &problem["type"]), (503, &json!("/problems/storage")), "{problem}");
    assert!(problem["detail"].as_str().unwrap().contains("log cannot be written"), "{problem}");
}

#[test]
fn a_full_disk_refuses_numbers_in_words_and_goes_on_when_there_is_room_again() {
    let Some((mut kiosk, disk, mut attempts)) = open(5) else { return };
    let client = kiosk.client();
    disk.is("full");
    for key in ["full-0", "full-1", "full-0"] {
        let (status, problem) = Attempt::issue(key).again(&client);
        is_storage_problem(status, &problem);
    }
    let well = client.get("/healthz");
    is_storage_problem(well.status, &well.json());
    for path in ["/api/queue", "/api/board", "/api/office", "/console", "/board"] {
        assert_eq!(client.get(path).status, 200, "reading goes on: {path}");
    }
    assert_eq!(client.get("/api/queue").json()["waiting"].as_array().unwrap().len(), 5, "and shows what was given");
    assert!(kiosk.said().contains("database or disk is full"), "the technician's log names it: {}", kiosk.said());

    disk.is("ok");
    attempts.extend(["full-0", "full-1", "later"].map(|key| granted(&client, key)));
    assert_eq!(client.get("/healthz").status, 200, "well again without a restart");
    let labels: Vec<String> = attempts.iter().map(|attempt| attempt.ticket().unwrap().1).collect();
    let wanted: Vec<String> = (1..=8).map(|n| format!("C{n:03}")).collect();
    assert_eq!(labels, wanted, "what was refused has used up no number");
    kiosk.kill();
    kiosk.start(None);
    let log = judge(&kiosk, &attempts);
    println!("full disk: 3 refused with 503, then all granted; {} entries after kill -9, lost 0", log.len());
}

#[test]
fn a_start_on_a_full_disk_says_what_is_wrong_or_serves_what_there_is() {
    let Some((mut kiosk, disk, attempts)) = open(3) else { return };
    kiosk.kill();
    disk.is("full");
    kiosk.spawn(Some(&disk));
    let come_to = kiosk.ends_or_serves();
    match come_to {
        Some(status) => {
            assert_eq!(status.code(), Some(1), "{}", kiosk.said());
            let said = kiosk.said();
            let last = said.trim_end().lines().last().unwrap_or_default();
            assert!(last.contains("full") || last.contains("space"), "it does not say what is wrong: {last}");
        }
        None => {
            let (status, problem) = Attempt::issue("full").again(&kiosk.client());
            is_storage_problem(status, &problem);
            assert_eq!(kiosk.client().get("/api/queue").json()["waiting"].as_array().unwrap().len(), 3);
            kiosk.kill();
        }
    }
    disk.is("ok");
    kiosk.start(Some(&disk));
    judge(&kiosk, &attempts);
    println!("start on a full disk: ended with {come_to:?} (none: it served); with room again all is there");
}

/// Reads an event stream up to its greeting.
fn greeting(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET /api/events HTTP/1.1\r\nhost: {address}\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    lines.find(|line| line.starts_with("event:")).expect("an event")
}

/// Watches the touch screen, touches it, and sees it change: how many pictures came.
async fn touch(address: SocketAddr) -> usize {
    let (mut screen, _) = tokio_tungstenite::connect_async(format!("ws://{address}/api/screen")).await.unwrap();
    let mut first = None;
    for touched in [false, true] {
        loop {
            let next = tokio::time::timeout(PATIENCE, screen.next()).await.expect("no picture").unwrap().unwrap();
            if let Message::Binary(picture) = next
                && first.as_ref() != Some(&picture)
            {
                first = Some(picture);
                break;
            }
        }
        if touched {
            return 2;
        }
        for phase in ["pressed", "released"] {
            let touch = json!({ "phase": phase, "x": 540, "y": 760 });
            screen.send(Message::text(touch.to_string())).await.unwrap();
        }
    }
    unreachable!("the second picture ends it")
}

#[test]
fn a_disk_that_stalls_for_five_seconds_holds_up_nobody_who_only_looks() {
    let Some((mut kiosk, disk, mut attempts)) = open(2) else { return };
    let client = kiosk.client();
    disk.forget_calls();
    disk.is("stalled");
    let answered = AtomicBool::new(false);
    let (mut first, mut second) = (Attempt::issue("stalled"), Attempt::issue("stalled"));
    let pictures = std::thread::scope(|scope| {
        let sending = scope.spawn(|| {
            first.send(&client);
            answered.store(true, Ordering::SeqCst);
        });
        let tries = PATIENCE.as_millis() / 5;
        let stalls = (0..tries).any(|_| {
            std::thread::sleep(Duration::from_millis(5));
            disk.calls().contains('s')
        });
        assert!(stalls, "nothing is flushed before it is acknowledged");
        // The visitor's operator loses patience and sends it again.
        let again = scope.spawn(|| second.send(&client));
        for path in ["/api/queue", "/api/board", "/api/office", "/healthz", "/console"] {
            assert_eq!(client.get(path).status, 200, "{path}");
        }
        assert!(greeting(client.address()).contains("hello"));
        let pictures = tokio::runtime::Runtime::new().unwrap().block_on(touch(client.address()));
        let waiting = client.get("/api/queue").json()["waiting"].as_array().unwrap().len();
        assert_eq!(waiting, 2, "what is not on the disk is not shown");
        std::thread::sleep(Duration::from_secs(5));
        assert!(!answered.load(Ordering::SeqCst), "nothing is acknowledged before the disk has it");
        disk.is("ok");
        sending.join().unwrap();
        again.join().unwrap();
        pictures
    });
    assert!(first.is_granted() && second.is_granted(), "{first:?} {second:?}");
    assert_eq!(first.ticket(), second.ticket(), "the same number for the same command");
    attempts.extend([first, second]);
    attempts.push(granted(&client, "after"));
    kiosk.kill();
    kiosk.start(None);
    let log = judge(&kiosk, &attempts);
    let issued = log.entries().filter(|entry| matches!(entry.answer, sportello::queue::Answer::Issued { .. })).count();
    assert_eq!(issued, 4);
    println!(
        "stalled disk: pages, event stream and {pictures} pictures of the screen came meanwhile; 1 ticket of 2 sends"
    );
}

#[test]
fn a_flush_that_fails_acknowledges_nothing_and_leaves_a_log_that_is_right() {
    for dies_there in [false, true] {
        let Some((mut kiosk, disk, mut attempts)) = open(3) else { return };
        let client = kiosk.client();
        disk.is("broken");
        for key in ["lost-0", "lost-1"] {
            let (status, problem) = Attempt::issue(key).again(&client);
            is_storage_problem(status, &problem);
        }
        assert_eq!(client.get("/healthz").status, 503);
        let waiting = client.get("/api/queue").json()["waiting"].as_array().unwrap().len();
        assert_eq!(waiting, 3, "what is perhaps on the disk is not shown");
        if dies_there {
            // What was refused may be in the file; whoever sends it again gets its number, and nobody gets it twice.
            kiosk.kill();
            kiosk.start(None);
        } else {
            disk.is("ok");
        }
        let client = kiosk.client();
        attempts.extend(["lost-1", "after", "lost-0"].map(|key| granted(&client, key)));
        let log = judge(&kiosk, &attempts);
        kiosk.kill();
        kiosk.start(None);
        log.still_there(&kiosk.data());
        judge(&kiosk, &attempts);
        println!("failed flush (then a kill: {dies_there}): 2 refused, sent again and granted once; lost 0");
    }
}
