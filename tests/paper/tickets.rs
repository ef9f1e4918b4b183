//! Tickets of the demonstration office at a fixed minute.

use sportello::config::{Config, Known, Service};
use sportello::info::Library;
use sportello::locale::{Args, Locales};
use sportello::office::paper::compose;
use sportello::printer::ticket::TicketPaper;
use sportello::queue::{Label, Language, Status, Ticket, TicketId};

/// The languages whose tickets are compared with pictures.
pub const LANGUAGES: [&str; 3] = ["it", "en", "ar"];

pub struct Words {
    config: Config,
    locales: Locales,
    library: Library,
}

impl Words {
    pub fn load() -> Self {
        let locales = Locales::load().unwrap();
        let library = Library::load(&locales).unwrap();
        Self { config: Config::demonstration(), locales, library }
    }

    pub fn ticket(&self, language: &str) -> TicketPaper {
        self.compose(language, 3, false)
    }

    /// A second paper of the first in the queue.
    pub fn copy(&self, language: &str) -> TicketPaper {
        self.compose(language, 0, true)
    }

    /// As long as names may be, and longer, as a copy.
    pub fn longest(&self, language: &str) -> TicketPaper {
        let mut long = self.copy(language);
        long.office = "Sportello-Immigrazione-e-Cittadinanza-Metropolitana-di-Montechiaro".to_owned();
        long.service = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".to_owned();
        long.number = "AB1042".to_owned();
        long
    }

    /// A ticket for each service of the demonstration office and of the sample configuration.
    pub fn services(&self, language: &str) -> Vec<TicketPaper> {
        let known = Known::of(&self.locales, &self.library);
        let sample = Config::parse(include_str!("../../sportello.toml"), "sportello.toml", &known).unwrap();
        let of = |config: &Config| -> Vec<TicketPaper> {
            config.services.iter().map(|service| self.paper(config, service, language, 3, false)).collect()
        };
        [of(&self.config), of(&sample)].concat()
    }

    pub fn languages(&self) -> Vec<String> {
        self.locales.all().map(|locale| locale.tag().to_string()).collect()
    }

    /// Every message of a language that can stand on a ticket, with numbers in all plural forms.
    pub fn all_messages(&self, language: &str) -> Vec<String> {
        let locale = self.locales.get(&Language::from(language));
        let on_paper = |file: &str| file == "ticket" || file == "core" || file.starts_with("info/");
        let mut all = Vec::new();
        for (id, _, values) in locale.messages().filter(|(_, file, _)| on_paper(file)) {
            for n in [0_u32, 1, 2, 3, 11, 100] {
                let fill = |args: Args<'static>, name: &String| {
                    let name: &'static str = String::leak(name.clone());
                    if name == "n" { args.set(name, n) } else { args.set(name, "B042 09:00") }
                };
                all.push(locale.format(id, &values.iter().fold(Args::new(), fill)));
                if !values.contains("n") {
                    break;
                }
            }
        }
        all
    }

    fn compose(&self, language: &str, ahead: u32, copy: bool) -> TicketPaper {
        self.paper(&self.config, &self.config.services[0], language, ahead, copy)
    }

    fn paper(&self, config: &Config, service: &Service, language: &str, ahead: u32, copy: bool) -> TicketPaper {
        let ticket = Ticket {
            id: TicketId(1),
            label: Label::new(&service.prefix, 42),
            service: service.id.clone(),
            language: Language::from(language),
            issued: "2026-11-24T13:05:00Z".parse().unwrap(),
            ahead,
            status: Status::Waiting,
            print: None,
        };
        compose(config, &self.locales, &self.library, &ticket, copy)
    }
}
