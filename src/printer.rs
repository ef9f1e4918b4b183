//! The ticket printer: layout, raster, ESC/POS, ports, and the state machine that knows whether paper came out.
//! Never here: knowing why something is printed.
//!
//! The way of a ticket: its words ([`ticket`]) are laid out ([`design`], [`layout`]), set ([`text`]), drawn
//! ([`raster`]) and encoded ([`encode`]) by the worker's thread, and sent by its [`link`] over a [`port`]. Whoever orders
//! a print never waits for any of this.

use std::io;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::config;
use crate::queue::{PrintOutcome, TicketId, Trouble};

pub mod bitmap;
mod design;
mod draw;
pub mod encode;
pub mod layout;
mod link;
pub mod port;
mod qr;
mod raster;
pub mod status;
mod text;
pub mod ticket;
mod worker;

pub use draw::{Drawn, Painter};
pub use port::r#virtual::Paper;
pub use status::Status;

/// Jobs that may wait. More than the visitors of a minute means that nothing comes out.
const WAITING: usize = 32;

/// Which print a job is: the ticket, and the number of the print among the ticket's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobRef {
    pub ticket: TicketId,
    pub job: u32,
}

/// A paper to print.
#[derive(Debug, Clone)]
pub struct Job {
    pub reference: JobRef,
    /// The ticket's number, for the log and the virtual printer's tray.
    pub label: String,
    pub paper: ticket::TicketPaper,
}

enum Order {
    Print(Box<Job>),
    Stop(SyncSender<()>),
}

type Report = Arc<Mutex<dyn Fn(JobRef, PrintOutcome) + Send>>;

/// The running printer. Cheap to clone; it stops when the last clone is gone.
#[derive(Clone)]
pub struct Printer {
    orders: SyncSender<Order>,
    status: watch::Receiver<Status>,
    tray: port::r#virtual::Tray,
    report: Report,
}

/// Starts the printer's thread. `report` is told how each job ended, on that thread or on the orderer's; it must not
/// block. An unknown outcome may be reported a second time, once it is known.
///
/// # Errors
/// When the system gives no thread. An absent printer is no error: see [`Printer::status`].
pub fn start(config: &config::Printer, report: impl Fn(JobRef, PrintOutcome) + Send + 'static) -> io::Result<Printer> {
    let (orders, taken) = sync_channel(WAITING);
    let (status, watched) = watch::channel(Status::Starting);
    let report: Report = Arc::new(Mutex::new(report));
    let tray = port::r#virtual::Tray::default();
    let (config, own_tray, own_report) = (config.clone(), tray.clone(), report.clone());
    std::thread::Builder::new().name("printer".to_owned()).spawn(move || {
        let painter = Painter::new(encode::Device::of(&config));
        let is_virtual = config.port == config::PrinterPort::Virtual;
        let link = link::Link::new(port::of(&config.port, &own_tray), config.status, painter.mending());
        let tray = is_virtual.then_some(own_tray);
        let report = move |job, outcome| tell(&own_report, job, outcome);
        worker::Worker { link, painter, status, tray, report }.run(&taken);
    })?;
    Ok(Printer { orders, status: watched, tray, report })
}

impl Printer {
    /// Orders a print and returns at once. If too many wait already, the job is reported as not printed.
    pub fn print(&self, job: Job) {
        let reference = job.reference;
        if let Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) =
            self.orders.try_send(Order::Print(Box::new(job)))
        {
            let trouble = self.status.borrow().trouble().unwrap_or(Trouble::Silent);
            tell(&self.report, reference, PrintOutcome::NotPrinted { trouble });
        }
    }

    /// How the printer is, and every change of it.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.status.clone()
    }

    /// What the virtual printer printed last, latest first; nothing from a real one.
    pub fn papers(&self) -> Vec<Paper> {
        self.tray.papers()
    }

    /// Stops after the jobs that were ordered before, and waits for that so long. `false` if it took longer.
    pub fn stop(&self, patience: Duration) -> bool {
        let (done, finished) = sync_channel(1);
        self.orders.try_send(Order::Stop(done)).is_ok() && finished.recv_timeout(patience).is_ok()
    }
}

fn tell(report: &Report, job: JobRef, outcome: PrintOutcome) {
    (report.lock().unwrap_or_else(PoisonError::into_inner))(job, outcome);
}
