//! What goes into a visit, and what comes out of it.

use std::time::Duration;

use crate::office::SubmitError;
use crate::queue::{Answer, Area, CommandId, Language, Request, ServiceId};

/// What a visitor does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    Start,
    ChooseLanguage(Language),
    TakeTicket,
    Area(Area),
    Service(ServiceId),
    /// "Yes, take the number", and "try again" after a fault.
    Take,
    PrintAgain,
    /// The visitor has the number.
    Done,
    Information,
    Topic(Area),
    Open(String),
    MyNumber,
    /// A key of the page's keyboard: a service's letters or a digit.
    Key(String),
    Delete,
    Search,
    Back,
    Home,
    Languages,
    ToggleLargeText,
    ToggleHighContrast,
    /// How to reach a person.
    Ask,
    CloseAsk,
    /// "Yes, I am still here".
    Extend,
    /// "No, I have finished".
    Finish,
    /// Anywhere, on anything: somebody is there.
    Anywhere,
}

/// What comes in.
#[derive(Debug, Clone)]
pub enum Input {
    Touch(Touch),
    /// The office's answer to a command of this screen.
    Reply {
        id: CommandId,
        answer: Result<Answer, SubmitError>,
    },
    /// Something happened in the office.
    OfficeChanged,
    /// The time that the last [`Effect::Wait`] asked for is over.
    TimeUp,
}

/// What goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Submit(Request),
    /// Send [`Input::TimeUp`] after this long, in place of any wait before.
    Wait(Duration),
    /// Nothing to wait for.
    Rest,
}

/// How patient the screen is.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    pub idle: Duration,
    pub warning: Duration,
    pub ticket_shown: Duration,
}
