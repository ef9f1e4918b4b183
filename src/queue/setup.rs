//! What an office is made of: its services, desks and hours. Read from the configuration once and never changed by a
//! command; what a command can change is in `state`.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::hours::{Hours, Opening};

/// Declares a short identifier that is cheap to clone and is written as a plain string.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier as written in the configuration and in the log.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// A service that visitors queue for, such as `permits`.
    ServiceId
);
identifier!(
    /// A desk that calls tickets, such as `1`: the number that hangs over it.
    DeskId
);
identifier!(
    /// The language that a visitor chose, as a BCP 47 tag such as `ar`. The queue passes it on and never reads it.
    Language
);

/// The five areas of help that the desks of the customer work in (and the information is sorted by).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    Legal,
    Work,
    Health,
    School,
    Welfare,
}

impl Area {
    /// All areas, in the order in which they are shown.
    pub const ALL: [Area; 5] = [Area::Legal, Area::Work, Area::Health, Area::School, Area::Welfare];

    /// The identifier as written in the configuration, and in message ids (`area-legal`).
    pub fn as_str(self) -> &'static str {
        match self {
            Area::Legal => "legal",
            Area::Work => "work",
            Area::Health => "health",
            Area::School => "school",
            Area::Welfare => "welfare",
        }
    }
}

/// A service as the queue sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub id: ServiceId,
    pub area: Area,
    /// One or two capital letters before the number (`A012`); no two services of an office share them.
    pub prefix: Arc<str>,
    /// When this service gives numbers, where that differs from the office's hours.
    pub hours: Option<Hours>,
}

/// A desk and the services that it can serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub id: DeskId,
    pub services: Vec<ServiceId>,
}

/// The fixed frame of an office.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The office's IANA zone: its local day resets the numbers.
    pub zone: TimeZone,
    pub services: Vec<Service>,
    pub desks: Vec<Desk>,
    pub hours: Hours,
    /// The kiosk gives numbers also while the office is closed (before opening, or in a demonstration).
    pub issue_outside_hours: bool,
}

impl Setup {
    /// The service with this id.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// The desk with this id.
    pub fn desk(&self, id: &DeskId) -> Option<&Desk> {
        self.desks.iter().find(|desk| desk.id == *id)
    }

    /// The office's local date at an instant.
    pub fn local_date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// Whether the office is open at an instant, and until or from when.
    pub fn opening(&self, at: Timestamp) -> Opening {
        self.hours.at(at, &self.zone)
    }

    /// Whether a service gives numbers to visitors at an instant: its own hours if it has any, else the office's.
    pub fn service_opening(&self, service: &Service, at: Timestamp) -> Opening {
        service.hours.as_ref().unwrap_or(&self.hours).at(at, &self.zone)
    }

    /// Whether some desk serves both services, so that tickets of one wait for tickets of the other.
    pub fn share_a_desk(&self, one: &ServiceId, other: &ServiceId) -> bool {
        one == other || self.desks.iter().any(|desk| desk.services.contains(one) && desk.services.contains(other))
    }
}
