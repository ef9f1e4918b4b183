//! The paper: what a ticket looks like, that the bytes say the same to somebody else's reader, and printers over real
//! sockets and lines that misbehave.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test"
)]

#[path = "paper/printers.rs"]
mod printers;
#[path = "paper/reader.rs"]
mod reader;
#[path = "paper/tickets.rs"]
mod tickets;

use std::path::PathBuf;

use sportello::printer::Painter;
use sportello::printer::encode::Device;
use sportello::printer::layout::Head;
use tickets::{LANGUAGES, Words};

/// The printers that a ticket is designed for: 80 mm at 203 and at 180 dpi, and 58 mm.
const HEADS: [(&str, Head); 3] = [
    ("80", Head { dots: 576, dpi: 203 }),
    ("80-180dpi", Head { dots: 512, dpi: 180 }),
    ("58", Head { dots: 384, dpi: 203 }),
];

fn device(head: Head) -> Device {
    Device { head, cut: true, answers: true }
}

#[test]
fn tickets_look_as_they_did() {
    let words = Words::load();
    let bless = std::env::var_os("SPORTELLO_BLESS").is_some_and(|value| value == "1");
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/tickets");
    let mut changed = Vec::new();
    for (width, head) in HEADS {
        let mut painter = Painter::new(device(head));
        for language in LANGUAGES {
            for (kind, paper) in [("", words.ticket(language)), ("-copy", words.copy(language))] {
                // One copy in each language is enough: it differs by its band alone.
                if kind == "-copy" && width != "80" {
                    continue;
                }
                let drawn = painter.ticket(&paper).unwrap();
                let golden = folder.join(format!("{language}-{width}{kind}.png"));
                if bless {
                    std::fs::create_dir_all(&folder).unwrap();
                    std::fs::write(&golden, drawn.picture.png().unwrap()).unwrap();
                } else if !golden.exists() || !reader::is_same(&drawn.picture, &reader::png(&golden)) {
                    let actual = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(golden.file_name().unwrap());
                    std::fs::write(&actual, drawn.picture.png().unwrap()).unwrap();
                    changed.push(format!("{} is not {}", actual.display(), golden.display()));
                }
            }
        }
    }
    assert!(changed.is_empty(), "{}\nLook at them; if they are right: SPORTELLO_BLESS=1", changed.join("\n"));
}

/// Every kind of ticket in every embedded language on every printer, dot by dot; and what its code says. On the narrower
/// printers the tickets of all services are read with `SPORTELLO_PAPER=all` only.
#[test]
fn a_reader_that_others_wrote_sees_the_same_dots() {
    if !reader::is_there() {
        return;
    }
    let words = Words::load();
    let (mut tickets, mut dots, mut codes) = (0, 0, 0);
    std::thread::scope(|scope| {
        // A printer a thread: the reader is a process of its own, which is waited for.
        let printers = HEADS.map(|printer| {
            let words = &words;
            scope.spawn(move || read_all(words, printer))
        });
        for printer in printers {
            let seen = printer.join().unwrap();
            (tickets, dots, codes) = (tickets + seen.0, dots + seen.1, codes + seen.2);
        }
    });
    println!("{tickets} tickets, 0 of {dots} dots differ; {codes} readings of their codes say what the ticket says");
}

/// How many tickets of a printer were read, of how many dots, and how often their codes.
fn read_all(words: &Words, (width, head): (&str, Head)) -> (usize, usize, usize) {
    let all = width == "80" || std::env::var("SPORTELLO_PAPER").is_ok_and(|value| value == "all");
    let mut painter = Painter::new(device(head));
    let (mut tickets, mut dots, mut codes) = (0, 0, 0);
    for language in words.languages() {
        let mut papers = vec![words.ticket(&language), words.copy(&language), words.longest(&language)];
        if all {
            papers.extend(words.services(&language));
        }
        for paper in papers {
            let drawn = painter.ticket(&paper).unwrap();
            let read = reader::escpos(&drawn.bytes, head.dots);
            let about = format!("{language} {width} {:?}", paper.service);
            assert_eq!(reader::differing(&drawn.picture, &read), 0, "{about}");
            let code = paper.code.as_ref().unwrap();
            for text in reader::codes(&drawn.picture) {
                assert_eq!(text.lines().next(), Some(code.lines[0].as_str()), "{about}");
                codes += 1;
            }
            tickets += 1;
            dots += drawn.picture.width() * drawn.picture.height();
        }
    }
    (tickets, dots, codes)
}

