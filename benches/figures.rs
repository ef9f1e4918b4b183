//! `cargo bench`: the figures that the project promises, each beside something that others wrote or beside its own target,
//! measured in one run on one machine. Machines differ, and a busy one differs from itself: read the ratios.
//!
//! `cargo bench --bench figures -- disk start` runs parts. Nothing here fails for being slow; a target that is missed says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench"
)]

#[path = "figures/disk.rs"]
mod disk;
#[path = "figures/kiosk.rs"]
mod kiosk;
#[path = "figures/net.rs"]
mod net;
#[path = "figures/report.rs"]
mod report;
#[path = "figures/screen.rs"]
mod screen;
#[path = "../tests/kiosk/stage.rs"]
mod stage;
#[path = "figures/year.rs"]
mod year;

use report::Report;

/// A part: its name on the command line, its title, what it does.
type Part = (&'static str, &'static str, fn(&mut Report));

fn main() {
    let parts: [Part; 8] = [
        ("disk", "Durable tickets, against bare SQLite commits on the same disk", disk::run),
        ("http", "Tickets over HTTP, against a bare axum handler", net::tickets),
        ("events", "A call until every console knows it, against a bare event stream", net::events),
        ("paper", "From the tap to the printer", screen::paper),
        ("frames", "Drawing on 1080 x 1920", screen::frames),
        ("process", "The process: start, memory, rest", kiosk::run),
        ("growth", "Ten times as much", kiosk::growth),
        ("year", "A year of an office: 500,000 tickets", year::run),
    ];
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut report = Report::default();
    for (name, title, part) in parts {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            report.part(name, title);
            part(&mut report);
        }
    }
    report.end();
}
