//! The words of a ticket: what the office, the service, the visitor's language and the information pack say, put
//! together for the printer. Never here: how it looks.

use jiff::civil::{Date, Time};

use crate::config::{Config, Service};
use crate::info::{DocumentLine, Library, Page};
use crate::locale::{Args, ITALIAN, Locale, Locales};
use crate::printer::ticket::{Checklist, Code, Item, TicketPaper, Timetable};
use crate::printer::{Painter, encode::Device, layout::Head};
use crate::queue::{Hours, Label, Language, Span, Status, Ticket, TicketId};

/// Composes a ticket's paper in the visitor's language. `copy`: it carries the copy mark, because an earlier paper of
/// the same number may be about.
pub fn compose(config: &Config, locales: &Locales, library: &Library, ticket: &Ticket, copy: bool) -> TicketPaper {
    let locale = locales.get(&ticket.language);
    let italian = locales.italian();
    let is_italian = locale.tag().as_str() == ITALIAN;
    let issued = ticket.issued.to_zoned(config.office.zone.clone());
    let service = config.services.iter().find(|service| service.id == ticket.service);
    let name = |locale: &Locale| match service {
        Some(service) => service.name_in(locale),
        // Of a service that a technician has removed since: its identifier says more than nothing.
        None => ticket.service.to_string(),
    };
    let language = || italian.text(&format!("language-{}", locale.tag())).to_lowercase();
    let hours = service.and_then(|service| service.hours.as_ref()).unwrap_or(&config.hours);
    let mut paper = TicketPaper {
        fonts: locale.fonts().to_vec(),
        rtl: locale.is_rtl(),
        office: config.office.name.clone(),
        body: config.office.body.clone(),
        copy: copy.then(|| match (locale.text("ticket-copy"), italian.text("ticket-copy")) {
            (own, same) if own == same => own,
            (own, italian) => format!("{own} · {italian}"),
        }),
        caption: locale.text("ticket-number"),
        number: ticket.label.to_string(),
        service: name(locale),
        staff: (!is_italian).then(|| format!("{} ({})", name(italian), language())),
        ahead: locale.format("ticket-ahead", &Args::new().set("n", ticket.ahead)),
        wait: locale.text("ticket-wait"),
        issued: {
            let (date, time) = (locale.long_date(issued.date()), locale.time(issued.time()));
            locale.format("ticket-issued", &Args::new().set("date", date).set("time", time))
        },
        bring: service.and_then(|service| checklist(service, library, locale, issued.date())),
        code: None,
        hours: Some(timetable(hours, locale)),
    };
    paper.code = Some(code(&paper, locale));
    paper
}

/// What to bring: the documents of the service's main procedure. A sensitive procedure's list is not printed, because a
/// ticket is held in the open.
fn checklist(service: &Service, library: &Library, locale: &Locale, today: Date) -> Option<Checklist> {
    let page: Page = service.pages.first().and_then(|id| library.page(id, locale, today))?;
    if page.sensitive {
        return None;
    }
    let items: Vec<Item> = page.documents.into_iter().map(item).collect();
    (!items.is_empty()).then(|| Checklist { title: locale.text("ticket-bring"), items })
}

/// One document; when it is needed, and that it is not certain, stand below it. What else the pack says of it stays on
/// the information page: a ticket is short.
fn item(document: DocumentLine) -> Item {
    Item { text: document.text, notes: [document.condition, document.ask].into_iter().flatten().collect() }
}

/// The ticket as plain text for a telephone, the number first.
fn code(paper: &TicketPaper, locale: &Locale) -> Code {
    let mut lines = vec![format!("{} · {}", paper.number, paper.service), paper.office.clone(), paper.issued.clone()];
    if let Some(list) = &paper.bring {
        lines.push(format!("{}:", list.title));
        lines.extend(list.items.iter().map(|item| match item.notes.as_slice() {
            [] => format!("- {}", item.text),
            notes => format!("- {} ({})", item.text, notes.join("; ")),
        }));
    }
    // Isolates are for drawing; on a telephone each line has a direction of its own.
    let plain = |line: String| line.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
    Code { caption: locale.text("ticket-code"), lines: lines.into_iter().map(plain).collect() }
}

/// The week's hours, days with the same hours together; days on which it is closed are left out.
fn timetable(hours: &Hours, locale: &Locale) -> Timetable {
    let days: Vec<_> = jiff::civil::Weekday::Monday.cycle_forward().take(7).collect();
    let mut rows = Vec::new();
    let mut start = 0;
    while start < days.len() {
        let spans = &hours.week[start];
        let count = hours.week[start..].iter().take_while(|others| *others == spans).count();
        let (first, last) = (locale.weekday_short(days[start]), locale.weekday_short(days[start + count - 1]));
        let label = if count == 1 {
            first
        } else {
            locale.format("hours-days", &Args::new().set("first", first).set("last", last))
        };
        if let Some(times) = times(spans, locale) {
            rows.push((label, times));
        }
        start += count;
    }
    Timetable { title: locale.text("ticket-hours"), rows }
}

fn times(spans: &[Span], locale: &Locale) -> Option<String> {
    let one = |span: &Span| {
        let to = span.to.map_or_else(|| "24:00".to_owned(), |to: Time| locale.time(to));
        let span = locale.format("hours-span", &Args::new().set("from", locale.time(span.from)).set("to", to));
        // Never broken at the dash. And from left to right, as on the office's door, alone in a line or beside others.
        let span = span.replace('–', "\u{2060}–\u{2060}");
        if locale.is_rtl() { format!("\u{2066}{span}\u{2069}") } else { span }
    };
    spans.iter().map(one).reduce(|first, second| {
        locale.format("ticket-hours-two", &Args::new().set("first", first).set("second", second))
    })
}

/// A sample ticket: the bytes that go to the printer, and their picture.
#[derive(Debug, Clone)]
pub struct PrintTest {
    /// ESC/POS.
    pub bytes: Vec<u8>,
    /// PNG, one pixel a dot.
    pub png: Vec<u8>,
}

/// Draws a sample ticket of the office's first service for `sportello print-test`. `width_mm`: 80 or 58; the configured
/// printer's dots are used if that is its paper, else the usual ones for the width.
///
/// # Errors
/// When the language is not one of the office's, the width is neither 80 nor 58, or the office has no service.
pub fn print_test(
    config: &Config,
    locales: &Locales,
    library: &Library,
    language: &Language,
    width_mm: u32,
) -> anyhow::Result<PrintTest> {
    anyhow::ensure!(locales.has(language), "there is no language `{language}`; see the folders of `locales`");
    let usual = match width_mm {
        80 => 576,
        58 => 384,
        _ => anyhow::bail!("paper is 80 or 58 mm wide, not {width_mm}"),
    };
    let dots = if config.printer.paper_mm == width_mm { config.printer.dots } else { usual };
    let service = config.services.first().ok_or_else(|| anyhow::anyhow!("the office has no service"))?;
    let ticket = Ticket {
        id: TicketId(0),
        label: Label::new(&service.prefix, 42),
        service: service.id.clone(),
        language: language.clone(),
        issued: super::system_clock()(),
        ahead: 3,
        status: Status::Waiting,
        print: None,
    };
    let paper = compose(config, locales, library, &ticket, false);
    let mut painter = Painter::new(Device { head: Head::new(width_mm, dots), ..Device::of(&config.printer) });
    let drawn = painter.ticket(&paper)?;
    Ok(PrintTest { png: drawn.picture.png()?, bytes: drawn.bytes })
}
