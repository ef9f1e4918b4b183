//! `sportello.toml`: the commented sample is right, and every mistake is named with its place and a fix.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stderr, reason = "a test")]

use proptest::prelude::*;
use proptest::sample::Index;
use sportello::config::{Config, Known, Mistake};
use sportello::info::Library;
use sportello::locale::Locales;

const SAMPLE: &str = include_str!("../sportello.toml");

fn known() -> Known {
    let locales = Locales::load().unwrap();
    let library = Library::load(&locales).unwrap();
    Known::of(&locales, &library)
}

fn mistakes(text: &str) -> Vec<Mistake> {
    match Config::parse(text, "sportello.toml", &known()) {
        Ok(_) => Vec::new(),
        Err(unusable) => unusable.mistakes,
    }
}

/// The sample with one passage replaced. Panics if the passage is not there, so that no case can lose its point.
fn sample_with(passage: &str, replacement: &str) -> String {
    assert!(SAMPLE.contains(passage), "the sample no longer has {passage:?}");
    SAMPLE.replacen(passage, replacement, 1)
}

#[test]
fn the_sample_and_the_demonstration_are_right() {
    assert_eq!(mistakes(SAMPLE), []);
    let demonstration = include_str!("../src/config/demonstration.toml");
    assert_eq!(mistakes(demonstration), []);
}

#[test]
fn the_sample_shows_the_defaults() {
    let full = Config::parse(SAMPLE, "sportello.toml", &known()).unwrap();
    let only_needed = r#"
        [office]
        id = "example-office"
        name = "Sportello Immigrazione"
        [[services]]
        id = "permits"
        area = "legal"
        prefix = "A"
        [[desks]]
        id = "1"
        services = ["permits"]
        [[operators]]
        name = "anna"
        password_hash = "@"
    "#;
    let only_needed = only_needed.replace('@', &full.operators[0].password_hash);
    let short = Config::parse(&only_needed, "sportello.toml", &known()).unwrap();
    assert_eq!(format!("{:?}", short.screen), format!("{:?}", full.screen));
    assert_eq!(format!("{:?}", short.printer), format!("{:?}", full.printer));
    assert_eq!(format!("{:?}", short.lan), format!("{:?}", full.lan));
    assert_eq!(format!("{:?}", short.office), format!("{:?}", full.office));
    assert_eq!(short.operators[0].role, full.operators[0].role);
    assert_eq!(short.issue_outside_hours, full.issue_outside_hours);
    let noon = "2026-11-22T11:00:00Z".parse().unwrap();
    assert!(short.setup().opening(noon).is_open(), "without [hours] an office is open, on a Sunday too");
}

