//! What many pages share, once: sources, amounts, documents, offices and conditions (`locales/facts/*.toml`). Their words are
//! in `core.ftl` (`doc-passport`, `office-questura`, `if-employed`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::facts::Status;
use super::value::Value;

/// How official a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Tier {
    /// Checked by the office itself on the spot.
    L,
    /// The text of a law.
    A,
    /// A page of a public body.
    B,
    /// A trade union, an association, a newspaper.
    C,
    /// A private compilation.
    D,
}

/// Where facts were read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub tier: Tier,
    /// In Italian, as the body calls itself and its text.
    pub title: String,
    /// Its date or state as far as known.
    pub date: String,
}

/// An amount that many pages use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    pub cents: u32,
    pub status: Status,
    pub sources: Vec<String>,
}

/// Something named by a message of `core.ftl` that takes the given values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The message's id.
    pub message: String,
    #[serde(default)]
    pub values: BTreeMap<String, Value>,
}

/// All shared registers.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    pub sources: BTreeMap<String, Source>,
    pub money: BTreeMap<String, Money>,
    pub documents: BTreeMap<String, Word>,
    pub offices: BTreeMap<String, Word>,
    pub conditions: BTreeMap<String, Word>,
    /// Ids of pages that are not written yet; others may relate to them already.
    pub planned: BTreeSet<String>,
}

/// `planned.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    pages: BTreeSet<String>,
}

impl Registers {
    /// Reads a register file by its name; false if it is none of them (so it is a page).
    ///
    /// # Errors
    /// What is wrong with the file, with the line.
    pub fn read(&mut self, name: &str, text: &str) -> Result<bool, toml::de::Error> {
        match name {
            "sources" => self.sources = toml::from_str(text)?,
            "money" => self.money = toml::from_str(text)?,
            "documents" => self.documents = toml::from_str(text)?,
            "offices" => self.offices = toml::from_str(text)?,
            "conditions" => self.conditions = toml::from_str(text)?,
            "planned" => self.planned = toml::from_str::<Planned>(text)?.pages,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The best tier among sources; none if there are none.
    pub fn tier<'a>(&self, sources: impl IntoIterator<Item = &'a String>) -> Option<Tier> {
        sources.into_iter().filter_map(|id| self.sources.get(id)).map(|source| source.tier).min()
    }
}
