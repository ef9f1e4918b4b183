//! Pictures of every page, in each language and both shapes, compared with those in `tests/goldens/screens`; and what
//! can be computed from them: that every target is large enough and on the screen.
//!
//! `SPORTELLO_BLESS=1 cargo test --test screens` renews the pictures; look at each before it is committed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test"
)]

#[path = "kiosk/golden.rs"]
mod golden;
#[path = "kiosk/stage.rs"]
mod stage;

use std::time::Duration;

use i_slint_backend_testing::ElementHandle;
use sportello::printer::Status;
use sportello::queue::{Command, PrintOutcome};
use stage::{DIAGONAL, GONE, LANDSCAPE, NO_PAPER, PORTRAIT, Stage, UNKNOWN};

/// Millimetres on the glass that a finger needs.
const TARGET_MM: f32 = 20.0;

/// Photographs the pages of a visit and checks each.
struct Album<'a> {
    shape: (u32, u32),
    folder: &'a str,
    look: &'a str,
}

impl Album<'_> {
    fn keep(&self, stage: &Stage, page: &str) {
        self.check_targets(stage, page);
        golden::compare(&stage.picture(), self.folder, self.look, page);
    }

    /// Every target is at least 20 mm on its shorter side and lies on the screen, unless it is in a list that scrolls.
    fn check_targets(&self, stage: &Stage, page: &str) {
        let (width, height) = (self.shape.0 as f32, self.shape.1 as f32);
        let px_per_mm = width.hypot(height) / DIAGONAL / 25.4;
        for target in stage.targets() {
            let (size, at) = (target.size(), target.absolute_position());
            let name = target.accessible_label().unwrap_or_default();
            let mm = size.width.min(size.height) / px_per_mm;
            assert!(mm >= TARGET_MM, "{}/{}/{page}: {name:?} is only {mm:.1} mm", self.folder, self.look);
            let across = at.x >= 0.0 && at.x + size.width <= width + 0.5;
            let down = at.y >= 0.0 && at.y + size.height <= height + 0.5;
            assert!(
                across && (down || in_a_list(&target)),
                "{}/{}/{page}: {name:?} leaves the screen",
                self.folder,
                self.look
            );
        }
    }
}

fn in_a_list(target: &ElementHandle) -> bool {
    target.type_name().is_some_and(|name| name == "Choice")
        || target.bases().is_some_and(|mut bases| bases.any(|base| base == "Choice"))
}

/// All pages of a visit in a language and a shape.
fn visit(shape: (u32, u32), folder: &str, language: &str) {
    let mut stage = Stage::new(shape);
    let album = Album { shape, folder, look: language };
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
    album.keep(&stage, "home");
    stage.tap("take-ticket");
    album.keep(&stage, "services");
    stage.tap("service-permits");
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
    stage.tap_label(&title);
    album.keep(&stage, "procedure");
    for part in 2..=3 {
        stage.tap("scroll-down");
        album.keep(&stage, &format!("procedure-{part}"));
    }
}

/// States that the office and the printer bring about.
fn states(shape: (u32, u32), folder: &str, language: &str) {
    let mut stage = Stage::new(shape);
    let album = Album { shape, folder, look: language };
    stage.operator(Command::PauseService { service: "school".into() });
    stage.printer.send_replace(Status::CoverOpen);
    stage.enter(language);
    stage.tap("take-ticket");
    album.keep(&stage, "services-paused");
    stage.activate(&stage.text("service-school"));
    album.keep(&stage, "service-paused");
    stage.tap("back");
    stage.tap("service-health");
    album.keep(&stage, "confirm-printer-note");
    stage.tap("confirm-take");
    stage.until("the number", |stage| stage.says_id("your-number"));
    let ticket = stage.office.read(|queue| queue.tickets().next_back().unwrap().id);
    stage.settle_print(ticket, GONE);
    stage.until("failed", |stage| stage.says_id("ticket-failed"));
    album.keep(&stage, "ticket-failed");
    stage.tap("home");
    let ticket = stage.take("work");
    stage.settle_print(ticket, UNKNOWN);
    stage.until("unknown", |stage| stage.says_id("ticket-unknown"));
    album.keep(&stage, "ticket-unknown");
    stage.settle_print(ticket, PrintOutcome::SentBlind);
    stage.until("blind", |stage| stage.says_id("ticket-blind.text"));
    album.keep(&stage, "ticket-blind");
    stage.tap("home");
    stage.tap("take-ticket");
    stage.tap("service-work");
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

macro_rules! languages {
    ($($name:ident $shape:expr, $folder:literal, $language:literal;)*) => {$(
        mod $name {
            #[test]
            fn the_visit_looks_as_it_did() {
                super::visit($shape, $folder, $language);
            }
            #[test]
            fn its_states_look_as_they_did() {
                super::states($shape, $folder, $language);
            }
        }
    )*};
}

languages! {
    portrait_italian crate::PORTRAIT, "portrait", "it";
    portrait_english crate::PORTRAIT, "portrait", "en";
    portrait_arabic crate::PORTRAIT, "portrait", "ar";
    landscape_italian crate::LANDSCAPE, "landscape", "it";
    landscape_english crate::LANDSCAPE, "landscape", "en";
    landscape_arabic crate::LANDSCAPE, "landscape", "ar";
}

/// The same pages with what a visitor can switch on.
fn toggled(shape: (u32, u32), folder: &str, language: &str, toggles: &[&str], look: &str) {
    let mut stage = Stage::new(shape);
    let album = Album { shape, folder, look };
    stage.others_wait("permits", 4);
    stage.enter(language);
    for toggle in toggles {
        stage.tap(toggle);
    }
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

#[test]
fn large_text_fits_in_portrait() {
    toggled(PORTRAIT, "portrait", "it", &["large-text"], "it-large");
}

#[test]
fn large_text_fits_in_landscape() {
    toggled(LANDSCAPE, "landscape", "it", &["large-text"], "it-large");
}

#[test]
fn large_text_fits_in_arabic_landscape() {
    toggled(LANDSCAPE, "landscape", "ar", &["large-text"], "ar-large");
}

#[test]
fn high_contrast_looks_as_it_did_in_portrait() {
    toggled(PORTRAIT, "portrait", "ar", &["high-contrast"], "ar-contrast");
}

#[test]
fn high_contrast_looks_as_it_did_in_landscape() {
    toggled(LANDSCAPE, "landscape", "it", &["large-text", "high-contrast"], "it-large-contrast");
}

#[test]
fn twelve_languages_fit_on_their_page() {
    for (shape, folder) in [(PORTRAIT, "portrait"), (LANDSCAPE, "landscape")] {
        let page = std::thread::spawn(move || {
            let mut config = stage::config();
            config.office.languages = ["it", "en", "ar"].repeat(4).into_iter().map(Into::into).collect();
            let stage = Stage::with(shape, config);
            stage.tap("attract-invite");
            Album { shape, folder, look: "twelve" }.keep(&stage, "language");
        });
        page.join().unwrap();
    }
}