/// What is replaced in the sample, by what, the key that is named, and a part of what is said to be wrong and of the fix.
const CASES: &[(&str, &str, &str, &str, &str)] = &[
    ("zone = \"Europe", "zoen = \"Europe", "office.zoen", "not known", "did you mean `zone`?"),
    ("[screen]", "[scren]", "scren", "not known", "did you mean `screen`?"),
    ("prefix = \"A\"", "sound = 1\nprefix = \"A\"", "services[0].sound", "not known", "known here: area, hours, id"),
    ("id = \"example-office\"", "", "office.id", "missing", "add id"),
    ("id = \"example-office\"", "id = \"Ex ample\"", "office.id", "not an identifier", "small letters"),
    ("name = \"Sportello Immigrazione\"", "name = \" \"", "office.name", "empty", "visitors shall read"),
    ("name = \"Sportello Immigrazione\"", "name = 7", "office.name", "a whole number", "double quotes"),
    ("body = \"\"", "body = \"a\\nb\"", "office.body", "line break", "at most 80"),
    ("\"Europe/Rome\"", "\"Europe/Roma\"", "office.zone", "not a time zone", "\"Europe/Rome\""),
    ("\"Europe/Rome\"", "\"CET\"", "office.zone", "not a time zone", "IANA"),
    ("\"en\", \"ar\"]\n", "\"xx\"]\n", "office.languages[1]", "not a language of this version", "choose among it"),
    ("\"en\", \"ar\"]\n", "\"it\"]\n", "office.languages[1]", "twice", "remove"),
    ("[\"it\", \"en\", \"ar\"]\n", "[]\n", "office.languages", "no language", "at least one"),
    ("#primary_color = \"#0059b3\"", "primary_color = \"#3399ff\"", "office.primary_color", "2.94:1", "darker"),
    ("#primary_color = \"#0059b3\"", "primary_color = \"#767676\"", "office.primary_color", "3.86:1", "darker"),
    ("#primary_color = \"#0059b3\"", "primary_color = \"blue\"", "office.primary_color", "not a colour", "six"),
    ("tuesday = [\"09:00-13:00\"]", "tuesday = [\"9-13\"]", "hours.tuesday[0]", "not a span", "09:00-13:00"),
    ("tuesday = [\"09:00-13:00\"]", "tuesday = [\"13:00-09:00\"]", "hours.tuesday[0]", "ends before", "24-hour"),
    (
        "\"14:30-17:30\"]\ntuesday",
        "\"12:30-17:30\"]\ntuesday",
        "hours.monday[1]",
        "12:30-17:30 overlaps 09:00-13:00",
        "in order",
    ),
    ("\"2026-12-25\"", "\"2026-02-30\"", "hours.closed_on[0]", "not a date", "year-month-day"),
    ("issue_outside_hours = false", "issue_outside_hours = \"no\"", "hours.issue_outside_hours", "a text", "true or"),
    ("area = \"legal\"", "area = \"legall\"", "services[0].area", "none of the choices", "did you mean \"legal\"?"),
    ("prefix = \"A\"", "prefix = \"a\"", "services[0].prefix", "cannot stand before", "capital letters"),
    ("prefix = \"H\"", "prefix = \"A\"", "services[1].prefix", "prefix of the service `permits`", "other letters"),
    ("prefix = \"H\"", "", "services[1].prefix", "missing", "add prefix"),
    (
        "[[services]]\nid = \"housing\"",
        "[[services]]\nid = \"permits\"\narea = \"work\"\nprefix = \"Z\"\n[[services]]\nid = \"housing\"",
        "services[1].id",
        "another service",
        "of its own",
    ),
    ("name = { it = \"Sportello casa\",", "name = {", "services[1].id", "no built-in name", "name = { it"),
    ("en = \"Housing help\" }", "xx = \"Housing help\" }", "services[1].name.xx", "not a language", "choose among"),
    ("lavoro-subordinato-rinnovo\"", "lavoro\"", "services[0].pages[0]", "no information page", "did you mean"),
    (
        "thursday = [\"14:30-16:30\"]",
        "thursday = \"late\"",
        "services[1].hours.thursday",
        "a list is needed",
        "brackets",
    ),
    ("id = \"2\"", "id = \"desk two\"", "desks[1].id", "not a desk's number", "letters or digits"),
    ("id = \"2\"", "id = \"1\"", "desks[1].id", "another desk", "of its own"),
    ("services = [\"housing\"]", "services = [\"hosing\"]", "desks[1].services[0]", "no service", "mean \"housing\"?"),
    ("services = [\"housing\"]", "services = []", "desks[1].services", "serves nothing", "remove the desk"),
    ("[\"permits\", \"housing\"]", "[\"housing\"]", "services[0].id", "no desk serves `permits`", "add \"permits\""),
    ("name = \"anna\"", "name = \"Anna B\"", "operators[0].name", "not a sign-in name", "small letters"),
    (
        "password_hash = \"$argon2id$",
        "password_hash = \"$argon2d$",
        "operators[0].password_hash",
        "argon2id",
        "hash-password",
    ),
    ("password_hash = \"$argon2id$", "password_hash = \"secret", "operators[0].password_hash", "PHC", "hash-password"),
    ("m=19456", "m=4000000", "operators[0].password_hash", "too costly", "hash-password"),
    ("role = \"operator\"", "role = \"admin\"", "operators[0].role", "none of the choices", "\"technician\""),
    ("kind = \"auto\"", "kind = \"x11\"", "screen.kind", "none of the choices", "\"window\""),
    ("width = 1080", "width = -5", "screen.width", "-5 is outside 480 to 4096 pixels", "480 to 4096"),
    ("diagonal_inches = 15.6", "diagonal_inches = 3", "screen.diagonal_inches", "3 is outside 7 to 65", "7 to 65"),
    ("idle_seconds = 60", "idle_seconds = 19", "screen.idle_seconds", "19 is outside 20 to 600 seconds", "from 20"),
    ("idle_warning_seconds = 20", "idle_warning_seconds = 5", "screen.idle_warning_seconds", "outside 20", "from 20"),
    ("port = \"virtual\"", "port = \"lpt1\"", "printer.port", "not a printer's port", "usb:/dev/usb/lp0"),
    ("port = \"virtual\"", "port = \"tcp:host name:9100\"", "printer.port", "not a printer's port", "tcp:"),
    ("port = \"virtual\"", "port = \"usb:lp0\"", "printer.port", "not a printer's port", "usb:/dev"),
    ("baud = 38400", "baud = 14400", "printer.baud", "not a usual rate", "9600"),
    ("paper_mm = 80", "paper_mm = 70", "printer.paper_mm", "not made for ticket printers", "58 or 80"),
    ("dots = 576", "dots = 575", "printer.dots", "not a multiple of 8", "568"),
    ("paper_mm = 80", "paper_mm = 58", "printer.dots", "do not fit paper of 58 mm", "384"),
    ("listen = \"0.0.0.0:8080\"", "listen = \"8080\"", "lan.listen", "not an address", "0.0.0.0:8080"),
    ("hosts = []", "hosts = [\"http://kiosk\"]", "lan.hosts[0]", "not a host name", "without http://"),
    ("session_minutes = 600", "session_minutes = 600.5", "lan.session_minutes", "with a fraction", "without quotes"),
];

