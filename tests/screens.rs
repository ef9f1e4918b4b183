//! Every page, in each embedded language, both shapes, and with what a visitor can switch on. What can be computed is
//! computed from the live pages (`screens/judge.rs`): targets of 20 mm that can be reached, words of 4.5:1 that are not
//! cut. How they look is compared with the pictures in `tests/goldens/screens`.
//!
//! `SPORTELLO_BLESS=1 cargo test --test screens` renews the pictures; look at each before it is committed.
//! `SPORTELLO_SCREENS=all cargo test --test screens` looks at every combination; without it, those are left out that lie
//! between the plainest and the hardest.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test"
)]

#[path = "screens/album.rs"]
mod album;
#[path = "screens/contrast.rs"]
mod contrast;
#[path = "screens/fonts.rs"]
mod fonts;
#[path = "kiosk/glass.rs"]
mod glass;
#[path = "kiosk/golden.rs"]
mod golden;
#[path = "screens/judge.rs"]
mod judge;
#[path = "kiosk/stage.rs"]
mod stage;
#[path = "screens/tours.rs"]
mod tours;

use std::sync::Mutex;

use album::{Album, LOOKS, SHAPES};
use judge::{Figures, Judge};
use sportello::config::{Config, Known};
use sportello::info::Library;
use sportello::locale::Locales;
use stage::{LANDSCAPE, PORTRAIT, Stage};

/// The languages whose every page has a golden picture; any other is judged only.
const PAINTED: [&str; 3] = ["it", "en", "ar"];

macro_rules! painted {
    ($($name:ident $shape:expr, $language:literal;)*) => {$(
        mod $name {
            #[test]
            fn the_visit_looks_as_it_did() {
                let album = crate::Album::golden($shape, $language);
                crate::tours::visit($shape, $language, &[], &album);
                album.close().unwrap();
            }
            #[test]
            fn its_states_look_as_they_did() {
                let album = crate::Album::golden($shape, $language);
                crate::tours::states($shape, $language, &[], &album);
                album.close().unwrap();
            }
        }
    )*};
}

painted! {
    portrait_italian crate::PORTRAIT, "it";
    portrait_english crate::PORTRAIT, "en";
    portrait_arabic crate::PORTRAIT, "ar";
    landscape_italian crate::LANDSCAPE, "it";
    landscape_english crate::LANDSCAPE, "en";
    landscape_arabic crate::LANDSCAPE, "ar";
}

/// A tour of chosen pages with golden pictures.
fn toggled(shape: (u32, u32), language: &str, toggles: &[&str], look: &str) {
    let album = Album::golden(shape, look);
    tours::toggled(shape, language, toggles, &album);
    album.close().unwrap();
}

#[test]
fn large_text_fits_in_portrait() {
    toggled(PORTRAIT, "it", &["large-text"], "it-large");
}

#[test]
fn large_text_fits_in_landscape() {
    toggled(LANDSCAPE, "it", &["large-text"], "it-large");
}

#[test]
fn large_text_fits_in_arabic_landscape() {
    toggled(LANDSCAPE, "ar", &["large-text"], "ar-large");
}

#[test]
fn high_contrast_looks_as_it_did_in_portrait() {
    toggled(PORTRAIT, "ar", &["high-contrast"], "ar-contrast");
}

#[test]
fn high_contrast_looks_as_it_did_in_landscape() {
    toggled(LANDSCAPE, "it", &["large-text", "high-contrast"], "it-large-contrast");
}

#[test]
fn twelve_languages_fit_on_their_page() {
    for (shape, _) in SHAPES {
        let page = std::thread::spawn(move || {
            let mut config = stage::config();
            config.office.languages = ["it", "en", "ar"].repeat(4).into_iter().map(Into::into).collect();
            let stage = Stage::with(shape, config);
            stage.tap("attract-invite");
            let album = Album::golden(shape, "twelve");
            album.keep(&stage, "language");
            album.close().unwrap();
        });
        page.join().unwrap();
    }
}

/// Every page of every embedded language in every look that no golden tour goes through. A tour a thread, because a thread
/// has one screen; as many at once as there are processors.
#[test]
fn every_page_in_every_language_and_look_can_be_read_and_touched() {
    let all = std::env::var("SPORTELLO_SCREENS").is_ok_and(|value| value == "all");
    let locales = Locales::load().unwrap();
    let languages: Vec<String> = locales.all().map(|locale| locale.tag().as_str().to_owned()).collect();
    let mut tours = Vec::new();
    for language in &languages {
        for (look, toggles) in LOOKS {
            let golden = look == "normal" && PAINTED.contains(&language.as_str());
            let between = look == "large" || look == "contrast";
            if golden || between && !all {
                continue;
            }
            for (shape, _) in SHAPES {
                let parts: [tours::Tour; 2] = [tours::visit, tours::states];
                tours.extend(parts.map(|part| (part, language.clone(), look, toggles, shape)));
            }
        }
    }
    let left = Mutex::new(tours.into_iter());
    let (faults, figures) = (Mutex::new(Vec::new()), Mutex::new(Figures::default()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            scope.spawn(|| {
                loop {
                    let Some((part, language, look, toggles, shape)) = left.lock().unwrap().next() else { break };
                    let tour = move || {
                        let album = Album::new(shape, &format!("{language}-{look}"));
                        part(shape, &language, toggles, &album);
                        album.close()
                    };
                    match std::thread::spawn(tour).join().unwrap() {
                        Ok(found) => figures.lock().unwrap().add(found),
                        Err(found) => faults.lock().unwrap().push(found),
                    }
                }
            });
        }
    });
    println!("{}: {}", languages.join(", "), figures.lock().unwrap());
    let faults = faults.into_inner().unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is wrong on the start page and the page that asks for a number, of an office like this.
