//! What the office is: for pages to name its services, desks and languages. Public.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::Opening;
use crate::config::Config;
use crate::locale::Locales;
use crate::queue::{self, DeskId, Language, ServiceId, State};

/// The office.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub id: String,
    pub name: String,
    /// The body that runs it; may be empty.
    pub body: String,
    /// Whether this is a demonstration.
    pub demo: bool,
    /// IANA zone.
    #[schema(required = true)]
    pub zone: Option<String>,
    /// The current local day; null before the first one.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub day: Option<Date>,
    /// The languages offered; the first one is the office's own.
    pub languages: Vec<SpokenLanguage>,
    pub services: Vec<Service>,
    pub desks: Vec<Desk>,
    pub opening: Opening,
    /// Whether visitors can take numbers at this hour: the office is open, or gives them outside its hours too. A single
    /// service may still be paused, or have hours of its own.
    pub gives_numbers: bool,
    /// Opening hours of a week, Monday first: `["09:00-13:00", "14:00-17:00"]`.
    #[schema(min_items = 7, max_items = 7)]
    pub hours: Vec<Vec<String>>,
}

/// A language that visitors can choose.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpokenLanguage {
    /// BCP 47.
    #[schema(value_type = String)]
    pub tag: Language,
    /// Its name for itself.
    pub endonym: String,
    pub direction: Direction,
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Ltr,
    Rtl,
}

/// A service that visitors queue for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    #[schema(value_type = String)]
    pub id: ServiceId,
    pub area: Area,
    /// The letters of its numbers.
    pub prefix: String,
    /// Its name in each language of the office.
    #[schema(value_type = BTreeMap<String, String>)]
    pub names: BTreeMap<Language, String>,
}

/// An area of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    Legal,
    Work,
    Health,
    School,
    Welfare,
}

/// A desk.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    #[schema(value_type = String)]
    pub id: DeskId,
    /// What it can serve.
    #[schema(value_type = Vec<String>)]
    pub services: Vec<ServiceId>,
}

impl Office {
    /// The office at an instant.
    pub fn of(config: &Config, locales: &Locales, state: &State, demo: bool, now: Timestamp) -> Self {
        let language = |tag: &Language| {
            let locale = locales.get(tag);
            let direction = if locale.is_rtl() { Direction::Rtl } else { Direction::Ltr };
            SpokenLanguage { tag: tag.clone(), endonym: locale.endonym().to_owned(), direction }
        };
        let service = |service: &crate::config::Service| Service {
            id: service.id.clone(),
            area: service.area.into(),
            prefix: service.prefix.to_string(),
            names: config.office.languages.iter().map(|tag| (tag.clone(), service.name_in(locales.get(tag)))).collect(),
        };
        let desk = |desk: &crate::config::Desk| Desk { id: desk.id.clone(), services: desk.services.clone() };
        Self {
            id: config.office.id.clone(),
            name: config.office.name.clone(),
            body: config.office.body.clone(),
            demo,
            zone: config.office.zone.iana_name().map(str::to_owned),
            day: state.day(),
            languages: config.office.languages.iter().map(language).collect(),
            services: config.services.iter().map(service).collect(),
            desks: config.desks.iter().map(desk).collect(),
            opening: state.setup().opening(now).into(),
            gives_numbers: super::gives_numbers(state.setup(), now),
            hours: config.hours.week.iter().map(|day| day.iter().map(ToString::to_string).collect()).collect(),
        }
    }
}

impl From<queue::Area> for Area {
    fn from(area: queue::Area) -> Self {
        match area {
            queue::Area::Legal => Self::Legal,
            queue::Area::Work => Self::Work,
            queue::Area::Health => Self::Health,
            queue::Area::School => Self::School,
            queue::Area::Welfare => Self::Welfare,
        }
    }
}
