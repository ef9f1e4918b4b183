//! `sportello.toml`, typed. Read here and nowhere else; every mistake is named with its line, its key and a fix.
//!
//! The file is walked by hand ([`reader`]) and not by `serde`, which stops at the first mistake: whoever sets up an
//! office sees all of them at once. [`read`] follows the file section by section; [`checks`] judges single values.
//!
//! Never here: where the file lies (the command line says it), words that a visitor reads.

mod checks;
mod known;
mod mistakes;
mod people;
mod read;
mod reader;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use checks::contrast_with_white;
pub use known::Known;
pub use mistakes::{Mistake, Unusable};

use crate::locale::{ITALIAN, Locale};
use crate::queue::{Area, DeskId, Hours, Language, ServiceId, Setup};

/// The demonstration office: what `sportello run --demo` opens when it is given no other file.
const DEMONSTRATION: &str = include_str!("config/demonstration.toml");

/// The password of every operator of the demonstration office. It protects nothing: a demonstration refuses a real
/// office's data, and a real office refuses this file's hashes ([`Config::uses_demonstration_password`]).
pub const DEMONSTRATION_PASSWORD: &str = "benvenuti";

/// Everything that an office sets.
#[derive(Debug, Clone)]
pub struct Config {
    pub office: Office,
    /// Opening hours and closing days of the office.
    pub hours: Hours,
    /// The kiosk gives numbers also outside the opening hours.
    pub issue_outside_hours: bool,
    pub services: Vec<Service>,
    pub desks: Vec<Desk>,
    pub operators: Vec<Operator>,
    pub screen: Screen,
    pub printer: Printer,
    pub lan: Lan,
    pub log: Log,
}

/// The office as visitors and the log know it.
#[derive(Debug, Clone)]
pub struct Office {
    /// Stable identifier, kebab-case; part of the log.
    pub id: String,
    /// Shown on screen and paper; a proper name, the same in every language.
    pub name: String,
    /// The body that runs it, such as the municipality; shown small. May be empty.
    pub body: String,
    /// IANA zone.
    pub zone: jiff::tz::TimeZone,
    /// Languages offered, in the order of the language page; the first one is the office's own.
    pub languages: Vec<Language>,
    /// The office's primary colour as sRGB, if it has its own; its contrast was checked.
    pub primary_color: Option<[u8; 3]>,
}

/// A service that visitors queue for.
#[derive(Debug, Clone)]
pub struct Service {
    pub id: ServiceId,
    pub area: Area,
    pub prefix: Arc<str>,
    /// Names by language; a language that lacks one takes the built-in `service-<id>` message, else Italian.
    pub name: BTreeMap<Language, String>,
    /// Procedures (page ids) that the ticket names documents of; the first is the main one.
    pub pages: Vec<String>,
    pub hours: Option<Hours>,
}

/// A desk.
#[derive(Debug, Clone)]
pub struct Desk {
    pub id: DeskId,
    pub services: Vec<ServiceId>,
}

/// What a signed-in person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Calls tickets.
    Operator,
    /// Also sees the kiosk's screen and paper from afar.
    Technician,
}

/// Somebody who can sign in to the console.
#[derive(Debug, Clone)]
pub struct Operator {
    pub name: Arc<str>,
    /// Argon2id hash in PHC form, made by `sportello hash-password`.
    pub password_hash: String,
    pub role: Role,
}

/// Where the touch UI is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenKind {
    /// A window where there is a display, else KMS where that was built in and there is a panel, else virtual.
    Auto,
    Window,
    Kms,
    Virtual,
}

/// The touch screen and the visit on it.
#[derive(Debug, Clone)]
pub struct Screen {
    pub kind: ScreenKind,
    /// Size in pixels of the window or virtual screen; a panel has its own.
    pub width: u32,
    pub height: u32,
    /// Diagonal of the panel in inches: with the pixels it says how large 20 mm are.
    pub diagonal_inches: f32,
    /// Without a touch for this long, the visitor is asked whether they are still there. 20 s at least.
    pub idle: Duration,
    /// How long the question stays before the visit ends. 20 s at least (WCAG 2.2.1).
    pub idle_warning: Duration,
    /// How long the number stays on the screen. 10 s at least.
    pub ticket_shown: Duration,
}