/// A difference of one dot is noticed, and so is one below the picture.
#[test]
fn a_dot_that_differs_is_noticed() {
    let words = Words::load();
    let drawn = Painter::new(device(HEADS[0].1)).ticket(&words.ticket("it")).unwrap();
    let dots = |x, y| y < drawn.picture.height() && drawn.picture.get(x, y);
    let mut read: reader::Dots =
        (0..drawn.picture.height() + 5).map(|y| (0..drawn.picture.width()).map(|x| dots(x, y)).collect()).collect();
    assert_eq!(reader::differing(&drawn.picture, &read), 0, "white paper below is nothing");
    read[40][30] = !read[40][30];
    assert_eq!(reader::differing(&drawn.picture, &read), 1);
    *read.last_mut().unwrap().last_mut().unwrap() = true;
    assert_eq!(reader::differing(&drawn.picture, &read), 2);
}

#[test]
fn every_character_of_every_message_has_a_glyph() {
    let words = Words::load();
    let mut painter = Painter::new(device(HEADS[0].1));
    for language in words.languages() {
        let messages = words.all_messages(&language);
        assert!(messages.len() > 100, "{language}: {} messages", messages.len());
        // All of them on one long ticket.
        let mut paper = words.ticket(&language);
        paper.wait = messages.join("\n");
        let missing = painter.ticket(&paper).unwrap().missing;
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
    let mut paper = words.ticket("it");
    paper.wait = "𓀀".to_owned();
    assert_eq!(painter.ticket(&paper).unwrap().missing, ['𓀀'], "what no font has is noticed");
}

#[test]
fn the_code_holds_the_ticket_as_text_for_every_telephone() {
    let words = Words::load();
    for (width, head) in HEADS {
        let mut painter = Painter::new(device(head));
        for language in words.languages() {
            let paper = words.ticket(&language);
            let drawn = painter.ticket(&paper).unwrap();
            let lines = &paper.code.as_ref().unwrap().lines;
            for text in reader::codes(&drawn.picture) {
                let mut read: Vec<&str> = text.lines().collect();
                assert!(read.len() >= 4, "{language} {width}: {read:?}");
                if read.len() < lines.len() || read.last() == Some(&"…") {
                    assert_eq!(read.pop(), Some("…"), "{language} {width}: a list that is not whole says so");
                }
                assert_eq!(read, lines[..read.len()], "{language} {width}");
                assert!(read[0].contains(&paper.number) && read[0].contains(&paper.service));
                println!("{language} {width}: the code holds {} of {} lines", read.len(), lines.len());
            }
        }
    }
}

/// Nothing touches the edges, whatever the office is called and however long the words are.
#[test]
fn nothing_is_cut() {
    let words = Words::load();
    for (width, head) in HEADS {
        let mut painter = Painter::new(device(head));
        for language in words.languages() {
            for paper in [words.ticket(&language), words.copy(&language), words.longest(&language)] {
                let picture = painter.ticket(&paper).unwrap().picture;
                let edge = |y| (0..4).chain(picture.width() - 4..picture.width()).any(|x| picture.get(x, y));
                let cut: Vec<usize> = (0..picture.height()).filter(|&y| edge(y)).collect();
                assert!(cut.is_empty(), "{language} {width}: rows {cut:?}");
            }
        }
    }
}
