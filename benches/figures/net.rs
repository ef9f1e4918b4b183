//! The network side against the framework that it stands on.

use std::convert::Infallible;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::routing::{get, post};
use axum::serve::ListenerExt as _;
use axum::{Json, Router};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use sportello::config::DEMONSTRATION_PASSWORD;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _};
use tokio::runtime::Runtime;
use tokio::sync::{broadcast, mpsc};
use tokio_stream::wrappers::BroadcastStream;

use crate::disk::{self, Bare};
use crate::kiosk::Kiosk;
use crate::report::{Report, Samples, median};

/// One kept connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    pub cookie: String,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream: BufReader::new(stream), cookie: String::new() }
    }

    pub fn signed_in(address: SocketAddr) -> Self {
        let mut client = Self::new(address);
        let (head, _) =
            client.post("/api/session", &json!({ "name": "technician", "password": DEMONSTRATION_PASSWORD }));
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        client.cookie = cookie.split(';').next().unwrap().to_owned();
        client
    }

    pub fn issue(&mut self, service: &str) -> Value {
        self.post("/api/tickets", &json!({ "service": service, "language": "ar", "print": false })).1
    }

    pub fn post(&mut self, path: &str, body: &Value) -> (String, Value) {
        let (body, cookie) = (body.to_string(), &self.cookie);
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCookie: {cookie}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(self.stream.read_line(&mut head).unwrap() > 0, "closed: {head}");
        }
        assert!(head.starts_with("HTTP/1.1 2"), "{head}");
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (head, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }
}

struct Baseline {
    disk: Mutex<Bare>,
    fire: broadcast::Sender<()>,
}

/// What axum does when nobody asks it for more: an answer in JSON, a durable row, an event to all who listen.
fn bare(folder: &std::path::Path) -> (Runtime, SocketAddr) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let state = Arc::new(Baseline { disk: Mutex::new(Bare::open(folder)), fire: broadcast::Sender::new(1024) });
    let answer = || Json(json!({ "ticket": 1, "label": "A001", "service": "permits", "language": "ar", "ahead": 0 }));
    let event = || {
        let data = json!({ "seq": 1, "at": "2026-11-23T08:30:00.123456Z", "event": "ticket-called", "ticket": 1, "label": "A001",
            "desk": "1", "why": { "rule": "first-come-first-served", "candidates": 3, "scores": [{ "ticket": 1, "waited_seconds": 60 }] } });
        Event::default().event("ticket-called").json_data(data).unwrap().id("1")
    };
    let router = Router::new()
        .route("/answer", post(async move |_: Json<Value>| answer()))
        .route(
            "/commit",
            post(async move |State(state): State<Arc<Baseline>>, _: Json<Value>| {
                tokio::task::spawn_blocking(move || state.disk.lock().unwrap().commit()).await.unwrap();
                answer()
            }),
        )
        .route(
            "/fire",
            post(async move |State(state): State<Arc<Baseline>>, _: Json<Value>| {
                let _ = state.fire.send(());
                answer()
            }),
        )
        .route(
            "/commit-and-fire",
            post(async move |State(state): State<Arc<Baseline>>, _: Json<Value>| {
                let writer = state.clone();
                tokio::task::spawn_blocking(move || writer.disk.lock().unwrap().commit()).await.unwrap();
                let _ = state.fire.send(());
                answer()
            }),
        )
        .route(
            "/api/events",
            get(async move |State(state): State<Arc<Baseline>>| {
                let fired = BroadcastStream::new(state.fire.subscribe());
                Sse::new(fired.map(move |_| Ok::<_, Infallible>(event())))
            }),
        )
        .with_state(state);
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
    runtime.spawn(async move { axum::serve(listener, router).await.unwrap() });
    (runtime, address)
}

