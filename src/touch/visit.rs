//! One visit at the screen, as a pure state machine: which page is shown, what the visitor chose, which command is on its
//! way, and when the screen stops waiting. Touches, answers and the passing of time go in; commands and waits come out.
//!
//! Why a machine of its own: every rule about a visit (a double tap takes one number, nothing is kept when it ends, a
//! number that was not printed is not taken away) stands here once and is tested without a screen.
//!
//! Never here: Slint types, words, a clock, a timer.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::office::SubmitError;
use crate::queue::{
    self, Actor, Answer, Command, CommandId, Label, Language, PrintOutcome, Refusal, Request, ServiceId, State,
    TicketId,
};

mod input;
mod offer;
mod page;
#[cfg(test)]
mod tests;

pub use input::{Effect, Input, Patience, Touch};
pub use offer::office_is_closed;
pub use page::{Page, Taken};

/// Most digits that a number has on any day.
const MOST_DIGITS: usize = 5;

/// What the wait under way is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    /// For a touch, before asking whether somebody is there.
    Idle,
    /// For the visitor to take the number.
    Taking,
}

/// A visit.
pub struct Visit {
    ids: Box<dyn FnMut() -> CommandId>,
    patience: Patience,
    page: Page,
    /// Where Back leads, the nearest last.
    trail: Vec<Page>,
    language: Option<Language>,
    large_text: bool,
    high_contrast: bool,
    asking: bool,
    /// The letters and digits typed, apart, since people begin with either.
    letters: Arc<str>,
    digits: String,
    /// The request for a number that this step made; kept after a fault, so that trying again is the same request.
    issue: Option<Request>,
    reprint: Option<CommandId>,
    waiting: Waiting,
    /// Seconds left of the warning.
    warning: Option<u64>,
}

impl Visit {
    /// A screen with nobody before it. `ids` makes a new command id each time.
    pub fn new(patience: Patience, ids: impl FnMut() -> CommandId + 'static) -> Self {
        Self {
            ids: Box::new(ids),
            patience,
            page: Page::Attract,
            trail: Vec::new(),
            language: None,
            large_text: false,
            high_contrast: false,
            asking: false,
            letters: "".into(),
            digits: String::new(),
            issue: None,
            reprint: None,
            waiting: Waiting::Nothing,
            warning: None,
        }
    }

    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The language chosen, if one was.
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    pub fn large_text(&self) -> bool {
        self.large_text
    }

    pub fn high_contrast(&self) -> bool {
        self.high_contrast
    }

    /// The way to a person is shown over the page.
    pub fn is_asking(&self) -> bool {
        self.asking
    }

    /// Seconds before the visit ends, while the visitor is asked whether they are there.
    pub fn warning(&self) -> Option<u64> {
        self.warning
    }

    /// What was typed on the page's keyboard.
    pub fn typed(&self) -> String {
        format!("{}{}", self.letters, self.digits)
    }

    /// What was typed can be a number.
    pub fn typed_is_complete(&self) -> bool {
        !self.letters.is_empty() && !self.digits.is_empty()
    }

    /// A request to print again is on its way.
    pub fn is_reprinting(&self) -> bool {
        self.reprint.is_some()
    }

    pub fn can_go_back(&self) -> bool {
        !self.trail.is_empty() && !matches!(self.page, Page::Issuing(_))
    }

    pub fn can_go_home(&self) -> bool {
        self.language.is_some() && !matches!(self.page, Page::Home | Page::Issuing(_))
    }

    pub fn can_choose_language(&self) -> bool {
        !matches!(self.page, Page::Language | Page::Issuing(_))
    }

