//! When checkpoints are made: after some entries, on a thread of their own that ends with the office.

use std::sync::Arc;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tracing::warn;

use crate::journal::Checkpointer;
use crate::queue::Entry;

/// Entries between two checkpoints: about 4 MB of write-ahead log.
const EVERY: u64 = 250;

/// Makes checkpoints until the office is gone.
pub(super) fn keep_up(checkpointer: &Checkpointer, mut news: Receiver<Arc<Entry>>) {
    let mut entries = 0;
    loop {
        match news.blocking_recv() {
            Ok(_) => entries += 1,
            Err(RecvError::Lagged(missed)) => entries += missed,
            Err(RecvError::Closed) => return,
        }
        if entries >= EVERY {
            entries = 0;
            if let Err(error) = checkpointer.run() {
                warn!(%error, "no checkpoint was made; the log itself is safe");
            }
        }
    }
}
