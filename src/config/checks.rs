//! Judges single values: identifiers, colours, zones, hours, addresses. Each says what is wrong and how to mend it.

use std::net::SocketAddr;

use jiff::tz::TimeZone;

use super::PrinterPort;
use super::reader::{Item, similar};
use crate::queue::{Area, Span};

/// WCAG 2.2, success criterion 1.4.3: text against its background.
const CONTRAST: f64 = 4.5;

/// The darkest of the pale grounds on which the screen writes in the office's colour: `Theme.tint` of `ui/kiosk`.
const PALE: [u8; 3] = [0xe2, 0xee, 0xfa];

/// An identifier that goes into addresses and the log: small letters, digits and hyphens, at most 40.
pub(super) fn identifier<'d>(item: &Item<'d>) -> Option<&'d str> {
    let text = item.text()?;
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let fits =
        (1..=40).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('-') && !text.ends_with('-');
    if !fits {
        let fix = "use 1 to 40 small letters, digits and hyphens, like \"housing-help\"";
        item.wrong(format!("`{text}` is not an identifier"), fix);
    }
    fits.then_some(text)
}

/// What hangs over a desk: short enough to be read on the board from afar.
pub(super) fn desk<'d>(item: &Item<'d>) -> Option<&'d str> {
    let text = item.text()?;
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !fits {
        item.wrong(format!("`{text}` is not a desk's number"), "use 1 to 4 letters or digits, like \"3\" or \"2B\"");
    }
    fits.then_some(text)
}

/// The letters before a service's numbers.
pub(super) fn prefix<'d>(item: &Item<'d>) -> Option<&'d str> {
    let text = item.text()?;
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if !fits {
        item.wrong(
            format!("`{text}` cannot stand before a number"),
            "use one or two capital letters A to Z, like \"B\"",
        );
    }
    fits.then_some(text)
}

/// A proper name that is shown: something to read, on one line, not longer than fits.
pub(super) fn name<'d>(item: &Item<'d>, most: usize) -> Option<&'d str> {
    let text = item.text()?;
    let length = text.chars().count();
    if text.trim().is_empty() {
        item.wrong("it is empty", "write the name that visitors shall read");
        return None;
    }
    if length > most || text.chars().any(char::is_control) {
        let wrong = format!("{length} characters, or a line break in it, do not fit the screen and the paper");
        item.wrong(wrong, format!("write at most {most} characters on one line"));
        return None;
    }
    Some(text.trim())
}

pub(super) fn area(item: &Item<'_>) -> Option<Area> {
    one_of(item, &Area::ALL.map(|area| (area.as_str(), area)))
}

/// A word out of a fixed few.
pub(super) fn one_of<T: Copy>(item: &Item<'_>, choices: &[(&'static str, T)]) -> Option<T> {
    let text = item.text()?;
    let chosen = choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
    if chosen.is_none() {
        let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let meant = similar(text, choices.iter().map(|(word, _)| *word));
        let meant = meant.map(|word| format!(" (did you mean \"{word}\"?)")).unwrap_or_default();
        item.wrong(format!("`{text}` is none of the choices"), format!("write one of {}{meant}", words.join(", ")));
    }
    chosen
}

/// An IANA zone, from the copy of the database that the program carries.
pub(super) fn zone(item: &Item<'_>) -> Option<TimeZone> {
    let text = item.text()?;
    match TimeZone::get(text) {
        Ok(zone) if text.contains('/') || text == "UTC" => Some(zone),
        _ => {
            // Names without a region (`CET`) are leftovers that follow no place's law.
            let names: Vec<_> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
            let places = names.iter().map(String::as_str).filter(|name| name.contains('/'));
            let fix = match similar(text, places) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => "write an IANA zone, like \"Europe/Rome\"".to_owned(),
            };
            item.wrong(format!("`{text}` is not a time zone of the IANA database"), fix);
            None
        }
    }
}

