//! What a page must keep to, computed from the live pages: targets that a finger finds, words that an eye can read, and
//! nothing cut. Returns what is wrong; never here: which pages there are.

use std::collections::{BTreeMap, BTreeSet};

use slint::{Rgba8Pixel, SharedPixelBuffer};

use crate::contrast::{Colors, NEAR, far, pixel, pixels, ratio};
use crate::glass::{self, Glass, Place, Spot, Target, Words};
use crate::stage::{DIAGONAL, Stage};

/// Millimetres on the glass that a finger needs.
pub const TARGET_MM: f32 = 20.0;
/// WCAG 2.2, 1.4.3: words. It asks nothing of keys that are disabled; here they keep to it too, because who cannot press a
/// key now should still be able to read what it would do.
pub const WORDS: f64 = 4.5;
/// WCAG 2.2, 1.4.11: pictures.
pub const PICTURES: f64 = 3.0;
/// Pixels that rounding may take.
const SLACK: f32 = 1.0;

/// What was looked at, and the narrowest of it.
#[derive(Debug)]
pub struct Figures {
    pub pages: usize,
    pub words: usize,
    pub pictures: usize,
    pub targets: usize,
    pub smallest_mm: f32,
    pub lowest_words: (f64, String),
    pub lowest_pictures: f64,
}

impl Default for Figures {
    fn default() -> Self {
        let lowest_words = (21.0, String::new());
        Self { pages: 0, words: 0, pictures: 0, targets: 0, smallest_mm: 999.0, lowest_words, lowest_pictures: 21.0 }
    }
}

impl Figures {
    pub fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.words += other.words;
        self.pictures += other.pictures;
        self.targets += other.targets;
        self.smallest_mm = self.smallest_mm.min(other.smallest_mm);
        self.lowest_pictures = self.lowest_pictures.min(other.lowest_pictures);
        if other.lowest_words.0 < self.lowest_words.0 {
            self.lowest_words = other.lowest_words;
        }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} pages, {} targets, the smallest {:.1} mm; {} texts, the lowest contrast {:.2}:1 ({}); {} pictures, {:.2}:1",
            self.pages,
            self.targets,
            self.smallest_mm,
            self.words,
            self.lowest_words.0,
            self.lowest_words.1,
            self.pictures,
            self.lowest_pictures
        )
    }
}

/// A page under judgement.
#[derive(Default)]
pub struct Judge {
    pub faults: Vec<String>,
    pub figures: Figures,
    /// What was looked at already, so that a list that scrolls is looked at once.
    known: BTreeSet<String>,
}

impl Judge {
    /// Judges the page that is shown; one that scrolls from its top to its end, and leaves it at its top.
    pub fn page(stage: &Stage, picture: &SharedPixelBuffer<Rgba8Pixel>) -> Self {
        let mut judge = Self::default();
        judge.figures.pages = 1;
        let glass = glass::read(stage.app());
        judge.look(&glass, picture);
        judge.scroll(stage, &glass);
        judge
    }

    fn look(&mut self, glass: &Glass, picture: &SharedPixelBuffer<Rgba8Pixel>) {
        let screen = Place { left: 0.0, top: 0.0, right: picture.width() as f32, bottom: picture.height() as f32 };
        let px_per_mm = screen.width().hypot(screen.height()) / DIAGONAL / 25.4;
        for target in &glass.targets {
            if self.is_new(&format!("target {}", target.name), &target.spot) {
                self.target(target, px_per_mm, &screen);
            }
        }
        apart("targets", glass.targets.iter().map(|target| (&target.spot, target.name.as_str())), &mut self.faults);
        for words in &glass.words {
            if self.is_new(&format!("words {}", words.text), &words.spot) {
                self.fits(words, &screen);
            }
            // Contrast only where it can be seen; so a list's words are new again where they come into sight.
            if let Some(seen) = words.spot.seen
                && lines(words).any(|line| line.both(&words.spot.place).is_some_and(|line| line.lies_in(&seen, SLACK)))
                && self.is_new(&format!("ink {}", words.text), &words.spot)
            {
                self.ink(words, &seen, picture);
            }
        }
        apart("words", glass.words.iter().map(|words| (&words.spot, words.text.as_str())), &mut self.faults);
        for shown in &glass.pictures {
            let whole = shown.spot.seen.filter(|seen| shown.spot.place.lies_in(seen, SLACK));
            let Some(seen) = whole else { continue };
            if self.is_new("picture", &shown.spot) {
                let [red, green, blue, _] = shown.color;
                let ink = Colors::of(picture, &seen).nearest([red, green, blue]);
                // Around the picture, because in a small one the blends at its edges may be more than what is behind it.
                let around = Place { left: seen.left - 3.0, right: seen.left, ..seen };
                let grounds = Colors::of(picture, &around);
                let lowest = grounds.grounds(ink).map(|ground| ratio(ink, ground)).fold(f64::INFINITY, f64::min);
                self.figures.pictures += 1;
                self.figures.lowest_pictures = self.figures.lowest_pictures.min(lowest);
                if far(ink, [red, green, blue]) > NEAR || !(PICTURES..=21.0).contains(&lowest) {
                    self.faults.push(format!("a picture of {:?} has {lowest:.2}:1 at {seen:?}", shown.color));
                }
            }
        }
    }

