//! The queue's promises by name, and the tally of how often each was checked.

use std::fmt;

macro_rules! invariants {
    ($($name:ident = $sentence:literal,)*) => {
        /// What must hold after every event.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Invariant {
            $($name,)*
        }

        impl Invariant {
            pub const ALL: &[Invariant] = &[$(Invariant::$name,)*];

            /// The promise in words.
            pub fn sentence(self) -> &'static str {
                match self {
                    $(Invariant::$name => $sentence,)*
                }
            }
        }
    };
}

invariants! {
    LogHasNoGaps = "each entry is the next of the log, holds the request that was sent, and something happens in it",
    ReplayEqualsLive = "the whole log, and a snapshot with the rest of it, give the live state and its decisions",
    DayNeverGoesBack = "the day is the latest local date on which something happened; a clock set back repeats none",
    NumberOncePerDay = "no label is given twice on a day",
    NumbersCountUp = "the numbers of a prefix begin at 001 each day and leave none out",
    TicketIdOnce = "a ticket's identity is larger than every one before it, over all days",
    AheadIsTrue = "the people ahead are those who wait already for a desk that serves this service",
    PausedAndClosedGiveNoNumbers = "a visitor gets no number for a service that is paused or closed",
    TicketAtOneDeskOnly = "a ticket is at one desk at most, and a desk has one ticket at most",
    OnlyWhoWaitsIsCalled = "only a ticket of today that waits, or that did not come, is called",
    FirstComeFirstServed = "who is called next took their number before all others that the desk serves",
    DeskServesItsServices = "the next one at a desk came for a service of that desk",
    EveryCallSaysWhy = "a call names its rule, how many could have been called, and how long they waited",
    StaleScreensCallNobody = "a command from a screen that is out of date does nothing",
    NobodyVanishes = "each ticket of the day is where its events brought it; what the day left open is closed by an event",
    DesksAreTakenOnPurpose = "an operator replaces another at a desk only on purpose",
    PausesEndWithTheDay = "a service is paused from its pause to its resumption or the end of the day",
    PrintJobsSettleOnce = "one print at a time; what is certain about it is never overwritten",
    CopyMarkUnlessSurelyFailed = "a print is a copy unless it is certain that no paper of this ticket exists",
    SameIdSameAnswer = "the same id gets the first answer again and does nothing, and no other command",
    AnswerTellsWhatHappened = "the answer and the events are those that the command asks for",
    RefusedOnlyForCause = "what is refused has a cause that holds, and what has none is granted",
    RefusalChangesNothing = "a refusal leaves the log and the state as they were",
    EverybodyCanBeCalled = "at the end everybody who waits can be called, and every desk can finish",
    NeverPanics = "no command, log or clock makes the queue panic",
}

/// A promise that did not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    pub invariant: Invariant,
    pub what: String,
}

pub type Held = Result<(), Broken>;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({}): {}", self.invariant, self.invariant.sentence(), self.what)
    }
}

/// How often each invariant was checked.
#[derive(Debug, Clone)]
pub struct Tally(Vec<u64>);

impl Default for Tally {
    fn default() -> Self {
        Self(vec![0; Invariant::ALL.len()])
    }
}

impl Tally {
    /// Counts a check; `what` says what was found when it does not hold.
    pub fn check(&mut self, invariant: Invariant, holds: bool, what: impl FnOnce() -> String) -> Held {
        self.0[invariant as usize] += 1;
        if holds { Ok(()) } else { Err(Broken { invariant, what: what() }) }
    }

    pub fn of(&self, invariant: Invariant) -> u64 {
        self.0[invariant as usize]
    }

    pub fn add(&mut self, other: &Tally) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine += theirs;
        }
    }
}
