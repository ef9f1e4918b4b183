//! A whole kiosk for a test: a real office with its log in a folder, the embedded words and pages, a printer that does
//! what the test says, a clock that the test turns, and the Slint pages drawn into memory.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use i_slint_backend_testing::{
    AccessibleRole, ElementHandle, ElementQuery, TestingBackend, TestingBackendOptions, mock_elapsed_time,
};
use jiff::Timestamp;
use slint::platform::PointerEventButton;
use slint::{ComponentHandle, PhysicalSize, Rgba8Pixel, SharedPixelBuffer};
use sportello::config::Config;
use sportello::info::Library;
use sportello::journal::Purpose;
use sportello::locale::{Args, Locale, Locales};
use sportello::office::{Office, Running};
use sportello::printer::Status;
use sportello::queue::{Actor, Answer, Command, Event, Language, PrintOutcome, Request, ServiceId, TicketId, Trouble};
use sportello::touch::ui::App;
use sportello::touch::{Kiosk, KioskDeps};
use tokio::sync::watch;

/// The two shapes of a 15.6" panel that the pages are made for.
pub const PORTRAIT: (u32, u32) = (1080, 1920);
pub const LANDSCAPE: (u32, u32) = (1280, 800);
pub const DIAGONAL: f32 = 15.6;

static LOCALES: LazyLock<Arc<Locales>> = LazyLock::new(|| Arc::new(Locales::load().unwrap()));
static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| Arc::new(Library::load(&LOCALES).unwrap()));

/// A Monday, 09:30 in Rome.
pub const MONDAY_MORNING: &str = "2026-11-23T08:30:00Z";

pub struct Stage {
    pub kiosk: Kiosk,
    pub office: Office,
    pub printer: watch::Sender<Status>,
    pub language: Language,
    clock: Arc<AtomicI64>,
    running: Option<Running>,
    folder: tempfile::TempDir,
    commands: std::cell::Cell<u32>,
}

/// The demonstration office, keeping its hours.
pub fn config() -> Config {
    let mut config = Config::demonstration();
    config.issue_outside_hours = false;
    config
}

impl Stage {
    pub fn new(shape: (u32, u32)) -> Self {
        Self::with(shape, config())
    }

    pub fn with(shape: (u32, u32), mut config: Config) -> Self {
        let backend = TestingBackend::new(TestingBackendOptions {
            mock_time: true,
            threading: false,
            renderer_name: Some("software".into()),
        });
        slint::platform::set_platform(Box::new(backend)).unwrap();
        config.screen.width = shape.0;
        config.screen.height = shape.1;
        config.screen.diagonal_inches = DIAGONAL;
        let folder = tempfile::tempdir().unwrap();
        let start: Timestamp = MONDAY_MORNING.parse().unwrap();
        let clock = Arc::new(AtomicI64::new(0));
        let dial = clock.clone();
        let clock_of_office = Arc::new(move || start + jiff::SignedDuration::from_secs(dial.load(Ordering::SeqCst)));
        let (office, running) =
            Office::open(folder.path(), Purpose::Office, &config.office.id, config.setup(), clock_of_office).unwrap();
        let printer = watch::Sender::new(Status::Ready);
        let mut count = 0;
        let ids = move || {
            count += 1;
            format!("kiosk-{count}").parse().unwrap()
        };
        let kiosk = Kiosk::new(KioskDeps {
            office: office.clone(),
            config: Arc::new(config),
            locales: LOCALES.clone(),
            library: LIBRARY.clone(),
            printer_status: printer.subscribe(),
            ids: Box::new(ids),
        })
        .unwrap();
        kiosk.app().window().set_size(PhysicalSize::new(shape.0, shape.1));
        kiosk.app().show().unwrap();
        let stage = Self {
            kiosk,
            office,
            printer,
            language: "it".into(),
            clock,
            running: Some(running),
            folder,
            commands: std::cell::Cell::new(0),
        };
        stage.pass(Duration::from_millis(400));
        stage
    }

    pub fn app(&self) -> &App {
        self.kiosk.app()
    }

    pub fn locale(&self) -> &Locale {
        LOCALES.get(&self.language)
    }

    pub fn text(&self, id: &str) -> String {
        self.locale().text(id)
    }

    pub fn format(&self, id: &str, args: &Args) -> String {
        self.locale().format(id, args)
    }

