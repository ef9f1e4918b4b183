//! Follows `sportello.toml` section by section. A key's name, default and range stand here and in the commented sample;
//! a test keeps the two the same.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use toml::de::DeTable;

use super::known::Known;
use super::mistakes::{Found, Mistake, position};
use super::reader::{Item, MISSING, Notes, Section, listed, similar};
use super::{Config, Desk, Lan, Log, Office, Printer, PrinterPort, Screen, ScreenKind, Service, checks, people};
use crate::queue::{Area, DeskId, Hours, Language, ServiceId};

/// The office's own language, and the one that always exists.
const ITALIAN: &str = "it";

/// The configuration or every mistake, and the paths of all keys that exist.
pub(super) fn parse(text: &str, known: &Known) -> (Result<Config, Vec<Mistake>>, BTreeSet<String>) {
    let (document, broken) = DeTable::parse_recoverable(text);
    let notes = Notes::default();
    let config = office_file(Section::root(&notes, &document), known);
    let (mut found, keys) = notes.into_parts();
    if !broken.is_empty() {
        keep_only_sure(text, &mut found, &broken);
        found.extend(broken.iter().map(syntax_mistake));
    }
    if found.is_empty() {
        return (Ok(config), keys);
    }
    found.sort_by(|one, other| (one.at.start, &one.key).cmp(&(other.at.start, &other.key)));
    (Err(found.into_iter().map(|found| found.located(text)).collect()), keys)
}

/// Where the text is not TOML, the parser goes on with a guess: what then seems to be missing, or stands on a broken
/// line, is left out so that nobody mends what is not wrong.
fn keep_only_sure(text: &str, found: &mut Vec<Found>, broken: &[toml::de::Error]) {
    let line = |at: Option<usize>| at.map(|at| position(text, at).0);
    let broken: BTreeSet<_> = broken.iter().filter_map(|error| line(error.span().map(|span| span.start))).collect();
    found.retain(|mistake| {
        let on_broken_line = line(Some(mistake.at.start)).is_some_and(|line| broken.contains(&line));
        mistake.wrong != MISSING && !on_broken_line
    });
}

fn syntax_mistake(error: &toml::de::Error) -> Found {
    Found {
        at: error.span().unwrap_or(0..0),
        key: String::new(),
        wrong: format!("this is not TOML: {}", error.message().replace('\n', ", ")),
        fix: "compare the line with the commented sample; texts stand between double quotes".to_owned(),
    }
}

fn office_file(mut root: Section<'_>, known: &Known) -> Config {
    let office = office(root.section("office"), known);
    let (hours, issue_outside_hours) = office_hours(root.section("hours"));
    let services = services(&mut root, known);
    let desks = desks(&mut root, &services);
    let config = Config {
        office,
        hours,
        issue_outside_hours,
        services: services.into_iter().map(|(service, _)| service).collect(),
        desks,
        operators: people::operators(&mut root),
        screen: screen(root.section("screen")),
        printer: printer(root.section("printer")),
        lan: lan(root.section("lan")),
        log: log(root.section("log")),
    };
    root.finish();
    config
}

fn office(mut section: Section<'_>, known: &Known) -> Office {
    let fix = "add id = \"…\": small letters, digits and hyphens; never change it, the log carries it";
    let id = section.need("id", fix).and_then(|item| checks::identifier(&item)).unwrap_or_default().to_owned();
    let fix = "add name = \"…\", the office's name as visitors read it";
    let name = section.need("name", fix).and_then(|item| checks::name(&item, 60)).unwrap_or_default().to_owned();
    let body = section.get("body").filter(|item| item.text().is_none_or(|text| !text.is_empty()));
    let body = body.and_then(|item| checks::name(&item, 80)).unwrap_or_default().to_owned();
    let zone = match section.get("zone") {
        Some(item) => checks::zone(&item),
        None => TimeZone::get("Europe/Rome").ok(),
    };
    let languages = languages(&mut section, known);
    let primary_color = section.get("primary_color").and_then(|item| checks::color(&item));
    section.finish();
    Office { id, name, body, zone: zone.unwrap_or(TimeZone::UTC), languages, primary_color }
}

