//! What other threads have for the screen: the office's answers, and word that something has changed. The screen's thread
//! is woken and takes them when it likes; nobody waits for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{oneshot, watch};

use crate::office::{Office, SubmitError};
use crate::printer::Status;
use crate::queue::{Answer, CommandId};

/// Something for the screen.
pub enum Message {
    Reply(CommandId, Result<Answer, SubmitError>),
    /// The queue or the printer is not as it was; the screen reads both.
    Changed,
}

type Waker = Arc<dyn Fn() + Send + Sync>;

/// The senders' end.
#[derive(Clone)]
pub struct Post {
    sender: Sender<Message>,
    waker: Arc<Mutex<Option<Waker>>>,
    /// Word of a change is under way already: a busy office need not wake the screen for each entry.
    changed: Arc<AtomicBool>,
}

/// The screen's end.
pub struct Inbox {
    receiver: Receiver<Message>,
    post: Post,
}

impl Inbox {
    pub fn new() -> Self {
        let (sender, receiver) = channel();
        Self { receiver, post: Post { sender, waker: Arc::default(), changed: Arc::default() } }
    }

    pub fn post(&self) -> Post {
        self.post.clone()
    }

    /// Has `waker` called, on any thread, when something arrives.
    pub fn wake_with(&self, waker: Waker) {
        *self.post.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(waker);
    }

    /// Everything that has arrived.
    pub fn take(&self) -> Vec<Message> {
        self.post.changed.store(false, Ordering::Release);
        self.receiver.try_iter().collect()
    }
}

impl Post {
    pub fn send(&self, message: Message) {
        if matches!(message, Message::Changed) && self.changed.swap(true, Ordering::AcqRel) {
            return;
        }
        // A screen that is gone needs no word.
        let _ = self.sender.send(message);
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(waker) = waker {
            waker();
        }
    }
}

/// Follows the office and the printer until dropped.
pub struct Watching {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Watching {
    /// Starts the thread that sends [`Message::Changed`] for every entry and every change of the printer.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub fn start(office: &Office, mut printer: watch::Receiver<Status>, post: Post) -> anyhow::Result<Self> {
        let mut entries = office.follow();
        let runtime = tokio::runtime::Builder::new_current_thread().build().context("the screen's follower")?;
        let (stop, mut stopped) = oneshot::channel();
        let follow = async move {
            let mut printer_is_there = true;
            loop {
                tokio::select! {
                    _ = &mut stopped => return,
                    entry = entries.recv() => if matches!(entry, Err(RecvError::Closed)) { return },
                    changed = printer.changed(), if printer_is_there => printer_is_there = changed.is_ok(),
                }
                post.send(Message::Changed);
            }
        };
        let thread = std::thread::Builder::new()
            .name("touch-follow".into())
            .spawn(move || runtime.block_on(follow))
            .context("the screen's follower")?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It only waits; a panic in it has been reported by itself.
            let _ = thread.join();
        }
    }
}
