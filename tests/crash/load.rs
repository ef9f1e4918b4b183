//! An office at work: visitors who get numbers and three desks that call, each with commands of its own. Every command
//! and every answer that came is remembered; what got no answer is sent again with its key.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde_json::{Value, json};

use crate::process::Client;

/// A command that was sent, and what was acknowledged of it.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Which of the client's people sent it.
    pub who: usize,
    pub key: String,
    path: String,
    body: Value,
    /// Status and document of the first answer.
    pub answer: Option<(u16, Value)>,
}

impl Attempt {
    pub fn new(who: usize, key: &str, path: &str, body: Value) -> Self {
        Self { who, key: key.to_owned(), path: path.to_owned(), body, answer: None }
    }

    /// A number for somebody, without paper.
    pub fn issue(key: &str) -> Self {
        Self::new(0, key, "/api/tickets", json!({ "service": "work", "language": "ar", "print": false }))
    }

    /// Sends it, if nobody answered yet. A second answer to the same key must be the same.
    pub fn send(&mut self, client: &Client) {
        if self.answer.is_none()
            && let Ok(answer) = client.keyed(self.who, &self.key, &self.path, &self.body)
        {
            let body = answer.json();
            // A log that could not be written did nothing: it is sent again.
            if answer.status != 503 {
                self.answer = Some((answer.status, body));
            }
        }
    }

    /// Sends it whatever was answered before; the answer's status and document.
    pub fn again(&self, client: &Client) -> (u16, Value) {
        let answer = client.keyed(self.who, &self.key, &self.path, &self.body).unwrap();
        (answer.status, answer.json())
    }

    /// The identity and the number of the ticket that it was told, if it was granted.
    pub fn ticket(&self) -> Option<(u64, String)> {
        let (status, answer) = self.answer.as_ref()?;
        let ticket = if *status == 201 { answer } else { answer.get("ticket").filter(|_| *status == 200)? };
        let id = ticket["id"].as_u64().or_else(|| ticket["ticket"].as_u64())?;
        Some((id, ticket["label"].as_str()?.to_owned()))
    }

    pub fn is_granted(&self) -> bool {
        self.answer.as_ref().is_some_and(|(status, _)| matches!(status, 200 | 201))
    }
}

/// Who works: two who give numbers, and the desks.
const WORKERS: usize = 5;

/// Everything that was ever sent in a test.
#[derive(Default)]
pub struct Load {
    pub attempts: Mutex<Vec<Attempt>>,
    keys: AtomicU64,
}

impl Load {
    /// Works until `stop`, or until the kiosk does not answer any more.
    pub fn work(&self, client: &Client, stop: &AtomicBool) {
        std::thread::scope(|scope| {
            for worker in 0..WORKERS {
                scope.spawn(move || {
                    let mut silent = 0;
                    while !stop.load(Ordering::Relaxed) && silent < 3 {
                        let mut attempt = self.next(worker);
                        attempt.send(client);
                        silent = if attempt.answer.is_some() { 0 } else { silent + 1 };
                        self.attempts.lock().unwrap().push(attempt);
                    }
                });
            }
        });
    }

    /// Sends everything again that got no answer, several at once, as browsers do that come back.
    pub fn retry(&self, client: &Client) -> usize {
        let mut attempts = self.attempts.lock().unwrap();
        let mut open: Vec<&mut Attempt> = attempts.iter_mut().filter(|attempt| attempt.answer.is_none()).collect();
        let count = open.len();
        for few in open.chunks_mut(8) {
            std::thread::scope(|scope| {
                for attempt in few {
                    scope.spawn(|| attempt.send(client));
                }
            });
        }
        count
    }

    fn next(&self, worker: usize) -> Attempt {
        let key = format!("load-{}", self.keys.fetch_add(1, Ordering::Relaxed));
        let (path, body) = match worker {
            // Sometimes on paper, which costs the kiosk work of its own.
            0 | 1 => {
                let service = ["permits", "citizenship", "work", "health", "school", "welfare"][fastrand::usize(..6)];
                let body = json!({ "service": service, "language": "ar", "print": fastrand::u8(..4) == 0 });
                ("/api/tickets".to_owned(), body)
            }
            desk => {
                let desk = desk - 1;
                let (act, body) = match fastrand::u8(..12) {
                    0..6 => ("call-next", json!({})),
                    // As if the desk were free, which is so only sometimes.
                    6 => ("call-next", json!({ "serving": null })),
                    7..10 => ("finish", json!({})),
                    10 => ("no-show", json!({})),
                    _ => ("recall", json!({})),
                };
                (format!("/api/desks/{desk}/{act}"), body)
            }
        };
        Attempt::new(worker, &key, &path, body)
    }
}
