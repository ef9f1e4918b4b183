//! The pages of a visit.

use crate::queue::{Area, Label, ServiceId, TicketId};

/// What the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// Nobody is there.
    Attract,
    Language,
    Home,
    /// The areas that the office has services in.
    Areas,
    /// Services: of an area, or all.
    Services(Option<Area>),
    Confirm(ServiceId),
    /// A number was asked for and is not durable yet.
    Issuing(ServiceId),
    Ticket(Taken),
    OfficeClosed,
    ServiceClosed(ServiceId),
    ServicePaused(ServiceId),
    /// The number could not be given.
    Failed(ServiceId),
    /// The areas that there is information on.
    Topics,
    Procedures(Area),
    Procedure(String),
    MyNumber,
    /// What became of a number that was typed.
    Answer(Label),
}

/// A number that this visit took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub ticket: TicketId,
    pub label: Label,
    pub service: ServiceId,
}
