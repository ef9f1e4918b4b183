//! The network side as a browser meets it: the real server on a real office, over real sockets. Every answer of every
//! test is checked against the served OpenAPI document (`contract`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test"
)]

mod abuse;
mod client;
mod contract;
mod crowd;
mod desks;
mod events;
mod heads;
mod kiosk;
mod memory;
mod pages;
mod patience;
mod random;
mod schema;
mod screen;
mod sign_in;
mod storage;
mod tickets;
