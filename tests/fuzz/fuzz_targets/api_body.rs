//! Any bytes as the body of any command, through the real server: never a 500, and every refusal in words.
//!
//! The first byte chooses the route. The kiosk lives as long as the fuzzer; its log goes into a folder that goes away.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use sportello::config::{Config, DEMONSTRATION_PASSWORD};
use sportello::journal::Purpose;
use sportello::lan::{self, Deps, PrinterView};
use sportello::locale::Locales;
use sportello::mirror::Mirror;
use sportello::office::{Office, system_clock};
use sportello::printer::{Paper, Status};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::{Mutex, watch};

const ROUTES: [&str; 12] = [
    "/api/tickets",
    "/api/tickets/1/reprint",
    "/api/services/work/pause",
    "/api/services/work/resume",
    "/api/desks/2/call-next",
    "/api/desks/2/call",
    "/api/desks/2/recall",
    "/api/desks/2/no-show",
    "/api/desks/2/finish",
    "/api/desks/2/open",
    "/api/desks/2/close",
    "/api/session",
];

struct NoPrinter(watch::Sender<Status>);

impl PrinterView for NoPrinter {
    fn status(&self) -> watch::Receiver<Status> {
        self.0.subscribe()
    }

    fn papers(&self) -> Vec<Paper> {
        Vec::new()
    }
}

struct Kiosk {
    runtime: Runtime,
    stream: Mutex<TcpStream>,
    cookie: String,
}

static KIOSK: LazyLock<Kiosk> = LazyLock::new(|| {
    let runtime = Runtime::new().expect("a runtime");
    // Kept for the life of the process; below the folder of the run, which is removed.
    let folder = tempfile::tempdir().expect("a folder").keep();
    let config = Arc::new(Config::demonstration());
    let (office, running) =
        Office::open(&folder, Purpose::Demonstration, "demo", config.setup(), system_clock()).expect("an office");
    std::mem::forget(running);
    let deps = Deps {
        office,
        config,
        locales: Arc::new(Locales::load().expect("languages")),
        mirror: Mirror::new(),
        printer: Arc::new(NoPrinter(watch::Sender::new(Status::Ready))),
        sessions: folder.join("sessions.json"),
        demo: true,
    };
    let (stream, cookie) = runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(lan::serve(listener, deps, std::future::pending()));
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let body = format!(r#"{{"name":"operator","password":"{DEMONSTRATION_PASSWORD}"}}"#);
        let head = exchange(&mut stream, "/api/session", "", body.as_bytes()).await.1;
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
        (stream, cookie.split(';').next().unwrap_or_default().to_owned())
    });
    Kiosk { runtime, stream: Mutex::new(stream), cookie }
});

/// Sends a command and reads its answer: status, head, body.
async fn exchange(stream: &mut TcpStream, path: &str, cookie: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCookie: {cookie}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    stream.write_all(&request).await.expect("sent");
    let mut answer = Vec::new();
    let end = loop {
        if let Some(at) = answer.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        assert_ne!(stream.read_buf(&mut answer).await.expect("an answer"), 0, "the kiosk hung up");
    };
    let head = String::from_utf8(answer[..end].to_vec()).expect("a head is text");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    let length: usize = length.parse().expect("a number");
    while answer.len() < end + length {
        assert_ne!(stream.read_buf(&mut answer).await.expect("a body"), 0, "the kiosk hung up");
    }
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, head, answer.split_off(end))
}

fuzz_target!(|bytes: &[u8]| {
    let Some((route, body)) = bytes.split_first() else { return };
    // Beyond 16 KiB it is refused by its length, which needs no fuzzing and ends the connection.
    if body.len() > 16 * 1024 {
        return;
    }
    let path = ROUTES[usize::from(*route) % ROUTES.len()];
    let kiosk = &*KIOSK;
    let (status, head, answer) = kiosk.runtime.block_on(async {
        let mut stream = kiosk.stream.lock().await;
        exchange(&mut stream, path, &kiosk.cookie, body).await
    });
    assert!(status < 500, "{path} {status}");
    if status >= 400 {
        assert!(head.contains("content-type: application/problem+json"), "{head}");
        let problem: serde_json::Value = serde_json::from_slice(&answer).expect("a problem is JSON");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 5), "{problem}");
    }
});
