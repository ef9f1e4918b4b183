//! The queue as the operators' console shows it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::Opening;
use super::ticket::Ticket;
use crate::lan::today::Today;
use crate::printer;
use crate::queue::{self, DeskId, ServiceId, State};

/// Tickets that are done and still shown.
const DONE_SHOWN: usize = 50;

/// The whole queue at one position of the log.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Queue {
    /// Position in the log: events after it are not in this picture.
    pub seq: u64,
    #[schema(value_type = String, format = DateTime)]
    pub now: Timestamp,
    /// The current local day; null before the first one.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub day: Option<Date>,
    pub opening: Opening,
    pub printer: Printer,
    pub services: Vec<ServiceNow>,
    pub desks: Vec<DeskNow>,
    /// Who waits, in order of issue.
    pub waiting: Vec<Ticket>,
    /// Today's finished and no-show tickets, latest first, at most 50.
    #[schema(max_items = 50)]
    pub done: Vec<Ticket>,
}

/// A service now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceNow {
    #[schema(value_type = String)]
    pub id: ServiceId,
    /// How many wait for it.
    pub waiting: u32,
    /// Whether visitors can take no number for it now.
    pub paused: bool,
}

/// A desk now.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeskNow {
    #[schema(value_type = String)]
    pub id: DeskId,
    #[schema(value_type = Vec<String>)]
    pub services: Vec<ServiceId>,
    /// Who sits there, by sign-in name.
    #[schema(required = true)]
    pub operator: Option<String>,
    /// Whom it has called and not finished with.
    #[schema(required = true)]
    pub serving: Option<Ticket>,
}

/// The ticket printer now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Printer {
    pub status: PrinterStatus,
    pub paper: PaperLevel,
}

/// How the printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PrinterStatus {
    /// Not asked yet.
    Starting,
    Ready,
    /// It prints, and its roll will soon end.
    NearEnd,
    NoPaper,
    CoverOpen,
    /// Absent, unplugged or unreachable.
    Gone,
    Fault,
    /// It is there and does not answer.
    Silent,
}

/// How much paper there is, as far as the printer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaperLevel {
    Ok,
    NearEnd,
    NoPaper,
}

impl Queue {
    /// The queue at an instant.
    pub fn of(state: &State, today: &Today, printer: printer::Status, now: Timestamp) -> Self {
        let ticket = |ticket: &queue::Ticket| Ticket::of(ticket, today.visit(ticket.id), now);
        let setup = state.setup();
        let service = |service: &queue::Service| ServiceNow {
            id: service.id.clone(),
            waiting: state.waiting_for(&service.id),
            paused: state.is_paused(&service.id),
        };
        let is_done =
            |ticket: &&queue::Ticket| matches!(ticket.status, queue::Status::NoShow | queue::Status::Finished);
        let mut done: Vec<_> = state.tickets().filter(is_done).collect();
        done.sort_by_key(|ticket| {
            let settled = today.visit(ticket.id).and_then(|visit| visit.settled);
            std::cmp::Reverse((settled, ticket.id))
        });
        Self {
            seq: state.seq(),
            now,
            day: state.day(),
            opening: setup.opening(now).into(),
            printer: printer.into(),
            services: setup.services.iter().map(service).collect(),
            desks: setup.desks.iter().map(|desk| DeskNow::of(desk, state, today, now)).collect(),
            waiting: state.waiting().map(ticket).collect(),
            done: done.into_iter().take(DONE_SHOWN).map(ticket).collect(),
        }
    }
}

impl DeskNow {
    /// A desk at an instant.
    pub fn of(desk: &queue::Desk, state: &State, today: &Today, now: Timestamp) -> Self {
        let serving = state.serving(&desk.id);
        Self {
            id: desk.id.clone(),
            services: desk.services.clone(),
            operator: state.desk(&desk.id).operator.map(|name| name.to_string()),
            serving: serving.map(|ticket| Ticket::of(ticket, today.visit(ticket.id), now)),
        }
    }
}

impl From<printer::Status> for Printer {
    fn from(status: printer::Status) -> Self {
        let (status, paper) = match status {
            printer::Status::Starting => (PrinterStatus::Starting, PaperLevel::Ok),
            printer::Status::Ready => (PrinterStatus::Ready, PaperLevel::Ok),
            printer::Status::NearEnd => (PrinterStatus::NearEnd, PaperLevel::NearEnd),
            printer::Status::NoPaper => (PrinterStatus::NoPaper, PaperLevel::NoPaper),
            printer::Status::CoverOpen => (PrinterStatus::CoverOpen, PaperLevel::Ok),
            printer::Status::Gone => (PrinterStatus::Gone, PaperLevel::Ok),
            printer::Status::Fault => (PrinterStatus::Fault, PaperLevel::Ok),
            printer::Status::Silent => (PrinterStatus::Silent, PaperLevel::Ok),
        };
        Self { status, paper }
    }
}