    fn is_new(&mut self, what: &str, spot: &Spot) -> bool {
        let (left, top) = spot.list.map_or((0.0, 0.0), |list| (list.content.left, list.content.top));
        let at = (spot.place.left - left, spot.place.top - top);
        self.known.insert(format!("{what} {:.0} {:.0}", at.0, at.1))
    }

    /// Large enough; on the screen, or in a list that is as wide and at least as high as it.
    fn target(&mut self, target: &Target, px_per_mm: f32, screen: &Place) {
        let Spot { place, list, .. } = &target.spot;
        let mm = place.width().min(place.height()) / px_per_mm;
        self.figures.targets += 1;
        self.figures.smallest_mm = self.figures.smallest_mm.min(mm);
        if mm < TARGET_MM {
            self.faults.push(format!("{:?} is only {mm:.1} mm", target.name));
        }
        let inside = match list {
            None => place.lies_in(screen, 0.5),
            Some(list) => place.lies_in(&list.content, 0.5) && place.height() <= list.place.height() + 0.5,
        };
        if !inside {
            self.faults.push(format!("{:?} leaves the screen: {place:?}", target.name));
        }
    }

    /// The words have the room that they need, and their place is on the screen or in a list.
    fn fits(&mut self, words: &Words, screen: &Place) {
        self.figures.words += 1;
        let Words { spot, needs, text, .. } = words;
        let (width, height) = (spot.place.width(), spot.place.height());
        if needs.0 > width + SLACK {
            self.faults.push(format!("{text:?} needs {:.0} px across and has {width:.0}", needs.0));
        }
        // A line may have less than the font asks for, as numbers do that have nothing below their line: then what is drawn
        // tells whether a letter is cut. Of two lines one would be missing without a trace.
        if needs.1 > height + words.line / 2.0 {
            self.faults.push(format!("{text:?} needs {:.0} px down and has {height:.0}", needs.1));
        }
        if words.elides {
            self.faults.push(format!("{text:?} may end in an ellipsis"));
        }
        let whole = match &spot.list {
            None => spot.seen.is_some_and(|seen| spot.place.lies_in(&seen, SLACK)) && spot.place.lies_in(screen, SLACK),
            Some(list) => spot.place.lies_in(&list.content, SLACK),
        };
        if !whole {
            self.faults.push(format!("{text:?} is cut off: {:?} of {:?}", spot.seen, spot.place));
        }
    }

    /// The words are drawn in their colour, readable on what is behind them, and no letter is cut at an edge: Slint draws
    /// no text outside its own place.
    fn ink(&mut self, words: &Words, seen: &Place, picture: &SharedPixelBuffer<Rgba8Pixel>) {
        let [red, green, blue, _] = words.color;
        let colors = Colors::of(picture, seen);
        let ink = colors.nearest([red, green, blue]);
        if far(ink, [red, green, blue]) > NEAR {
            self.faults.push(format!("{:?} is not drawn in its colour", words.text));
            return;
        }
        let grounds: Vec<_> = colors.grounds(ink).collect();
        let lowest = grounds.iter().map(|ground| ratio(ink, *ground)).fold(f64::INFINITY, f64::min);
        // Of one colour all over: no words can be seen.
        let lowest = if lowest.is_finite() { lowest } else { 1.0 };
        if lowest < self.figures.lowest_words.0 {
            self.figures.lowest_words = (lowest, words.text.to_string());
        }
        if lowest < WORDS {
            self.faults.push(format!("{:?} has a contrast of {lowest:.2}:1, {ink:?} on {grounds:?}", words.text));
        }
        for (edge, points, most) in edges(words, seen, picture) {
            let inked = |&(column, row): &(usize, usize)| {
                let color = pixel(picture, column, row);
                grounds.iter().all(|ground| far(color, ink) < far(color, *ground))
            };
            let longest = points.chunk_by(|one, next| inked(one) == inked(next)).filter(|run| inked(&run[0]));
            if longest.map(<[_]>::len).max().unwrap_or(0) > most {
                self.faults.push(format!("{:?} is cut at its {edge}", words.text));
            }
        }
    }