fn languages(section: &mut Section<'_>, known: &Known) -> Vec<Language> {
    let Some(item) = section.get("languages") else {
        let all = known.languages.iter().map(String::as_str).filter(|tag| *tag != ITALIAN);
        return [ITALIAN].into_iter().chain(all).map(Language::from).collect();
    };
    let Some(list) = item.list() else { return Vec::new() };
    if list.is_empty() {
        item.wrong("no language is offered", "name at least one, like [\"it\", \"en\", \"ar\"]");
    }
    let mut languages = Vec::new();
    for item in list {
        let Some(language) = language(&item, item.text(), known) else { continue };
        if languages.contains(&language) {
            item.wrong(format!("`{language}` stands here twice"), "remove one of them");
        } else {
            languages.push(language);
        }
    }
    languages
}

/// A language tag that exists; `tag` is what was written, `item` where.
fn language(item: &Item<'_>, tag: Option<&str>, known: &Known) -> Option<Language> {
    let tag = tag?;
    if !known.languages.is_empty() && !known.languages.iter().any(|known| known == tag) {
        let known = listed(known.languages.iter().map(String::as_str));
        item.wrong(format!("`{tag}` is not a language of this version"), format!("choose among {known}"));
        return None;
    }
    Some(Language::from(tag))
}

fn office_hours(mut section: Section<'_>) -> (Hours, bool) {
    let issue_outside_hours = section.flag_or("issue_outside_hours", false);
    let is_there = section.is_there();
    let hours = week(&mut section);
    if is_there && !issue_outside_hours && hours.week.iter().all(Vec::is_empty) {
        section.wrong("", "the office never opens", "add hours, like monday = [\"09:00-13:00\"], or remove [hours]");
    }
    section.finish();
    (if is_there { hours } else { Hours::always() }, issue_outside_hours)
}

fn week(section: &mut Section<'_>) -> Hours {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let week = days.map(|day| checks::spans(section.list(day)));
    let closed_on = section.list("closed_on").iter().filter_map(Item::date).collect();
    Hours { week, closed_on }
}