#[test]
fn each_mistake_is_named_alone_with_its_place_and_a_fix() {
    for (passage, replacement, key, wrong, fix) in CASES {
        let text = sample_with(passage, replacement);
        let found = mistakes(&text);
        let [mistake] = found.as_slice() else { panic!("{replacement:?} should be one mistake, not {found:#?}") };
        assert_eq!(mistake.key, *key, "{mistake:#?}");
        assert!(mistake.wrong.contains(wrong), "{wrong:?} is not said: {mistake:#?}");
        assert!(mistake.fix.contains(fix), "{fix:?} is not said: {mistake:#?}");
        // The place is on the line of the key that is named, or of the table that lacks it.
        let line = text.lines().nth(mistake.line - 1).unwrap();
        let last = key.rsplit('.').next().unwrap().split('[').next().unwrap();
        let missing = mistake.wrong.contains("missing");
        assert!(missing && line.starts_with('[') || !missing && line.contains(last), "{line:?} for {mistake:#?}");
        assert!(mistake.column <= line.chars().count(), "{mistake:#?}");
    }
}

#[test]
fn whole_parts_that_are_missing_are_each_asked_for() {
    let keys: Vec<_> = mistakes("").into_iter().map(|mistake| mistake.key).collect();
    assert_eq!(keys, ["desks", "office.id", "office.name", "operators", "services"]);
    let without_people = SAMPLE.split("[[operators]]").next().unwrap();
    let found = mistakes(without_people);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].key == "operators" && found[0].fix.contains("[[operators]]"), "{found:#?}");
    let closed = r#"hours = {}"#;
    let found = mistakes(closed);
    assert!(found.iter().any(|mistake| mistake.key == "hours" && mistake.wrong.contains("never opens")), "{found:#?}");
}

#[test]
fn all_mistakes_of_a_file_are_named_at_once_in_its_order() {
    let singles = ["example-office\"", "Europe/Rome\"", "prefix = \"H\"", "idle_seconds = 60", "dots = 576"];
    let wrongs = ["Example\"", "Europe/Rom\"", "prefix = \"H1\"", "idle_seconds = 6", "dots = 57"];
    let text = singles.iter().zip(wrongs).fold(SAMPLE.to_owned(), |text, (right, wrong)| {
        assert!(text.contains(right), "the sample no longer has {right:?}");
        text.replacen(right, wrong, 1)
    });
    let found = mistakes(&text);
    let keys: Vec<_> = found.iter().map(|mistake| mistake.key.as_str()).collect();
    assert_eq!(keys, ["office.id", "office.zone", "services[1].prefix", "screen.idle_seconds", "printer.dots"]);
    assert!(found.is_sorted_by_key(|mistake| mistake.line));
}

