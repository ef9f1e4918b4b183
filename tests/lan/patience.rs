//! Slow clients: those who send slowly are told so and let go, those who read slowly cost nobody but themselves.

use std::time::Duration;

use futures_util::StreamExt as _;
use http_body_util::BodyExt as _;
use hyper::body::Bytes;
use serde_json::{Value, json};
use sportello::lan::Limits;
use sportello::mirror::Frame;
use sportello::queue::{Actor, Command, Request};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::client::Client;
use crate::kiosk::Kiosk;

const SHORT: Duration = Duration::from_millis(400);

/// A client of an impatient kiosk. What judges the answers comes from a patient one, so that a slow machine is not
/// refused it.
async fn client_of(kiosk: &Kiosk) -> Client {
    let mut client = Kiosk::start().await.anybody().await;
    client.address = kiosk.address;
    client
}

/// Sends the first bytes at once, then one of `drip` every tenth of a second until the other side ends it; the answer.
async fn dribble(client: &Client, first: &str, drip: &str) -> String {
    let stream = TcpStream::connect(client.address).await.unwrap();
    let (mut read, mut write) = stream.into_split();
    write.write_all(first.as_bytes()).await.unwrap();
    let dripping = async {
        for byte in drip.as_bytes().iter().cycle() {
            if write.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        std::future::pending::<()>().await;
    };
    let mut answer = Vec::new();
    let all = tokio::time::timeout(Duration::from_secs(60), read.read_to_end(&mut answer));
    tokio::select! {
        // A reset after the answer is an end too.
        ended = all => drop(ended.expect("it goes on")),
        () = dripping => {}
    }
    String::from_utf8(answer).unwrap()
}

/// The problem of an answer, which must be one that says that it took too long.
fn too_slow(client: &Client, answer: &str) -> Value {
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer:?}");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let head = head.to_ascii_lowercase();
    assert!(head.contains("content-type: application/problem+json") && head.contains("connection: close"), "{answer}");
    let problem: Value = serde_json::from_str(body).unwrap();
    assert_eq!(problem["type"], "/problems/too-slow");
    client.contract().is("Problem", &problem);
    problem
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_dribbles_in_is_given_up_and_said_why() {
    let kiosk = Kiosk::within(Limits { request_time: SHORT, ..Limits::default() }).await;
    let client = client_of(&kiosk).await;
    for (framing, drip) in [("Content-Length: 1000", " "), ("Transfer-Encoding: chunked", "1\r\n \r\n")] {
        // Signing in reads its body before anything else.
        let head = format!(
            "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{framing}\r\n\r\n"
        );
        too_slow(&client, &dribble(&client, &head, drip).await);
    }
    println!("a body of a byte each 100 ms: 408 in words after {SHORT:?}, declared and chunked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_dribbles_in_is_given_up_and_said_why_and_silence_ends_in_silence() {
    let kiosk = Kiosk::within(Limits { head_time: SHORT, ..Limits::default() }).await;
    let client = client_of(&kiosk).await;
    too_slow(&client, &dribble(&client, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ", "y").await);
    assert_eq!(dribble(&client, "", "").await, "", "who asked nothing is told nothing");
    let kept = dribble(&client, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "").await;
    assert!(kept.starts_with("HTTP/1.1 200 "), "{kept}");
    assert_eq!(kept.matches("HTTP/1.1").count(), 1, "an idle connection that was answered ends in silence: {kept}");
    let second = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nHost: loc";
    let answer = dribble(&client, second, "a").await;
    too_slow(&client, answer.get(answer.rfind("HTTP/1.1 ").unwrap()..).unwrap());
    assert_eq!(client.get("/healthz").await.status, 200);
}

/// A socket that takes little in while nobody reads it.
pub async fn narrow(client: &Client) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    socket.connect(client.address).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_nobody_reads_holds_up_nobody_and_loses_nothing() {
    const ENTRIES: u64 = 3_000;
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(hyper_util::rt::TokioIo::new(narrow(&client).await)).await.unwrap();
    let request = hyper::Request::get("/api/events").header("host", "localhost");
    let request = request.header("cookie", client.cookie.as_ref().unwrap());
    let connection = tokio::spawn(connection);
    let response = sender.send_request(request.body(String::new()).unwrap()).await.unwrap();
    let mut body = response.into_body();
    let first = client.get("/api/queue").await.ok()["seq"].as_u64().unwrap();

    // Nobody reads `body` meanwhile. More than the stream's channel holds (1,024 entries), and all of it is carried out.
    let mut answers = Vec::new();
    for number in 0..ENTRIES {
        let id = format!("slow-{number}").parse().unwrap();
        let command = Command::Issue { service: "work".into(), language: "it".into(), print: false };
        let office = kiosk.office.clone();
        answers.push(tokio::spawn(async move { office.submit(Request { id, by: Actor::Kiosk, command }).await }));
    }
    for answer in answers {
        answer.await.unwrap().unwrap();
    }
    assert_eq!(client.get("/api/queue").await.ok()["seq"], json!(first + ENTRIES));

    let mut seen = Vec::new();
    let mut text = String::new();
    while seen.last() != Some(&(first + ENTRIES)) {
        let frame = tokio::time::timeout(Duration::from_secs(60), body.frame()).await.expect("no message came");
        let bytes: Bytes = frame.unwrap().unwrap().into_data().unwrap();
        text.push_str(std::str::from_utf8(&bytes).unwrap());
        while let Some((message, rest)) = text.split_once("\n\n") {
            let (message, rest) = (message.to_owned(), rest.to_owned());
            text = rest;
            if message.contains("event: ticket-issued") {
                seen.push(message.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().parse::<u64>().unwrap());
            }
        }
    }
    assert_eq!(seen, (first + 1..=first + ENTRIES).collect::<Vec<_>>());
    println!("{ENTRIES} entries while nobody read the stream: all carried out, then all read, each once and in order");
    connection.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_that_reads_slowly_sees_fewer_pictures_and_the_latest_last() {
    const PICTURES: u64 = 200;
    const BYTES: usize = 1_000_000;
    let kiosk = Kiosk::with(true, |_| {}).await;
    let client = kiosk.anybody().await;
    let address = client.address;
    let stream = narrow(&client).await;
    let (mut socket, _) = tokio_tungstenite::client_async(format!("ws://{address}/api/screen"), stream).await.unwrap();
    for generation in 1..=PICTURES {
        let mut png = vec![0; BYTES];
        png[..8].copy_from_slice(&generation.to_be_bytes());
        kiosk.mirror.show(Frame { generation, width: 10, height: 20, png });
        // Time for the server to take it up, as between real frames.
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let mut seen = Vec::new();
    while seen.last() != Some(&PICTURES) {
        let message = tokio::time::timeout(Duration::from_secs(60), socket.next()).await.expect("no picture came");
        let picture = message.unwrap().unwrap().into_data();
        if picture.len() == BYTES {
            seen.push(u64::from_be_bytes(picture[..8].try_into().unwrap()));
        }
    }
    assert!(seen.is_sorted(), "{seen:?}");
    // What is in the kernel's buffers (a few MB on the loopback), and one that was being sent.
    assert!(seen.len() < 20, "{} of {PICTURES} pictures were kept for it: {seen:?}", seen.len());
    println!(
        "{PICTURES} pictures of 1 MB for a watcher that does not read: {} kept, the latest among them",
        seen.len()
    );
}