pub fn tickets(report: &mut Report) {
    let (ours, theirs) = (disk::folder(), disk::folder());
    let kiosk = Kiosk::start(ours.path());
    let (_runtime, address) = bare(theirs.path());
    let (mut client, mut plain) = (Client::signed_in(kiosk.address), Client::new(address));
    let body = json!({ "service": "permits", "language": "ar", "print": false });
    let (mut issue, mut answer, mut commit, mut ratios) =
        (Samples::default(), Samples::default(), Samples::default(), Vec::new());
    for _ in 0..8 {
        let (mut our_block, mut their_block) = (Samples::default(), Samples::default());
        for _ in 0..200 {
            our_block.time(|| client.post("/api/tickets", &body));
            answer.time(|| plain.post("/answer", &body));
            their_block.time(|| plain.post("/commit", &body));
        }
        ratios.push(our_block.ms(50) / their_block.ms(50));
        issue.append(&our_block);
        commit.append(&their_block);
    }
    report.note("bare axum handler, nothing durable", answer.show());
    report.note("bare axum handler and a bare commit", commit.show());
    report.note("ticket over HTTP", issue.show());
    report.note("to the handler that does nothing", format!("{:.1} times", issue.ms(50) / answer.ms(50)));
    report.at_most("ticket to handler with commit, p50", median(ratios), 1.5);
}

/// Connections that read events, until dropped.
pub struct Followers {
    _runtime: Runtime,
    heard: mpsc::UnboundedReceiver<Instant>,
    count: usize,
}

/// Opens so many event streams and waits until each has begun.
pub fn follow(address: SocketAddr, cookie: &str, count: usize) -> Followers {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (sender, heard) = mpsc::unbounded_channel();
    let (begun_sender, mut begun) = mpsc::unbounded_channel();
    let request = format!("GET /api/events HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
    for _ in 0..count {
        let (sender, begun, request) = (sender.clone(), begun_sender.clone(), request.clone());
        runtime.spawn(async move {
            let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut lines = tokio::io::BufReader::new(stream).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                if line.is_empty() {
                    let _ = begun.send(());
                }
                if line == "event: ticket-called" && sender.send(Instant::now()).is_err() {
                    return;
                }
            }
        });
    }
    for _ in 0..count {
        begun.blocking_recv().unwrap();
    }
    Followers { _runtime: runtime, heard, count }
}

impl Followers {
    /// When the last of them had heard of it.
    pub fn all_heard(&mut self) -> Instant {
        (0..self.count).map(|_| self.heard.blocking_recv().unwrap()).max().unwrap()
    }
}

/// From the operator's click to the last follower.
fn call(client: &mut Client, followers: &mut Followers, times: &mut Samples) {
    client.issue("permits");
    let start = Instant::now();
    client.post("/api/desks/1/call-next", &json!({}));
    times.add(followers.all_heard() - start);
}

pub fn events(report: &mut Report) {
    const FOLLOWERS: usize = 50;
    let (ours, theirs) = (disk::folder(), disk::folder());
    let kiosk = Kiosk::start(ours.path());
    let (_runtime, address) = bare(theirs.path());
    let (mut client, mut plain) = (Client::signed_in(kiosk.address), Client::new(address));
    let mut our_followers = follow(kiosk.address, &client.cookie, FOLLOWERS);
    let mut their_followers = follow(address, "", FOLLOWERS);
    let [mut our_times, mut fired, mut committed] = [(); 3].map(|()| Samples::default());
    for _ in 0..100 {
        call(&mut client, &mut our_followers, &mut our_times);
        for (path, times) in [("/fire", &mut fired), ("/commit-and-fire", &mut committed)] {
            let start = Instant::now();
            plain.post(path, &json!({}));
            times.add(their_followers.all_heard() - start);
        }
    }
    report.note("bare event stream, 50 followers", fired.show());
    report.note("bare commit, then the same", committed.show());
    report.note("call next until 50 consoles know", our_times.show());
    report.note("to the stream that keeps nothing, p50", format!("{:.2}", our_times.ms(50) / fired.ms(50)));
    report.at_most("to commit and stream, p50", our_times.ms(50) / committed.ms(50), 1.5);
}
