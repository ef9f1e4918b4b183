//! What slow readers cost, measured on the real program.

use http_body_util::BodyExt as _;
use hyper::body::Bytes;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::client::Client;
use crate::patience::narrow;

/// The real program, in a process of its own, so that its memory is its own.
struct Program {
    process: std::process::Child,
    address: std::net::SocketAddr,
    _data: tempfile::TempDir,
}

impl Program {
    fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut process = std::process::Command::new(env!("CARGO_BIN_EXE_sportello"))
            .args(["run", "--demo", "--screen", "virtual", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path().join("data"))
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = std::io::BufRead::lines(std::io::BufReader::new(process.stdout.take().unwrap()));
        let console = lines.by_ref().map(Result::unwrap).find(|line| line.contains("/console")).unwrap();
        let address = console.split("http://").nth(1).unwrap().trim_end_matches("/console").parse().unwrap();
        // To its last line, so that it never writes to a pipe that is closed.
        assert!(lines.map(Result::unwrap).any(|line| line.contains("Ctrl-C")));
        Self { process, address, _data: data }
    }

    /// What it has in memory, in KiB.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        resident.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_that_nobody_reads_take_a_bounded_part_of_memory() {
    const READERS: u64 = 200;
    const ENTRIES: u64 = 3_000;
    const SENDERS: u64 = 10;
    const SAMPLED: u64 = 200;
    let program = Program::start();
    let mut client = Client::new(program.address).await;
    client.sign_in("operator", sportello::config::DEMONSTRATION_PASSWORD).await;
    let mut readers = Vec::new();
    for _ in 0..READERS {
        let mut stream = narrow(&client).await;
        let cookie = client.cookie.as_ref().unwrap();
        let request = format!("GET /api/events HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        // The head of the answer: the stream has begun.
        stream.read_u8().await.unwrap();
        readers.push(stream);
    }
    let before = program.memory();
    let first = client.get("/api/queue").await.ok()["seq"].as_u64().unwrap();
    let senders = (0..SENDERS).map(|_| {
        let client = client.again();
        tokio::spawn(async move {
            for _ in 0..ENTRIES / SENDERS {
                let body = json!({ "service": "work", "language": "it", "print": false });
                client.post("/api/tickets", body).await.ok();
            }
        })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.unwrap();
    }
    let grown = program.memory().saturating_sub(before);
    // The least that each stream would have to keep if it kept what was not read, counted from one that is read.
    let last_entries = (first + ENTRIES - SAMPLED).to_string();
    let response = client.open("GET", "/api/events", &[("last-event-id", &last_entries)], Bytes::new()).await;
    let mut body = response.into_body();
    let mut sample = 0;
    let mut messages = 0;
    while messages < SAMPLED {
        let bytes = body.frame().await.unwrap().unwrap().into_data().unwrap();
        sample += u64::try_from(bytes.len()).unwrap();
        messages += u64::try_from(bytes.windows(7).filter(|seven| seven == b"event: ").count()).unwrap();
    }
    let kept_all = READERS * ENTRIES * (sample / messages) / 1024;
    println!(
        "{READERS} streams that nobody reads, {ENTRIES} entries: {grown} KiB more in memory ({kept_all} if all were kept)"
    );
    assert!(grown < kept_all / 2, "{grown} KiB of {kept_all}");
}
