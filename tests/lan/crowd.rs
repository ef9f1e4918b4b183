//! Many connections at once: a thousand that do nothing, one machine that takes all it can get.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use nix::sys::resource::{Resource, getrlimit, setrlimit};
use serde_json::{Value, json};
use sportello::lan::Limits;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::kiosk::Kiosk;

/// Both ends of every connection are in this process, so it needs more descriptors than the kiosk. `false` where it
/// may not have them.
fn descriptors(wanted: u64) -> bool {
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).unwrap();
    soft >= wanted || (hard >= wanted && setrlimit(Resource::RLIMIT_NOFILE, wanted, hard).is_ok())
}

/// Asks over a connection and keeps it: afterwards it surely has its place. The kernel may hand out connections in
/// another order than they were made.
async fn settle(stream: &mut TcpStream) {
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut answer = [0; 1024];
    let count = stream.read(&mut answer).await.unwrap();
    assert!(answer[..count].starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer[..count]));
}

/// A connection from one of the addresses 127.0.0.x, which are all this machine.
async fn from(last: u8, to: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((Ipv4Addr::new(127, 0, 0, last), 0))).unwrap();
    socket.connect(to).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_idle_connections_do_not_keep_others_out() {
    const IDLE: usize = 1_000;
    assert!(descriptors(4_000), "this test needs 4,000 open files: raise `ulimit -Hn`");
    // Their patience must outlast the test on a slow machine, else they would leave by themselves.
    let limits = Limits { head_time: Duration::from_secs(600), ..Limits::default() };
    let kiosk = Kiosk::within(limits).await;
    let client = kiosk.operator().await;
    let mut idle = Vec::new();
    for number in 0..IDLE {
        let mut stream = from(10 + u8::try_from(number % 4).unwrap(), client.address).await;
        if number % 2 == 0 {
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: loc").await.unwrap();
        }
        idle.push(stream);
    }
    let mut served = 0;
    for _ in 0..20 {
        client.get("/api/queue").await.ok();
        let issued = client.post("/api/tickets", json!({ "service": "work", "language": "it", "print": false })).await;
        assert_eq!(issued.status, 201);
        client.act("/api/desks/2/call-next").await.ok();
        served += 3;
    }
    // The idle ones were waited for and not thrown out: each half of a request can still become a whole one.
    for stream in idle.iter_mut().step_by(2).take(50) {
        stream.write_all(b"alhost\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
    println!(
        "{IDLE} idle connections, half of them with half a request: {served} of {served} requests of others served"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_machine_gets_its_share_of_connections_and_is_told_so() {
    assert!(descriptors(4_000), "this test needs 4,000 open files: raise `ulimit -Hn`");
    let limits = Limits { head_time: Duration::from_secs(600), ..Limits::default() };
    let kiosk = Kiosk::within(limits).await;
    let client = kiosk.operator().await;
    let mut greedy = Vec::new();
    let mut refused = 0;
    for _ in 0..limits.of_one_peer {
        let mut stream = from(20, client.address).await;
        settle(&mut stream).await;
        greedy.push(stream);
    }
    for _ in limits.of_one_peer..1_200 {
        let mut stream = from(20, client.address).await;
        // Refused without having asked, and told so although its request was not read.
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        tokio::time::timeout(Duration::from_secs(60), stream.read_to_string(&mut answer)).await.unwrap().unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 503 ") && head.contains("retry-after: 5"), "{answer}");
        let problem: Value = serde_json::from_str(body).unwrap();
        assert!(problem["detail"].as_str().unwrap().contains("this address"), "{problem}");
        client.contract().is("Problem", &problem);
        refused += 1;
    }
    assert_eq!(refused, 1_200 - limits.of_one_peer);
    // Everybody else is served, and its own share too once it lets go.
    assert_ne!(client.address.ip(), IpAddr::from([127, 0, 0, 20]));
    client.get("/api/queue").await.ok();
    drop(greedy);
    let mut tries = 0;
    loop {
        let mut stream = from(20, client.address).await;
        let request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        let _ = stream.write_all(request).await;
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        if answer.starts_with("HTTP/1.1 200 ") {
            break;
        }
        tries += 1;
        assert!(tries < 600, "its places were never given back");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    println!(
        "1,200 connections from one address: {} kept, {refused} refused in words, others served",
        limits.of_one_peer
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_house_says_so_and_opens_again() {
    let kiosk = Kiosk::within(Limits { connections: 20, of_one_peer: 20, ..Limits::default() }).await;
    let client = kiosk.anybody().await;
    let mut held = Vec::new();
    for last in 0..20 {
        let mut stream = from(30 + last, client.address).await;
        settle(&mut stream).await;
        held.push(stream);
    }
    let mut one_more = from(100, client.address).await;
    let mut answer = String::new();
    tokio::time::timeout(Duration::from_secs(60), one_more.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("/problems/busy"), "{answer}");
    drop(held);
    // The places come back as the server notices.
    let mut last = Vec::new();
    for _ in 0..600 {
        let mut stream = from(100, client.address).await;
        let wrote = stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        let mut answer = String::new();
        let read = stream.read_to_string(&mut answer).await;
        if answer.starts_with("HTTP/1.1 200 ") {
            return;
        }
        last.push(format!("{wrote:?} {read:?} {answer}"));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    last.dedup();
    panic!("it stayed full: {last:#?}");
}
