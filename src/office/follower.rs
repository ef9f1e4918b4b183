//! Following the office's entries from a position: first from the log, then live, without gap or double.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use super::Office;
use crate::journal::JournalError;
use crate::queue::Entry;

/// Entries read from the log at once while catching up.
const READ_AT_ONCE: usize = 256;

/// Yields every entry after a position, in order, each once.
pub struct Follower {
    office: Office,
    live: broadcast::Receiver<Arc<Entry>>,
    /// The last entry that was yielded.
    seq: u64,
    read: VecDeque<Arc<Entry>>,
    /// Entries between `seq` and the live ones may still be in the log alone.
    behind: bool,
}

impl Follower {
    pub(super) fn new(office: Office, seq: u64) -> Self {
        // Subscribed before the log is read, so that nothing falls between.
        let live = office.follow();
        Self { office, live, seq, read: VecDeque::new(), behind: true }
    }

    /// The position of the last entry that was yielded.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The next entry; waits for it. `None` when the office has ended. Cancel-safe.
    ///
    /// # Errors
    /// When the log cannot be read while catching up.
    pub async fn next(&mut self) -> Result<Option<Arc<Entry>>, JournalError> {
        loop {
            if let Some(entry) = self.read.pop_front() {
                self.seq = entry.seq;
                return Ok(Some(entry));
            }
            if self.behind {
                // Off the network's threads: a slow disk must not hold up those who wait for nothing from it.
                let (office, seq) = (self.office.clone(), self.seq);
                let reading = tokio::task::spawn_blocking(move || office.entries_after(seq, READ_AT_ONCE));
                // It fails only if the runtime ends meanwhile.
                let Ok(read) = reading.await else { return Ok(None) };
                let read = read?;
                self.behind = read.len() == READ_AT_ONCE;
                self.read.extend(read.into_iter().map(Arc::new));
                continue;
            }
            match self.live.recv().await {
                Ok(entry) if entry.seq <= self.seq => {}
                Ok(entry) if entry.seq == self.seq + 1 => {
                    self.seq = entry.seq;
                    return Ok(Some(entry));
                }
                Ok(_) | Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }
}
