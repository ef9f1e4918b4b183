//! The conversation with one printer: how it is, a job and whether paper came of it. Never here: threads, queues, dots.
//!
//! What is certain and what is not. The printer is asked before a job (a printer in trouble gets none, so that nothing
//! of it can come out later), and at the job's end a question goes out that is answered in its turn: its answer means
//! that everything before it was carried out. Between these two lies the doubt. A job of which some bytes went out and
//! whose end was not confirmed stays *loose*: it is never sent again, but as long as the way stays open what is left of
//! it is still sent, and an answer that comes late still counts. If the way breaks inside a job, the printer may wait
//! for the rest of a raster band and would take the next job's commands for dots: such a way is *torn*, and what mends it
//! ([`encode::mending`](super::encode::mending)) is sent before the next job.

use std::io;
use std::time::Duration;

use super::JobRef;
use super::encode::END_OF_JOB;
use super::port::Port;
use super::status::Status;
use crate::queue::{PrintOutcome, Trouble};
use wire::{ANSWER, Wire};

mod wire;

#[cfg(test)]
mod tests;

/// Without any byte taken for so long, a job has stalled. A cutter or a full buffer holds a healthy printer for two.
const STALL: Duration = Duration::from_secs(5);
/// From the last byte sent until the job's end is confirmed. The longest ticket prints in 6 s on a slow printer.
const CONFIRM: Duration = Duration::from_secs(15);
/// For the first answer in turn, from a printer with nothing to print: whether it gives such answers at all.
const PROBE: Duration = Duration::from_millis(1_500);
/// While a confirmation is awaited, the printer is asked so often what keeps it.
const LOOK: Duration = Duration::from_secs(1);
/// After a job for a mute printer, how long the way is watched for a break.
const LINGER: Duration = Duration::from_secs(2);

/// A job that was begun and is not known to be through.
struct Loose {
    job: JobRef,
    bytes: Vec<u8>,
    sent: usize,
}

/// One printer at the other end of a port.
pub struct Link<P> {
    wire: Wire<P>,
    /// The printer answers status questions; a mute one is sent to blindly.
    answers: bool,
    /// What mends a torn way.
    mend: Vec<u8>,
    torn: bool,
    loose: Option<Loose>,
    /// Whether it answers in turn; not known before it was tried.
    confirms: Option<bool>,
    late: Vec<(JobRef, PrintOutcome)>,
}

impl<P: Port> Link<P> {
    /// A link that is not open yet. `answers`: the printer answers status questions. `mend`: what is sent before a job
    /// after another broke off.
    pub fn new(port: P, answers: bool, mend: Vec<u8>) -> Self {
        Self { wire: Wire::new(port), answers, mend, torn: false, loose: None, confirms: None, late: Vec::new() }
    }

    /// How the printer is now. Opens the way if it is not open, and goes on with a job that stalled.
    pub fn check(&mut self) -> Status {
        self.twice(Self::look).unwrap_or(Status::Gone)
    }

    /// Jobs whose outcome was unknown and is known by now.
    pub fn take_late(&mut self) -> Vec<(JobRef, PrintOutcome)> {
        std::mem::take(&mut self.late)
    }

    /// Prints one job and waits for how it ends.
    pub fn print(&mut self, job: JobRef, paper: &[u8]) -> PrintOutcome {
        match self.twice(Self::prepare) {
            Ok(None) => {}
            Ok(Some(trouble)) => return PrintOutcome::NotPrinted { trouble },
            Err(_) => return PrintOutcome::NotPrinted { trouble: Trouble::Gone },
        }
        let mut bytes = paper.to_vec();
        if self.confirms == Some(true) {
            bytes.extend_from_slice(&END_OF_JOB);
        }
        self.loose = Some(Loose { job, bytes, sent: 0 });
        let sent = self.push(STALL);
        if let Some(untouched) = self.loose.take_if(|loose| loose.sent == 0) {
            tracing::debug!(job = ?untouched.job, "the printer took nothing of a job");
            let trouble = if sent.is_ok() { self.stalled() } else { Trouble::Gone };
            if sent.is_err() {
                self.broke();
            }
            return PrintOutcome::NotPrinted { trouble };
        }
        let outcome = match sent {
            Ok(true) => self.confirm(),
            Ok(false) => Ok(PrintOutcome::Unknown { trouble: self.stalled() }),
            Err(error) => Err(error),
        };
        outcome.unwrap_or_else(|_| {
            self.broke();
            PrintOutcome::Unknown { trouble: Trouble::Gone }
        })
    }

    /// Does something over the way, and if the way turns out to be broken, once more over a fresh one: printers close an
    /// idle stream, and a plug put back is another device.
    fn twice<T>(&mut self, act: impl Fn(&mut Self) -> io::Result<T>) -> io::Result<T> {
        let was_open = self.wire.is_open();
        match act(self) {
            Err(_) if was_open => {
                self.broke();
                act(self).inspect_err(|_| self.broke())
            }
            Err(error) => {
                self.broke();
                Err(error)
            }
            done => done,
        }
    }

