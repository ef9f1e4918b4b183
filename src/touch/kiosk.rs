//! The screen at work: takes touches from the pages, lets the visit decide, sends its commands to the office, and puts
//! what came of it into the pages. Lives on the screen's thread; the office answers through the [`Inbox`].

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use slint::{ComponentHandle, Timer, TimerMode};
use tokio::sync::watch;

use super::fonts;
use super::inbox::{Inbox, Message, Watching};
use super::pages::{Pages, View};
use super::ui::{App, Nav};
use super::visit::{Effect, Input, Page, Patience, Touch, Visit};
use crate::config::Config;
use crate::info::Library;
use crate::locale::Locales;
use crate::office::Office;
use crate::printer::Status;
use crate::queue::{CommandId, Opening};

/// How long the attract page invites in one language.
const TURN: Duration = Duration::from_secs(6);
/// How long a new page takes no touch; taps of a double tap are closer to each other.
const SHIELDED: Duration = Duration::from_millis(350);
/// The hours on the screen are read again after this long at the latest, in case the machine's clock was set.
const HOURS_READ_AGAIN: Duration = Duration::from_secs(3600);

/// What the screen needs.
pub struct KioskDeps {
    pub office: Office,
    pub config: Arc<Config>,
    pub locales: Arc<Locales>,
    pub library: Arc<Library>,
    pub printer_status: watch::Receiver<Status>,
    /// Makes a command id that was never used before.
    pub ids: Box<dyn FnMut() -> CommandId>,
}

/// The visitor's screen. Cheap to clone; belongs to the thread that made it.
#[derive(Clone)]
pub struct Kiosk(Rc<Inner>);

struct Inner {
    app: App,
    pages: Pages,
    visit: RefCell<Visit>,
    office: Office,
    config: Arc<Config>,
    locales: Arc<Locales>,
    library: Arc<Library>,
    printer: watch::Receiver<Status>,
    inbox: Inbox,
    /// Which language the attract page invites in.
    turn: Cell<usize>,
    patience_timer: Timer,
    turn_timer: Timer,
    shield_timer: Timer,
    hours_timer: Timer,
    _watching: Watching,
}

impl Kiosk {
    /// Makes the screen on Slint's current platform and shows the attract page in it.
    ///
    /// # Errors
    /// When Slint has no platform to draw on, or the follower's thread cannot be started.
    pub fn new(deps: KioskDeps) -> anyhow::Result<Self> {
        let app = App::new().context("the screen cannot be made")?;
        fonts::register()?;
        let screen = &deps.config.screen;
        let patience = Patience { idle: screen.idle, warning: screen.idle_warning, ticket_shown: screen.ticket_shown };
        let inbox = Inbox::new();
        let watching = Watching::start(&deps.office, deps.printer_status.clone(), inbox.post())?;
        let inner = Rc::new(Inner {
            app,
            pages: Pages::default(),
            visit: RefCell::new(Visit::new(patience, deps.ids)),
            office: deps.office,
            config: deps.config,
            locales: deps.locales,
            library: deps.library,
            printer: deps.printer_status,
            inbox,
            turn: Cell::new(0),
            patience_timer: Timer::default(),
            turn_timer: Timer::default(),
            shield_timer: Timer::default(),
            hours_timer: Timer::default(),
            _watching: watching,
        });
        let here = Rc::downgrade(&inner);
        let act = move |touch: Touch| with(&here, |inner| inner.input(Input::Touch(touch)));
        inner.pages.bind(&inner.app, &inner.locales, &inner.config, Rc::new(act));
        inner.show();
        Ok(Self(inner))
    }

    /// The window with the pages.
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// Takes in what other threads have sent. Called on the screen's thread whenever it is woken.
    pub fn pump(&self) {
        let messages = self.0.inbox.take();
        for message in messages {
            let input = match message {
                Message::Reply(id, answer) => Input::Reply { id, answer },
                Message::Changed => Input::OfficeChanged,
            };
            self.0.input(input);
        }
    }

    /// Has `waker` called, on any thread, when [`Kiosk::pump`] has something to do.
    pub fn wake_with(&self, waker: impl Fn() + Send + Sync + 'static) {
        self.0.inbox.wake_with(Arc::new(waker));
    }

    /// A reference that does not keep the screen alive.
    pub fn downgrade(&self) -> WeakKiosk {
        WeakKiosk(Rc::downgrade(&self.0))
    }
}

/// See [`Kiosk::downgrade`].
#[derive(Clone)]
pub struct WeakKiosk(Weak<Inner>);

