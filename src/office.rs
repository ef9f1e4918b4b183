//! The composition root of one office and the one owner of its queue: takes commands, makes their entries durable,
//! publishes them. Never here: SQL, HTTP, Slint, ESC/POS.
//!
//! One thread owns the queue and the log (`engine`). Everybody else holds an [`Office`]: a handle that submits
//! requests, reads the state as far as it is durable, and follows the entries. Nothing is seen by anybody before it is
//! durable.

mod checkpoint;
mod day_walk;
mod engine;
mod folder;
mod follower;
pub mod paper;
pub mod printing;
mod restore;
pub mod upkeep;

use std::path::Path;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};

use jiff::Timestamp;
use thiserror::Error;
use tokio::sync::{broadcast, oneshot, watch};

use crate::journal::{Journal, JournalError, Purpose, Reader};
use crate::queue::{Answer, CommandId, Entry, Refusal, Request, Setup, State};

pub use folder::{DataFolder, FolderError};
pub use follower::Follower;

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

/// Where the office reads the time. The queue never reads it: it is told.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The clock of the machine.
#[allow(clippy::disallowed_methods, reason = "the edge where time enters")]
pub fn system_clock() -> Clock {
    Arc::new(Timestamp::now)
}

/// What a submitter gets back, on the office's thread.
type Reply = Box<dyn FnOnce(Result<Answer, SubmitError>) + Send>;

enum Message {
    Submit(Request, Reply),
    /// Work on the log that nobody waits for; see [`upkeep`].
    Tend(Box<dyn FnOnce(&mut Journal) + Send>),
    /// A reader met damage.
    Damaged(JournalError),
    Stop,
}

/// Whether the log can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    Good,
    /// The last write failed, with what the log said. The next command tries again.
    Failing(String),
    /// The log is damaged, or the office's thread has failed: nothing more is carried out until the next start.
    Ended(String),
}

struct Shared {
    state: RwLock<State>,
    published: broadcast::Sender<Arc<Entry>>,
    health: watch::Sender<Health>,
    reader: Mutex<Reader>,
    clock: Clock,
    lost: u64,
}

/// A handle on the running office; cheap to clone, usable from any thread.
#[derive(Clone)]
pub struct Office {
    shared: Arc<Shared>,
    inbox: Sender<Message>,
}

/// See [`Office::downgrade`].
#[derive(Clone)]
pub struct WeakOffice {
    shared: Weak<Shared>,
    inbox: Sender<Message>,
}

impl WeakOffice {
    /// The handle, while somebody else holds one.
    pub fn upgrade(&self) -> Option<Office> {
        Some(Office { shared: self.shared.upgrade()?, inbox: self.inbox.clone() })
    }
}

/// The running office's thread; stop it to end the office in good order.
pub struct Running {
    thread: Option<std::thread::JoinHandle<()>>,
    inbox: Sender<Message>,
}

/// Why an office cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("the office's thread cannot be started: {0}")]
    Thread(#[from] std::io::Error),
}

/// Entries that a slow follower may be behind before it has to catch up from the log.
const PUBLISHED: usize = 1024;

impl Office {
    /// Opens the office whose log is in a folder, brings its state up from the log, and starts its thread.
    ///
    /// # Errors
    /// When the log cannot be opened or read, or is not this office's.
    pub fn open(
        folder: &Path,
        purpose: Purpose,
        office: &str,
        setup: Arc<Setup>,
        clock: Clock,
    ) -> Result<(Self, Running), OpenError> {
        let restore::Restored { journal, state, losses } = restore::restore(folder, purpose, office, &setup)?;
        let shared = Arc::new(Shared {
            state: RwLock::new(state.clone()),
            published: broadcast::Sender::new(PUBLISHED),
            health: watch::Sender::new(Health::Good),
            reader: Mutex::new(Journal::reader(folder)?),
            clock,
            lost: losses.entries,
        });
        let (inbox, messages) = std::sync::mpsc::channel();
        let (checkpointer, news) = (Journal::checkpointer(folder)?, shared.published.subscribe());
        std::thread::Builder::new()
            .name("checkpoint".into())
            .spawn(move || checkpoint::keep_up(&checkpointer, news))?;
        let engine = engine::Engine::new(journal, state, shared.clone(), messages);
        let thread = std::thread::Builder::new().name("office".into()).spawn(move || engine.run(losses))?;
        Ok((Self { shared, inbox: inbox.clone() }, Running { thread: Some(thread), inbox }))
    }

