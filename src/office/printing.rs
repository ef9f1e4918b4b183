//! From events to paper and back: a `PrintQueued` event becomes a job for the printer, and how the job ended becomes a
//! command to the queue. Never here: what a ticket looks like, or how a printer is spoken to.

use std::sync::Arc;
use std::time::Duration;

use tracing::{error, warn};

use super::{Office, paper};
use crate::config::Config;
use crate::info::Library;
use crate::locale::Locales;
use crate::printer::{Job, JobRef, Printer};
use crate::queue::{Actor, Command, Event, PrintOutcome, Request, TicketId};

/// Between tries to read a log that cannot be read.
const RETRY: Duration = Duration::from_secs(1);

/// What it takes to put a ticket into words.
pub struct Composer {
    config: Arc<Config>,
    locales: Arc<Locales>,
    library: Arc<Library>,
}

impl Composer {
    pub fn new(config: Arc<Config>, locales: Arc<Locales>, library: Arc<Library>) -> Self {
        Self { config, locales, library }
    }

    /// The job for a ticket of the current day; `None` if the day has turned and the ticket is history.
    fn job(&self, office: &Office, ticket: TicketId, job: u32, copy: bool) -> Option<Job> {
        let ticket = office.read(|state| state.ticket(ticket).cloned())?;
        let paper = paper::compose(&self.config, &self.locales, &self.library, &ticket, copy);
        Some(Job { reference: JobRef { ticket: ticket.id, job }, label: ticket.label.to_string(), paper })
    }
}

/// Prints what the office queues, until the office ends.
///
/// Starts from the present: a job from before a restart may have come out, so it is settled as unknown and staff decide.
pub async fn follow(office: Office, composer: Composer, printer: Printer) {
    let mut entries = office.follow_from(office.read(|state| state.seq()));
    loop {
        let entry = match entries.next().await {
            Ok(Some(entry)) => entry,
            Ok(None) => return,
            Err(error) => {
                error!(%error, "the log cannot be read, so nothing is printed; trying again");
                tokio::time::sleep(RETRY).await;
                continue;
            }
        };
        for event in &entry.events {
            if let Event::PrintQueued { ticket, job, copy } = event {
                match composer.job(&office, *ticket, *job, *copy) {
                    Some(job) => printer.print(job),
                    None => warn!(%ticket, job, "not printed: its day is over"),
                }
            }
        }
    }
}

/// What the printer calls when a job has ended: the outcome goes to the queue. The id says what it settles, so that an
/// outcome that is reported twice is recorded once.
pub fn report(office: &Office) -> impl Fn(JobRef, PrintOutcome) + Send + 'static {
    let office = office.clone();
    move |JobRef { ticket, job }, outcome| {
        let kind = match outcome {
            PrintOutcome::Printed => "printed",
            PrintOutcome::NotPrinted { .. } => "not-printed",
            PrintOutcome::Unknown { .. } => "unknown",
            PrintOutcome::SentBlind => "sent-blind",
        };
        let Ok(id) = format!("print-{ticket}-{job}-{kind}").parse() else { return };
        let request = Request { id, by: Actor::System, command: Command::SettlePrint { ticket, job, outcome } };
        office.submit_with(request, move |answer| {
            if let Err(error) = answer {
                warn!(%ticket, job, kind, %error, "the outcome of a print was not recorded");
            }
        });
    }
}