fn faults(
    shape: (u32, u32),
    toggles: &'static [&str],
    change: impl FnOnce(&mut Config) + Send + 'static,
) -> Vec<String> {
    let look = move || {
        let mut config = stage::config();
        change(&mut config);
        let mut stage = Stage::with(shape, config);
        stage.enter("it");
        for toggle in toggles {
            stage.tap(toggle);
        }
        let mut faults = Vec::new();
        for page in ["home", "take-ticket", "my-number"] {
            if page != "home" {
                stage.tap(page);
            }
            faults.extend(Judge::page(&stage, &stage.picture()).faults);
            if page == "take-ticket" {
                stage.tap("home");
            }
        }
        faults
    };
    std::thread::spawn(look).join().unwrap()
}

fn name_service(config: &mut Config, name: &str) {
    let mut service = config.services[0].clone();
    service.name.insert("it".into(), name.into());
    config.services[0] = service;
}

#[test]
fn a_word_that_does_not_fit_is_noticed() {
    let word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
    let found = faults(LANDSCAPE, &["large-text"], |config| name_service(config, word));
    assert!(found.iter().any(|fault| fault.contains(word) && fault.contains("cut off")), "{found:?}");
}

#[test]
fn targets_that_have_no_room_are_noticed() {
    let found = faults(LANDSCAPE, &[], |config| {
        let mut further = config.services[0].clone();
        config.services = ('A'..='Z')
            .map(|letter| {
                further.prefix = letter.to_string().into();
                further.id = format!("service-{letter}").to_lowercase().as_str().into();
                further.clone()
            })
            .collect();
    });
    assert!(found.iter().any(|fault| fault.contains("mm") || fault.contains("overlap")), "{found:?}");
}

/// An office's colour at the edge of what a configuration may say can be read everywhere, and one that it refuses cannot:
/// the rule of the configuration and the pages agree.
#[test]
fn the_lightest_colors_that_an_office_may_have_can_be_read() {
    let locales = Locales::load().unwrap();
    let known = Known::of(&locales, &Library::load(&locales).unwrap());
    let allowed = move |color: [u8; 3]| {
        let [red, green, blue] = color;
        let line = format!("primary_color = \"#{red:02x}{green:02x}{blue:02x}\"");
        let text = include_str!("../sportello.toml").replace("#primary_color = \"#0059b3\"", &line);
        assert!(text.contains(&line));
        Config::parse(&text, "sportello.toml", &known).is_ok()
    };
    // From dark to light in a grey, a green and a red.
    let hues: [fn(u8) -> [u8; 3]; 3] =
        [|value| [value; 3], |value| [0, value, 0], |value| [value, value / 4, value / 4]];
    for hue in hues {
        let lightest = (0..=255).rev().find(|value| allowed(hue(*value))).unwrap();
        let color = hue(lightest);
        let found = faults(PORTRAIT, &[], move |config| config.office.primary_color = Some(color));
        assert!(found.is_empty(), "{color:?}: {found:?}");
        let color = hue(lightest + 2);
        let found = faults(PORTRAIT, &[], move |config| config.office.primary_color = Some(color));
        assert!(found.iter().any(|fault| fault.contains("contrast")), "{color:?} is refused without need");
        println!("the lightest of its hue: {:?}", hue(lightest));
    }
}

/// Names as long as a configuration may have them.
#[test]
fn the_longest_names_that_an_office_may_have_fit() {
    for (shape, _) in SHAPES {
        for toggles in [&[][..], &["large-text"]] {
            let found = faults(shape, toggles, |config| {
                config.office.name =
                    "Sportello Unico per l’Immigrazione e la Cittadinanza Italiana".chars().take(60).collect();
                config.office.body = "Unione dei Comuni della Valle del Torrente Grande e delle Colline di Montechiaro"
                    .chars()
                    .take(80)
                    .collect();
                name_service(config, "Rinnovo e aggiornamento dei permessi di soggiorno per lavoro");
            });
            assert!(found.is_empty(), "{shape:?} {toggles:?}: {found:#?}");
        }
    }
}
