//! Whole visits through the pages, found by their accessible labels, against a real office: the clock, the printer and the
//! screen's time are the test's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test"
)]

#[path = "kiosk/stage.rs"]
mod stage;

use std::time::Duration;

use sportello::locale::Args;
use sportello::printer::Status;
use sportello::queue::{Command, PrintOutcome, PrintState, TicketId};
use stage::{GONE, LANDSCAPE, NO_PAPER, PORTRAIT, Stage, UNKNOWN, config};

fn ahead(stage: &Stage, n: i32) -> String {
    stage.format("people-ahead", &Args::new().set("n", n))
}

/// Attract, language, start page, services, question, number, done.
fn take_a_ticket(language: &str) {
    let mut stage = Stage::new(PORTRAIT);
    stage.others_wait("permits", 3);
    stage.enter(language);
    let before = stage.issued();
    stage.tap("take-ticket");
    stage.tap("service-permits");
    assert!(stage.says(&ahead(&stage, 3)));
    stage.tap("confirm-take");
    stage.until("the number", |stage| stage.says_id("your-number"));
    assert!(stage.says("A004") && stage.says_id("ticket-printing"), "not yet said to be printed");
    assert_eq!(stage.issued(), before + 1);
    let (ticket, spoken, print) = stage.office.read(|queue| {
        let ticket = queue.tickets().next_back().unwrap();
        (ticket.id, ticket.language.clone(), ticket.print)
    });
    assert_eq!(spoken.as_str(), language);
    assert_eq!(print, Some(PrintState { job: 1, copy: false, outcome: None }), "its paper is ordered");
    stage.settle_print(ticket, PrintOutcome::Printed);
    stage.until("the paper", |stage| stage.says_id("ticket-printed"));
    stage.tap("ticket-done");
    stage.language = "it".into();
    assert!(stage.says_id("attract-invite"));
}

#[test]
fn an_italian_takes_a_ticket() {
    take_a_ticket("it");
}

#[test]
fn an_english_speaker_takes_a_ticket() {
    take_a_ticket("en");
}

#[test]
fn an_arabic_speaker_takes_a_ticket() {
    take_a_ticket("ar");
}

#[test]
fn back_and_home_undo_every_step() {
    let mut stage = Stage::new(LANDSCAPE);
    stage.enter("en");
    stage.tap("take-ticket");
    stage.tap("service-work");
    assert!(stage.says_id("confirm-title"));
    stage.tap("back");
    assert!(stage.says_id("services-title"));
    stage.tap("back");
    assert!(stage.says_id("home-title"));
    stage.tap("information");
    stage.tap("area-work");
    stage.tap("home");
    assert!(stage.says_id("home-title"));
    stage.tap("language");
    stage.language = "it".into();
    stage.tap_label("Italiano");
    assert!(stage.says_id("home-title"), "the language changed, the page did not");
    assert_eq!(stage.issued(), 0);
}

#[test]
fn a_double_tap_takes_one_number() {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("it");
    stage.tap("take-ticket");
    stage.tap("service-permits");
    let button = stage.button(&stage.text("confirm-take"));
    let middle = {
        let (at, size) = (button.absolute_position(), button.size());
        slint::LogicalPosition::new(at.x + size.width / 2.0, at.y + size.height / 2.0)
    };
    for _ in 0..4 {
        stage.finger(middle);
        stage.pass(Duration::from_millis(40));
    }
    stage.until("the number", |stage| stage.says_id("your-number"));
    assert_eq!(stage.issued(), 1);
    assert!(stage.says("A001"));
}

#[test]
fn the_second_tap_of_a_double_tap_chooses_nothing_on_the_next_page() {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("it");
    let button = stage.button(&stage.text("take-ticket"));
    let (at, size) = (button.absolute_position(), button.size());
    let middle = slint::LogicalPosition::new(at.x + size.width / 2.0, at.y + size.height / 2.0);
    stage.finger(middle);
    stage.pass(Duration::from_millis(120));
    stage.finger(middle);
    stage.pass(Duration::from_millis(400));
    assert!(stage.says_id("services-title"), "still choosing");
}

