//! Giving numbers, printing again, pausing services; the office, the queue and the board.

use jiff::Timestamp;
use serde_json::{Value, json};
use sportello::printer::{Paper, Status};
use sportello::queue::{Actor, Command, PrintOutcome, Request, TicketId};

use crate::kiosk::Kiosk;

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_gives_a_number() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let reply = client.post("/api/tickets", json!({ "service": "permits", "language": "ar" })).await;
    assert_eq!((reply.status, reply.json()), (201, json!({ "ticket": 1, "label": "A001", "ahead": 0 })));
    let body = json!({ "service": "permits", "language": "en", "print": false });
    assert_eq!(client.post("/api/tickets", body).await.ok(), json!({ "ticket": 2, "label": "A002", "ahead": 1 }));

    kiosk.wait(90);
    let queue = client.get("/api/queue").await.ok();
    assert_eq!(
        queue["waiting"][0],
        json!({
            "id": 1, "label": "A001", "service": "permits", "language": "ar", "issued": "2026-11-23T08:30:00Z",
            "waited_seconds": 90, "ahead_when_issued": 0, "status": "waiting", "desk": null, "called": null, "recalls": 0,
            "print": { "job": 1, "outcome": null, "trouble": null },
        })
    );
    assert_eq!(queue["waiting"][1]["print"], Value::Null);
    assert_eq!(queue["services"][0], json!({ "id": "permits", "waiting": 2, "paused": false }));
    assert_eq!(queue["day"], "2026-11-23");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_key_gives_the_same_answer_and_no_second_number() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let body = json!({ "service": "permits", "language": "it" });
    let first = client.keyed("k-1", "/api/tickets", body.clone()).await;
    for key in ["k-1", "\"k-1\""] {
        let again = client.keyed(key, "/api/tickets", body.clone()).await;
        assert_eq!((again.status, &again.body), (201, &first.body));
    }
    let other = json!({ "service": "work", "language": "it" });
    client.keyed("k-1", "/api/tickets", other.clone()).await.problem("command-id-reused", 422);
    client.keyed("k-1", "/api/desks/1/call-next", json!({})).await.problem("command-id-reused", 422);
    assert_eq!(client.keyed("k-2", "/api/tickets", other.clone()).await.ok()["label"], "C001");
    let technician = kiosk.technician().await;
    assert_eq!(technician.keyed("k-1", "/api/tickets", other).await.ok()["label"], "C002", "keys are one's own");
    for key in ["", "a b", &"k".repeat(65)] {
        client.keyed(key, "/api/tickets", body.clone()).await.problem("bad-request", 400);
    }

    let kiosk = kiosk.restart().await;
    let mut later = kiosk.anybody().await;
    later.cookie = client.cookie;
    let again = later.keyed("k-1", "/api/tickets", body.clone()).await;
    assert_eq!((again.status, &again.body), (201, &first.body), "a restart forgets no answer");
    later.keyed("k-3", "/api/desks/1/finish", json!({})).await.problem("not-serving", 409);
    later.act("/api/desks/1/call-next").await.ok();
    later.keyed("k-3", "/api/desks/1/finish", json!({})).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_at_the_same_instant_makes_one_ticket() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let sent = (0..20).map(|_| {
        let client = client.again();
        let body = json!({ "service": "work", "language": "it" });
        tokio::spawn(async move { client.keyed("tap", "/api/tickets", body).await.ok() })
    });
    for answer in sent.collect::<Vec<_>>() {
        assert_eq!(answer.await.unwrap(), json!({ "ticket": 1, "label": "C001", "ahead": 0 }));
    }
    assert_eq!(client.get("/api/queue").await.ok()["waiting"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_exist_is_named() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let post = |path: &'static str, body| {
        let client = client.again();
        async move { client.post(path, body).await }
    };
    let problem =
        post("/api/tickets", json!({ "service": "no", "language": "it" })).await.problem("unknown-service", 404);
    assert_eq!(problem["service"], "no");
    let problem =
        post("/api/tickets", json!({ "service": "work", "language": "xx" })).await.problem("unknown-language", 404);
    assert_eq!(problem["language"], "xx");
    let problem = post("/api/desks/99/call-next", json!({})).await.problem("unknown-desk", 404);
    assert_eq!(problem["desk"], "99");
    post("/api/services/no/pause", json!({})).await.problem("unknown-service", 404);
    assert_eq!(post("/api/tickets/77/reprint", json!({})).await.problem("unknown-ticket", 404)["ticket"], 77);
    post("/api/tickets/x/reprint", json!({})).await.problem("bad-request", 400);
    post("/api/tickets/-1/reprint", json!({})).await.problem("bad-request", 400);
    post("/api/tickets/+1/reprint", json!({})).await.problem("bad-request", 400);
    post("/api/tickets/99999999999999999999999/reprint", json!({})).await.problem("bad-request", 400);
    post("/api/desks/1/call", json!({ "ticket": 77 })).await.problem("unknown-ticket", 404);
    assert_eq!(post("/api/desks/1/call", json!({ "label": "Z9" })).await.problem("unknown-ticket", 404)["label"], "Z9");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_printed_again_once_its_print_has_ended() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    client.post("/api/tickets", json!({ "service": "work", "language": "it" })).await.ok();
    client.act("/api/tickets/1/reprint").await.problem("print-under-way", 409);
    let outcome = PrintOutcome::NotPrinted { trouble: sportello::queue::Trouble::NoPaper };
    let command = Command::SettlePrint { ticket: TicketId(1), job: 1, outcome };
    kiosk.office.submit(Request { id: "print".parse().unwrap(), by: Actor::System, command }).await.unwrap();
    let print = client.get("/api/queue").await.ok()["waiting"][0]["print"].clone();
    assert_eq!(print, json!({ "job": 1, "outcome": "not-printed", "trouble": "no-paper" }));
    assert_eq!(client.act("/api/tickets/1/reprint").await.ok(), json!({ "ticket": 1, "label": "C001" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_paused_and_resumed() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let paused = |queue: Value| queue["services"][2]["paused"].clone();
    assert_eq!(client.act("/api/services/work/pause").await.ok(), json!({ "service": "work", "paused": true }));
    assert_eq!(paused(client.get("/api/queue").await.ok()), json!(true));
    assert_eq!(client.post("/api/services/work/pause", json!({})).await.ok()["paused"], json!(true));
    assert_eq!(client.act("/api/services/work/resume").await.ok(), json!({ "service": "work", "paused": false }));
    assert_eq!(paused(client.get("/api/queue").await.ok()), json!(false));
    client.post("/api/services/work/pause", json!({ "x": 1 })).await.problem("bad-request", 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_says_what_pages_need_to_name_things() {
    let kiosk = Kiosk::with(true, |config| {
        config.services[0].name.insert("it".into(), "Permessi di soggiorno".to_owned());
    })
    .await;
    let office = kiosk.anybody().await.get("/api/office").await.ok();
    assert_eq!(office["demo"], json!(true));
    assert_eq!(office["zone"], "Europe/Rome");
    assert_eq!(office["services"][0]["names"]["it"], "Permessi di soggiorno");
    let arabic = office["languages"].as_array().unwrap().iter().find(|language| language["tag"] == "ar").unwrap();
    assert_eq!(arabic["direction"], "rtl");
    for service in office["services"].as_array().unwrap() {
        for language in ["it", "en", "ar"] {
            let name = service["names"][language].as_str().unwrap();
            assert!(!name.is_empty() && !name.starts_with("service-"), "{service}");
        }
    }
    assert_eq!(office["hours"].as_array().unwrap().len(), 7);
    assert_eq!(office["hours"][0], json!(["09:00-13:00", "14:30-17:30"]));
    assert_eq!(office["opening"], json!({ "state": "open", "until": "2026-11-23T12:00:00Z" }));
    assert_eq!(office["gives_numbers"], json!(true));
    kiosk.wait(5 * 3600);
    let closed = kiosk.anybody().await.get("/api/office").await.ok()["opening"].clone();
    assert_eq!(closed["state"], "open", "14:30 local: the afternoon");
    kiosk.wait(5 * 3600);
    let closed = kiosk.anybody().await.get("/api/office").await.ok()["opening"].clone();
    assert_eq!(closed, json!({ "state": "closed", "opens": "2026-11-24T08:00:00Z" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_printer_are_told() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let health = client.get("/healthz").await.ok();
    assert_eq!((&health["status"], &health["version"]), (&json!("ok"), &json!(env!("CARGO_PKG_VERSION"))));
    for (status, expected) in [
        (Status::Ready, json!({ "status": "ready", "paper": "ok" })),
        (Status::NearEnd, json!({ "status": "near-end", "paper": "near-end" })),
        (Status::NoPaper, json!({ "status": "no-paper", "paper": "no-paper" })),
        (Status::Gone, json!({ "status": "gone", "paper": "ok" })),
    ] {
        kiosk.printer.status.send_replace(status);
        assert_eq!(client.get("/api/queue").await.ok()["printer"], expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_shown_as_picture_and_bytes() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.technician().await;
    let paper = |n: u64, label: &str| Paper {
        n,
        at: Timestamp::UNIX_EPOCH,
        label: label.to_owned(),
        width_dots: 576,
        height_dots: 900,
        png: Vec::from(format!("png {n}")).into(),
        bytes: Vec::from([0x1b, b'@', n as u8]).into(),
    };
    kiosk.printer.papers.lock().unwrap().extend([paper(2, ""), paper(1, "A001")]);
    assert_eq!(
        client.get("/api/papers").await.ok(),
        json!([
            { "n": 2, "at": "1970-01-01T00:00:00Z", "label": null, "width_dots": 576, "height_dots": 900 },
            { "n": 1, "at": "1970-01-01T00:00:00Z", "label": "A001", "width_dots": 576, "height_dots": 900 },
        ])
    );
    let png = client.get("/api/papers/2.png").await;
    assert_eq!((png.header("content-type"), &png.body[..]), ("image/png", &b"png 2"[..]));
    assert_eq!(&client.get("/api/papers/1.bin").await.body[..], [0x1b, b'@', 1]);
    for path in ["3.png", "1", "1.gif", "x.png", "1.png.png", "..png", "1.bin%00"] {
        client.get(&format!("/api/papers/{path}")).await.problem("not-found", 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_gives_numbers_outside_its_hours_says_so() {
    for outside in [true, false] {
        let kiosk = Kiosk::with(false, |config| config.issue_outside_hours = outside).await;
        let client = kiosk.anybody().await;
        for (hours, open) in [(0, true), (10, false)] {
            kiosk.wait(hours * 3600);
            for path in ["/api/office", "/api/board"] {
                let document = client.get(path).await.ok();
                assert_eq!(document["opening"]["state"], if open { "open" } else { "closed" }, "{path}");
                assert_eq!(document["gives_numbers"], json!(open || outside), "{path}");
            }
        }
    }
}
