//! Why a command may be refused: every cause that holds, in the model's own judgement.

use jiff::Timestamp;
use sportello::queue::{Actor, Command, DeskId, Refusal, Request, ServiceId, Serving, Setup, TicketId};

use super::model::Model;
use super::today::{Place, Today, is_open, local_date};

/// Every kind of refusal, for the table of what was reached.
pub const KINDS: [&str; 15] = [
    "UnknownService",
    "UnknownDesk",
    "UnknownTicket",
    "OfficeClosed",
    "ServiceClosed",
    "ServicePaused",
    "NobodyWaiting",
    "NotWaiting",
    "NotServing",
    "ServingChanged",
    "DeskTaken",
    "CommandIdReused",
    "OperatorsOnly",
    "NeverPrinted",
    "PrintUnderWay",
];

/// The kind of a refusal.
pub fn kind(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::UnknownService(_) => "UnknownService",
        Refusal::UnknownDesk(_) => "UnknownDesk",
        Refusal::UnknownTicket(_) => "UnknownTicket",
        Refusal::OfficeClosed { .. } => "OfficeClosed",
        Refusal::ServiceClosed { .. } => "ServiceClosed",
        Refusal::ServicePaused(_) => "ServicePaused",
        Refusal::NobodyWaiting(_) => "NobodyWaiting",
        Refusal::NotWaiting { .. } => "NotWaiting",
        Refusal::NotServing(_) => "NotServing",
        Refusal::ServingChanged { .. } => "ServingChanged",
        Refusal::DeskTaken { .. } => "DeskTaken",
        Refusal::CommandIdReused => "CommandIdReused",
        Refusal::OperatorsOnly => "OperatorsOnly",
        Refusal::NeverPrinted(_) => "NeverPrinted",
        Refusal::PrintUnderWay(_) => "PrintUnderWay",
    }
}

/// What the queue may say to a request that was never answered, and with which details.
pub struct Causes<'a> {
    setup: &'a Setup,
    at: Timestamp,
    today: Today,
    found: Vec<&'static str>,
}

impl<'a> Causes<'a> {
    /// The causes that hold at an instant; a day that has turned leaves nobody.
    pub fn of(model: &Model, request: &Request, at: Timestamp, setup: &'a Setup) -> Self {
        let turns = model.day.is_none_or(|day| day < local_date(setup, at));
        let today = if turns { Today::default() } else { model.today.clone() };
        let mut causes = Self { setup, at, today, found: Vec::new() };
        causes.find(request);
        causes
    }

    pub fn none(&self) -> bool {
        self.found.is_empty()
    }

    pub fn found(&self) -> &[&'static str] {
        &self.found
    }

    /// Whether a refusal is one of them and its details are true.
    pub fn explain(&self, refusal: &Refusal) -> bool {
        let details = match refusal {
            Refusal::OfficeClosed { opens } => self.opens(*opens, None),
            Refusal::ServiceClosed { service, opens } => {
                self.opens(*opens, self.setup.services.iter().find(|known| known.id == *service))
            }
            Refusal::ServingChanged { desk, serving } => {
                self.today.at(desk).map(|there| (there.id, there.label.clone())) == *serving
            }
            Refusal::NotWaiting { label, status } => self
                .today
                .visitors
                .iter()
                .any(|visitor| visitor.label == *label && super::state::agree(&visitor.place, status)),
            Refusal::DeskTaken { desk, operator } => self.today.operators.get(desk) == Some(&operator.to_string()),
            Refusal::NeverPrinted(label) | Refusal::PrintUnderWay(label) => {
                self.today.visitors.iter().any(|visitor| visitor.label == *label)
            }
            _ => true,
        };
        details && self.found.contains(&kind(refusal))
    }

    /// Whether the request rests on what a desk does not serve any more.
    pub fn stale(&self, request: &Request) -> bool {
        let (desk, believed) = match &request.command {
            Command::CallNext { desk, serving: Some(serving) } | Command::Call { desk, serving: Some(serving), .. } => {
                (desk, *serving)
            }
            Command::Recall { desk, ticket: Some(ticket) }
            | Command::NoShow { desk, ticket: Some(ticket) }
            | Command::Finish { desk, ticket: Some(ticket) } => (desk, Serving::Ticket(*ticket)),
            _ => return false,
        };
        self.today.at(desk).map_or(Serving::Nobody, |there| Serving::Ticket(there.id)) != believed
    }