#[test]
fn text_that_is_not_toml_is_placed_and_hides_no_other_mistake() {
    let text = sample_with("prefix = \"H\"", "prefix = H").replace("idle_seconds = 60", "idle_seconds = 6");
    let found = mistakes(&text);
    let (broken, other) = (&found[0], &found[1]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(text.lines().nth(broken.line - 1).unwrap(), "prefix = H");
    assert!(broken.wrong.contains("not TOML"), "{broken:#?}");
    assert_eq!(other.key, "screen.idle_seconds");
}

#[test]
fn a_password_in_clear_is_never_repeated() {
    let text = sample_with("password_hash = \"$argon2id$", "password_hash = \"Tr0ub4dor$");
    let unusable = Config::parse(&text, "sportello.toml", &known()).unwrap_err();
    assert!(!unusable.to_string().contains("Tr0ub4dor"), "{unusable}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_upsets_the_reader(text in "\\PC{0,400}") {
        let _ = Config::parse(&text, "sportello.toml", &Known::default());
    }

    #[test]
    fn a_damaged_file_is_right_or_each_mistake_is_named_with_its_place_and_a_fix(
        demonstration: bool,
        damages in proptest::collection::vec(damage(), 1..6),
    ) {
        let whole = if demonstration { include_str!("../src/config/demonstration.toml") } else { SAMPLE };
        let text = damages.iter().fold(whole.to_owned(), |text, damage| damaged(&text, damage));
        if let Err(unusable) = Config::parse(&text, "office.toml", &Known::default()) {
            prop_assert_eq!(&unusable.file, "office.toml");
            prop_assert!(!unusable.mistakes.is_empty());
            let told = unusable.to_string();
            for mistake in &unusable.mistakes {
                let line = text.split('\n').nth(mistake.line - 1);
                prop_assert!(line.is_some(), "there is no line {}: {:?}", mistake.line, mistake);
                prop_assert!(mistake.column <= line.unwrap().chars().count() + 1, "{:?}", mistake);
                prop_assert!(!mistake.fix.is_empty() && !mistake.wrong.is_empty(), "{:?}", mistake);
                prop_assert!(!mistake.key.is_empty() || mistake.wrong.contains("not TOML"), "{:?}", mistake);
                let place = format!("office.toml:{}:{}: ", mistake.line, mistake.column);
                prop_assert!(told.contains(&place), "{} is not said: {}", place, told);
            }
        }
    }
}

/// What happens to a file that is edited by hand and in a hurry.
#[derive(Debug, Clone)]
enum Damage {
    Replace { at: Index, cut: usize, put: String },
    DropLine(Index),
    DoubleLine(Index),
    MoveLine(Index, Index),
    Value(Index, &'static str),
    Key(Index, &'static str),
}

const VALUES: &[&str] = &[
    "",
    "0",
    "-1",
    "1e400",
    "99999999999999999999",
    "nan",
    "true",
    "\"\"",
    "\"x\"",
    "[]",
    "[[]]",
    "{}",
    "[1, \"a\"]",
    "2026-02-30",
    "\"\\u0000\"",
    "\"\u{5e9}\u{202e}\"",
    "'''",
    "{ it = 1 }",
    "\"tcp::\"",
    "\"09:00-08:00\"",
    "[\"24:00-24:00\"]",
    "\"$argon2id$v=19$m=8,t=1,p=1$\"",
];
const KEYS: &[&str] = &[
    "",
    "id",
    "name",
    "\"\"",
    "a.b.c",
    "hours",
    "x y",
    "services",
    "[office]",
    "[[desks]]",
    "it",
    "monday",
    "\"\\n\"",
];

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<Index>;
    let typed = "[\\[\\]{}=\"#.,a-z0-9\n]{0,6}";
    prop_oneof![
        (index(), 0..40usize, "\\PC{0,6}").prop_map(|(at, cut, put)| Damage::Replace { at, cut, put }),
        (index(), 0..4usize, typed).prop_map(|(at, cut, put)| Damage::Replace { at, cut, put }),
        index().prop_map(Damage::DropLine),
        index().prop_map(Damage::DoubleLine),
        (index(), index()).prop_map(|(from, to)| Damage::MoveLine(from, to)),
        (index(), proptest::sample::select(VALUES)).prop_map(|(line, value)| Damage::Value(line, value)),
        (index(), proptest::sample::select(KEYS)).prop_map(|(line, key)| Damage::Key(line, key)),
    ]
}

fn damaged(text: &str, damage: &Damage) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let with_value: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].contains('=')).collect();
    match damage {
        Damage::Replace { at, cut, put } => {
            let ends = |index: usize| (index..).find(|&index| text.is_char_boundary(index)).unwrap();
            let from = ends(at.index(text.len()));
            let to = ends((from + cut).min(text.len()));
            return format!("{}{put}{}", &text[..from], &text[to..]);
        }
        Damage::DropLine(at) => drop(lines.remove(at.index(lines.len()))),
        Damage::DoubleLine(at) => lines.insert(at.index(lines.len()), lines[at.index(lines.len())].clone()),
        Damage::MoveLine(from, to) => {
            let line = lines.remove(from.index(lines.len()));
            lines.insert(to.index(lines.len() + 1), line);
        }
        Damage::Value(at, value) if !with_value.is_empty() => {
            let line = &mut lines[*at.get(&with_value)];
            *line = format!("{} = {value}", line.split('=').next().unwrap().trim());
        }
        Damage::Key(at, key) if !with_value.is_empty() => {
            let line = &mut lines[*at.get(&with_value)];
            *line = format!("{key} ={}", line.split_once('=').unwrap().1);
        }
        Damage::Value(..) | Damage::Key(..) => {}
    }
    lines.join("\n")
}
