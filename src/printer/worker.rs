//! The one owner of the printer: a thread that takes jobs from a bounded queue, looks after the printer between them,
//! and reports how each ended.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use tokio::sync::watch;

use super::draw::Painter;
use super::link::Link;
use super::port::Port;
use super::port::r#virtual::Tray;
use super::status::Status;
use super::{Job, JobRef, Order};
use crate::queue::{PrintOutcome, Trouble};

/// How often an idle printer is asked how it is: the screen must know that paper is out before a visitor takes a number,
/// and a printer that was unplugged must be ready within 5 s of being plugged in again.
const IDLE: Duration = Duration::from_secs(3);

pub(super) struct Worker<P, R> {
    pub link: Link<P>,
    pub painter: Painter,
    pub status: watch::Sender<Status>,
    /// The virtual printer's tray; `None` for a real printer.
    pub tray: Option<Tray>,
    pub report: R,
}

impl<P: Port, R: Fn(JobRef, PrintOutcome)> Worker<P, R> {
    /// Works until everybody who could order something is gone, or orders to stop.
    pub fn run(mut self, orders: &Receiver<Order>) {
        self.look();
        loop {
            match orders.recv_timeout(IDLE) {
                Ok(Order::Print(job)) => {
                    self.print(&job);
                    self.look();
                }
                Ok(Order::Stop(done)) => {
                    // Whoever waits may have lost patience.
                    let _ = done.send(());
                    return;
                }
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn look(&mut self) {
        let status = self.link.check();
        let before = self.status.send_replace(status);
        if before != status {
            tracing::info!(?before, ?status, "the printer's status changed");
        }
        for (job, outcome) in self.link.take_late() {
            (self.report)(job, outcome);
        }
    }

    fn print(&mut self, job: &Job) {
        let drawn = match self.painter.ticket(&job.paper) {
            Ok(drawn) => drawn,
            Err(error) => {
                tracing::error!(label = job.label, "a ticket could not be drawn: {error:#}");
                (self.report)(job.reference, PrintOutcome::NotPrinted { trouble: Trouble::Fault });
                return;
            }
        };
        let outcome = self.link.print(job.reference, &drawn.bytes);
        tracing::info!(label = job.label, bytes = drawn.bytes.len(), ?outcome, "a print job ended");
        if let Some(tray) =
            self.tray.as_ref().filter(|_| matches!(outcome, PrintOutcome::Printed | PrintOutcome::SentBlind))
        {
            match drawn.picture.png() {
                Ok(png) => tray.put(&job.label, drawn.picture.width(), drawn.picture.height(), png),
                Err(error) => tracing::error!("a paper's picture cannot be kept: {error:#}"),
            }
        }
        for (late, outcome) in self.link.take_late() {
            (self.report)(late, outcome);
        }
        (self.report)(job.reference, outcome);
    }
}
