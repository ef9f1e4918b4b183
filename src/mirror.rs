//! The touch screen as seen from afar: frames go out, touches come in. The room between `touch`, which draws, and
//! `lan`, which shows, so that neither knows the other. Never here: drawing, HTTP.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// One picture of the whole screen.
#[derive(Debug)]
pub struct Frame {
    /// Counts up with every picture that differs from the one before.
    pub generation: u64,
    /// Size in pixels.
    pub width: u32,
    pub height: u32,
    /// The picture as PNG.
    pub png: Vec<u8>,
}

/// What a finger (or a pointer in its place) does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Pressed,
    Moved,
    Released,
    /// The pointer left the screen while down.
    Cancelled,
}

/// A touch from afar, in pixels of the [`Frame`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Touch {
    pub phase: Phase,
    pub x: f32,
    pub y: f32,
}

type Waker = Arc<dyn Fn() + Send + Sync>;

struct Inbox {
    touches: Vec<Touch>,
    waker: Option<Waker>,
}

/// Touches that nobody took yet; more than this are dropped, as a stuck screen must not fill memory.
const MAX_PENDING_TOUCHES: usize = 256;

/// The viewers' end. Cheap to clone.
#[derive(Clone)]
pub struct Mirror {
    frames: Arc<watch::Sender<Option<Arc<Frame>>>>,
    inbox: Arc<Mutex<Inbox>>,
}

impl Mirror {
    /// A mirror that shows nothing yet.
    #[allow(clippy::new_without_default, reason = "a mirror is made in one place, and on purpose")]
    pub fn new() -> Self {
        Self {
            frames: Arc::new(watch::Sender::new(None)),
            inbox: Arc::new(Mutex::new(Inbox { touches: Vec::new(), waker: None })),
        }
    }

    /// Watches the screen: the latest frame at once, then each newer one. Dropping it ends the watching.
    pub fn watch(&self) -> watch::Receiver<Option<Arc<Frame>>> {
        let mut receiver = self.frames.subscribe();
        receiver.mark_changed();
        self.wake();
        receiver
    }

    /// Sends a touch to the screen.
    pub fn touch(&self, touch: Touch) {
        {
            let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
            if inbox.touches.len() < MAX_PENDING_TOUCHES {
                inbox.touches.push(touch);
            }
        }
        self.wake();
    }

    /// Whether anybody watches: without viewers no frame need be encoded.
    pub fn is_watched(&self) -> bool {
        self.frames.receiver_count() > 0
    }

    /// Shows a new frame (the screen's end).
    pub fn show(&self, frame: Frame) {
        self.frames.send_replace(Some(Arc::new(frame)));
    }

    /// Takes the touches that arrived (the screen's end).
    pub fn take_touches(&self) -> Vec<Touch> {
        std::mem::take(&mut self.inbox.lock().unwrap_or_else(PoisonError::into_inner).touches)
    }

    /// Has `waker` called, on any thread, whenever a touch arrives or somebody begins to watch (the screen's end).
    pub fn wake_with(&self, waker: impl Fn() + Send + Sync + 'static) {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).waker = Some(Arc::new(waker));
    }

    fn wake(&self) {
        let waker = self.inbox.lock().unwrap_or_else(PoisonError::into_inner).waker.clone();
        if let Some(waker) = waker {
            waker();
        }
    }
}
