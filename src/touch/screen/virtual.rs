//! A screen that exists only in memory: where there is no display, and for a look from afar. It draws only while somebody
//! watches, and sleeps whenever nothing is due.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use slint::platform::software_renderer::{MinimalSoftwareWindow, RepaintBufferType};
use slint::platform::{EventLoopProxy, Platform, WindowAdapter, duration_until_next_timer_update};
use slint::{ComponentHandle, EventLoopError, PhysicalSize, PlatformError, Rgb8Pixel};
use tracing::info;

use super::{Waker, feed};
use crate::mirror::Mirror;
use crate::touch::kiosk::Kiosk;

/// A frame of an animation, while somebody watches.
const FRAME: Duration = Duration::from_millis(16);

type Task = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Due {
    tasks: Vec<Task>,
    quit: bool,
    woken: bool,
}

/// What other threads have for the loop.
#[derive(Clone, Default)]
struct Bell(Arc<(Mutex<Due>, Condvar)>);

impl Bell {
    fn ring(&self, with: impl FnOnce(&mut Due)) {
        let (due, condvar) = &*self.0;
        let mut due = due.lock().unwrap_or_else(PoisonError::into_inner);
        with(&mut due);
        due.woken = true;
        condvar.notify_one();
    }

    /// Waits until something is due, at most for so long (for ever if there is no limit), and takes it.
    fn wait(&self, limit: Option<Duration>) -> Due {
        let (due, condvar) = &*self.0;
        let due = due.lock().unwrap_or_else(PoisonError::into_inner);
        let mut due = match limit {
            Some(limit) => {
                let waited = condvar.wait_timeout_while(due, limit, |due| !due.woken);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => condvar.wait_while(due, |due| !due.woken).unwrap_or_else(PoisonError::into_inner),
        };
        std::mem::take(&mut *due)
    }
}

impl EventLoopProxy for Bell {
    fn quit_event_loop(&self) -> Result<(), EventLoopError> {
        self.ring(|due| due.quit = true);
        Ok(())
    }

    fn invoke_from_event_loop(&self, event: Task) -> Result<(), EventLoopError> {
        self.ring(|due| due.tasks.push(event));
        Ok(())
    }
}

/// What Slint sees.
struct Virtual {
    window: Rc<MinimalSoftwareWindow>,
    bell: Bell,
    start: Instant,
}

impl Platform for Virtual {
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        Ok(self.window.clone())
    }

    fn duration_since_start(&self) -> Duration {
        self.start.elapsed()
    }

    fn new_event_loop_proxy(&self) -> Option<Box<dyn EventLoopProxy>> {
        Some(Box::new(self.bell.clone()))
    }
}

/// The screen.
pub struct Screen {
    window: Rc<MinimalSoftwareWindow>,
    bell: Bell,
    size: PhysicalSize,
    pixels: RefCell<Vec<Rgb8Pixel>>,
    generation: Cell<u64>,
    drawn: Cell<Option<Instant>>,
}

impl Screen {
    /// Makes a screen of so many pixels Slint's platform.
    ///
    /// # Errors
    /// When Slint has a platform already.
    #[allow(clippy::disallowed_methods, reason = "the screen's own time: animations and timers")]
    pub fn open(size: PhysicalSize) -> anyhow::Result<Self> {
        let window = MinimalSoftwareWindow::new(RepaintBufferType::ReusedBuffer);
        let bell = Bell::default();
        let platform = Virtual { window: window.clone(), bell: bell.clone(), start: Instant::now() };
        slint::platform::set_platform(Box::new(platform)).context("the virtual screen cannot be opened")?;
        let count = size.width as usize * size.height as usize;
        Ok(Self {
            window,
            bell,
            size,
            pixels: RefCell::new(vec![Rgb8Pixel::default(); count]),
            generation: Cell::new(0),
            drawn: Cell::new(None),
        })
    }

    /// Runs the loop until Slint is told to quit.
    ///
    /// # Errors
    /// When the pages cannot be shown.
    pub fn run(&self, kiosk: &Kiosk, mirror: Mirror) -> anyhow::Result<()> {
        kiosk.app().show().context("the screen cannot be shown")?;
        self.window.set_size(self.size);
        let bell = self.bell.clone();
        let wake: Waker = Arc::new(move || bell.ring(|_| {}));
        mirror.wake_with(move || wake());
        loop {
            slint::platform::update_timers_and_animations();
            feed::touch(&self.window, &mirror);
            let pause = self.draw(&mirror);
            let timer = duration_until_next_timer_update();
            let limit = [timer, pause].into_iter().flatten().min();
            let due = self.bell.wait(limit);
            for task in due.tasks {
                task();
            }
            if due.quit {
                return Ok(());
            }
        }
    }

    /// Draws what has changed, if somebody watches; says when to draw again. The first frame is drawn for nobody too: it
    /// shows that the pages can be drawn at all, and the log says when the kiosk was ready.
    #[allow(clippy::disallowed_methods, reason = "the screen's own time")]
    fn draw(&self, mirror: &Mirror) -> Option<Duration> {
        let is_first = self.drawn.get().is_none();
        if !mirror.is_watched() && !is_first {
            return None;
        }
        if let Some(left) = self.drawn.get().and_then(|drawn| feed::BETWEEN_FRAMES.checked_sub(drawn.elapsed())) {
            return Some(left);
        }
        let drew = self.window.draw_if_needed(|renderer| {
            renderer.render(&mut self.pixels.borrow_mut(), self.size.width as usize);
        });
        if drew && is_first {
            info!("the first frame is drawn");
            // Whoever comes to watch gets it too.
            self.window.request_redraw();
        }
        if drew {
            self.generation.set(self.generation.get() + 1);
            self.drawn.set(Some(Instant::now()));
        }
        if drew && mirror.is_watched() {
            feed::publish(mirror, self.generation.get(), (self.size.width, self.size.height), &self.pixels.borrow());
        }
        self.window.has_active_animations().then_some(FRAME)
    }
}
