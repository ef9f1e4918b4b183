//! What the network side shows of the printer: its status, and the papers that came out of a virtual one. A trait, so
//! that tests can hold a printer in any state.

use tokio::sync::watch;

use crate::printer::{Paper, Printer, Status};

/// The printer, to look at.
pub trait PrinterView: Send + Sync + 'static {
    /// The printer's status and each change of it.
    fn status(&self) -> watch::Receiver<Status>;
    /// The papers kept, latest first; none where the printer is a real one.
    fn papers(&self) -> Vec<Paper>;
}

impl PrinterView for Printer {
    fn status(&self) -> watch::Receiver<Status> {
        Printer::status(self)
    }

    fn papers(&self) -> Vec<Paper> {
        Printer::papers(self)
    }
}
