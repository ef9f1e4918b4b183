//! Walks a parsed TOML document and notes every mistake with its place instead of stopping at the first one.
//!
//! A [`Section`] remembers which keys were asked for: what nobody asked for is unknown, and the list of what was asked
//! is the list of all keys, so that the two can never drift apart.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistakes::Found;

/// What was found wrong so far, and every key that was asked for.
#[derive(Default)]
pub(super) struct Notes {
    found: RefCell<Vec<Found>>,
    asked: RefCell<BTreeSet<String>>,
}

impl Notes {
    pub(super) fn add(&self, at: Range<usize>, key: &str, wrong: impl Into<String>, fix: impl Into<String>) {
        self.found.borrow_mut().push(Found { at, key: key.to_owned(), wrong: wrong.into(), fix: fix.into() });
    }

    /// The mistakes, and the paths of all keys that were asked for (`services[].prefix`).
    pub(super) fn into_parts(self) -> (Vec<Found>, BTreeSet<String>) {
        (self.found.into_inner(), self.asked.into_inner())
    }
}

/// A table of the document whose keys are known to the program.
pub(super) struct Section<'d> {
    notes: &'d Notes,
    path: String,
    at: Range<usize>,
    entries: Option<&'d DeTable<'d>>,
    asked: BTreeSet<&'static str>,
}

/// One value with its place and path.
#[derive(Clone)]
pub(super) struct Item<'d> {
    notes: &'d Notes,
    pub(super) path: String,
    pub(super) at: Range<usize>,
    value: &'d DeValue<'d>,
}

impl<'d> Section<'d> {
    pub(super) fn root(notes: &'d Notes, table: &'d Spanned<DeTable<'d>>) -> Self {
        let entries = Some(table.get_ref());
        Self { notes, path: String::new(), at: 0..0, entries, asked: BTreeSet::new() }
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Item<'d>> {
        self.asked.insert(key);
        let path = self.path_of(key);
        self.notes.asked.borrow_mut().insert(without_indices(&path));
        let value = self.entries?.get(key)?;
        Some(Item { notes: self.notes, path, at: value.span(), value: value.get_ref() })
    }