/// `[[services]]`, each with the place of its id for what is found out later.
fn services<'d>(root: &mut Section<'d>, known: &Known) -> Vec<(Service, Item<'d>)> {
    let fix = "add a [[services]] table with id, area and prefix: what visitors take numbers for";
    let Some(item) = root.need("services", fix) else { return Vec::new() };
    let list = item.list().unwrap_or_default();
    if list.is_empty() {
        item.wrong("there is no service to take a number for", fix);
    }
    let mut services: Vec<(Service, Item<'d>)> = Vec::new();
    for section in list.iter().filter_map(Item::section) {
        let Some(service) = service(section, known, &services) else { continue };
        services.push(service);
    }
    services
}

fn service<'d>(mut section: Section<'d>, known: &Known, before: &[(Service, Item<'d>)]) -> Option<(Service, Item<'d>)> {
    let id = section.need("id", "add id = \"…\", such as \"permits\"");
    // A service with a mistake in it still counts as one, so that desks which name it are not blamed too.
    let (id, item) = id.and_then(|item| item.text().map(|id| (ServiceId::from(id), item))).unzip();
    let is_identifier = item.as_ref().is_some_and(|item| checks::identifier(item).is_some());
    let fix = "add area = \"…\": legal, work, health, school or welfare";
    let area = section.need("area", fix).and_then(|item| checks::area(&item));
    let prefix = section.need("prefix", "add prefix = \"…\": one or two capital letters of its own");
    let prefix = prefix.and_then(|item| {
        let prefix = checks::prefix(&item)?;
        if let Some((other, _)) = before.iter().find(|(other, _)| *other.prefix == *prefix) {
            let wrong = format!("`{prefix}` is already the prefix of the service `{}`", other.id);
            item.wrong(wrong, "choose other letters: no two services may share them");
        }
        Some(prefix)
    });
    let name = names(&mut section, known);
    let pages = pages(&mut section, known);
    let hours = section.get("hours").and_then(|item| item.section()).map(|mut section| {
        let hours = week(&mut section);
        section.finish();
        hours
    });
    section.finish();
    let (id, item) = (id?, item?);
    if before.iter().any(|(other, _)| other.id == id) {
        item.wrong(format!("`{id}` is already the id of another service"), "choose an id of its own");
    }
    let has_name = known.named_services.is_empty() || known.named_services.iter().any(|known| known == id.as_str());
    if is_identifier && !has_name && !name.contains_key(&Language::from(ITALIAN)) {
        let wrong = format!("`{id}` has no built-in name, and no name in Italian to fall back to");
        item.wrong(wrong, "add name = { it = \"…\", en = \"…\" } to this service");
    }
    let (area, prefix) = (area.unwrap_or(Area::Legal), Arc::from(prefix.unwrap_or_default()));
    Some((Service { id, area, prefix, name, pages, hours }, item))
}

fn names(section: &mut Section<'_>, known: &Known) -> BTreeMap<Language, String> {
    let entries = section.get("name").and_then(|item| item.entries()).unwrap_or_default();
    let name = |(tag, item): (&str, Item<'_>)| {
        let text = checks::name(&item, 60).map(str::to_owned);
        language(&item, Some(tag), known).zip(text)
    };
    entries.into_iter().filter_map(name).collect()
}

fn pages(section: &mut Section<'_>, known: &Known) -> Vec<String> {
    let page = |item: Item<'_>| {
        let id = item.text()?;
        if !known.pages.is_empty() && !known.pages.iter().any(|known| known == id) {
            let fix = match similar(id, known.pages.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("choose among {}", listed(known.pages.iter().map(String::as_str))),
            };
            item.wrong(format!("there is no information page `{id}`"), fix);
        }
        Some(id.to_owned())
    };
    section.list("pages").into_iter().filter_map(page).collect()
}

fn desks(root: &mut Section<'_>, services: &[(Service, Item<'_>)]) -> Vec<Desk> {
    let fix = "add a [[desks]] table with id and services: who calls the numbers";
    let Some(item) = root.need("desks", fix) else { return Vec::new() };
    let list = item.list().unwrap_or_default();
    if list.is_empty() {
        item.wrong("there is no desk that could call a number", fix);
    }
    let mut desks: Vec<Desk> = Vec::new();
    for mut section in list.iter().filter_map(Item::section) {
        let id = section.need("id", "add id = \"…\", the number that hangs over the desk");
        let id = id.and_then(|item| checks::desk(&item).map(|id| (DeskId::from(id), item)));
        let served = section.need("services", "add services = [\"…\"], the ids of the services that it serves");
        let served = served.map(|item| desk_services(&item, services)).unwrap_or_default();
        section.finish();
        let Some((id, item)) = id else { continue };
        if desks.iter().any(|desk| desk.id == id) {
            item.wrong(format!("`{id}` is already the id of another desk"), "give each desk a number of its own");
        }
        desks.push(Desk { id, services: served });
    }
    for (service, item) in services {
        if !desks.is_empty() && !desks.iter().any(|desk| desk.services.contains(&service.id)) {
            let wrong = format!("no desk serves `{}`: whoever takes its number waits for ever", service.id);
            item.wrong(wrong, format!("add \"{}\" to the services of a desk, or remove the service", service.id));
        }
    }
    desks
}

fn desk_services(item: &Item<'_>, services: &[(Service, Item<'_>)]) -> Vec<ServiceId> {
    let Some(list) = item.list() else { return Vec::new() };
    if list.is_empty() {
        item.wrong("this desk serves nothing", "name at least one service, or remove the desk");
    }
    let mut served = Vec::new();
    for item in list {
        let Some(id) = item.text() else { continue };
        let known = || services.iter().map(|(service, _)| service.id.as_str());
        if !known().any(|known| known == id) {
            let fix = match similar(id, known()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("write the id of a [[services]] table: {}", listed(known())),
            };
            item.wrong(format!("there is no service `{id}`"), fix);
        } else if served.contains(&ServiceId::from(id)) {
            item.wrong(format!("`{id}` stands here twice"), "remove one of them");
        } else {
            served.push(ServiceId::from(id));
        }
    }
    served
}