impl WeakKiosk {
    pub fn upgrade(&self) -> Option<Kiosk> {
        self.0.upgrade().map(Kiosk)
    }
}

/// What a timer or a callback does, if the screen is still there.
fn with(inner: &Weak<Inner>, work: impl FnOnce(&Rc<Inner>)) {
    if let Some(inner) = inner.upgrade() {
        work(&inner);
    }
}

impl Inner {
    fn input(self: &Rc<Self>, input: Input) {
        let now = self.office.now();
        let effects = self.office.read(|queue| self.visit.borrow_mut().on(input, queue, now));
        for effect in effects {
            match effect {
                Effect::Submit(request) => {
                    let (post, id) = (self.inbox.post(), request.id.clone());
                    self.office.submit_with(request, move |answer| post.send(Message::Reply(id, answer)));
                }
                Effect::Wait(time) => {
                    let here = Rc::downgrade(self);
                    let up = move || with(&here, |inner| inner.input(Input::TimeUp));
                    self.patience_timer.start(TimerMode::SingleShot, time, up);
                }
                Effect::Rest => self.patience_timer.stop(),
            }
        }
        self.show();
    }

    /// Puts everything into the pages. What has not changed is not drawn again.
    fn show(self: &Rc<Self>) {
        let visit = self.visit.borrow();
        let printer = *self.printer.borrow();
        let now = self.office.now();
        let first = self.config.office.languages.first();
        let locale = visit.language().or(first).map_or_else(|| self.locales.italian(), |tag| self.locales.get(tag));
        let view = View {
            visit: &visit,
            office: &self.office,
            config: &self.config,
            locales: &self.locales,
            locale,
            library: &self.library,
            printer,
            now,
            turn: self.turn.get(),
        };
        if self.pages.show(&self.app, &view) {
            self.shield();
        }
        self.take_turns(*visit.page() == Page::Attract);
        self.read_hours_when_they_change(now);
    }

    /// A new page takes no touch for a moment: the second tap of a double tap must not choose on it.
    fn shield(self: &Rc<Self>) {
        self.app.global::<Nav>().set_shielded(true);
        let here = Rc::downgrade(self);
        let lift = move || with(&here, |inner| inner.app.global::<Nav>().set_shielded(false));
        self.shield_timer.start(TimerMode::SingleShot, SHIELDED, lift);
    }

    /// The attract page's turns: no timer runs on any other page.
    fn take_turns(self: &Rc<Self>, attract: bool) {
        let languages = self.config.office.languages.len();
        if !attract || languages < 2 {
            self.turn_timer.stop();
            self.turn.set(0);
        } else if !self.turn_timer.running() {
            let here = Rc::downgrade(self);
            let next = move || {
                with(&here, |inner| {
                    inner.turn.set((inner.turn.get() + 1) % languages);
                    inner.show();
                });
            };
            self.turn_timer.start(TimerMode::Repeated, TURN, next);
        }
    }

    fn read_hours_when_they_change(self: &Rc<Self>, now: jiff::Timestamp) {
        let change = self.office.read(|queue| match queue.setup().opening(now) {
            Opening::Open { until } => Some(until),
            Opening::Closed { opens } => opens,
        });
        let wait = change.and_then(|change| Duration::try_from(change.duration_since(now)).ok());
        // A moment later than the hour itself, so that it is past when it is read.
        let wait = wait.map_or(HOURS_READ_AGAIN, |wait| (wait + Duration::from_secs(1)).min(HOURS_READ_AGAIN));
        let here = Rc::downgrade(self);
        let read = move || with(&here, |inner| inner.input(Input::OfficeChanged));
        self.hours_timer.start(TimerMode::SingleShot, wait, read);
    }
}

/// Ids of 128 random bits.
#[expect(clippy::disallowed_methods, reason = "the edge where the screen's command ids are made")]
pub fn random_ids() -> Box<dyn FnMut() -> CommandId> {
    Box::new(|| {
        loop {
            let mut bytes = [0_u8; 16];
            let id = match getrandom::fill(&mut bytes) {
                Ok(()) => format!("kiosk-{:032x}", u128::from_be_bytes(bytes)),
                Err(error) => {
                    tracing::error!(%error, "the system gives no random numbers; waiting for it");
                    std::thread::sleep(Duration::from_millis(50));
                    continue;
                }
            };
            if let Ok(id) = id.parse() {
                return id;
            }
        }
    })
}
