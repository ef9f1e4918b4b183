//! The current day of an office as the model keeps it, and its hours by the clock on the wall.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use sportello::queue::{DeskId, Hours, Label, PrintOutcome, ServiceId, Setup, Span, TicketId};

/// Where a ticket is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Waiting,
    At(DeskId),
    NoShow,
    Finished,
    Expired,
}

/// One ticket of today.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub id: TicketId,
    pub label: Label,
    pub service: ServiceId,
    pub issued: Timestamp,
    pub ahead: u32,
    pub place: Place,
    pub recalls: u32,
    /// Its prints: whether a copy was asked for, and how it ended.
    pub jobs: Vec<(bool, Option<PrintOutcome>)>,
}

impl Visitor {
    pub fn is_unfinished(&self) -> bool {
        matches!(self.place, Place::Waiting | Place::At(_))
    }

    /// Whether a paper with this number may be in somebody's hand.
    pub fn may_have_paper(&self) -> bool {
        self.jobs.iter().any(|(_, outcome)| !matches!(outcome, Some(PrintOutcome::NotPrinted { .. })))
    }
}

/// The current day.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// In order of issue.
    pub visitors: Vec<Visitor>,
    pub operators: BTreeMap<DeskId, String>,
    pub paused: BTreeSet<ServiceId>,
}

impl Today {
    pub fn visitor(&self, id: TicketId) -> Option<&Visitor> {
        self.visitors.iter().find(|visitor| visitor.id == id)
    }

    pub fn visitor_mut(&mut self, id: TicketId) -> Option<&mut Visitor> {
        self.visitors.iter_mut().find(|visitor| visitor.id == id)
    }

    /// Whom a desk has called and not finished with.
    pub fn at(&self, desk: &DeskId) -> Option<&Visitor> {
        self.visitors.iter().find(|visitor| visitor.place == Place::At(desk.clone()))
    }

    pub fn waiting(&self) -> impl Iterator<Item = &Visitor> {
        self.visitors.iter().filter(|visitor| visitor.place == Place::Waiting)
    }

    /// Those who wait for a desk's services, first come first.
    pub fn queue_of<'a>(&'a self, desk: &DeskId, setup: &'a Setup) -> impl Iterator<Item = &'a Visitor> {
        let services = setup.desks.iter().find(|known| known.id == *desk).map_or(&[][..], |desk| &desk.services);
        self.waiting().filter(move |visitor| services.contains(&visitor.service))
    }

    /// How many of those who came before the given place in the list wait for a desk that serves this service too.
    pub fn ahead(&self, service: &ServiceId, before: usize, setup: &Setup) -> u32 {
        let rivals: BTreeSet<&ServiceId> = setup
            .desks
            .iter()
            .filter(|desk| desk.services.contains(service))
            .flat_map(|desk| &desk.services)
            .chain([service])
            .collect();
        let earlier = self.visitors[..before].iter();
        earlier.filter(|visitor| visitor.place == Place::Waiting && rivals.contains(&visitor.service)).count() as u32
    }
}

/// The local date of an office at an instant.
pub fn local_date(setup: &Setup, at: Timestamp) -> Date {
    setup.zone.to_datetime(at).date()
}

/// Whether a visitor can come: by the clock on the wall, which suits hours that no clock change cuts.
pub fn is_open(setup: &Setup, hours: &Hours, at: Timestamp) -> bool {
    let wall = setup.zone.to_datetime(at);
    let weekday = wall.date().weekday().to_monday_zero_offset() as usize;
    let within = |span: &Span| span.from <= wall.time() && span.to.is_none_or(|to| wall.time() < to);
    !hours.closed_on.contains(&wall.date()) && hours.week[weekday].iter().any(within)
}
