//! All procedures, with what they share and how far each language has them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use thiserror::Error;

use super::check;
use super::compose::Composer;
use super::facts::Procedure;
use super::page::{Entry, Page, Wording};
use super::registers::Registers;
use super::translation::{Reading, States, fingerprint};
use crate::locale::{ITALIAN, Locale, Locales};
use crate::queue::{Area, Language};

/// The offline information of all languages.
#[derive(Debug)]
pub struct Library {
    pub(super) registers: Registers,
    pub(super) procedures: BTreeMap<String, Procedure>,
    /// By language.
    pub(super) states: BTreeMap<String, States>,
    /// Of the Italian words, by page.
    pub(super) fingerprints: BTreeMap<String, String>,
}

/// A translation that is older than the Italian words, or lacks some of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    pub language: Language,
    pub page: String,
    /// What `based-on` is to say once the translation is brought up to date.
    pub fingerprint: String,
}

/// What is wrong with the information; all of it at once.
#[derive(Debug, Error)]
#[error("the information cannot be loaded:\n{}", self.0.iter().map(|fault| format!("- {fault}")).collect::<Vec<_>>().join("\n"))]
pub struct ContentFaults(pub Vec<ContentFault>);

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("locales/{file}: {problem}")]
pub struct ContentFault {
    /// The file, under `locales/`.
    pub file: String,
    pub problem: String,
}

impl Library {
    /// Reads the embedded facts and checks them against the words of every language.
    ///
    /// # Errors
    /// A [`ContentFaults`] with everything that is wrong: files that do not parse, words that are missing or unused,
    /// values that words and facts do not agree on, ids that lead nowhere.
    pub fn load(locales: &Locales) -> anyhow::Result<Self> {
        let library = Self::from_files(&crate::locale::embedded()?, locales)?;
        for Stale { language, page, fingerprint } in library.stale(locales) {
            tracing::warn!(%language, page, fingerprint, "a translation is older than the Italian page");
        }
        Ok(library)
    }

    /// Reads facts and states from files (path under `locales/` with `/`, content); words come from `locales`.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn from_files(files: &[(String, String)], locales: &Locales) -> Result<Self, ContentFaults> {
        let mut library = Self {
            registers: Registers::default(),
            procedures: BTreeMap::new(),
            states: BTreeMap::new(),
            fingerprints: BTreeMap::new(),
        };
        let mut faults = Vec::new();
        for (path, text) in files {
            if let Err(error) = library.read(path, text) {
                faults.push(ContentFault { file: path.clone(), problem: error.to_string() });
            }
        }
        // What does not parse would make everything that refers to it wrong too.
        if faults.is_empty() {
            faults = check::faults(&library, locales);
        }
        if faults.is_empty() { Ok(library) } else { Err(ContentFaults(faults)) }
    }

    fn read(&mut self, path: &str, text: &str) -> Result<(), toml::de::Error> {
        if let Some(name) = path.strip_prefix("facts/").and_then(|file| file.strip_suffix(".toml")) {
            if !self.registers.read(name, text)? {
                self.procedures.insert(name.to_owned(), toml::from_str(text)?);
            }
        } else if let Some(language) = path.strip_suffix("/info/state.toml") {
            self.states.insert(language.to_owned(), toml::from_str(text)?);
        } else if let Some(page) = path.strip_prefix("it/info/").and_then(|file| file.strip_suffix(".ftl")) {
            self.fingerprints.insert(page.to_owned(), fingerprint(text));
        }
        Ok(())
    }

    /// The areas that have at least one page, in the order in which they are shown.
    pub fn areas(&self) -> impl Iterator<Item = Area> {
        Area::ALL.into_iter().filter(|area| self.in_area(*area).next().is_some())
    }

    /// The procedures of an area that visitors may see, by id.
    pub fn in_area(&self, area: Area) -> impl Iterator<Item = &Procedure> {
        self.procedures().filter(move |procedure| procedure.area == area)
    }

    /// All procedures that visitors may see, by id.
    pub fn procedures(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.values().filter(|procedure| procedure.is_released())
    }

    /// The pages of an area for a list in a language, sorted by title.
    pub fn entries(&self, area: Area, locale: &Locale) -> Vec<Entry> {
        let mut entries: Vec<Entry> =
            self.in_area(area).map(|procedure| self.composer(procedure, locale).entry()).collect();
        entries.sort_by_key(|entry| entry.title.to_lowercase());
        entries
    }

    /// The procedure's facts, without words; none if there is no such page that visitors may see.
    pub fn procedure(&self, id: &str) -> Option<&Procedure> {
        self.procedures.get(id).filter(|procedure| procedure.is_released())
    }

    /// A page in a language, as of a day (what has expired by then is not shown); none if there is no such page that
    /// visitors may see.
    pub fn page(&self, id: &str, locale: &Locale, today: Date) -> Option<Page> {
        Some(self.composer(self.procedure(id)?, locale).page(today))
    }

    /// How far the words of a page can be trusted in a language.
    pub fn wording(&self, id: &str, locale: &Locale) -> Wording {
        if locale.tag().as_str() == ITALIAN {
            return Wording::Original;
        }
        let italian = locale.italian();
        let (Some(words), Some(original)) = (locale.page(id), italian.page(id)) else {
            return Wording::Missing;
        };
        let state = self.states.get(locale.tag().as_str()).and_then(|states| states.get(id));
        let complete = original.shapes().all(|(message, ..)| words.has(message));
        match state {
            Some(state) if complete && self.fingerprints.get(id) == Some(&state.based_on) => match state.state {
                Reading::Draft => Wording::Draft,
                Reading::Reviewed => Wording::Reviewed,
            },
            _ => Wording::Outdated,
        }
    }

    /// The translations that are to be brought up to date.
    pub fn stale(&self, locales: &Locales) -> Vec<Stale> {
        let outdated = |page: &&String, locale: &Locale| self.wording(page, locale) == Wording::Outdated;
        let stale = |locale: &Locale| -> Vec<Stale> {
            let pages = self.procedures.keys().filter(|page| outdated(page, locale));
            let fingerprint = |page: &String| self.fingerprints.get(page).cloned().unwrap_or_default();
            pages
                .map(|page| Stale {
                    language: locale.tag().clone(),
                    page: page.clone(),
                    fingerprint: fingerprint(page),
                })
                .collect()
        };
        locales.all().flat_map(stale).collect()
    }

    fn composer<'a>(&'a self, procedure: &'a Procedure, locale: &Locale) -> Composer<'a> {
        Composer::new(self, procedure, locale)
    }
}