    fn look(&mut self) -> io::Result<Status> {
        self.connect()?;
        if !self.push(LOOK)? {
            return Ok(self.wire.unasked().filter(|status| status.trouble().is_some()).unwrap_or(Status::Silent));
        }
        if !self.answers {
            self.wire.receive_until(self.wire.now())?;
            return Ok(Status::Ready);
        }
        let status = self.wire.ask()?;
        if self.wire.take_in_turn() > 0 {
            self.late.extend(self.loose.take().map(|loose| (loose.job, PrintOutcome::Printed)));
        }
        Ok(status)
    }

    /// Makes sure that a job can be sent: the way is open and whole, the printer in order, the job before it settled.
    /// What keeps it from printing, if anything does.
    fn prepare(&mut self) -> io::Result<Option<Trouble>> {
        self.connect()?;
        if !self.push(LOOK)? {
            return Ok(Some(self.stalled()));
        }
        if self.answers {
            if let Some(trouble) = self.wire.ask()?.trouble() {
                return Ok(Some(trouble));
            }
        } else {
            self.wire.receive_until(self.wire.now())?;
        }
        let mended = self.torn;
        if self.torn {
            self.wire.send(&self.mend, STALL)?;
            self.torn = false;
        }
        if !self.answers || self.confirms == Some(false) {
            self.loose = None;
        } else if self.loose.is_some() || self.confirms.is_none() {
            let patience = if mended || self.loose.is_some() { CONFIRM } else { PROBE };
            if !self.settle(patience)? {
                return Ok(Some(Trouble::Silent));
            }
        }
        self.wire.take_in_turn();
        Ok(None)
    }

    /// Asks for an answer in turn, so that none of an earlier job can be taken for one of the next. If the loose job's
    /// own answer comes before it, that job was printed after all. `false` if the printer is still busy with it.
    fn settle(&mut self, patience: Duration) -> io::Result<bool> {
        let awaited = if self.loose.is_some() { 2 } else { 1 };
        self.wire.send(&END_OF_JOB, ANSWER)?;
        let mut deadline = self.wire.now() + patience;
        while self.wire.in_turn() < awaited && self.wire.receive_until(deadline)? {
            if self.wire.in_turn() > 0 {
                deadline = deadline.min(self.wire.now() + ANSWER);
            }
        }
        match (self.wire.take_in_turn(), self.loose.is_some()) {
            (0, true) => return Ok(false),
            (0, false) => {
                tracing::warn!("the printer does not confirm what it printed");
                self.confirms = Some(false);
            }
            (count, _) => {
                self.confirms = Some(true);
                let through = self.loose.take().filter(|_| count > 1);
                self.late.extend(through.map(|loose| (loose.job, PrintOutcome::Printed)));
            }
        }
        Ok(true)
    }

    /// Waits for the end of the job that was sent.
    fn confirm(&mut self) -> io::Result<PrintOutcome> {
        let start = self.wire.now();
        if !self.answers {
            return self.linger();
        }
        let mut before = None;
        loop {
            let look = self.wire.now() + LOOK;
            while self.wire.in_turn() == 0 && self.wire.receive_until(look)? {}
            let seen = if self.wire.in_turn() == 0 { self.wire.ask()?.trouble() } else { None };
            if self.wire.take_in_turn() > 0 {
                self.loose = None;
                return Ok(PrintOutcome::Printed);
            }
            match seen {
                // A printer that does not answer in turn, but says now that it is well, has at least taken everything.
                None if self.confirms == Some(false) => {
                    self.loose = None;
                    return Ok(PrintOutcome::SentBlind);
                }
                // Seen twice: cutting and feeding put some printers off-line for a moment.
                Some(trouble) if trouble != Trouble::Silent && before == seen => {
                    return Ok(PrintOutcome::Unknown { trouble });
                }
                _ => before = seen,
            }
            if self.wire.now() >= start + CONFIRM {
                return Ok(PrintOutcome::Unknown { trouble: seen.unwrap_or(Trouble::Silent) });
            }
        }
    }

    /// Watches the way to a mute printer for a break. One that closes the stream when it has everything is as good as
    /// one that keeps it open.
    fn linger(&mut self) -> io::Result<PrintOutcome> {
        let end = self.wire.now() + LINGER;
        loop {
            match self.wire.receive_until(end) {
                Ok(true) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    self.wire.close();
                    break;
                }
                Err(error) => return Err(error),
                Ok(false) => break,
            }
        }
        self.loose = None;
        Ok(PrintOutcome::SentBlind)
    }

    fn connect(&mut self) -> io::Result<()> {
        if !self.wire.is_open() {
            self.confirms = None;
            self.wire.open()?;
        }
        Ok(())
    }

    /// Sends what is left of the loose job; `false` if the printer took nothing for so long.
    fn push(&mut self, stall: Duration) -> io::Result<bool> {
        match &mut self.loose {
            Some(loose) => self.wire.push(&loose.bytes, &mut loose.sent, stall),
            None => Ok(true),
        }
    }

    /// What keeps a printer that takes no bytes: what it said unasked, if it did.
    fn stalled(&self) -> Trouble {
        self.wire.unasked().and_then(Status::trouble).unwrap_or(Trouble::Silent)
    }

    /// The way broke. What was on it may be half printed.
    fn broke(&mut self) {
        self.wire.close();
        self.torn |= self.loose.take().is_some();
    }
}