#[test]
fn the_idle_warning_counts_down_can_be_extended_and_keeps_nothing() {
    let mut stage = Stage::new(PORTRAIT);
    let screen = config().screen;
    stage.enter("en");
    stage.tap("large-text");
    stage.tap("high-contrast");
    stage.tap("my-number");
    for key in ["B", "1", "2"] {
        stage.tap_label(key);
    }
    stage.pass(screen.idle);
    assert!(stage.says_id("idle-title"));
    for _ in 0..3 {
        stage.pass(Duration::from_secs(1));
    }
    let left = i64::try_from(screen.idle_warning.as_secs()).unwrap() - 3;
    assert!(stage.says(&stage.format("idle-text", &Args::new().set("n", left))));
    stage.tap("idle-extend");
    assert!(!stage.says_id("idle-title") && stage.says("B12"), "everything is as it was");
    stage.pass(screen.idle);
    assert!(stage.says_id("idle-title"));
    for _ in 0..screen.idle_warning.as_secs() {
        stage.pass(Duration::from_secs(1));
    }
    stage.pass(Duration::from_millis(400));
    stage.language = "it".into();
    assert!(stage.says_id("attract-invite"));
    assert!(!stage.app_is_large_or_contrasted());
    stage.enter("it");
    stage.tap("my-number");
    assert!(stage.says_id("my-number-lead") && !stage.says("B12"), "nothing of the last visitor is left");
}

#[test]
fn a_touch_anywhere_says_that_somebody_is_there() {
    let mut stage = Stage::new(PORTRAIT);
    let idle = config().screen.idle;
    stage.enter("it");
    stage.pass(idle - Duration::from_secs(1));
    stage.finger(slint::LogicalPosition::new(3.0, 300.0));
    stage.pass(idle - Duration::from_secs(1));
    assert!(!stage.says_id("idle-title"));
    stage.pass(Duration::from_secs(2));
    assert!(stage.says_id("idle-title"));
}

#[test]
fn a_closed_office_says_when_it_opens_and_still_informs() {
    let mut stage = Stage::new(PORTRAIT);
    stage.turn_clock(4 * 3600);
    stage.enter("en");
    stage.tap("take-ticket");
    assert!(stage.says_id("closed-title") && stage.says("14:30"), "{:?}", stage.labels());
    assert_eq!(stage.issued(), 0);
    stage.tap("read-information");
    assert!(stage.says_id("topics-title"));
}

#[test]
fn an_office_that_closes_while_somebody_decides_refuses_in_words() {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("en");
    stage.tap("take-ticket");
    stage.tap("service-permits");
    stage.turn_clock(4 * 3600);
    stage.tap("confirm-take");
    stage.until("closed", |stage| stage.says_id("closed-title"));
    assert_eq!(stage.issued(), 0);
}

#[test]
fn a_paused_service_says_so_live() {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("it");
    stage.tap("take-ticket");
    stage.operator(Command::PauseService { service: "school".into() });
    stage.until("paused", |stage| stage.says_id("badge-paused"));
    stage.activate(&stage.text("service-school"));
    assert!(stage.says_id("service-paused-title"));
    stage.tap("other-service");
    stage.operator(Command::ResumeService { service: "school".into() });
    stage.until("resumed", |stage| !stage.says_id("badge-paused"));
}

fn with_ticket() -> (Stage, TicketId) {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("it");
    let ticket = stage.take("permits");
    (stage, ticket)
}

#[test]
fn each_outcome_of_printing_is_said_as_it_is() {
    for (outcome, said, again) in [
        (PrintOutcome::Printed, "ticket-printed.text", false),
        (PrintOutcome::SentBlind, "ticket-blind.text", false),
        (NO_PAPER, "ticket-no-paper", true),
        (GONE, "ticket-failed", true),
        (UNKNOWN, "ticket-unknown", false),
    ] {
        std::thread::spawn(move || {
            let (stage, ticket) = with_ticket();
            stage.settle_print(ticket, outcome);
            stage.until(said, |stage| stage.says_id(said));
            assert!(stage.says("A001"), "the number stays, whatever the paper does");
            let offered = stage.find(&stage.text("print-again")).is_some();
            assert_eq!(offered, again, "printing again after {outcome:?}");
        })
        .join()
        .unwrap();
    }
}

#[test]
fn printing_again_prints_the_same_number() {
    let (stage, ticket) = with_ticket();
    stage.settle_print(ticket, NO_PAPER);
    stage.until("no paper", |stage| stage.says_id("ticket-no-paper"));
    stage.tap("print-again");
    stage.until("a second job", |stage| {
        stage.office.read(|queue| queue.ticket(ticket).unwrap().print.unwrap().job) == 2
    });
    stage.settle_print(ticket, PrintOutcome::Printed);
    stage.until("printed", |stage| stage.says_id("ticket-printed"));
    assert_eq!(stage.issued(), 1);
    assert!(stage.says("A001"));
}

#[test]
fn a_printer_in_trouble_is_announced_before_the_number_is_taken() {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("it");
    stage.tap("take-ticket");
    stage.tap("service-permits");
    assert!(!stage.says_id("printer-note"));
    stage.printer.send_replace(Status::NoPaper);
    stage.until("the note", |stage| stage.says_id("printer-note"));
    stage.printer.send_replace(Status::Ready);
    stage.until("no note", |stage| !stage.says_id("printer-note"));
}