fn screen(mut section: Section<'_>) -> Screen {
    let kinds = [
        ("auto", ScreenKind::Auto),
        ("window", ScreenKind::Window),
        ("kms", ScreenKind::Kms),
        ("virtual", ScreenKind::Virtual),
    ];
    let kind = section.get("kind").and_then(|item| checks::one_of(&item, &kinds)).unwrap_or(ScreenKind::Auto);
    let width = section.number_or("width", 1080, 480..=4096, "pixels");
    let height = section.number_or("height", 1920, 480..=4096, "pixels");
    let diagonal = section.get("diagonal_inches").and_then(|item| item.decimal(7.0..=65.0, "inches"));
    // WCAG 2.2.1 asks for 20 s at least to answer before a time limit ends something.
    let idle = section.number_or("idle_seconds", 60, 20..=600, "seconds");
    let idle_warning = section.number_or("idle_warning_seconds", 20, 20..=120, "seconds");
    let ticket_shown = section.number_or("ticket_shown_seconds", 25, 10..=300, "seconds");
    section.finish();
    let seconds = |seconds: u32| Duration::from_secs(u64::from(seconds));
    Screen {
        kind,
        width,
        height,
        diagonal_inches: diagonal.unwrap_or(15.6),
        idle: seconds(idle),
        idle_warning: seconds(idle_warning),
        ticket_shown: seconds(ticket_shown),
    }
}

fn printer(mut section: Section<'_>) -> Printer {
    let rates = "write a rate that the printer is set to: 9600, 19200, 38400, 57600 or 115200";
    let baud = section.get("baud").and_then(|item| {
        let baud = item.number(1200..=230_400, "baud")?;
        let exists = [9600, 19_200, 38_400, 57_600, 115_200].contains(&baud);
        if !exists {
            item.wrong(format!("{baud} baud is not a usual rate"), rates);
        }
        exists.then_some(baud)
    });
    let port = section.get("port").and_then(|item| checks::printer_port(&item, baud.unwrap_or(38_400)));
    let paper_mm = section.get("paper_mm").and_then(|item| {
        let width = item.number(58..=80, "mm")?;
        let exists = width == 58 || width == 80;
        if !exists {
            item.wrong(format!("paper of {width} mm is not made for ticket printers"), "write 58 or 80");
        }
        exists.then_some(width)
    });
    let paper_mm = paper_mm.unwrap_or(80);
    let dots = dots(&mut section, paper_mm);
    let (status, cut) = (section.flag_or("status", true), section.flag_or("cut", true));
    section.finish();
    Printer { port: port.unwrap_or(PrinterPort::Virtual), paper_mm, dots, status, cut }
}

fn dots(section: &mut Section<'_>, paper_mm: u32) -> u32 {
    // 203 dpi are 8 dots a mm; printers leave a margin of some mm on both sides.
    let (usual, most) = if paper_mm == 58 { (384, 432) } else { (576, 608) };
    let Some(item) = section.get("dots") else { return usual };
    let Some(dots) = item.number(256..=608, "dots") else { return usual };
    if dots > most {
        let wrong = format!("{dots} dots do not fit paper of {paper_mm} mm, which takes {most} at most");
        item.wrong(wrong, format!("write {usual}, or what the printer's manual says"));
    } else if !dots.is_multiple_of(8) {
        let wrong = format!("{dots} is not a multiple of 8, and printers take eight dots a byte");
        item.wrong(wrong, format!("write {} or what the printer's manual says", dots / 8 * 8));
    }
    dots
}

fn log(mut section: Section<'_>) -> Log {
    let keep_days = section.number_or("keep_days", 400, 31..=3660, "days");
    section.finish();
    Log { keep_days }
}

fn lan(mut section: Section<'_>) -> Lan {
    let listen = section.get("listen").and_then(|item| checks::listen(&item));
    let hosts = section.list("hosts").iter().filter_map(checks::host).map(str::to_owned).collect();
    let session = section.number_or("session_minutes", 600, 5..=1440, "minutes");
    section.finish();
    Lan {
        listen: listen.unwrap_or(([0, 0, 0, 0], 8080).into()),
        hosts,
        session: Duration::from_secs(u64::from(session) * 60),
    }
}
