//! Random request heads: hosts, origins, paths and cookies made of the pieces that matter and of anything. Only what is
//! ours is answered, everything else is refused in words.

use std::cell::Cell;

use hyper::Uri;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use crate::client::Client;
use crate::kiosk::Kiosk;
use crate::random::{picture, runner};

/// A request with a head of any bytes, over a connection of its own; what came back.
async fn raw(client: &Client, method: &str, target: &str, headers: &[(&str, Vec<u8>)]) -> (u16, String) {
    let mut bytes = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n").into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend(value.iter().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)));
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    let mut stream = TcpStream::connect(client.address).await.unwrap();
    stream.write_all(&bytes).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("no answer: {answer:?}")), answer)
}

/// Texts made of the pieces that matter, and of anything.
fn of_pieces(pieces: &'static [&'static str], at_most: usize) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        12 => select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..6),
    ];
    vec(piece, 0..at_most).prop_map(|parts| parts.concat())
}

fn assert_answered(status: u16, answer: &str) -> Result<(), TestCaseError> {
    prop_assert!(status < 500, "{}", answer);
    if status >= 400 {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        prop_assert!(head.to_ascii_lowercase().contains("content-type: application/problem+json"), "{}", answer);
        let problem: Value = serde_json::from_str(body).unwrap();
        prop_assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 5), "{}", answer);
    }
    Ok(())
}

#[test]
fn only_our_own_names_are_answered_whatever_stands_in_the_host() {
    const PIECES: &[&str] = &[
        "localhost",
        "127.0.0.1",
        "[::1]",
        "kiosk.example.it",
        "evil.example",
        "192.168.1.9",
        ":",
        ":8080",
        ":80",
        ".",
        "@",
        "/",
        "%00",
        "#",
        "?",
        "[",
        "]",
        "0x7f.1",
        " ",
        ",",
        "LOCALHOST",
        "::1",
        "\\",
    ];
    let runtime = Runtime::new().unwrap();
    let (kiosk, client) = runtime.block_on(async {
        let kiosk = Kiosk::start().await;
        let client = kiosk.anybody().await;
        (kiosk, client)
    });
    let (sent, granted) = (Cell::new(0), Cell::new(0));
    runner(1_500)
        .run(&of_pieces(PIECES, 4), |host| {
            let (status, answer) = runtime.block_on(raw(&client, "GET", "/healthz", &[("Host", host.clone())]));
            assert_answered(status, &answer)?;
            sent.set(sent.get() + 1);
            if status == 200 {
                granted.set(granted.get() + 1);
                // As a browser would take the name apart: what it would look up must be ours.
                let text = String::from_utf8(host).unwrap();
                let uri: Uri = format!("http://{}/", text.trim()).parse().unwrap();
                let name = uri.host().unwrap().trim_end_matches('.').to_ascii_lowercase();
                let address = name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok();
                prop_assert!(address || name == "localhost" || name == "kiosk.example.it", "{}", text);
            }
            Ok(())
        })
        .unwrap();
    assert!(granted.get() > 50, "{} of {} hosts were ours: the test hardly tries any", granted.get(), sent.get());
    println!("{} random hosts: {} ours and answered, the others refused in words", sent.get(), granted.get());
    drop(kiosk);
}

#[test]
fn only_our_own_pages_change_anything_whatever_stands_in_the_origin() {
    const PIECES: &[&str] = &[
        "http://",
        "https://",
        "null",
        "localhost",
        "localhost:80",
        "evil.example",
        "127.0.0.1",
        ":8080",
        "file://",
        ".",
        "@",
        "/",
        "HTTP://",
        "http:",
        "//",
        " ",
        ",",
        "LOCALHOST",
    ];
    let runtime = Runtime::new().unwrap();
    let (kiosk, client) = runtime.block_on(async {
        let kiosk = Kiosk::start().await;
        let client = kiosk.operator().await;
        (kiosk, client)
    });
    let sites = select(vec![None, Some("same-origin"), Some("none"), Some("cross-site"), Some("same-site"), Some("x")]);
    let (sent, granted) = (Cell::new(0), Cell::new(0));
    runner(1_000)
        .run(&(of_pieces(PIECES, 4), sites, any::<bool>()), |(origin, site, named)| {
            let mut headers = vec![("Host", b"localhost".to_vec())];
            headers.push(("Cookie", client.cookie.clone().unwrap().into_bytes()));
            headers.extend(named.then(|| ("Origin", origin.clone())));
            headers.extend(site.map(|site| ("Sec-Fetch-Site", site.as_bytes().to_vec())));
            let before = picture(&kiosk);
            let (status, answer) = runtime.block_on(raw(&client, "POST", "/api/services/work/pause", &headers));
            assert_answered(status, &answer)?;
            sent.set(sent.get() + 1);
            if status == 200 {
                granted.set(granted.get() + 1);
                let text = String::from_utf8_lossy(&origin).trim().to_ascii_lowercase();
                prop_assert!(!named || text == "http://localhost" || text == "https://localhost", "{:?}", text);
                prop_assert!(matches!(site, None | Some("same-origin" | "none")), "{:?}", site);
            } else {
                prop_assert_eq!(picture(&kiosk), before, "a foreign page did something");
            }
            Ok(())
        })
        .unwrap();
    assert!(granted.get() > 50 && granted.get() < sent.get() / 2, "{} of {}", granted.get(), sent.get());
    println!("{} random origins: {} our own, the others refused with nothing changed", sent.get(), granted.get());
}

