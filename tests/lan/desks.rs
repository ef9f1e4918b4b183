//! Calling: next, a given one, again, no-show, finish; two desks; the board.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use sportello::config::DEMONSTRATION_PASSWORD;

use crate::kiosk::Kiosk;

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_goes_through_a_desk() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    client.act("/api/desks/2/call-next").await.problem("nobody-waiting", 409);
    kiosk.visitor("work").await;
    kiosk.wait(60);
    kiosk.visitor("work").await;
    kiosk.wait(30);
    let called = client.act("/api/desks/2/call-next").await.ok();
    let ticket = &called["ticket"];
    assert_eq!((&ticket["label"], &ticket["status"], &ticket["desk"]), (&json!("C001"), &json!("called"), &json!("2")));
    assert_eq!(
        called["why"],
        json!({
            "rule": "first-come-first-served", "candidates": 2,
            "scores": [{ "ticket": 1, "waited_seconds": 90 }, { "ticket": 2, "waited_seconds": 30 }],
        })
    );
    kiosk.wait(600);
    let again = client.post("/api/desks/2/recall", json!({ "ticket": 1 })).await.ok();
    assert_eq!((&again["ticket"]["recalls"], &again["why"]), (&json!(1), &Value::Null));
    let desk = client.get("/api/queue").await.ok()["desks"][1].clone();
    assert_eq!((&desk["operator"], &desk["serving"]["label"]), (&json!("operator"), &json!("C001")));
    assert_eq!((&desk["serving"]["recalls"], &desk["serving"]["waited_seconds"]), (&json!(1), &json!(90)));

    let gone = client.act("/api/desks/2/no-show").await.ok()["ticket"].clone();
    assert_eq!((&gone["status"], &gone["desk"], &gone["recalls"]), (&json!("no-show"), &json!("2"), &Value::Null));
    client.act("/api/desks/2/no-show").await.problem("not-serving", 409);
    client.act("/api/desks/2/recall").await.problem("not-serving", 409);
    client.act("/api/desks/2/finish").await.problem("not-serving", 409);

    let second = client.act("/api/desks/2/call-next").await.ok();
    assert_eq!(second["ticket"]["label"], "C002");
    assert_eq!(client.act("/api/desks/2/finish").await.ok()["ticket"]["status"], "finished");
    let wanted = client.post("/api/desks/2/call", json!({ "label": "c001" })).await.ok();
    assert_eq!(wanted["ticket"]["status"], "called", "a no-show that came after all");
    client.post("/api/desks/2/call", json!({ "ticket": 2 })).await.problem("not-waiting", 409);
    client.act("/api/desks/2/finish").await.ok();
    let done = client.get("/api/queue").await.ok()["done"].clone();
    let labels: Vec<_> = done.as_array().unwrap().iter().map(|ticket| ticket["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["C001", "C002"], "latest first");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_command_is_answered_with_its_first_answer_whatever_happened_since() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    for _ in 0..3 {
        kiosk.visitor("work").await;
    }
    let first = client.keyed("call", "/api/desks/2/call-next", json!({})).await;
    kiosk.wait(5);
    let again = client.keyed("call", "/api/desks/2/call-next", json!({})).await;
    assert_eq!((again.status, again.json()), (200, first.ok()));
    assert_eq!(client.get("/api/queue").await.ok()["waiting"].as_array().unwrap().len(), 2);
    client.keyed("call", "/api/desks/1/call-next", json!({})).await.problem("command-id-reused", 422);
    client.keyed("call", "/api/desks/2/call-next", json!({ "serving": null })).await.problem("command-id-reused", 422);

    let kiosk = kiosk.restart().await;
    let mut later = kiosk.anybody().await;
    later.cookie = client.cookie;
    let again = later.keyed("call", "/api/desks/2/call-next", json!({})).await;
    assert_eq!(again.ok(), first.json(), "after a restart too, with its reason");
}