    /// Goes through a list by its keys: everything in it is wholly in sight at some time.
    fn scroll(&mut self, stage: &Stage, glass: &Glass) {
        let (up, down) = (stage.text("scroll-up"), stage.text("scroll-down"));
        let in_list = |glass: &Glass| glass.words.iter().any(|words| words.spot.list.is_some());
        let at_top = stage.find(&up).is_some_and(|key| key.accessible_enabled() == Some(false));
        if !at_top || !in_list(glass) {
            return;
        }
        let mut whole: BTreeMap<String, bool> = BTreeMap::new();
        note_whole(glass, &mut whole);
        let mut steps = 0;
        while stage.find(&down).is_some_and(|key| key.accessible_enabled() == Some(true)) {
            stage.activate(&down);
            let glass = glass::read(stage.app());
            note_whole(&glass, &mut whole);
            self.look(&glass, &stage.picture());
            steps += 1;
            assert!(steps < 100, "the list has no end");
        }
        for (what, _) in whole.iter().filter(|(_, whole)| !**whole) {
            self.faults.push(format!("the keys never show all of {what}"));
        }
        while stage.find(&up).is_some_and(|key| key.accessible_enabled() == Some(true)) {
            stage.activate(&up);
        }
    }
}

/// The edges of the words' place at which letters could be cut: the points along each, and how many in a row may have ink. A
/// letter may stand at an edge (`A` has no room beside it); one that is cut shows a long stroke there.
fn edges<'a>(
    words: &Words,
    seen: &Place,
    picture: &SharedPixelBuffer<Rgba8Pixel>,
) -> impl Iterator<Item = (&'a str, Vec<(usize, usize)>, usize)> {
    let place = words.spot.place;
    let (columns, rows) = pixels(picture, seen);
    let across = |row| columns.clone().map(|column| (column, row)).collect();
    let down = |column| rows.clone().map(|row| (column, row)).collect();
    // Where there is room above and below the lines, no letter reaches the edge; a key's frame may.
    let tight = words.begins < SLACK;
    let stroke = (words.line / 4.0) as usize;
    let edges = [
        (tight && seen.top <= place.top, "top", across(rows.start), 0),
        (tight && seen.bottom >= place.bottom, "foot", across(rows.end - 1), 0),
        (true, "left", down(columns.start), stroke),
        (true, "right", down(columns.end - 1), stroke),
    ];
    edges.into_iter().filter(|(can, ..)| *can).map(|(_, edge, points, most)| (edge, points, most))
}

/// Notes of all that a list holds whether it was once wholly in sight: targets, and words line by line.
fn note_whole(glass: &Glass, whole: &mut BTreeMap<String, bool>) {
    let mut note = |what: String, place: Place, list: &glass::List| {
        let seen = place.lies_in(&list.place, 0.5);
        *whole.entry(what).or_default() |= seen;
    };
    for target in &glass.targets {
        if let Some(list) = &target.spot.list {
            let place = target.spot.place;
            note(format!("{:?} at {:.0}", target.name, place.top - list.content.top), place, list);
        }
    }
    for words in &glass.words {
        let Some(list) = &words.spot.list else { continue };
        for (number, line) in lines(words).enumerate() {
            let top = words.spot.place.top - list.content.top;
            note(format!("line {number} of {:?} at {top:.0}", words.text), line, list);
        }
    }
}

/// The places of the words' lines.
fn lines(words: &Words) -> impl Iterator<Item = Place> {
    let place = words.spot.place;
    let count = (words.needs.1 / words.line).round().max(1.0) as u16;
    let height = words.needs.1 / f32::from(count);
    let first = place.top + words.begins;
    (0..count).map(move |line| {
        let top = first + f32::from(line) * height;
        Place { top, bottom: top + height, ..place }
    })
}

/// No two of them share a pixel.
fn apart<'a>(kind: &str, all: impl Iterator<Item = (&'a Spot, &'a str)>, faults: &mut Vec<String>) {
    let seen: Vec<_> = all.filter_map(|(spot, name)| spot.seen.map(|seen| (seen, name))).collect();
    for (index, (one, name)) in seen.iter().enumerate() {
        for (other, other_name) in &seen[index + 1..] {
            if one.both(other).is_some_and(|both| both.width() > SLACK && both.height() > SLACK) {
                faults.push(format!("{kind} {name:?} and {other_name:?} overlap"));
            }
        }
    }
}
