//! The facts of one procedure as written in `locales/facts/<id>.toml`. No words: those are in `locales/<lang>/info/`, under
//! ids that follow from the facts (`deadline-apply` for the deadline `apply`).

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;

use super::value::{Amount, Made, Value, date, some_date};
use crate::queue::Area;

/// One procedure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Procedure {
    /// Kebab-case, at most 40 characters, never reused; the file's name.
    pub id: String,
    pub area: Area,
    pub icon: Icon,
    pub audience: Vec<Audience>,
    #[serde(default)]
    pub sensitive: bool,
    /// Not shown before a legal operator of the office has checked it (`verified-on`).
    #[serde(default)]
    pub legal_check: bool,
    /// The date of the newest source.
    #[serde(deserialize_with = "date")]
    pub as_of: Date,
    /// When the facts were collected from the sources.
    #[serde(deserialize_with = "date")]
    pub collected_on: Date,
    /// When a person of the office checked them.
    #[serde(default, deserialize_with = "some_date")]
    pub verified_on: Option<Date>,
    /// That person's role; never a name.
    #[serde(default)]
    pub verified_by: Option<String>,
    /// When they must be checked again; at most 90 days after `verified-on` for the legal area.
    #[serde(default, deserialize_with = "some_date")]
    pub review_by: Option<Date>,
    /// Legal basis, in Italian.
    pub law: Vec<String>,
    pub related: Vec<String>,
    /// What each office fills in by itself (addresses, hours, local practice); empty here on purpose.
    #[serde(default)]
    pub local: Vec<String>,
    /// Cases of which exactly one holds: a total is shown for each. Empty: one total.
    #[serde(default)]
    pub alternatives: Vec<String>,
    #[serde(default)]
    pub who: Vec<Fact>,
    #[serde(default, rename = "where")]
    pub where_: Vec<Fact>,
    #[serde(default)]
    pub document: Vec<Fact>,
    #[serde(default)]
    pub cost: Vec<Fact>,
    #[serde(default)]
    pub deadline: Vec<Fact>,
    #[serde(default)]
    pub validity: Vec<Fact>,
    #[serde(default)]
    pub step: Vec<Fact>,
    #[serde(default)]
    pub warning: Vec<Fact>,
}

/// One statement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fact {
    /// Kebab-case, unique among the facts of its kind on the page.
    pub id: String,
    pub status: Status,
    /// Ids of `sources.toml`.
    #[serde(default)]
    pub sources: Vec<String>,
    /// A case of `conditions.toml`.
    #[serde(default)]
    pub condition: Option<String>,
    /// Of a place: an office of `offices.toml`.
    #[serde(default)]
    pub office: Option<String>,
    /// Of a document: its words are those of this entry of `documents.toml`.
    #[serde(default)]
    pub shared: Option<String>,
    /// The words have a note (`.note`).
    #[serde(default)]
    pub note: bool,
    /// Of a cost: the amount. It counts for the total unless `extra`.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// Of a cost: paid in some cases only, so it is not added up.
    #[serde(default)]
    pub extra: bool,
    /// What the words take.
    #[serde(default)]
    pub values: BTreeMap<String, Value>,
    /// A figure of this year: shown with it, and gone after 31 December.
    #[serde(default)]
    pub year: Option<i16>,
    /// The last day on which this is true.
    #[serde(default, deserialize_with = "some_date")]
    pub expires_on: Option<Date>,
}

/// Whether a source says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Confirmed,
    ToVerify,
}

/// Whom a procedure is for; for a path of questions and for needs data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    All,
    NonEu,
    Eu,
    FamilyOfCitizen,
    Asylum,
    Undocumented,
    Minors,
    HostOrEmployer,
}

/// The drawings that there are for pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Icon {
    Permit,
    Work,
    Health,
    School,
    Money,
    Family,
    Home,
    Citizenship,
    Document,
    Help,
}

impl Icon {
    /// The name under which the screen knows the drawing.
    pub fn as_str(self) -> &'static str {
        match self {
            Icon::Permit => "permit",
            Icon::Work => "work",
            Icon::Health => "health",
            Icon::School => "school",
            Icon::Money => "money",
            Icon::Family => "family",
            Icon::Home => "home",
            Icon::Citizenship => "citizenship",
            Icon::Document => "document",
            Icon::Help => "help",
        }
    }
}

/// The part of a page that a fact stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Who,
    Where,
    Document,
    Cost,
    Deadline,
    Validity,
    Step,
    Warning,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Who => "who",
            Kind::Where => "where",
            Kind::Document => "document",
            Kind::Cost => "cost",
            Kind::Deadline => "deadline",
            Kind::Validity => "validity",
            Kind::Step => "step",
            Kind::Warning => "warning",
        })
    }
}

impl Procedure {
    /// All facts with their kinds, in the order of the page.
    pub fn facts(&self) -> impl Iterator<Item = (Kind, &Fact)> {
        [
            (Kind::Who, &self.who),
            (Kind::Where, &self.where_),
            (Kind::Document, &self.document),
            (Kind::Cost, &self.cost),
            (Kind::Deadline, &self.deadline),
            (Kind::Validity, &self.validity),
            (Kind::Step, &self.step),
            (Kind::Warning, &self.warning),
        ]
        .into_iter()
        .flat_map(|(kind, facts)| facts.iter().map(move |fact| (kind, fact)))
    }

    /// Whether visitors may see it: what needs a legal check is held back until somebody has made it.
    pub fn is_released(&self) -> bool {
        !self.legal_check || self.verified_on.is_some()
    }
}

impl Fact {
    /// The id of its words on its page.
    pub fn message(&self, kind: Kind) -> String {
        format!("{kind}-{}", self.id)
    }

    /// The last day on which it is true, if it is bound to one.
    pub fn last_day(&self) -> Option<Date> {
        let year_end = self.year.and_then(|year| Date::new(year, 12, 31).ok());
        match (self.expires_on, year_end) {
            (Some(own), Some(year)) => Some(own.min(year)),
            (own, year) => own.or(year),
        }
    }

    /// The entries of `money.toml` that it takes its amounts from.
    pub fn money(&self) -> impl Iterator<Item = &str> {
        let amount = match &self.amount {
            Some(Amount::Money(id)) => Some(id.as_str()),
            _ => None,
        };
        let values = self.values.values().filter_map(|value| match value {
            Value::Made(Made::Money(id)) => Some(id.as_str()),
            _ => None,
        });
        amount.into_iter().chain(values)
    }
}
