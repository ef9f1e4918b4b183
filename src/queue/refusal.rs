//! Why the queue says no. Never here: words that a person reads.

use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;

use super::setup::{DeskId, ServiceId};
use super::ticket::{Label, Status, TicketId};

/// Why a command changes nothing. Each variant carries what its reader needs to explain it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("there is no service `{0}`")]
    UnknownService(ServiceId),
    #[error("there is no desk `{0}`")]
    UnknownDesk(DeskId),
    #[error("there is no ticket {0} today")]
    UnknownTicket(TicketId),
    /// The kiosk gives no numbers now; it opens again at `opens`, if that is known.
    #[error("the office is closed")]
    OfficeClosed { opens: Option<Timestamp> },
    /// The service has hours of its own.
    #[error("service `{service}` is closed at this hour")]
    ServiceClosed { service: ServiceId, opens: Option<Timestamp> },
    #[error("service `{0}` gives no more numbers for now")]
    ServicePaused(ServiceId),
    #[error("nobody is waiting for desk `{0}`")]
    NobodyWaiting(DeskId),
    /// The ticket cannot be called: it is at a desk, or done.
    #[error("ticket {label} is not waiting")]
    NotWaiting { label: Label, status: Status },
    /// There is nothing at the desk to recall, finish or give up.
    #[error("desk `{0}` is not serving anybody")]
    NotServing(DeskId),
    /// The desk has moved on since the sender looked.
    #[error("desk `{desk}` is serving {}", serving.as_ref().map_or("nobody", |(_, label)| label.as_str()))]
    ServingChanged { desk: DeskId, serving: Option<(TicketId, Label)> },
    /// Somebody else sits at the desk.
    #[error("desk `{desk}` is taken by {operator}")]
    DeskTaken { desk: DeskId, operator: Arc<str> },
    /// The id was used for another command.
    #[error("this command id was used for another command")]
    CommandIdReused,
    /// Only a signed-in operator can do this.
    #[error("only an operator can do this")]
    OperatorsOnly,
    #[error("ticket {0} has no paper")]
    NeverPrinted(Label),
    #[error("ticket {0} is being printed")]
    PrintUnderWay(Label),
}