    /// Opens later, and is closed until then.
    fn opens(&self, opens: Option<Timestamp>, service: Option<&sportello::queue::Service>) -> bool {
        let hours = service.and_then(|service| service.hours.as_ref()).unwrap_or(&self.setup.hours);
        opens.is_none_or(|opens| {
            let before = opens - jiff::SignedDuration::from_secs(1);
            opens > self.at && is_open(self.setup, hours, opens) && !is_open(self.setup, hours, before)
        })
    }

    fn because(&mut self, kind: &'static str, holds: bool) {
        if holds {
            self.found.push(kind);
        }
    }

    fn find(&mut self, request: &Request) {
        let setup = self.setup;
        let knows_service = |id: &ServiceId| setup.services.iter().find(|service| service.id == *id);
        match &request.command {
            Command::Issue { service, .. } => {
                let Some(known) = knows_service(service) else { return self.because("UnknownService", true) };
                if request.by != Actor::Kiosk {
                    return;
                }
                self.because("ServicePaused", self.today.paused.contains(service));
                let any_hour = setup.issue_outside_hours;
                self.because("OfficeClosed", !any_hour && !is_open(setup, &setup.hours, self.at));
                let own = known.hours.as_ref().unwrap_or(&setup.hours);
                self.because("ServiceClosed", !any_hour && !is_open(setup, own, self.at));
            }
            Command::CallNext { desk, serving } => {
                self.desk(desk, *serving);
                let nobody = self.today.queue_of(desk, setup).next().is_none();
                self.because("NobodyWaiting", nobody);
            }
            Command::Call { desk, ticket, serving } => {
                self.desk(desk, *serving);
                self.ticket(*ticket);
                let callable = self.today.visitor(*ticket).is_some_and(|visitor| match &visitor.place {
                    Place::Waiting | Place::NoShow => true,
                    Place::At(desk) => !setup.desks.iter().any(|known| known.id == *desk),
                    _ => false,
                });
                self.because("NotWaiting", !callable);
            }
            Command::Recall { desk, ticket } | Command::NoShow { desk, ticket } | Command::Finish { desk, ticket } => {
                self.desk(desk, ticket.map(Serving::Ticket));
                self.because("NotServing", self.today.at(desk).is_none());
            }
            Command::OpenDesk { desk, take_over } => {
                self.desk(desk, None);
                match &request.by {
                    Actor::Operator(name) => {
                        let other = self.today.operators.get(desk).is_some_and(|there| **there != **name);
                        self.because("DeskTaken", other && !take_over);
                    }
                    _ => self.because("OperatorsOnly", true),
                }
            }
            Command::CloseDesk { desk } => self.desk(desk, None),
            Command::PauseService { service } | Command::ResumeService { service } => {
                self.because("UnknownService", knows_service(service).is_none());
            }
            Command::Reprint { ticket } => {
                self.ticket(*ticket);
                let last = self.today.visitor(*ticket).map(|visitor| visitor.jobs.last().copied());
                self.because("NeverPrinted", last == Some(None) && request.by == Actor::Kiosk);
                self.because("PrintUnderWay", matches!(last, Some(Some((_, None)))));
            }
            Command::SettlePrint { ticket, .. } => {
                self.ticket(*ticket);
                let never = self.today.visitor(*ticket).is_some_and(|visitor| visitor.jobs.is_empty());
                self.because("NeverPrinted", never);
            }
            Command::StartDay | Command::ContinueAfterLoss { .. } => {}
        }
    }

    fn desk(&mut self, desk: &DeskId, believed: Option<Serving>) {
        let known = self.setup.desks.iter().any(|known| known.id == *desk);
        self.because("UnknownDesk", !known);
        let there = self.today.at(desk).map(|there| there.id);
        let changed = match believed {
            None => false,
            Some(Serving::Nobody) => there.is_some(),
            Some(Serving::Ticket(believed)) => there != Some(believed),
        };
        self.because("ServingChanged", changed);
    }

    fn ticket(&mut self, ticket: TicketId) {
        self.because("UnknownTicket", self.today.visitor(ticket).is_none());
    }
}
