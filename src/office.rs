//! The composition root of one office and the one owner of its queue: takes commands, makes their entries durable,
//! publishes them. Never here: SQL, HTTP, Slint, ESC/POS.

use std::sync::{Arc, RwLock};

use thiserror::Error;
use tokio::sync::broadcast;

use crate::queue::{Answer, Entry, Refusal, Request, State};

/// Why a command was not carried out.
#[derive(Debug, Clone, Error)]
pub enum SubmitError {
    /// The queue says no, and why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The log could not be written. Nothing happened; the same request may be sent again.
    #[error("the log cannot be written: {0}")]
    Storage(String),
    /// The office is shutting down.
    #[error("the office is closing down")]
    Stopping,
}

/// A handle on the running office; cheap to clone, usable from any thread.
#[derive(Clone)]
pub struct Office {
    state: Arc<RwLock<State>>,
    published: broadcast::Sender<Arc<Entry>>,
}

impl Office {
    /// Submits a request and calls `reply` (on the office's thread) when its answer is durable. Never blocks.
    pub fn submit_with(&self, request: Request, reply: impl FnOnce(Result<Answer, SubmitError>) + Send + 'static) {
        let _ = (request, reply);
        todo!()
    }

    /// Submits a request and waits for its durable answer.
    ///
    /// # Errors
    /// See [`SubmitError`].
    pub async fn submit(&self, request: Request) -> Result<Answer, SubmitError> {
        let _ = request;
        todo!()
    }

    /// Looks at the queue as it is now (durable entries only). Keep it short: the office waits for readers.
    pub fn read<R>(&self, look: impl FnOnce(&State) -> R) -> R {
        look(&self.state.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Every entry from now on, in order, after it is durable.
    pub fn follow(&self) -> broadcast::Receiver<Arc<Entry>> {
        self.published.subscribe()
    }

    /// Entries after a position, oldest first, at most `limit`: for a follower that missed some.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn entries_after(&self, seq: u64, limit: usize) -> anyhow::Result<Vec<Entry>> {
        let _ = (seq, limit);
        todo!()
    }

    /// The present instant, as the office sees it.
    pub fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }
}