#[test]
fn no_path_leads_out_of_what_is_embedded() {
    const PIECES: &[&str] = &[
        "/",
        "/",
        "/",
        "..",
        ".",
        "%2e%2e",
        "%2f",
        "%5c",
        "\\",
        "%00",
        "%ff",
        "%25",
        "console",
        "board",
        "fonts",
        "api",
        "locales",
        "it",
        "shared",
        "vendor",
        "paper",
        "screen",
        "index.html",
        "Cargo.toml",
        "core.ftl",
        "etc",
        "passwd",
        "queue",
        "papers",
        "1.png",
        "healthz",
        "?",
        "#",
        ";",
        "*",
        "{path}",
    ];
    let runtime = Runtime::new().unwrap();
    let (_kiosk, client) = runtime.block_on(async {
        let kiosk = Kiosk::start().await;
        let client = kiosk.technician().await;
        (kiosk, client)
    });
    let (sent, found) = (Cell::new(0), Cell::new(0));
    runner(2_000)
        .run(&of_pieces(PIECES, 8), |path| {
            let target = format!("/{}", String::from_utf8_lossy(&path).replace([' ', '\r', '\n', '\t'], "_"));
            let cookie = client.cookie.clone().unwrap().into_bytes();
            let headers = [("Host", b"localhost".to_vec()), ("Cookie", cookie)];
            let (status, answer) = runtime.block_on(raw(&client, "GET", &target, &headers));
            assert_answered(status, &answer)?;
            sent.set(sent.get() + 1);
            if status == 200 {
                found.set(found.get() + 1);
                let asked = target.split(['?', '#']).next().unwrap();
                let out = ["..", "%2e", "%2f", "%5c", "\\", "%00", "Cargo", "passwd"];
                prop_assert!(!out.iter().any(|out| asked.contains(out)), "{}", target);
            }
            Ok(())
        })
        .unwrap();
    assert!(found.get() > 10, "{} of {} paths led somewhere", found.get(), sent.get());
    println!("{} random paths: {} led to a page or a document, none led out", sent.get(), found.get());
}

#[test]
fn no_cookie_but_a_real_one_opens_anything() {
    const PIECES: &[&str] =
        &["sportello_session", "=", ";", "; ", ",", "\"", "a=1", "0", "f", " ", "SPORTELLO_SESSION", "$Version", "%"];
    let runtime = Runtime::new().unwrap();
    let (_kiosk, client) = runtime.block_on(async {
        let kiosk = Kiosk::start().await;
        let client = kiosk.operator().await;
        (kiosk, client)
    });
    let real = client.cookie.clone().unwrap();
    let (sent, granted) = (Cell::new(0), Cell::new(0));
    // With the real one somewhere inside, whole or with its last digit cut off.
    let inside = select(vec![0usize, 1, 2]);
    runner(1_000)
        .run(&(of_pieces(PIECES, 6), inside, of_pieces(PIECES, 6)), |(before, inside, after)| {
            let middle = match inside {
                0 => String::new(),
                1 => format!(";{real};"),
                _ => format!(";{};", &real[..real.len() - 1]),
            };
            let cookie = [before, middle.into_bytes(), after].concat();
            let headers = [("Host", b"localhost".to_vec()), ("Cookie", cookie.clone())];
            let (status, answer) = runtime.block_on(raw(&client, "GET", "/api/session", &headers));
            assert_answered(status, &answer)?;
            sent.set(sent.get() + 1);
            // A header with control characters is no HTTP; one that is not ASCII is not read.
            prop_assert!(matches!(status, 200 | 400 | 401), "{}", answer);
            if status == 200 {
                granted.set(granted.get() + 1);
                prop_assert_eq!(inside, 1);
            }
            Ok(())
        })
        .unwrap();
    assert!(granted.get() > 50, "{} of {}", granted.get(), sent.get());
    println!("{} random cookies: {} held the real one and were let in, no other", sent.get(), granted.get());
}
