//! The event stream: order, resumption, what the public gets, and its end.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Bytes, Incoming};
use serde_json::{Value, json};
use sportello::printer::Status;
use sportello::queue::{Actor, Command, Request};

use crate::client::Client;
use crate::kiosk::Kiosk;

/// One message of a stream.
#[derive(Debug, Clone, PartialEq)]
struct Message {
    id: Option<u64>,
    event: String,
    data: Value,
}

/// A stream being read.
struct Stream {
    body: Incoming,
    text: String,
}

impl Stream {
    async fn open(client: &Client, after: Option<u64>) -> Self {
        let after = after.map(|seq| seq.to_string());
        let headers: Vec<_> = after.iter().map(|seq| ("last-event-id", seq.as_str())).collect();
        let response = client.open("GET", "/api/events", &headers, Bytes::new()).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { body: response.into_body(), text: String::new() }
    }

    /// The next message; `None` at the stream's end.
    async fn next(&mut self) -> Option<Message> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| {
                    let lines = block.lines().filter_map(|line| line.strip_prefix(name));
                    lines.map(str::to_owned).next()
                };
                let Some(data) = field("data: ") else { continue };
                let id = field("id: ").map(|id| id.parse().unwrap());
                return Some(Message { id, event: field("event: ").unwrap(), data: data.parse().unwrap() });
            }
            let frame =
                tokio::time::timeout(Duration::from_secs(60), self.body.frame()).await.expect("no message came");
            let bytes = frame?.unwrap().into_data().unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    async fn take(&mut self, count: usize) -> Vec<Message> {
        let mut messages = Vec::new();
        for _ in 0..count {
            messages.push(self.next().await.expect("the stream ended"));
        }
        messages
    }
}