    /// Turns the office's clock.
    pub fn turn_clock(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Lets the screen's time pass.
    pub fn pass(&self, time: Duration) {
        mock_elapsed_time(time);
        self.kiosk.pump();
    }

    /// Takes in what other threads send until a condition holds; fails when it does not come to hold.
    pub fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        for _ in 0..2000 {
            self.kiosk.pump();
            if holds(self) {
                self.pass(Duration::from_millis(400));
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("never came: {what}; the screen says {:?}", self.labels());
    }

    /// Everything that can be touched.
    pub fn targets(&self) -> Vec<ElementHandle> {
        ElementQuery::from_root(self.app()).match_descendants().match_accessible_role(AccessibleRole::Button).find_all()
    }

    /// Everything that the screen tells a reader of its accessibility tree.
    pub fn labels(&self) -> Vec<String> {
        let labelled = |element: &ElementHandle| element.accessible_label().is_some_and(|label| !label.is_empty());
        let all = ElementQuery::from_root(self.app()).match_descendants().match_predicate(labelled).find_all();
        all.iter().filter_map(ElementHandle::accessible_label).map(|label| plain(&label)).collect()
    }

    /// Whether some text or button says this.
    pub fn says(&self, text: &str) -> bool {
        let text = plain(text);
        self.labels().iter().any(|label| label.contains(&text))
    }

    pub fn says_id(&self, id: &str) -> bool {
        let text = plain(&self.text(id));
        self.labels().contains(&text)
    }

    pub fn find(&self, label: &str) -> Option<ElementHandle> {
        let label = plain(label);
        self.targets().into_iter().find(|element| element.accessible_label().is_some_and(|own| plain(&own) == label))
    }

    pub fn button(&self, label: &str) -> ElementHandle {
        self.find(label).unwrap_or_else(|| panic!("no button {label:?}; there are {:?}", self.labels()))
    }

    /// A finger on the middle of a button, and the time that it takes.
    pub fn tap_label(&self, label: &str) {
        self.button(label).mock_single_click(PointerEventButton::Left);
        self.pass(Duration::from_millis(400));
    }

    /// See [`Stage::tap_label`]; by message id, in the visitor's language.
    pub fn tap(&self, id: &str) {
        self.tap_label(&self.text(id));
    }

    /// As a reader of the accessibility tree would; what is further down in a list is brought up by its key first.
    pub fn activate(&self, label: &str) {
        let down = self.text("scroll-down");
        while self.find(label).is_none() {
            let Some(key) = self.find(&down).filter(|key| key.accessible_enabled() == Some(true)) else { break };
            key.invoke_accessible_default_action();
            self.pass(Duration::from_millis(400));
        }
        self.button(label).invoke_accessible_default_action();
        self.pass(Duration::from_millis(400));
    }

    /// From the attract page to the start page in a language.
    pub fn enter(&mut self, language: &str) {
        self.language = "it".into();
        self.tap("attract-invite");
        self.language = language.into();
        self.tap_label(self.locale().endonym());
        assert!(self.says_id("home-title"));
    }

    /// From the start page to a number for a service; the paper is still under way.
    pub fn take(&self, service: &str) -> TicketId {
        self.tap("take-ticket");
        self.tap(&format!("service-{service}"));
        self.tap("confirm-take");
        self.until("the number", |stage| stage.says_id("your-number"));
        self.pass(Duration::from_millis(400));
        self.office.read(|queue| queue.tickets().next_back().unwrap().id)
    }

    /// Somebody else does something in the office.
    pub fn command(&self, by: Actor, command: Command) -> Answer {
        let number = self.commands.get() + 1;
        self.commands.set(number);
        let id = format!("other-{number}").parse().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.office.submit(Request { id, by, command })).unwrap()
    }

    pub fn operator(&self, command: Command) -> Answer {
        self.command(Actor::Operator("anna".into()), command)
    }

    /// Somebody takes a number before us.
    pub fn others_wait(&self, service: &str, count: u32) {
        for _ in 0..count {
            self.operator(Command::Issue { service: ServiceId::from(service), language: "it".into(), print: false });
        }
        self.kiosk.pump();
    }

    pub fn settle_print(&self, ticket: TicketId, outcome: PrintOutcome) {
        let job = self.office.read(|queue| queue.ticket(ticket).unwrap().print.unwrap().job);
        self.command(Actor::System, Command::SettlePrint { ticket, job, outcome });
    }

    /// How many numbers were given today.
    pub fn issued(&self) -> usize {
        self.office.read(|queue| queue.tickets().count())
    }

    /// Ends the office, as a full disk or a stopping service would.
    pub fn stop_office(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    pub fn picture(&self) -> SharedPixelBuffer<Rgba8Pixel> {
        self.app().window().take_snapshot().unwrap()
    }
}

/// Without the characters that only steer direction.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}'], "")
}

pub const NO_PAPER: PrintOutcome = PrintOutcome::NotPrinted { trouble: Trouble::NoPaper };
pub const GONE: PrintOutcome = PrintOutcome::NotPrinted { trouble: Trouble::Gone };
pub const UNKNOWN: PrintOutcome = PrintOutcome::Unknown { trouble: Trouble::Silent };

/// What an entry of the log says of a ticket's print.
pub fn prints(event: &Event) -> bool {
    matches!(event, Event::PrintQueued { .. })
}

impl Stage {
    /// The title of the first page of information of an area, in the visitor's language.
    pub fn first_page_title(&self, area: &str) -> String {
        let area = sportello::queue::Area::ALL.into_iter().find(|found| found.as_str() == area).unwrap();
        LIBRARY.entries(area, self.locale()).first().unwrap().title.clone()
    }
}

impl Stage {
    /// A finger comes down.
    pub fn press(&self, position: slint::LogicalPosition) {
        use slint::platform::WindowEvent;
        let window = self.app().window();
        window.dispatch_event(WindowEvent::PointerMoved { position });
        window.dispatch_event(WindowEvent::PointerPressed { position, button: PointerEventButton::Left });
    }

    /// A finger comes down and goes up.
    pub fn finger(&self, position: slint::LogicalPosition) {
        use slint::platform::WindowEvent;
        self.press(position);
        let window = self.app().window();
        window.dispatch_event(WindowEvent::PointerReleased { position, button: PointerEventButton::Left });
        window.dispatch_event(WindowEvent::PointerExited);
    }

    pub fn app_is_large_or_contrasted(&self) -> bool {
        let ui = self.app().global::<sportello::touch::ui::Ui>();
        ui.get_large_text() || ui.get_high_contrast()
    }
}
