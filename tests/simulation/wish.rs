//! From a step's picks to a command: whom and what somebody means who sees the office, or saw it a while ago.

use sportello::queue::{Command, PrintOutcome, Serving, TicketId, Trouble};

use super::office::{DESKS, SERVICES};
use super::schedule::{Act, Belief};
use super::today::Today;

/// What somebody has before their eyes.
pub struct Eyes<'a> {
    pub today: &'a Today,
    /// Who is at each desk, as their screen showed it when they last looked.
    pub screen: &'a [Option<TicketId>],
}

impl Eyes<'_> {
    pub fn command(&self, act: Act) -> Command {
        // Mostly a desk and a service that are there.
        let desk = |pick: u32| DESKS[pick as usize % 4 + if pick.is_multiple_of(29) { 2 } else { 0 }].into();
        let service = |pick: u32| SERVICES[pick as usize % 5 + usize::from(pick.is_multiple_of(23))].into();
        let believed = |pick: u32, belief| self.believed(pick as usize % 4, belief);
        let meant = |pick: u32, belief| match believed(pick, belief) {
            Some(Serving::Ticket(ticket)) => Some(ticket),
            _ => None,
        };
        match act {
            Act::Issue { service: pick, print } => {
                Command::Issue { service: service(pick), language: "ar".into(), print }
            }
            Act::CallNext { desk: pick, belief } => {
                Command::CallNext { desk: desk(pick), serving: believed(pick, belief) }
            }
            Act::Call { desk: pick, ticket, belief } => {
                Command::Call { desk: desk(pick), ticket: self.ticket(ticket), serving: believed(pick, belief) }
            }
            Act::Recall { desk: pick, belief } => Command::Recall { desk: desk(pick), ticket: meant(pick, belief) },
            Act::NoShow { desk: pick, belief } => Command::NoShow { desk: desk(pick), ticket: meant(pick, belief) },
            Act::Finish { desk: pick, belief } => Command::Finish { desk: desk(pick), ticket: meant(pick, belief) },
            Act::OpenDesk { desk: pick, take_over } => Command::OpenDesk { desk: desk(pick), take_over },
            Act::CloseDesk { desk: pick } => Command::CloseDesk { desk: desk(pick) },
            Act::Pause { service: pick } => Command::PauseService { service: service(pick) },
            Act::Resume { service: pick } => Command::ResumeService { service: service(pick) },
            Act::Reprint { ticket } => Command::Reprint { ticket: self.ticket(ticket) },
        }
    }

    fn believed(&self, desk: usize, belief: Belief) -> Option<Serving> {
        match belief {
            Belief::Any => None,
            Belief::Ticket(pick) => Some(Serving::Ticket(self.ticket(pick))),
            Belief::Screen => Some(self.screen[desk].map_or(Serving::Nobody, Serving::Ticket)),
        }
    }

    /// A ticket of today, of another day, or one that never was.
    fn ticket(&self, pick: u32) -> TicketId {
        let known = from_the_end(&self.today.visitors, pick).map(|visitor| visitor.id);
        known.filter(|_| !pick.is_multiple_of(31)).unwrap_or(TicketId(u64::from(pick % 40)))
    }
}

/// How a print ended, and the word for it in the id of its command, as the printer's room makes it.
pub fn outcome(pick: u32) -> (PrintOutcome, &'static str) {
    let trouble = [Trouble::Gone, Trouble::NoPaper, Trouble::Silent][pick as usize / 8 % 3];
    match pick % 8 {
        0..3 => (PrintOutcome::Printed, "printed"),
        3..5 => (PrintOutcome::NotPrinted { trouble }, "not-printed"),
        5..7 => (PrintOutcome::Unknown { trouble }, "unknown"),
        _ => (PrintOutcome::SentBlind, "sent-blind"),
    }
}

/// The element that a pick means: the largest picks mean the latest.
pub fn from_the_end<T>(all: &[T], pick: u32) -> Option<&T> {
    let back = (u32::MAX - pick) as usize % all.len().max(1);
    all.len().checked_sub(1 + back).map(|index| &all[index])
}
