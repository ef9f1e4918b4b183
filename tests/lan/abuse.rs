//! What a hostile or broken client sends: refused in words, and the service goes on.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::Client;
use crate::kiosk::Kiosk;

/// Sends bytes as they are and reads until the other side closes.
async fn raw(client: &Client, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(client.address).await.unwrap();
    // The server may refuse before it has read everything, and closes then.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut answer)).await.expect("no end");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_not_the_one_is_refused_and_said_why() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let json = [("content-type", "application/json")];
    for (body, why) in [
        ("", "object"),
        ("{", "EOF"),
        ("[]", "object"),
        (r#"["work", "it", true]"#, "object"),
        ("null", "object"),
        (r#"{"service":"work"}"#, "`language`"),
        (r#"{"service":"work","language":"it","copies":2}"#, "`copies`"),
        (r#"{"service":"work","language":"it","service":"work"}"#, "`service`"),
        (r#"{"service":1,"language":"it"}"#, "integer `1`"),
        (r#"{"service":"work","language":"it","print":null}"#, "null"),
        (r#"{"service":"work","language":"it"} x"#, "trailing"),
        ("{\"service\":\"\u{0}\",\"language\":\"it\"}", "control character"),
    ] {
        let problem = client.send("POST", "/api/tickets", &json, body).await.problem("bad-request", 400);
        assert!(problem["detail"].as_str().unwrap().contains(why), "{body}: {problem}");
    }
    let invalid = client.send("POST", "/api/tickets", &json, &b"{\"service\":\"\xff\"}"[..]).await;
    invalid.problem("bad-request", 400);
    let deep = "[".repeat(10_000);
    client.send("POST", "/api/tickets", &json, deep).await.problem("bad-request", 400);
    for body in [r#"{"serving":"1"}"#, r#"{"serving":-1}"#, r#"{"serving":1.5}"#, r#"{"x":1}"#, "[1]", "nonsense"] {
        client.send("POST", "/api/desks/1/call-next", &json, body).await.problem("bad-request", 400);
    }
    for body in ["{}", r#"{"ticket":1,"label":"A001"}"#, r#"{"serving":1}"#, r#"{"ticket":1,"label":null}"#, "null"] {
        client.send("POST", "/api/desks/1/call", &json, body).await.problem("bad-request", 400);
    }
    client.send("POST", "/api/desks/1/call-next", &json, "null").await.problem("nobody-waiting", 409);
    let queue = client.get("/api/queue").await.ok();
    assert_eq!(queue["waiting"], json!([]), "nothing of this did anything");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_another_type_or_too_large_is_refused() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let body = r#"{"service":"work","language":"it"}"#;
    for media in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
        let reply = client.send("POST", "/api/tickets", &[("content-type", media)], body).await;
        reply.problem("unsupported-media-type", 415);
        assert_eq!(reply.header("accept"), "application/json");
        let reply = client.send("POST", "/api/desks/1/call-next", &[("content-type", media)], "{}").await;
        reply.problem("unsupported-media-type", 415);
    }
    client.send("POST", "/api/tickets", &[], body).await.problem("unsupported-media-type", 415);
    client
        .send("POST", "/api/desks/1/call-next", &[("content-type", "text/plain")], "")
        .await
        .problem("nobody-waiting", 409);

    let padded = |size: usize| format!("{body}{}", " ".repeat(size - body.len()));
    let json = [("content-type", "application/json")];
    assert_eq!(client.send("POST", "/api/tickets", &json, padded(16 * 1024)).await.status, 201);
    client.send("POST", "/api/tickets", &json, padded(16 * 1024 + 1)).await.problem("too-large", 413);
    client.send("POST", "/api/desks/1/call-next", &json, padded(1024 * 1024)).await.problem("too-large", 413);
    let chunked = format!(
        "POST /api/session HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n{}0\r\n\r\n",
        client.address,
        format!("1000\r\n{}\r\n", " ".repeat(4096)).repeat(5),
    );
    assert!(raw(&client, chunked.as_bytes()).await.starts_with("HTTP/1.1 413"), "counted as it comes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_host_is_misdirected() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    let port = client.address.port();
    for ours in [format!("localhost:{port}"), format!("kiosk.example.it:{port}"), "192.168.7.7".into(), "[::1]".into()]
    {
        assert_eq!(client.send("GET", "/healthz", &[("host", &ours)], "").await.status, 200, "{ours}");
    }
    for foreign in ["evil.example", "kiosk.example.it.evil.example", "localhost.evil.example:80", ""] {
        for path in ["/healthz", "/console", "/api/board", "/nowhere"] {
            client.send("GET", path, &[("host", foreign)], "").await.problem("wrong-host", 421);
        }
    }
    let absolute = b"GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(raw(&client, absolute).await.starts_with("HTTP/1.1 421"));
    let none = b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n";
    assert!(raw(&client, none).await.starts_with("HTTP/1.1 400"));
    let two = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(raw(&client, two).await.starts_with("HTTP/1.1 400"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_site_changes_nothing() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    kiosk.visitor("work").await;
    let own = format!("http://{}", client.address);
    let next = "/api/desks/2/call-next";
    for headers in [
        [("origin", "http://evil.example"), ("sec-fetch-mode", "cors")],
        [("origin", "null"), ("sec-fetch-mode", "cors")],
        [("origin", own.as_str()), ("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
        [("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")],
    ] {
        client.send("POST", next, &headers, "").await.problem("wrong-origin", 403);
        client.send("DELETE", "/api/session", &headers, "").await.problem("wrong-origin", 403);
    }
    let upgrade = [("origin", "http://evil.example"), ("upgrade", "websocket"), ("connection", "upgrade")];
    client.send("GET", "/api/screen", &upgrade, "").await.problem("wrong-origin", 403);
    assert_eq!(client.get("/api/queue").await.ok()["waiting"].as_array().unwrap().len(), 1);
    let same = [("origin", own.as_str()), ("sec-fetch-site", "same-origin")];
    assert_eq!(client.send("POST", next, &same, "").await.status, 200);
    let reply = client.send("GET", "/api/board", &[("origin", "http://evil.example")], "").await;
    assert_eq!(reply.header("access-control-allow-origin"), "", "no other site may read it");
}

#[tokio::test(flavor = "multi_thread")]
async fn paths_and_methods_that_are_not_there_are_refused() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    for path in [
        "/nowhere",
        "/api",
        "/api/",
        "/api/nothing",
        "/console/",
        "/console/../Cargo.toml",
        "/console/..%2f..%2fCargo.toml",
        "/console/%2e%2e/%2e%2e/Cargo.toml",
        "/console//etc/passwd",
        "/console/..\\Cargo.toml",
        "/shared/../kiosk/app.slint",
        "/kiosk/app.slint",
        "/fonts/../console/index.html",
        "/fonts/..%2fbuild",
        "/fonts/build",
        "/locales/it/kiosk.ftl",
        "/locales/it/language.toml",
        "/locales/../console.ftl",
        "/locales/..%2fit/core.ftl",
        "/locales/it%2finfo/core.ftl",
        "/vendor/",
        "/Cargo.toml",
        "/.git/config",
        "/console/\u{0}",
        "//evil.example/console",
        "/healthz/",
        "/HEALTHZ",
    ] {
        let path = path.replace('\u{0}', "%00").replace('\\', "%5c");
        client.get(&path).await.problem("not-found", 404);
    }
    for path in ["/console/%ff", "/api/papers/%ff.png", "/locales/%ff/core.ftl"] {
        let status = client.get(path).await.status;
        assert!(status == 400 || status == 401, "{path}: {status}");
    }
    for (method, path, allow) in [
        ("POST", "/healthz", "GET,HEAD"),
        ("PUT", "/api/session", "GET,HEAD,POST,DELETE"),
        ("GET", "/api/tickets", "POST"),
        ("DELETE", "/api/queue", "GET,HEAD"),
        ("OPTIONS", "/api/queue", "GET,HEAD"),
        ("TRACE", "/console", "GET,HEAD"),
        ("BREW", "/api/board", "GET,HEAD"),
    ] {
        let reply = client.send(method, path, &[], "").await;
        reply.problem("method-not-allowed", 405);
        let mut allowed: Vec<_> = reply.header("allow").split(',').map(str::trim).collect();
        let mut expected: Vec<_> = allow.split(',').collect();
        allowed.sort_unstable();
        expected.sort_unstable();
        assert_eq!(allowed, expected, "{method} {path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_any_text_are_answered_in_words() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    for id in
        ["%00", "%20", "%D8%B9", "%F0%9F%92%A5", "..", "%2e%2e", "'; DROP TABLE", "%25", "a%2fb", &"9".repeat(3000)]
    {
        let id = id.replace(' ', "%20");
        for action in ["call-next", "finish", "open", "close"] {
            let reply = client.act(&format!("/api/desks/{id}/{action}")).await;
            assert!(matches!(reply.status, 400 | 404), "{id}: {reply:?}");
        }
        let reply = client.act(&format!("/api/services/{id}/pause")).await;
        assert!(matches!(reply.status, 400 | 404), "{id}: {reply:?}");
        let reply = client.act(&format!("/api/tickets/{id}/reprint")).await;
        assert!(matches!(reply.status, 400 | 404), "{id}: {reply:?}");
    }
    client.act("/api/desks/%ff/finish").await.problem("bad-request", 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_http_is_refused_in_words_and_the_service_goes_on() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(100_000));
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(500));
    let large = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "y".repeat(17 * 1024));
    let good = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let after_good = format!("{good}NO HTTP\r\n\r\n");
    for (sent, status, kind) in [
        ("\x16\x03\x01\x02\x00\x01\x00\x01", 400, "bad-request"),
        ("HELLO\r\n\r\n", 400, "bad-request"),
        ("GET / HTTP/9.9\r\n\r\n", 400, "bad-request"),
        ("GET / HTTP/1.1\r\nHost localhost\r\n\r\n", 400, "bad-request"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400, "bad-request"),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n", 400, "bad-request"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n\0: y\r\n\r\n", 400, "bad-request"),
        (&long, 431, "head-too-large"),
        (&many, 431, "head-too-large"),
        (&large, 431, "head-too-large"),
        (&after_good, 400, "bad-request"),
    ] {
        let shown = &sent[..sent.len().min(40)];
        let answer = raw(&client, sent.as_bytes()).await;
        // hyper may write the answer to the request before it together with its own refusal; then that one is bare.
        let refusal = answer.rfind("HTTP/1.1 4").map(|at| &answer[at..]).unwrap_or_default();
        assert!(refusal.starts_with(&format!("HTTP/1.1 {status} ")), "{shown:?}: {answer}");
        let (head, body) = refusal.split_once("\r\n\r\n").unwrap();
        let head = head.to_ascii_lowercase();
        assert!(head.contains("content-type: application/problem+json"), "{shown:?}: {answer}");
        for header in ["connection: close", "date: ", "x-content-type-options: nosniff", "cache-control: no-store"] {
            assert!(head.contains(header), "{header}: {answer}");
        }
        let problem: Value = serde_json::from_str(body).unwrap();
        assert_eq!((&problem["type"], &problem["status"]), (&json!(format!("/problems/{kind}")), &json!(status)));
        client.contract().is("Problem", &problem);
    }
    // An HTTP/2 client gets the end of the connection: it would not understand words in HTTP/1.1.
    assert_eq!(raw(&client, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await, "");
    assert_eq!(client.get("/healthz").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_tells_browsers_to_be_careful() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    for path in ["/healthz", "/console", "/nowhere", "/api/queue", "/fonts/NotoSans-Bold.ttf"] {
        let reply = client.get(path).await;
        assert!(reply.header("content-security-policy").contains("default-src 'self'"), "{path}");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        assert!(!reply.header("cache-control").is_empty(), "{path}");
    }
    assert_eq!(client.get("/api/board").await.header("cache-control"), "no-store");
}
