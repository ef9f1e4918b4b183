//! Random bodies for every command, thousands of them: never a 500, always words, and what is refused changes nothing.

use std::cell::Cell;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config as Cases, TestRunner};
use serde_json::{Value, json};
use sportello::queue::State;
use tokio::runtime::Runtime;

use crate::client::Reply;
use crate::kiosk::Kiosk;

/// Every POST route with a body that it takes.
const ROUTES: &[(&str, &str)] = &[
    ("/api/tickets", r#"{"service":"work","language":"it","print":false}"#),
    ("/api/tickets/1/reprint", "{}"),
    ("/api/services/work/pause", "{}"),
    ("/api/services/work/resume", "{}"),
    ("/api/desks/2/call-next", "{}"),
    ("/api/desks/2/call-next", r#"{"serving":1}"#),
    ("/api/desks/2/call", r#"{"ticket":1,"serving":null}"#),
    ("/api/desks/2/call", r#"{"label":"C001"}"#),
    ("/api/desks/2/recall", "{}"),
    ("/api/desks/2/no-show", r#"{"ticket":null}"#),
    ("/api/desks/2/finish", "{}"),
    ("/api/desks/2/finish", r#"{"ticket":1}"#),
    ("/api/desks/2/open", r#"{"take_over":true}"#),
    ("/api/desks/2/close", "{}"),
    ("/api/session", r#"{"name":"nobody","password":"x"}"#),
];

/// Runs so many random cases.
pub fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Cases { cases, failure_persistence: None, ..Cases::default() })
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..4u64).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        select(vec!["work", "it", "C001", "1", "2", "anna"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let key = prop_oneof![select(KEYS.to_vec()).prop_map(str::to_owned), ".{0,8}"];
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(key, inner, 0..4).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

const KEYS: &[&str] =
    &["service", "language", "print", "ticket", "label", "serving", "take_over", "name", "password", "type", ""];

/// How a body that is right is spoilt, or not.
#[derive(Debug, Clone)]
enum Damage {
    None,
    Set(&'static str, Value),
    Remove(&'static str),
    Cut(Index),
    Replace(Index, u8),
    Insert(Index, Vec<u8>),
    Twice,
    Other(Value),
    Bytes(Vec<u8>),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        3 => Just(Damage::None),
        4 => (select(KEYS.to_vec()), any_json()).prop_map(|(key, value)| Damage::Set(key, value)),
        1 => select(KEYS.to_vec()).prop_map(Damage::Remove),
        1 => any::<Index>().prop_map(Damage::Cut),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        1 => (any::<Index>(), vec(any::<u8>(), 1..20)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        1 => Just(Damage::Twice),
        2 => any_json().prop_map(Damage::Other),
        1 => vec(any::<u8>(), 0..200).prop_map(Damage::Bytes),
    ]
}

fn spoil(valid: &str, damage: &Damage) -> Vec<u8> {
    let mut value: Value = serde_json::from_str(valid).unwrap();
    let mut bytes = valid.as_bytes().to_vec();
    match damage {
        Damage::None => {}
        Damage::Set(key, put) => {
            value[key] = put.clone();
            bytes = value.to_string().into_bytes();
        }
        Damage::Remove(key) => {
            value.as_object_mut().unwrap().remove(*key);
            bytes = value.to_string().into_bytes();
        }
        Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Damage::Replace(at, byte) => *at.get_mut(&mut bytes) = *byte,
        Damage::Insert(at, put) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, put.iter().copied());
        }
        Damage::Twice => bytes.extend_from_slice(valid.as_bytes()),
        Damage::Other(other) => bytes = other.to_string().into_bytes(),
        Damage::Bytes(other) => bytes.clone_from(other),
    }
    bytes
}

/// The whole queue, as the log would keep it.
pub fn picture(kiosk: &Kiosk) -> String {
    kiosk.office.read(|state: &State| serde_json::to_string(state).unwrap())
}

/// What every refusal must be.
fn assert_in_words(reply: &Reply) -> Result<(), TestCaseError> {
    prop_assert_eq!(reply.header("content-type"), "application/problem+json");
    let problem = reply.json();
    prop_assert_eq!(&problem["status"], &json!(reply.status));
    prop_assert!(problem["type"].as_str().is_some_and(|kind| kind.starts_with("/problems/")), "{}", problem);
    prop_assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 5), "{}", problem);
    Ok(())
}

#[test]
fn no_body_breaks_a_command_and_a_refused_one_changes_nothing() {
    let runtime = Runtime::new().unwrap();
    let (kiosk, client) = runtime.block_on(async {
        let kiosk = Kiosk::start().await;
        let client = kiosk.operator().await;
        for _ in 0..300 {
            kiosk.visitor("work").await;
        }
        (kiosk, client)
    });
    let media = prop_oneof![
        9 => Just("application/json"),
        1 => select(vec!["", "text/plain", "application/json; charset=latin1", "application/x-www-form-urlencoded"]),
    ];
    let (sent, refused) = (Cell::new(0), Cell::new(0));
    let cases = (select(ROUTES.to_vec()), damage(), media);
    runner(1_500)
        .run(&cases, |((path, valid), damage, media)| {
            let body = spoil(valid, &damage);
            let before = picture(&kiosk);
            let reply = runtime.block_on(client.send("POST", path, &[("content-type", media)], body));
            sent.set(sent.get() + 1);
            prop_assert!(reply.status < 500, "{:?}", reply);
            if reply.status >= 400 {
                refused.set(refused.get() + 1);
                assert_in_words(&reply)?;
                prop_assert_eq!(picture(&kiosk), before, "a refused request did something");
            }
            Ok(())
        })
        .unwrap();
    assert!(refused.get() > 300 && refused.get() < sent.get(), "{} of {}", refused.get(), sent.get());
    println!("{} random bodies: {} refused in words with nothing changed, no 500", sent.get(), refused.get());
}