/// Every command of a desk, sent once more after the ticket has gone on, after a restart, and on another day when its
/// label is another ticket's.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gets_the_same_bytes_also_after_midnight() {
    let kiosk = Kiosk::with(false, |config| config.lan.session = Duration::from_secs(7 * 24 * 3600)).await;
    let client = kiosk.operator().await;
    for _ in 0..3 {
        kiosk.visitor("work").await;
    }
    let sent = [
        ("open", json!({})),
        ("call-next", json!({ "serving": null })),
        ("recall", json!({ "ticket": 1 })),
        ("no-show", json!({ "ticket": 1 })),
        ("call", json!({ "label": "c001", "serving": null })),
        ("finish", json!({ "ticket": 1 })),
        ("close", json!({})),
    ];
    let mut first = Vec::new();
    for (action, body) in &sent {
        kiosk.wait(10);
        first.push(client.keyed(action, &format!("/api/desks/2/{action}"), body.clone()).await);
        first.last().unwrap().ok();
    }
    client.act("/api/desks/2/call-next").await.ok();
    let issue = json!({ "service": "work", "language": "ar", "print": false });
    let number = client.keyed("number", "/api/tickets", issue.clone()).await;

    let kiosk = kiosk.restart().await;
    let mut client = kiosk.anybody().await.again();
    client.sign_in("operator", DEMONSTRATION_PASSWORD).await;
    let mut compared = 0;
    for day in 0..4 {
        let before = client.get("/api/queue").await.ok();
        for ((action, body), first) in sent.iter().zip(&first) {
            let again = client.keyed(action, &format!("/api/desks/2/{action}"), body.clone()).await;
            assert_eq!((again.status, &again.body), (200, &first.body), "{action} on day {day}");
            let mut other = body.clone();
            other["serving"] = json!(99);
            if matches!(*action, "call" | "call-next") {
                let path = format!("/api/desks/2/{action}");
                client.keyed(action, &path, other).await.problem("command-id-reused", 422);
            }
            compared += 1;
        }
        let other = json!({ "label": "C002", "serving": null });
        client.keyed("call", "/api/desks/2/call", other).await.problem("command-id-reused", 422);
        assert_eq!(client.keyed("number", "/api/tickets", issue.clone()).await.body, number.body);
        let after = client.get("/api/queue").await.ok();
        assert_eq!((&after["seq"], &after["desks"]), (&before["seq"], &before["desks"]), "nothing happened again");
        kiosk.wait(24 * 3600);
        kiosk.visitor("work").await;
    }
    println!(
        "{compared} repeated commands of a desk, over 4 days and a restart: {compared} first answers, byte for byte"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_refused_when_the_desk_has_moved_on() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    for _ in 0..3 {
        kiosk.visitor("work").await;
    }
    let next = "/api/desks/2/call-next";
    let moved = client.post(next, json!({ "serving": 1 })).await.problem("serving-changed", 409);
    assert_eq!((&moved["desk"], &moved["serving"]), (&json!("2"), &Value::Null));
    client.post(next, json!({ "serving": null })).await.ok();
    let moved = client.post(next, json!({ "serving": null })).await.problem("serving-changed", 409);
    assert_eq!(moved["serving"], json!({ "ticket": 1, "label": "C001" }));
    client.post(next, json!({ "serving": 1 })).await.ok();
    assert_eq!(client.post(next, json!({})).await.ok()["ticket"]["label"], "C003", "no check was asked for");
    client.post("/api/desks/2/finish", json!({ "ticket": 1 })).await.problem("serving-changed", 409);
    client.post("/api/desks/2/finish", json!({ "ticket": 3 })).await.ok();
    client.post("/api/desks/2/call", json!({ "ticket": 1, "serving": 3 })).await.problem("serving-changed", 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_is_taken_left_and_taken_over() {
    let kiosk = Kiosk::start().await;
    let (one, other) = (kiosk.operator().await, kiosk.technician().await);
    assert_eq!(one.act("/api/desks/1/open").await.ok()["desk"]["operator"], "operator");
    one.act("/api/desks/1/open").await.ok();
    assert_eq!(other.act("/api/desks/1/open").await.problem("desk-taken", 409)["operator"], "operator");
    other.post("/api/desks/1/open", json!({ "take_over": false })).await.problem("desk-taken", 409);
    let taken = other.post("/api/desks/1/open", json!({ "take_over": true })).await.ok();
    assert_eq!(taken["desk"]["operator"], "technician");
    assert_eq!(other.post("/api/desks/1/close", json!({})).await.ok()["desk"]["operator"], Value::Null);
    one.act("/api/desks/9/open").await.problem("unknown-desk", 404);
    one.act("/api/desks/9/close").await.problem("unknown-desk", 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn desks_that_call_at_the_same_instant_never_get_the_same_ticket() {
    let kiosk = Kiosk::with(false, |config| {
        let everything: Vec<_> = config.services.iter().map(|service| service.id.clone()).collect();
        config.desks.iter_mut().for_each(|desk| desk.services = everything.clone());
    })
    .await;
    let client = kiosk.operator().await;
    for _ in 0..30 {
        kiosk.visitor("work").await;
    }
    let calls = (0..30).map(|number| {
        let client = client.again();
        let path = format!("/api/desks/{}/call-next", number % 3 + 1);
        tokio::spawn(async move { client.act(&path).await.ok()["ticket"]["id"].as_u64().unwrap() })
    });
    let mut called = BTreeSet::new();
    for call in calls.collect::<Vec<_>>() {
        assert!(called.insert(call.await.unwrap()), "called twice");
    }
    assert_eq!(called, (1..=30).collect());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_screens_that_saw_the_same_call_one_ticket_together() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    for _ in 0..20 {
        kiosk.visitor("work").await;
    }
    let presses = (0..8).map(|_| {
        let client = client.again();
        tokio::spawn(async move { client.post("/api/desks/2/call-next", json!({ "serving": null })).await.status })
    });
    let mut statuses = Vec::new();
    for press in presses.collect::<Vec<_>>() {
        statuses.push(press.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_numbers_and_desks_and_nothing_else() {
    let kiosk = Kiosk::start().await;
    let (client, hall) = (kiosk.operator().await, kiosk.anybody().await);
    let empty = hall.get("/api/board").await.ok();
    assert_eq!((&empty["serving"], &empty["calls"]), (&json!([]), &json!([])));
    for _ in 0..14 {
        kiosk.visitor("work").await;
    }
    kiosk.visitor("health").await;
    client.act("/api/desks/3/call-next").await.ok();
    for _ in 0..13 {
        kiosk.wait(10);
        client.act("/api/desks/2/call-next").await.ok();
    }
    kiosk.wait(10);
    client.act("/api/desks/3/recall").await.ok();
    let board = hall.get("/api/board").await.ok();
    assert_eq!(
        board["serving"],
        json!([
            { "label": "C013", "desk": "2", "called": "2026-11-23T08:32:10Z", "recalls": 0 },
            { "label": "D001", "desk": "3", "called": "2026-11-23T08:30:00Z", "recalls": 1 },
        ])
    );
    let calls = board["calls"].as_array().unwrap();
    assert_eq!(calls.len(), 12);
    assert_eq!((&calls[0]["label"], &calls[0]["again"]), (&json!("D001"), &json!(true)));
    assert_eq!((&calls[1]["label"], &calls[1]["again"]), (&json!("C013"), &json!(false)));
    assert_eq!(calls[11]["label"], "C003");
    for secret in ["work", "health", "language", "service", "operator", "\"ar\""] {
        assert!(!board.to_string().contains(secret), "{secret} is nobody's business: {board}");
    }

    let kiosk = kiosk.restart().await;
    let after = kiosk.anybody().await.get("/api/board").await.ok();
    assert_eq!((&after["serving"], &after["calls"]), (&board["serving"], &board["calls"]), "a restart keeps the calls");
    kiosk.wait(24 * 3600);
    kiosk.visitor("work").await;
    let morning = kiosk.anybody().await.get("/api/board").await.ok();
    assert_eq!((&morning["serving"], &morning["calls"]), (&json!([]), &json!([])), "a new day begins empty");
}
