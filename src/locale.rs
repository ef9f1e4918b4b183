//! Languages: words (Fluent), directions, fonts, dates and numbers. Everything that a person reads comes from
//! `locales/`, embedded in the binary; adding a language is adding a folder there. Never here: rules, UI.
//!
//! Each room has a message file of its own in every language (`kiosk.ftl`, `ticket.ftl`, ...); ids are unique across the
//! files of a language. The words of an information page (`info/<page>.ftl`) are a space of ids of their own, which only
//! `info` reads. What a language lacks is said in Italian.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use icu_datetime::options::Length;
use jiff::civil::{Date, Time, Weekday};

use crate::queue::Language;

mod args;
mod dates;
pub mod fonts;
mod load;
mod messages;
mod plurals;
#[cfg(test)]
mod tests;

pub use args::Args;
pub(crate) use load::embedded;
pub use load::{LocaleFault, LocaleFaults, source};
pub use messages::MessageFault;
pub(crate) use messages::Messages;

/// The language that every other one falls back to, and that the staff's line on paper is in.
pub const ITALIAN: &str = "it";

/// All languages.
#[derive(Debug)]
pub struct Locales {
    all: Vec<Locale>,
    italian: usize,
}

/// One language. Cheap to clone.
#[derive(Clone)]
pub struct Locale {
    own: Arc<Spoken>,
    italian: Arc<Spoken>,
}

/// A language as its folder describes it.
struct Spoken {
    tag: Language,
    endonym: String,
    bcp47: String,
    rtl: bool,
    fonts: Vec<String>,
    dates: dates::Dates,
    rooms: Messages,
    /// By page id.
    pages: BTreeMap<String, Messages>,
}

impl Locales {
    /// Reads the embedded languages.
    ///
    /// # Errors
    /// A [`LocaleFaults`] with everything that is wrong in any language: file, line, problem.
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self::from_files(&embedded()?)?)
    }

    /// Reads languages from files: path under `locales/` with `/`, and content.
    ///
    /// # Errors
    /// Everything that is wrong in any language.
    pub fn from_files(files: &[(String, String)]) -> Result<Self, LocaleFaults> {
        let all = load::load(files)?;
        let italian = all.iter().position(|locale| locale.own.tag.as_str() == ITALIAN);
        italian.map(|italian| Self { all, italian }).ok_or_else(|| LocaleFaults(vec![LocaleFault::NoItalian]))
    }

    /// The language of a tag; of a tag with a region (`ar-EG`) the language without it; else Italian.
    pub fn get(&self, language: &Language) -> &Locale {
        let mut tag = language.as_str();
        loop {
            if let Some(locale) = self.all.iter().find(|locale| locale.own.tag.as_str() == tag) {
                return locale;
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => return self.italian(),
            }
        }
    }

    /// Whether there is a folder for exactly this tag.
    pub fn has(&self, language: &Language) -> bool {
        self.all.iter().any(|locale| locale.own.tag == *language)
    }

    /// Italian, which is always there.
    pub fn italian(&self) -> &Locale {
        &self.all[self.italian]
    }

    /// All languages, in the order of the language page.
    pub fn all(&self) -> impl Iterator<Item = &Locale> {
        self.all.iter()
    }
}

impl Locale {
    /// Italian, which this language falls back to.
    pub fn italian(&self) -> Locale {
        Locale { own: self.italian.clone(), italian: self.italian.clone() }
    }

    /// The language's tag: the name of its folder.
    pub fn tag(&self) -> &Language {
        &self.own.tag
    }

    /// The language's name for itself: `Italiano`, `العربية`.
    pub fn endonym(&self) -> &str {
        &self.own.endonym
    }

    /// The BCP 47 tag, for the HTML `lang` attribute.
    pub fn bcp47(&self) -> &str {
        &self.own.bcp47
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(&self) -> bool {
        self.own.rtl
    }

    /// Font families in the order in which a character is looked for; all of them are embedded.
    pub fn fonts(&self) -> &[String] {
        &self.own.fonts
    }

    /// A message without values. See [`Locale::format`].
    pub fn text(&self, id: &str) -> String {
        self.format(id, &Args::new())
    }

    /// A message (`id`, or `id.attribute`) with its values filled in. In a right-to-left language each value stands
    /// between directional isolates (U+2068, U+2069), which have no glyph and must not be drawn.
    ///
    /// What the language lacks is said in Italian; what Italian lacks too shows as its id, and is logged.
    pub fn format(&self, id: &str, args: &Args) -> String {
        if let Some(text) = self.own.rooms.format(id, args) {
            return text;
        }
        if let Some(text) = self.italian.rooms.format(id, args) {
            tracing::warn!(id, language = %self.own.tag, "a message is missing; Italian is shown");
            return text;
        }
        tracing::error!(id, "there is no such message");
        id.to_owned()
    }

    /// Whether the language itself has this message (Italian not counted).
    pub fn has(&self, id: &str) -> bool {
        self.own.rooms.has(id)
    }

    /// The values that a message of this language takes; none if it has no such message.
    pub fn placeables(&self, id: &str) -> Option<&BTreeSet<String>> {
        self.own.rooms.placeables(id)
    }

    /// All messages of this language but those of information pages: id, the file that it stands in (`kiosk`), the
    /// values that it takes.
    pub fn messages(&self) -> impl Iterator<Item = (&str, &str, &BTreeSet<String>)> {
        self.own.rooms.shapes()
    }

    /// The words of an information page in this language (Italian not counted).
    pub(crate) fn page(&self, id: &str) -> Option<&Messages> {
        self.own.pages.get(id)
    }

    /// The ids of the pages that this language has words of.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.own.pages.keys().map(String::as_str)
    }

    /// `21 novembre 2026`: the month in words, Latin digits.
    pub fn long_date(&self, date: Date) -> String {
        self.own.dates.long(date)
    }

    /// `lunedì`.
    pub fn weekday(&self, weekday: Weekday) -> String {
        self.own.dates.weekday(weekday, Length::Long)
    }

    /// `lun`: for a list of opening hours.
    pub fn weekday_short(&self, weekday: Weekday) -> String {
        self.own.dates.weekday(weekday, Length::Short)
    }

    /// `09:05`: 24 hours and Latin digits in every language, as the offices' own papers have it.
    pub fn time(&self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// `16,00 €`, `8.500,00 €`: an amount in euro the Italian way in every language, since that is what people will see
    /// at the counter. In a right-to-left language between isolates (U+2066, U+2069) that keep the sign on its side.
    pub fn money(&self, cents: u32) -> String {
        let (euro, cents) = ((cents / 100).to_string(), cents % 100);
        let mut grouped = String::new();
        for (place, digit) in euro.chars().enumerate() {
            if place > 0 && (euro.len() - place).is_multiple_of(3) {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        let amount = format!("{grouped},{cents:02}\u{a0}€");
        if self.own.rtl { format!("\u{2066}{amount}\u{2069}") } else { amount }
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locale").field("tag", &self.own.tag).finish_non_exhaustive()
    }
}