/// How the printer is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrinterPort {
    /// No printer: bytes are kept and shown as a picture at `/paper`.
    Virtual,
    /// A network printer, usually on TCP port 9100. Host name or address.
    Tcp { host: String, port: u16 },
    /// A USB printer's device file, `/dev/usb/lp0`.
    Usb { path: PathBuf },
    /// A printer on a serial line, 8 data bits, no parity, 1 stop bit.
    Serial { path: PathBuf, baud: u32 },
}

/// The ticket printer.
#[derive(Debug, Clone)]
pub struct Printer {
    pub port: PrinterPort,
    /// Paper width in mm: 80 or 58.
    pub paper_mm: u32,
    /// Printable dots across: 576 (80 mm, 203 dpi), 512 (80 mm, 180 dpi), 384 (58 mm). A multiple of 8.
    pub dots: u32,
    /// The printer answers status requests (DLE EOT). A mute one is printed to blind.
    pub status: bool,
    /// It has a cutter.
    pub cut: bool,
}

/// The network side.
#[derive(Debug, Clone)]
pub struct Lan {
    pub listen: SocketAddr,
    /// Host names (besides addresses of this machine) that browsers may use for it.
    pub hosts: Vec<String>,
    /// A session ends after this long.
    pub session: Duration,
}

/// The log of the queue.
#[derive(Debug, Clone)]
pub struct Log {
    /// For how many days entries stay in the database before their month goes to the archive. 31 at least.
    pub keep_days: u32,
}

impl Service {
    /// Its name in a language: the office's own name for it in that language, else the built-in one, else the office's
    /// Italian name.
    pub fn name_in(&self, locale: &Locale) -> String {
        let built_in = format!("service-{}", self.id);
        match self.name.get(locale.tag()) {
            Some(name) => name.clone(),
            None if locale.has(&built_in) => locale.text(&built_in),
            None => self.name.get(&Language::from(ITALIAN)).cloned().unwrap_or_else(|| locale.text(&built_in)),
        }
    }
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// When it cannot be opened, or is wrong: then with every mistake in it.
    pub fn read(file: &Path, known: &Known) -> Result<Self, Unusable> {
        let text = std::fs::read_to_string(file).map_err(|error| Unusable::unreadable(file, &error))?;
        Self::parse(&text, &file.display().to_string(), known)
    }

    /// Parses the text of a configuration file; `file` is only the name that mistakes are reported under.
    ///
    /// # Errors
    /// With every mistake in the text.
    pub fn parse(text: &str, file: &str, known: &Known) -> Result<Self, Unusable> {
        read::parse(text, known).0.map_err(|mistakes| Unusable::wrong(file, mistakes))
    }

    /// The embedded demonstration office: an immigration desk with services in every area, and three desks.
    pub fn demonstration() -> Self {
        match Self::parse(DEMONSTRATION, "demonstration.toml", &Known::default()) {
            Ok(config) => config,
            // Cannot happen: the text is part of the program, and a test parses it.
            Err(mistakes) => unreachable!("the embedded demonstration office is wrong: {mistakes}"),
        }
    }

    /// The same office opened as a demonstration: at any hour, and for the people of the demonstration only, so that
    /// anybody can try a configuration without knowing its passwords.
    #[must_use]
    pub fn into_demonstration(self) -> Self {
        Self { operators: Self::demonstration().operators, issue_outside_hours: true, ..self }
    }

    /// The names and passwords that sign in to a demonstration, to be shown at its start.
    pub fn demonstration_credentials(&self) -> Vec<(Arc<str>, &'static str)> {
        let demonstration = self.operators.iter().filter(|operator| operator.has_demonstration_password());
        demonstration.map(|operator| (operator.name.clone(), DEMONSTRATION_PASSWORD)).collect()
    }

    /// Whether somebody can sign in with the published password of the demonstration: a real office must not run so.
    pub fn uses_demonstration_password(&self) -> bool {
        self.operators.iter().any(Operator::has_demonstration_password)
    }

    /// The part of the configuration that the queue works on.
    pub fn setup(&self) -> Arc<Setup> {
        let service = |service: &Service| crate::queue::Service {
            id: service.id.clone(),
            area: service.area,
            prefix: service.prefix.clone(),
            hours: service.hours.clone(),
        };
        let desk = |desk: &Desk| crate::queue::Desk { id: desk.id.clone(), services: desk.services.clone() };
        Arc::new(Setup {
            zone: self.office.zone.clone(),
            services: self.services.iter().map(service).collect(),
            desks: self.desks.iter().map(desk).collect(),
            hours: self.hours.clone(),
            issue_outside_hours: self.issue_outside_hours,
        })
    }
}