/// `#RRGGBB`, dark enough for white text on it, and for text of it on a pale key.
pub(super) fn color(item: &Item<'_>) -> Option<[u8; 3]> {
    let text = item.text()?;
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
    let channel = |from: usize| digits.and_then(|digits| u8::from_str_radix(&digits[from..from + 2], 16).ok());
    let (Some(red), Some(green), Some(blue)) = (channel(0), channel(2), channel(4)) else {
        item.wrong(format!("`{text}` is not a colour"), "write # and six hexadecimal digits, like \"#0066cc\"");
        return None;
    };
    let rgb = [red, green, blue];
    let (white, pale) = (contrast_with_white(rgb), contrast_with_white(rgb) / contrast_with_white(PALE));
    let wrong = if white < CONTRAST {
        format!("white text on {text} has a contrast of {white:.2}:1, which many visitors cannot read")
    } else if pale < CONTRAST {
        format!("letters of {text} on a pale key have a contrast of {pale:.2}:1, which many visitors cannot read")
    } else {
        return Some(rgb);
    };
    item.wrong(wrong, format!("choose a darker colour, with at least {CONTRAST}:1 (WCAG 1.4.3)"));
    None
}

/// The contrast ratio between an sRGB colour and white, 1.0 to 21.0, by WCAG 2.2's definition of relative luminance.
pub fn contrast_with_white([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    1.05 / (luminance + 0.05)
}

/// The spans of one day: each of the right form, in order, without overlap.
pub(super) fn spans(day: Vec<Item<'_>>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for item in day {
        let Some(text) = item.text() else { continue };
        let span: Span = match text.parse() {
            Ok(span) => span,
            Err(error) => {
                let fix = "write from and to on a 24-hour clock, like \"09:00-13:00\"; \"24:00\" ends the day";
                item.wrong(error_without_fix(&error), fix);
                continue;
            }
        };
        if let Some(before) = spans.last()
            && before.to.is_none_or(|to| span.from < to)
        {
            let wrong = format!("{span} overlaps {before} or comes before it");
            item.wrong(wrong, "list the spans of a day in order, each beginning when or after the one before ends");
            continue;
        }
        spans.push(span);
    }
    spans
}

fn error_without_fix(error: &crate::queue::InvalidSpan) -> String {
    let text = error.to_string();
    text.split(';').next().unwrap_or(&text).to_owned()
}

/// Where the printer is: `virtual`, `tcp:HOST:PORT`, `usb:/dev/usb/lp0` or `serial:/dev/ttyUSB0`.
pub(super) fn printer_port(item: &Item<'_>, baud: u32) -> Option<PrinterPort> {
    const FIX: &str = "write \"virtual\", \"tcp:192.168.1.50:9100\", \"usb:/dev/usb/lp0\" or \"serial:/dev/ttyUSB0\"";
    let text = item.text()?;
    let device = |path: &str| path.starts_with("/dev/").then(|| path.into());
    let port = match text.split_once(':') {
        None if text == "virtual" => Some(PrinterPort::Virtual),
        Some(("tcp", address)) => tcp(address),
        Some(("usb", path)) => device(path).map(|path| PrinterPort::Usb { path }),
        Some(("serial", path)) => device(path).map(|path| PrinterPort::Serial { path, baud }),
        _ => None,
    };
    if port.is_none() {
        item.wrong(format!("`{text}` is not a printer's port"), FIX);
    }
    port
}

fn tcp(address: &str) -> Option<PrinterPort> {
    let (host, port) = address.rsplit_once(':').unwrap_or((address, "9100"));
    let port = port.parse().ok().filter(|port| *port != 0)?;
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_address = address.is_some_and(|host| host.parse::<std::net::Ipv6Addr>().is_ok());
    (is_address || is_host(host)).then(|| PrinterPort::Tcp { host: address.unwrap_or(host).to_owned(), port })
}

/// A host name or IPv4 address (RFC 1123).
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

/// A name that browsers may use for the kiosk.
pub(super) fn host<'d>(item: &Item<'d>) -> Option<&'d str> {
    let text = item.text()?;
    let fits = is_host(text);
    if !fits {
        let fix = "write only the name, without http:// and port, like \"sportello.comune.example\"";
        item.wrong(format!("`{text}` is not a host name"), fix);
    }
    fits.then_some(text)
}

pub(super) fn listen(item: &Item<'_>) -> Option<SocketAddr> {
    let text = item.text()?;
    let address = text.parse::<SocketAddr>().ok().filter(|address| address.port() != 0);
    if address.is_none() {
        let fix = "write an address of this machine and a port, like \"0.0.0.0:8080\" (every network) or \"127.0.0.1:8080\" (this machine only)";
        item.wrong(format!("`{text}` is not an address to listen on"), fix);
    }
    address
}