    /// The value of a key that must be there.
    pub(super) fn need(&mut self, key: &'static str, fix: &str) -> Option<Item<'d>> {
        let item = self.get(key);
        if item.is_none() {
            self.notes.add(self.at.clone(), &self.path_of(key), MISSING, fix);
        }
        item
    }

    /// A table below this one; one without entries if it is not there, so that defaults apply.
    pub(super) fn section(&mut self, key: &'static str) -> Section<'d> {
        let missing = Section {
            notes: self.notes,
            path: self.path_of(key),
            at: self.at.clone(),
            entries: None,
            asked: BTreeSet::new(),
        };
        match self.get(key) {
            Some(item) => item.section().unwrap_or(missing),
            None => missing,
        }
    }

    /// Whether the file has this table at all.
    pub(super) fn is_there(&self) -> bool {
        self.entries.is_some()
    }

    pub(super) fn wrong(&self, key: &str, wrong: impl Into<String>, fix: impl Into<String>) {
        let path = if key.is_empty() { self.path.clone() } else { self.path_of(key) };
        self.notes.add(self.at.clone(), &path, wrong, fix);
    }

    /// A whole number within a range, or a default.
    pub(super) fn number_or(&mut self, key: &'static str, default: u32, range: RangeInclusive<u32>, unit: &str) -> u32 {
        self.get(key).and_then(|item| item.number(range, unit)).unwrap_or(default)
    }

    /// `true` or `false`, or a default.
    pub(super) fn flag_or(&mut self, key: &'static str, default: bool) -> bool {
        self.get(key).and_then(|item| item.flag()).unwrap_or(default)
    }

    /// The elements of a list; empty if it is not there.
    pub(super) fn list(&mut self, key: &'static str) -> Vec<Item<'d>> {
        self.get(key).and_then(|item| item.list()).unwrap_or_default()
    }

    /// Notes every key that nobody asked for. Call it last.
    pub(super) fn finish(self) {
        for (key, value) in self.entries.into_iter().flatten() {
            let name = key.get_ref();
            if !self.asked.contains(name.as_ref()) {
                let _ = value;
                let fix = match similar(name, self.asked.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("remove it; known here: {}", listed(self.asked.iter().copied())),
                };
                self.notes.add(key.span(), &self.path_of(name), "this key is not known", fix);
            }
        }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

impl<'d> Item<'d> {
    pub(super) fn wrong(&self, wrong: impl Into<String>, fix: impl Into<String>) {
        self.notes.add(self.at.clone(), &self.path, wrong, fix);
    }

    pub(super) fn text(&self) -> Option<&'d str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.wrong_type("a text", "put it between double quotes, like \"…\"");
        }
        text
    }

    pub(super) fn flag(&self) -> Option<bool> {
        let flag = self.value.as_bool();
        if flag.is_none() {
            self.wrong_type("true or false", "write true or false, without quotes");
        }
        flag
    }

    /// A whole number within a range of a unit, such as "seconds".
    pub(super) fn number(&self, range: RangeInclusive<u32>, unit: &str) -> Option<u32> {
        let (low, high) = (range.start(), range.end());
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        let Some(integer) = self.value.as_integer() else {
            self.wrong_type("a whole number", &format!("write a number from {low} to {high}{unit}, without quotes"));
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok().and_then(|n| u32::try_from(n).ok());
        let within = number.filter(|number| range.contains(number));
        if within.is_none() {
            let wrong = format!("{} is outside {low} to {high}{unit}", integer.as_str());
            self.wrong(wrong, format!("write a number from {low} to {high}"));
        }
        within
    }

    /// A number with or without a fraction within a range.
    pub(super) fn decimal(&self, range: RangeInclusive<f32>, unit: &str) -> Option<f32> {
        let (low, high) = (range.start(), range.end());
        let written = match self.value {
            DeValue::Float(float) => float.as_str(),
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            _ => {
                self.wrong_type("a number", &format!("write a number from {low} to {high} {unit}, without quotes"));
                return None;
            }
        };
        let within = written.replace('_', "").parse().ok().filter(|number| range.contains(number));
        if within.is_none() {
            let wrong = format!("{written} is outside {low} to {high} {unit}");
            self.wrong(wrong, format!("write a number from {low} to {high}"));
        }
        within
    }

    pub(super) fn list(&self) -> Option<Vec<Item<'d>>> {
        let Some(array) = self.value.as_array() else {
            self.wrong_type("a list", "put the values between brackets, like [\"…\", \"…\"]");
            return None;
        };
        let element = |(index, value): (usize, &'d Spanned<DeValue<'d>>)| Item {
            notes: self.notes,
            path: format!("{}[{index}]", self.path),
            at: value.span(),
            value: value.get_ref(),
        };
        Some(array.iter().enumerate().map(element).collect())
    }

    /// The texts of a list; what is not a text is noted and left out.
    pub(super) fn section(&self) -> Option<Section<'d>> {
        let Some(entries) = self.value.as_table() else {
            self.wrong_type("a table", &format!("write [{}] on a line of its own and its keys below", self.path));
            return None;
        };
        let (notes, path, at) = (self.notes, self.path.clone(), self.at.clone());
        Some(Section { notes, path, at, entries: Some(entries), asked: BTreeSet::new() })
    }

    /// The entries of a table whose keys are the author's own, such as names by language.
    pub(super) fn entries(&self) -> Option<Vec<(&'d str, Item<'d>)>> {
        let Some(table) = self.value.as_table() else {
            self.wrong_type("a table", "write it like { it = \"…\", en = \"…\" }");
            return None;
        };
        let entry = |(key, value): (&'d Spanned<_>, &'d Spanned<DeValue<'d>>)| {
            let name: &'d std::borrow::Cow<'d, str> = key.get_ref();
            let path = format!("{}.{name}", self.path);
            (name.as_ref(), Item { notes: self.notes, path, at: value.span(), value: value.get_ref() })
        };
        Some(table.iter().map(entry).collect())
    }

    /// A date, written as TOML's own or as a text.
    pub(super) fn date(&self) -> Option<jiff::civil::Date> {
        let written = match self.value {
            DeValue::Datetime(datetime) => datetime.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let date = written.parse().ok().filter(|_| written.len() == "2026-12-25".len());
        if date.is_none() {
            let wrong =
                if written.is_empty() { "this is not a date".to_owned() } else { format!("`{written}` is not a date") };
            self.wrong(wrong, "write a date that exists as year-month-day, like \"2026-12-25\"");
        }
        date
    }

    fn wrong_type(&self, expected: &str, fix: &str) {
        self.wrong(format!("{expected} is needed here, and this is {}", kind(self.value)), fix);
    }
}

/// What a mistake about an absent key says.
pub(super) const MISSING: &str = "this key is missing";

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The candidate that a misspelt word most likely means, if one is close enough to be worth saying.
pub(super) fn similar<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let score = |candidate: &'c str| (strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase()), candidate);
    let best = candidates.map(score).max_by(|one, other| one.0.total_cmp(&other.0));
    best.filter(|(likeness, _)| *likeness > 0.8).map(|(_, candidate)| candidate)
}

/// `a, b, c`
pub(super) fn listed<'c>(words: impl Iterator<Item = &'c str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// `services[2].prefix` as `services[].prefix`.
fn without_indices(path: &str) -> String {
    path.chars().filter(|character| !character.is_ascii_digit()).collect()
}