fn names(messages: &[Message]) -> Vec<(&str, Option<u64>)> {
    messages.iter().map(|message| (message.event.as_str(), message.id)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_signed_in_get_every_event_in_order_and_only_the_last_of_an_entry_has_the_id() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let seq = client.get("/api/queue").await.ok()["seq"].as_u64().unwrap();
    let mut stream = Stream::open(&client, None).await;
    let opening = stream.take(2).await;
    assert_eq!(names(&opening), [("hello", Some(seq)), ("printer", None)]);
    assert_eq!(opening[0].data, json!({ "seq": seq }));
    assert_eq!(opening[1].data, json!({ "status": "ready", "paper": "ok" }));

    client.post("/api/tickets", json!({ "service": "work", "language": "ar" })).await.ok();
    let issued = stream.take(2).await;
    assert_eq!(names(&issued), [("ticket-issued", None), ("print-queued", Some(seq + 1))]);
    assert_eq!(
        issued[0].data,
        json!({
            "seq": seq + 1, "at": "2026-11-23T08:30:00Z", "event": "ticket-issued", "ticket": 1, "label": "C001",
            "service": "work", "language": "ar", "day": "2026-11-23", "ahead": 0,
        })
    );
    kiosk.printer.status.send_replace(Status::NoPaper);
    let printer = stream.take(1).await.remove(0);
    assert_eq!((printer.event.as_str(), printer.id), ("printer", None));
    assert_eq!(printer.data["status"], "no-paper");

    kiosk.visitor("work").await;
    for action in ["call-next", "recall", "call-next", "no-show", "close"] {
        client.act(&format!("/api/desks/2/{action}")).await.ok();
    }
    client.act("/api/services/work/pause").await.ok();
    client.act("/api/services/work/resume").await.ok();
    let rest = stream.take(10).await;
    assert_eq!(
        names(&rest),
        [
            ("ticket-issued", Some(seq + 2)),
            ("desk-opened", None),
            ("ticket-called", Some(seq + 3)),
            ("ticket-recalled", Some(seq + 4)),
            ("ticket-finished", None),
            ("ticket-called", Some(seq + 5)),
            ("ticket-no-show", Some(seq + 6)),
            ("desk-closed", Some(seq + 7)),
            ("service-paused", Some(seq + 8)),
            ("service-resumed", Some(seq + 9)),
        ]
    );
    assert_eq!(rest[2].data["why"]["rule"], "first-come-first-served");
    for message in issued.iter().chain(&rest) {
        client.contract().is("QueueEvent", &message.data);
        assert_eq!(message.data["event"], message.event.as_str());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_gets_what_the_board_shows_and_nothing_else() {
    let kiosk = Kiosk::start().await;
    let (client, hall) = (kiosk.operator().await, kiosk.anybody().await);
    let mut stream = Stream::open(&hall, None).await;
    let hello = stream.take(1).await.remove(0);
    let seq = hello.id.unwrap();
    client.post("/api/tickets", json!({ "service": "health", "language": "ar" })).await.ok();
    kiosk.printer.status.send_replace(Status::Gone);
    for action in ["call-next", "recall", "finish"] {
        client.act(&format!("/api/desks/3/{action}")).await.ok();
    }
    kiosk.visitor("health").await;
    client.act("/api/services/health/pause").await.ok();
    kiosk.wait(24 * 3600);
    kiosk.visitor("work").await;
    let messages = stream.take(5).await;
    assert_eq!(
        names(&messages),
        [
            ("ticket-called", Some(seq + 2)),
            ("ticket-recalled", Some(seq + 3)),
            ("ticket-finished", Some(seq + 4)),
            ("ticket-expired", None),
            ("day-started", Some(seq + 7)),
        ]
    );
    assert_eq!(
        messages[0].data,
        json!({
            "seq": seq + 2, "at": "2026-11-23T08:30:00Z", "label": "D001", "desk": "3", "recalls": 0,
        })
    );
    assert_eq!(messages[1].data["recalls"], 1);
    for message in &messages {
        hall.contract().is("BoardEvent", &message.data);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_comes_back_misses_nothing_and_gets_nothing_twice() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let mut stream = Stream::open(&client, None).await;
    let mut seen = vec![stream.take(1).await[0].id.unwrap()];
    let first = seen[0];
    let writer = {
        let (client, office) = (client.again(), kiosk.office.clone());
        tokio::spawn(async move {
            for number in 0..200u32 {
                if number % 2 == 0 {
                    let body = json!({ "service": "work", "language": "it", "print": false });
                    client.post("/api/tickets", body).await.ok();
                } else {
                    let id = format!("burst-{number}").parse().unwrap();
                    let command = Command::Issue { service: "work".into(), language: "it".into(), print: false };
                    office.submit(Request { id, by: Actor::Kiosk, command }).await.unwrap();
                }
            }
        })
    };
    // Reconnects after every seventh entry, from the last id that it saw, as a browser does.
    while *seen.last().unwrap() < first + 200 {
        let mut stream = Stream::open(&client, seen.last().copied()).await;
        for _ in 0..7 {
            let message = stream.next().await.unwrap();
            if message.event == "printer" {
                continue;
            }
            assert_eq!(message.event, "ticket-issued");
            seen.push(message.id.unwrap());
            if *seen.last().unwrap() == first + 200 {
                break;
            }
        }
    }
    writer.await.unwrap();
    assert_eq!(seen, (first..=first + 200).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_missed_too_much_is_told_to_read_anew() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    for _ in 0..1_001 {
        kiosk.visitor("work").await;
    }
    let now = client.get("/api/board").await.ok()["seq"].as_u64().unwrap();
    let mut stream = Stream::open(&client, Some(now - 1_001)).await;
    let reset = stream.take(1).await.remove(0);
    assert_eq!((reset.event.as_str(), reset.id, reset.data), ("reset", Some(now), json!({ "seq": now })));
    let mut ahead = Stream::open(&client, Some(now + 5)).await;
    assert_eq!(ahead.take(1).await[0].event, "reset", "of another log");

    let operator = kiosk.operator().await;
    let mut stream = Stream::open(&operator, Some(now - 1_000)).await;
    let mut messages = stream.take(1_001).await;
    messages.retain(|message| message.event == "ticket-issued");
    assert_eq!(messages.first().unwrap().id, Some(now - 999));
    assert_eq!(messages.last().unwrap().id, Some(now));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_that_is_no_number_is_refused() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    for id in ["x", "-1", "1.5", "99999999999999999999"] {
        client.send("GET", "/api/events", &[("last-event-id", id)], "").await.problem("bad-request", 400);
        client.get(&format!("/api/events?after={id}")).await.problem("bad-request", 400);
    }
    client.get("/api/events?before=1").await.problem("bad-request", 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_its_session_and_with_the_kiosk() {
    let mut kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let (mut signed_in, mut public) =
        (Stream::open(&client, None).await, Stream::open(&kiosk.anybody().await, None).await);
    signed_in.take(2).await;
    public.take(1).await;
    client.send("DELETE", "/api/session", &[], "").await;
    assert_eq!(signed_in.next().await, None);
    kiosk.visitor("work").await;
    let stopped = kiosk.stop_serving();
    let (ended, ()) = tokio::join!(public.next(), stopped);
    assert_eq!(ended, None);
}
