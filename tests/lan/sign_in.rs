//! Signing in and out, throttling, roles.

use std::time::Duration;

use serde_json::json;
use sportello::config::DEMONSTRATION_PASSWORD as PASSWORD;

use crate::kiosk::Kiosk;

#[tokio::test(flavor = "multi_thread")]
async fn a_name_and_its_password_open_a_session_and_signing_out_ends_it() {
    let kiosk = Kiosk::start().await;
    let mut client = kiosk.anybody().await;
    client.get("/api/session").await.problem("not-signed-in", 401);
    let reply = client.post("/api/session", json!({ "name": "operator", "password": PASSWORD })).await;
    assert_eq!(reply.ok(), json!({ "name": "operator", "role": "operator" }));
    let cookie = reply.header("set-cookie").to_owned();
    assert!(cookie.starts_with("sportello_session="), "{cookie}");
    for flag in ["; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "no other host may get it");
    client.cookie = cookie.split(';').next().map(str::to_owned);
    assert_eq!(client.get("/api/session").await.ok()["name"], "operator");

    let reply = client.send("DELETE", "/api/session", &[], "").await;
    assert_eq!(reply.status, 204);
    assert!(reply.header("set-cookie").contains("Max-Age=0"));
    client.get("/api/session").await.problem("not-signed-in", 401);
    assert_eq!(client.send("DELETE", "/api/session", &[], "").await.status, 204, "twice is no error");
    assert_eq!(kiosk.technician().await.get("/api/session").await.ok()["role"], "technician");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_credentials_are_refused_alike_and_five_times_a_minute_only() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    let unknown = client.post("/api/session", json!({ "name": "nobody", "password": PASSWORD })).await;
    let wrong = client.post("/api/session", json!({ "name": "operator", "password": "wrong" })).await;
    assert_eq!(unknown.problem("wrong-credentials", 401), wrong.problem("wrong-credentials", 401));
    assert_eq!(wrong.header("set-cookie"), "");
    for _ in 0..3 {
        client.post("/api/session", json!({ "name": "x", "password": "" })).await.problem("wrong-credentials", 401);
    }
    let throttled = client.post("/api/session", json!({ "name": "operator", "password": PASSWORD })).await;
    let seconds = throttled.problem("too-many-tries", 429)["retry_after"].as_u64().unwrap();
    assert!((1..=60).contains(&seconds));
    assert_eq!(throttled.header("retry-after"), seconds.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_at_the_same_instant_are_counted_too() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    let tries = (0..12).map(|_| {
        let client = client.again();
        tokio::spawn(async move {
            client.post("/api/session", json!({ "name": "operator", "password": "guess" })).await.status
        })
    });
    let mut statuses = Vec::new();
    for attempt in tries.collect::<Vec<_>>() {
        statuses.push(attempt.await.unwrap());
    }
    assert_eq!(statuses.iter().filter(|&&status| status == 401).count(), 5, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|&&status| status == 429).count(), 7, "{statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_outlives_a_restart_and_ends_with_its_time() {
    let kiosk = Kiosk::with(false, |config| config.lan.session = Duration::from_secs(3600)).await;
    let client = kiosk.operator().await;
    let gone = kiosk.operator().await;
    gone.send("DELETE", "/api/session", &[], "").await;
    let kiosk = kiosk.restart().await;
    let mut again = kiosk.anybody().await;
    again.cookie = gone.cookie;
    again.get("/api/queue").await.problem("not-signed-in", 401);
    again.cookie = client.cookie;
    assert_eq!(again.get("/api/queue").await.status, 200);
    kiosk.wait(3600);
    again.get("/api/queue").await.problem("not-signed-in", 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sign_in_of_the_same_browser_ends_the_first_session() {
    let kiosk = Kiosk::start().await;
    let mut client = kiosk.operator().await;
    let first = client.again();
    client.sign_in("technician", PASSWORD).await;
    assert_eq!(client.get("/api/session").await.ok()["name"], "technician");
    first.get("/api/session").await.problem("not-signed-in", 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_the_signed_in_is_for_nobody_else() {
    let kiosk = Kiosk::start().await;
    let mut client = kiosk.anybody().await;
    for cookie in [None, Some("sportello_session="), Some("sportello_session=0000"), Some("sportello_session=\u{e9}")] {
        client.cookie = cookie.map(str::to_owned);
        client.get("/api/queue").await.problem("not-signed-in", 401);
        client.post("/api/tickets", json!({ "service": "work", "language": "it" })).await.problem("not-signed-in", 401);
        for action in ["call-next", "call", "recall", "no-show", "finish", "open", "close"] {
            client.act(&format!("/api/desks/1/{action}")).await.problem("not-signed-in", 401);
        }
        client.act("/api/tickets/1/reprint").await.problem("not-signed-in", 401);
        client.act("/api/services/work/pause").await.problem("not-signed-in", 401);
        client.act("/api/services/work/resume").await.problem("not-signed-in", 401);
        for path in ["/api/papers", "/api/papers/1.png", "/api/screen"] {
            client.get(path).await.problem("not-signed-in", 401);
        }
    }
    let operator = kiosk.operator().await;
    for path in ["/api/papers", "/api/papers/1.png", "/api/screen"] {
        operator.get(path).await.problem("not-allowed", 403);
    }
    assert_eq!(kiosk.technician().await.get("/api/papers").await.ok(), json!([]));
    let demonstration = Kiosk::with(true, |_| {}).await;
    assert_eq!(demonstration.anybody().await.get("/api/papers").await.ok(), json!([]));
    demonstration.anybody().await.get("/api/queue").await.problem("not-signed-in", 401);
}