    /// Submits a request and calls `reply` (on the office's thread) when its answer is durable. Never blocks.
    pub fn submit_with(&self, request: Request, reply: impl FnOnce(Result<Answer, SubmitError>) + Send + 'static) {
        let message = Message::Submit(request, Box::new(reply));
        if let Err(std::sync::mpsc::SendError(Message::Submit(_, reply))) = self.inbox.send(message) {
            reply(Err(SubmitError::Stopping));
        }
    }

    /// Submits a request and waits for its durable answer.
    ///
    /// # Errors
    /// See [`SubmitError`].
    pub async fn submit(&self, request: Request) -> Result<Answer, SubmitError> {
        let (sender, receiver) = oneshot::channel();
        self.submit_with(request, move |answer| {
            // The one who asked may have gone; the answer is in the log for when they ask again.
            let _ = sender.send(answer);
        });
        receiver.await.unwrap_or(Err(SubmitError::Stopping))
    }

    /// Looks at the queue as it is now (durable entries only). Keep it short: the office waits for readers.
    pub fn read<R>(&self, look: impl FnOnce(&State) -> R) -> R {
        look(&self.shared.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every entry from now on, in order, after it is durable. A receiver that lags misses some: use
    /// [`Office::follow_from`] where none may be missed.
    pub fn follow(&self) -> broadcast::Receiver<Arc<Entry>> {
        self.shared.published.subscribe()
    }

    /// Every entry after a position, from the log and then live, without gap or double.
    pub fn follow_from(&self, seq: u64) -> Follower {
        Follower::new(self.clone(), seq)
    }

    /// Entries after a position, oldest first, at most `limit`: for a follower that missed some.
    ///
    /// # Errors
    /// When the log cannot be read. If it is damaged, the office ends, so that the next start salvages it.
    pub fn entries_after(&self, seq: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        self.reader().entries_after(seq, limit).inspect_err(|error| self.report(error))
    }

    /// Tells the office's thread of damage that a reader met.
    fn report(&self, error: &JournalError) {
        if error.is_damage() {
            // If it has ended, it knows.
            let _ = self.inbox.send(Message::Damaged(JournalError::Altered { what: error.to_string() }));
        }
    }

    /// The entry that a command with this id left, on whatever day: what a repeated command must be told again.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn entry_of(&self, id: &CommandId) -> Result<Option<Entry>, JournalError> {
        self.reader().entry_of(id)
    }

    /// Whether the log can be written.
    pub fn health(&self) -> watch::Receiver<Health> {
        self.shared.health.subscribe()
    }

    /// A handle that does not keep the office's state and channels alive.
    pub fn downgrade(&self) -> WeakOffice {
        WeakOffice { shared: Arc::downgrade(&self.shared), inbox: self.inbox.clone() }
    }

    /// How many entries of the log this start found to be lost to a damaged disk.
    pub fn entries_lost(&self) -> u64 {
        self.shared.lost
    }

    /// The present instant, as the office sees it.
    pub fn now(&self) -> Timestamp {
        (self.shared.clock)()
    }

    fn reader(&self) -> MutexGuard<'_, Reader> {
        self.shared.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running {
    /// Answers what was submitted before, then ends the office's thread and leaves the log tidy.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // The thread may have ended by itself; then there is nobody to tell.
        let _ = self.inbox.send(Message::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests;