    /// Takes something in, with the queue as it is at this instant, and says what is to be done.
    pub fn on(&mut self, input: Input, queue: &State, at: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            // Only an answer ends the warning: a touch beside its two buttons may be a sleeve.
            Input::Touch(touch) if self.warning.is_some() => match touch {
                Touch::Extend => self.warning = None,
                Touch::Finish => self.end(),
                _ => return effects,
            },
            Input::Touch(touch) => self.touch(touch, queue, at, &mut effects),
            Input::Reply { id, answer } => self.reply(&id, answer),
            Input::OfficeChanged => {
                if self.warning.is_some() || self.waiting == self.waits_for(queue) {
                    return effects;
                }
            }
            Input::TimeUp => {
                if let Some(effect) = self.time_up() {
                    return vec![effect];
                }
            }
        }
        effects.push(self.wait(queue));
        effects
    }

    fn touch(&mut self, touch: Touch, queue: &State, at: Timestamp, effects: &mut Vec<Effect>) {
        match touch {
            Touch::Start if self.page == Page::Attract => self.go(Page::Language),
            Touch::ChooseLanguage(language) if self.page == Page::Language => self.choose_language(language),
            Touch::TakeTicket => {
                let page = if office_is_closed(queue, at) { Page::OfficeClosed } else { offer::first_page(queue) };
                self.go(page);
            }
            Touch::Area(area) if self.page == Page::Areas => match offer::only_service(queue, area) {
                Some(service) => self.consider(service, queue, at),
                None => self.go(Page::Services(Some(area))),
            },
            Touch::Service(service) => self.consider(service, queue, at),
            Touch::Take => self.take(effects),
            Touch::PrintAgain => self.print_again(queue, effects),
            Touch::Done if matches!(self.page, Page::Ticket(_)) => self.end(),
            Touch::Information => self.go(Page::Topics),
            Touch::Topic(area) => self.go(Page::Procedures(area)),
            Touch::Open(page) => self.go(Page::Procedure(page)),
            Touch::MyNumber => {
                self.forget_typed();
                self.go(Page::MyNumber);
            }
            Touch::Key(key) if self.page == Page::MyNumber => self.key(&key),
            Touch::Delete if self.digits.pop().is_none() => self.letters = "".into(),
            Touch::Search if self.typed_is_complete() => {
                let number = self.digits.parse().unwrap_or(u32::MAX);
                self.go(Page::Answer(Label::new(&self.letters, number)));
            }
            Touch::Back if self.can_go_back() => match self.trail.pop() {
                Some(Page::Attract) | None => self.end(),
                Some(page) => self.page = page,
            },
            Touch::Home if self.can_go_home() => self.go_home(),
            Touch::Languages if self.can_choose_language() => self.go(Page::Language),
            Touch::ToggleLargeText => self.large_text = !self.large_text,
            Touch::ToggleHighContrast => self.high_contrast = !self.high_contrast,
            Touch::Ask => self.asking = true,
            Touch::CloseAsk => self.asking = false,
            Touch::Finish => self.end(),
            _ => {}
        }
    }

    fn go(&mut self, page: Page) {
        if page != self.page {
            let before = std::mem::replace(&mut self.page, page);
            self.trail.push(before);
        }
    }

    fn go_home(&mut self) {
        self.page = Page::Home;
        self.trail = vec![Page::Attract, Page::Language];
        self.issue = None;
    }

    /// Back to where the language page was opened from; the first time, on to the start page.
    fn choose_language(&mut self, language: Language) {
        self.language = Some(language);
        match self.trail.pop() {
            Some(Page::Attract) | None => self.go_home(),
            Some(page) => self.page = page,
        }
    }

    fn consider(&mut self, service: ServiceId, queue: &State, at: Timestamp) {
        let page = match queue::offer(queue, &service, at) {
            Ok(()) => Page::Confirm(service),
            Err(refusal) => Self::page_of(&refusal, service),
        };
        self.go(page);
    }

    fn page_of(refusal: &Refusal, service: ServiceId) -> Page {
        match refusal {
            Refusal::OfficeClosed { .. } => Page::OfficeClosed,
            Refusal::ServiceClosed { .. } => Page::ServiceClosed(service),
            Refusal::ServicePaused(_) => Page::ServicePaused(service),
            _ => Page::Failed(service),
        }
    }

    /// One request a step: the second tap of a double tap finds the page gone, and trying again sends the same one.
    fn take(&mut self, effects: &mut Vec<Effect>) {
        let (Page::Confirm(service) | Page::Failed(service)) = &self.page else { return };
        let (service, Some(language)) = (service.clone(), self.language.clone()) else { return };
        let command = Command::Issue { service: service.clone(), language, print: true };
        let request = match self.issue.take().filter(|request| request.command == command) {
            Some(request) => request,
            None => Request { id: (self.ids)(), by: Actor::Kiosk, command },
        };
        self.issue = Some(request.clone());
        if matches!(self.page, Page::Confirm(_)) {
            self.go(Page::Issuing(service));
        } else {
            self.page = Page::Issuing(service);
        }
        effects.push(Effect::Submit(request));
    }

    fn print_again(&mut self, queue: &State, effects: &mut Vec<Effect>) {
        let Page::Ticket(taken) = &self.page else { return };
        if self.reprint.is_some() || !can_print_again(queue, taken.ticket) {
            return;
        }
        let id = (self.ids)();
        self.reprint = Some(id.clone());
        effects.push(Effect::Submit(Request {
            id,
            by: Actor::Kiosk,
            command: Command::Reprint { ticket: taken.ticket },
        }));
    }

    /// An answer for somebody who has left finds neither request and changes nothing.
    fn reply(&mut self, id: &CommandId, answer: Result<Answer, SubmitError>) {
        if self.reprint.as_ref() == Some(id) {
            self.reprint = None;
            return;
        }
        let Page::Issuing(service) = &self.page else { return };
        if self.issue.as_ref().is_none_or(|request| request.id != *id) {
            return;
        }
        let service = service.clone();
        match answer {
            Ok(Answer::Issued { ticket, label, .. }) => {
                self.go_home();
                self.go(Page::Ticket(Taken { ticket, label, service }));
            }
            Ok(_) | Err(SubmitError::Storage(_) | SubmitError::Stopping) => self.page = Page::Failed(service),
            Err(SubmitError::Refused(refusal)) => {
                self.issue = None;
                self.page = Self::page_of(&refusal, service);
            }
        }
    }

    fn key(&mut self, key: &str) {
        if !key.bytes().all(|byte| byte.is_ascii_digit()) {
            self.letters = key.into();
        } else if self.digits.len() + key.len() <= MOST_DIGITS {
            self.digits.push_str(key);
        }
    }

    fn forget_typed(&mut self) {
        self.letters = "".into();
        self.digits.clear();
    }

    /// The wait is over: the countdown goes on, begins, or the visit ends. `None` when it ended.
    fn time_up(&mut self) -> Option<Effect> {
        const SECOND: Duration = Duration::from_secs(1);
        let left = match (self.warning, self.waiting) {
            (Some(left), _) => left.saturating_sub(1),
            (None, Waiting::Idle) if self.page != Page::Attract => self.patience.warning.as_secs().max(1),
            _ => 0,
        };
        if left == 0 {
            self.end();
            return None;
        }
        self.warning = Some(left);
        Some(Effect::Wait(SECOND))
    }

    /// Everything of this visitor goes; the next one finds the screen as it was.
    fn end(&mut self) {
        self.page = Page::Attract;
        self.trail.clear();
        self.language = None;
        self.large_text = false;
        self.high_contrast = false;
        self.asking = false;
        self.forget_typed();
        self.issue = None;
        self.reprint = None;
        self.warning = None;
    }

    fn wait(&mut self, queue: &State) -> Effect {
        self.waiting = self.waits_for(queue);
        match self.waiting {
            Waiting::Nothing => Effect::Rest,
            Waiting::Idle => Effect::Wait(self.patience.idle),
            Waiting::Taking => Effect::Wait(self.patience.ticket_shown),
        }
    }

    /// A number that came out on paper makes room for the next visitor after its time. One that did not is all that its
    /// owner has: it stays until they say that they have it, or do not answer the warning.
    fn waits_for(&self, queue: &State) -> Waiting {
        match &self.page {
            // Toggles that somebody tried and left.
            Page::Attract if self.large_text || self.high_contrast || self.asking => Waiting::Idle,
            Page::Attract => Waiting::Nothing,
            Page::Ticket(taken) if !self.asking => {
                let outcome =
                    queue.ticket(taken.ticket).and_then(|ticket| ticket.print).and_then(|print| print.outcome);
                let out = matches!(outcome, Some(PrintOutcome::Printed | PrintOutcome::SentBlind));
                if out { Waiting::Taking } else { Waiting::Idle }
            }
            _ => Waiting::Idle,
        }
    }
}

/// Whether a ticket's paper surely did not come out.
pub fn can_print_again(queue: &State, ticket: TicketId) -> bool {
    let outcome = queue.ticket(ticket).and_then(|ticket| ticket.print).and_then(|print| print.outcome);
    matches!(outcome, Some(PrintOutcome::NotPrinted { .. }))
}
