//! The ways through the pages on which each is looked at: a visit, what the office and the printer bring about, and what a
//! visitor can switch on.

use std::time::Duration;

use sportello::printer::Status;
use sportello::queue::{Command, PrintOutcome, TicketId};

use crate::album::Album;
use crate::stage::{GONE, NO_PAPER, Stage, UNKNOWN};

/// A way through the pages in a shape and a language, with something switched on.
pub type Tour = fn((u32, u32), &str, &[&str], &Album);

/// All pages of a visit in a language and a shape.
pub fn visit(shape: (u32, u32), language: &str, toggles: &[&str], album: &Album) {
    let mut stage = Stage::new(shape);
    stage.others_wait("permits", 4);
    stage.others_wait("school", 1);
    if language == "it" {
        album.keep(&stage, "attract");
        stage.tap("attract-invite");
        album.keep(&stage, "language");
        stage.tap_label("Italiano");
    } else {
        stage.enter(language);
    }
    switch(&stage, toggles);
    album.keep(&stage, "home");
    stage.tap("take-ticket");
    album.keep(&stage, "services");
    stage.activate(&stage.text("service-permits"));
    album.keep(&stage, "confirm");
    stage.tap("ask");
    album.keep(&stage, "ask");
    stage.tap("ask-close");
    stage.tap("confirm-take");
    stage.until("the number", |stage| stage.says_id("your-number"));
    album.keep(&stage, "ticket-printing");
    let ticket = stage.office.read(|queue| queue.tickets().next_back().unwrap().id);
    stage.settle_print(ticket, NO_PAPER);
    stage.until("no paper", |stage| stage.says_id("ticket-no-paper"));
    album.keep(&stage, "ticket-no-paper");
    stage.pass(Duration::from_secs(600));
    album.keep(&stage, "idle");
    stage.tap("idle-extend");
    stage.tap("print-again");
    stage.until("printing again", |stage| {
        stage.office.read(|queue| queue.ticket(ticket).unwrap().print.unwrap().job) == 2
    });
    stage.settle_print(ticket, PrintOutcome::Printed);
    stage.until("printed", |stage| stage.says_id("ticket-printed"));
    album.keep(&stage, "ticket-printed");
    stage.tap("home");
    stage.tap("my-number");
    album.keep(&stage, "my-number");
    for key in ["A", "0", "0", "5"] {
        stage.tap_label(key);
    }
    album.keep(&stage, "my-number-typed");
    stage.tap("my-number-search");
    album.keep(&stage, "answer-waiting");
    stage.operator(Command::Call { desk: "2".into(), ticket, serving: None });
    stage.until("called", |stage| stage.says_id("answer-called.text"));
    album.keep(&stage, "answer-called");
    stage.tap("other-number");
    for key in ["B", "9"] {
        stage.tap_label(key);
    }
    stage.tap("my-number-search");
    album.keep(&stage, "answer-unknown");
    stage.tap("home");
    stage.tap("information");
    album.keep(&stage, "topics");
    stage.tap("area-legal");
    album.keep(&stage, "procedures");
    let title = stage.first_page_title("legal");
    stage.activate(&title);
    album.keep(&stage, "procedure");
    for part in 2..=3 {
        stage.tap("scroll-down");
        album.keep(&stage, &format!("procedure-{part}"));
    }
}

/// States that the office and the printer bring about.
pub fn states(shape: (u32, u32), language: &str, toggles: &[&str], album: &Album) {
    let mut stage = Stage::new(shape);
    stage.operator(Command::PauseService { service: "school".into() });
    stage.printer.send_replace(Status::CoverOpen);
    stage.enter(language);
    switch(&stage, toggles);
    stage.tap("take-ticket");
    album.keep(&stage, "services-paused");
    stage.activate(&stage.text("service-school"));
    album.keep(&stage, "service-paused");
    stage.tap("back");
    stage.activate(&stage.text("service-health"));
    album.keep(&stage, "confirm-printer-note");
    stage.tap("confirm-take");
    stage.until("the number", |stage| stage.says_id("your-number"));
    let ticket = stage.office.read(|queue| queue.tickets().next_back().unwrap().id);
    stage.settle_print(ticket, GONE);
    stage.until("failed", |stage| stage.says_id("ticket-failed"));
    album.keep(&stage, "ticket-failed");
    stage.tap("home");
    let ticket = take(&stage, "work");
    stage.settle_print(ticket, UNKNOWN);
    stage.until("unknown", |stage| stage.says_id("ticket-unknown"));
    album.keep(&stage, "ticket-unknown");
    stage.settle_print(ticket, PrintOutcome::SentBlind);
    stage.until("blind", |stage| stage.says_id("ticket-blind.text"));
    album.keep(&stage, "ticket-blind");
    stage.tap("home");
    stage.tap("take-ticket");
    stage.activate(&stage.text("service-work"));
    stage.stop_office();
    stage.tap("confirm-take");
    stage.until("failed", |stage| stage.says_id("storage-title"));
    album.keep(&stage, "storage");
    stage.tap("home");
    stage.turn_clock(4 * 3600);
    stage.tap("take-ticket");
    album.keep(&stage, "closed");
    stage.tap("home");
    album.keep(&stage, "home-closed");
}

/// The same pages with what a visitor can switch on.
pub fn toggled(shape: (u32, u32), language: &str, toggles: &[&str], album: &Album) {
    let mut stage = Stage::new(shape);
    stage.others_wait("permits", 4);
    stage.enter(language);
    switch(&stage, toggles);
    album.keep(&stage, "home");
    stage.tap("take-ticket");
    album.keep(&stage, "services");
    stage.activate(&stage.text("service-permits"));
    album.keep(&stage, "confirm");
    stage.tap("confirm-take");
    stage.until("the number", |stage| stage.says_id("your-number"));
    let ticket = stage.office.read(|queue| queue.tickets().next_back().unwrap().id);
    stage.settle_print(ticket, NO_PAPER);
    stage.until("no paper", |stage| stage.says_id("ticket-no-paper"));
    album.keep(&stage, "ticket-no-paper");
    stage.tap("home");
    stage.tap("my-number");
    album.keep(&stage, "my-number");
    stage.tap("home");
    stage.tap("information");
    stage.tap("area-legal");
    let title = stage.first_page_title("legal");
    stage.tap_label(&title);
    stage.tap("scroll-down");
    album.keep(&stage, "procedure");
    stage.pass(Duration::from_secs(600));
    album.keep(&stage, "idle");
}

fn switch(stage: &Stage, toggles: &[&str]) {
    for toggle in toggles {
        stage.tap(toggle);
    }
}

/// As [`Stage::take`], where the service may have to be scrolled to.
fn take(stage: &Stage, service: &str) -> TicketId {
    stage.tap("take-ticket");
    stage.activate(&stage.text(&format!("service-{service}")));
    stage.tap("confirm-take");
    stage.until("the number", |stage| stage.says_id("your-number"));
    stage.office.read(|queue| queue.tickets().next_back().unwrap().id)
}