#[test]
fn a_log_that_cannot_be_written_leads_to_the_desk() {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("it");
    stage.tap("take-ticket");
    stage.tap("service-permits");
    stage.stop_office();
    stage.tap("confirm-take");
    stage.until("the fault", |stage| stage.says_id("storage-title"));
    assert!(!stage.says_id("your-number"));
    assert!(stage.find(&stage.text("try-again")).is_some() && stage.find(&stage.text("ask")).is_some());
}

#[test]
fn my_number_is_found_waiting_called_and_done() {
    let mut stage = Stage::new(LANDSCAPE);
    stage.others_wait("permits", 2);
    let ticket = stage.office.read(|queue| queue.tickets().next_back().unwrap().id);
    stage.enter("ar");
    stage.tap("my-number");
    for key in ["2", "A"] {
        stage.tap_label(key);
    }
    stage.tap("my-number-search");
    assert!(stage.says("A002") && stage.says(&ahead(&stage, 1)), "{:?}", stage.labels());
    stage.operator(Command::Call { desk: "1".into(), ticket, serving: None });
    let called = stage.format("answer-called", &Args::new().set("desk", "1"));
    stage.until("called", |stage| stage.says(&called));
    stage.operator(Command::NoShow { desk: "1".into(), ticket: Some(ticket) });
    stage.until("no-show", |stage| stage.says_id("answer-no-show.text"));
    stage.operator(Command::Call { desk: "1".into(), ticket, serving: None });
    stage.operator(Command::Finish { desk: "1".into(), ticket: Some(ticket) });
    stage.until("finished", |stage| stage.says_id("answer-finished"));
    stage.tap("other-number");
    for key in ["C", "9", "9"] {
        stage.tap_label(key);
    }
    stage.tap("my-number-search");
    assert!(stage.says_id("answer-unknown"));
}

#[test]
fn a_page_of_information_leads_to_its_ticket() {
    for language in ["it", "en", "ar"] {
        std::thread::spawn(move || {
            let mut stage = Stage::new(PORTRAIT);
            stage.enter(language);
            stage.tap("information");
            stage.tap("area-health");
            let title = stage.first_page_title("health");
            stage.tap_label(&title);
            for heading in ["info-documents", "info-sources"] {
                for _ in 0..20 {
                    if stage.says_id(heading) {
                        break;
                    }
                    stage.tap("scroll-down");
                }
                assert!(stage.says_id(heading), "{:?}", stage.labels());
            }
            stage.tap("ticket-for-this");
            if stage.says_id("services-title") {
                stage.tap("service-health");
            }
            assert!(stage.says_id("confirm-title") && stage.says_id("service-health"));
            stage.tap("confirm-take");
            stage.until("the number", |stage| stage.says("D001"));
        })
        .join()
        .unwrap();
    }
}

#[test]
fn a_person_can_be_asked_on_every_page() {
    let mut stage = Stage::new(PORTRAIT);
    let ask = |stage: &Stage, page: &str| {
        stage.tap("ask");
        assert!(stage.says_id("ask.text"), "on {page}");
        stage.tap("ask-close");
        assert!(!stage.says_id("ask.text"));
    };
    ask(&stage, "attract");
    stage.enter("en");
    ask(&stage, "home");
    stage.tap("take-ticket");
    ask(&stage, "services");
    stage.tap("service-work");
    ask(&stage, "confirm");
    stage.tap("confirm-take");
    stage.until("the number", |stage| stage.says_id("your-number"));
    ask(&stage, "ticket");
    stage.tap("home");
    stage.tap("my-number");
    ask(&stage, "my number");
}

#[test]
fn a_touch_is_answered_at_once() {
    let mut stage = Stage::new(PORTRAIT);
    stage.enter("it");
    let before = stage.picture();
    let button = stage.button(&stage.text("information"));
    let (at, size) = (button.absolute_position(), button.size());
    let position = slint::LogicalPosition::new(at.x + size.width / 2.0, at.y + size.height / 2.0);
    stage.press(position);
    assert!(before.as_bytes() != stage.picture().as_bytes(), "the pressed key looks pressed in the next frame");
}

#[test]
fn the_attract_page_invites_in_turn_and_nothing_else_runs() {
    let stage = Stage::new(PORTRAIT);
    assert!(stage.says_id("attract-invite"));
    let mut invited = std::collections::BTreeSet::new();
    for _ in 0..3 {
        for language in ["it", "en", "ar"] {
            let other = sportello::locale::Locales::load().unwrap().get(&language.into()).text("attract-invite");
            if stage.labels().contains(&other) {
                invited.insert(language);
            }
        }
        stage.pass(Duration::from_secs(6));
    }
    assert_eq!(invited.len(), 3);
}
