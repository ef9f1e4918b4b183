use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Weekday, date, time};
use swash::FontRef;

use super::*;

fn locales() -> Locales {
    Locales::load().unwrap_or_else(|error| panic!("{error}"))
}

fn locale(tag: &str) -> Locale {
    let locales = locales();
    assert!(locales.has(&tag.into()), "there is no language `{tag}`");
    locales.get(&tag.into()).clone()
}

/// A `locales/` tree of two languages with the given Italian messages.
fn tree(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let description = |bcp47: &str, direction: &str| {
        format!(
            "endonym = \"X\"\nbcp47 = \"{bcp47}\"\ndirection = \"{direction}\"\nfonts = [\"Noto Sans\"]\norder = 1\n"
        )
    };
    let fixed = [("it/language.toml", description("it", "ltr")), ("ar/language.toml", description("ar", "rtl"))];
    let own = |path: &str| files.iter().any(|(other, _)| *other == path);
    (fixed.into_iter().filter(|(path, _)| !own(path)).map(|(path, text)| (path.to_owned(), text)))
        .chain(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
        .collect()
}

fn faults(files: &[(&str, &str)]) -> String {
    Locales::from_files(&tree(files)).expect_err("this must not load").to_string()
}

#[test]
fn languages_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Locales>();
    shared::<Locale>();
}

/// Message ids of a language by file, with the values that each takes.
fn messages(locale: &Locale) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let mut files: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (id, file, placeables) in locale.messages() {
        files.entry(file.to_owned()).or_default().insert(id.to_owned(), placeables.clone());
    }
    files
}

#[test]
fn every_language_has_the_same_messages_with_the_same_values() {
    let locales = locales();
    let italian = messages(locales.italian());
    assert!(italian.contains_key("core"));
    for locale in locales.all() {
        let own = messages(locale);
        for (file, wanted) in &italian {
            // The console is for the staff; it is in the languages that have a file for it.
            if file == "console" && !own.contains_key(file) {
                continue;
            }
            let there = own.get(file).cloned().unwrap_or_default();
            let missing: Vec<_> = wanted.keys().filter(|id| !there.contains_key(*id)).collect();
            let surplus: Vec<_> = there.keys().filter(|id| !wanted.contains_key(*id)).collect();
            let tag = locale.tag();
            assert!(
                missing.is_empty() && surplus.is_empty(),
                "{tag}/{file}.ftl lacks {missing:?}, has too {surplus:?}"
            );
            for (id, placeables) in wanted {
                assert_eq!(&there[id], placeables, "{tag}/{file}.ftl: values of `{id}`");
            }
        }
        let unknown: Vec<_> = own.keys().filter(|file| !italian.contains_key(*file)).collect();
        assert!(unknown.is_empty(), "Italian has no {unknown:?}");
    }
}

#[test]
fn the_console_is_in_italian_and_english_if_there_is_one() {
    let locales = locales();
    if messages(locales.italian()).contains_key("console") {
        assert!(messages(locales.get(&"en".into())).contains_key("console"));
    }
}

/// Whether a character is drawn at all. Joiners, isolates and the like steer the drawing of others.
fn is_drawn(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Characters that some weight of no family of the stack has.
fn undrawable(locale: &Locale, text: &str) -> BTreeSet<char> {
    let has = |font: &fonts::Font, character: char| {
        FontRef::from_index(font.bytes, 0).is_some_and(|font| font.charmap().map(character) != 0)
    };
    let covers = |family: &String, character: char| {
        fonts::all().iter().filter(|font| font.family == family).all(|font| has(font, character))
    };
    let characters: BTreeSet<char> = text.chars().filter(|character| is_drawn(*character)).collect();
    characters.into_iter().filter(|c| !locale.fonts().iter().any(|family| covers(family, *c))).collect()
}

#[test]
fn every_character_of_every_language_has_a_glyph_in_its_fonts() {
    let locales = locales();
    let files = embedded().expect("embedded files");
    let words = |text: &str| -> String { text.lines().filter(|line| !line.starts_with('#')).collect() };
    for locale in locales.all() {
        let folder = format!("{}/", locale.tag());
        for (path, text) in &files {
            // The facts name laws, sources and values that pages show in every language.
            if path.starts_with(&folder) || path.starts_with("facts/") {
                let missing = undrawable(locale, &words(text));
                assert!(missing.is_empty(), "{path}: the fonts of {} have no {missing:?}", locale.tag());
            }
        }
        let mut made = locale.money(123_456);
        for month in 1..=12 {
            made += &locale.long_date(date(2026, month, 21));
        }
        for weekday in Weekday::Monday.cycle_forward().take(7) {
            made += &(locale.weekday(weekday) + &locale.weekday_short(weekday));
        }
        assert_eq!(undrawable(locale, &made), BTreeSet::new(), "dates and amounts of {}", locale.tag());
    }
}

#[test]
fn the_glyph_check_finds_what_no_font_has() {
    assert_eq!(undrawable(&locale("it"), "aș中\u{2066}"), BTreeSet::from(['中']));
    assert_eq!(undrawable(&locale("it"), "مكتب"), "مكتب".chars().collect());
}

#[test]
fn fonts_are_what_they_are_called() {
    use swash::{StringId, Weight};
    for font in fonts::all() {
        let face = FontRef::from_index(font.bytes, 0).expect("a font");
        let names = face.localized_strings();
        let name = |id| names.find_by_id(id, Some("en")).map(|name| name.to_string());
        let family = name(StringId::TypographicFamily).or_else(|| name(StringId::Family));
        assert_eq!(family.as_deref(), Some(font.family), "{}", font.file);
        assert_eq!(face.attributes().weight(), Weight(font.weight), "{}", font.file);
    }
}

#[test]
fn dates_have_the_month_in_words_and_latin_digits() {
    let day = date(2026, 11, 21);
    assert_eq!(locale("it").long_date(day), "21 novembre 2026");
    assert_eq!(locale("en").long_date(day), "21 November 2026");
    assert_eq!(locale("ar").long_date(day), "21 نوفمبر 2026");
    // The languages that are to follow, by their tags for formats.
    for (tag, written) in [
        ("fr", "21 novembre 2026"),
        ("es", "21 de noviembre de 2026"),
        ("ro", "21 noiembrie 2026"),
        ("sq", "21 nëntor 2026"),
        ("uk", "21 листопада 2026\u{202f}р."),
        ("zh-Hans", "2026年11月21日"),
        ("bn", "21 নভেম্বর, 2026"),
        ("ur", "21 نومبر، 2026"),
        ("pa-Guru", "21 ਨਵੰਬਰ 2026"),
    ] {
        assert_eq!(dates::Dates::new(tag).expect(tag).long(day), written, "{tag}");
    }
}

#[test]
fn weekdays_are_named() {
    assert_eq!(locale("it").weekday(Weekday::Monday), "lunedì");
    assert_eq!(locale("it").weekday_short(Weekday::Sunday), "dom");
    assert_eq!(locale("en").weekday_short(Weekday::Friday), "Fri");
    assert_eq!(locale("ar").weekday(Weekday::Thursday), "الخميس");
}

#[test]
fn times_have_24_hours_in_every_language() {
    for locale in locales().all() {
        assert_eq!(locale.time(time(14, 5, 59, 0)), "14:05");
        assert_eq!(locale.time(time(9, 0, 0, 0)), "09:00");
    }
}

#[test]
fn amounts_are_written_the_italian_way() {
    let italian = locale("it");
    for (cents, written) in [
        (1600, "16,00 €"),
        (0, "0,00 €"),
        (5, "0,05 €"),
        (11646, "116,46 €"),
        (850_000, "8.500,00 €"),
        (123_456_789, "1.234.567,89 €"),
    ] {
        assert_eq!(italian.money(cents), written.replace(' ', "\u{a0}"));
    }
    assert_eq!(locale("en").money(1600), "16,00\u{a0}€");
    assert_eq!(locale("ar").money(1600), "\u{2066}16,00\u{a0}€\u{2069}");
}

#[test]
fn arabic_counts_by_its_six_categories() {
    let arabic = locale("ar");
    let days = |n: u32| arabic.format("duration-days", &Args::new().set("n", n)).replace(['\u{2068}', '\u{2069}'], "");
    for (n, written) in [
        (0, "0 يوم"),
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (10, "10 أيام"),
        (11, "11 يومًا"),
        (60, "60 يومًا"),
        (99, "99 يومًا"),
        (100, "100 يوم"),
        (102, "102 يوم"),
        (103, "103 أيام"),
        (111, "111 يومًا"),
    ] {
        assert_eq!(days(n), written, "{n}");
    }
}

/// Every number chooses the form that ICU4X says, in all languages that are there or to follow.
#[test]
fn plural_forms_follow_cldr() {
    use icu_plurals::{PluralCategory, PluralRules};
    let message = "n =\n    { $n ->\n        [zero] zero { $n }\n        [one] one { $n }\n        [two] two { $n }\n        \
                   [few] few { $n }\n        [many] many { $n }\n       *[other] other { $n }\n    }\n";
    for tag in ["it", "en", "fr", "es", "ro", "sq", "uk", "ar", "zh-Hans", "bn", "ur", "pa-Guru"] {
        let description =
            format!("endonym = \"X\"\nbcp47 = \"{tag}\"\ndirection = \"ltr\"\nfonts = [\"Noto Sans\"]\norder = 1\n");
        let files = tree(&[("it/a.ftl", message), ("xx/language.toml", &description), ("xx/a.ftl", message)]);
        let locales = Locales::from_files(&files).expect(tag);
        let locale = locales.get(&"xx".into());
        let icu: icu_locale_core::Locale = tag.parse().expect(tag);
        let rules = PluralRules::try_new_cardinal((&icu).into()).expect(tag);
        for n in 0..=1200_u32 {
            let category = match rules.category_for(n) {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            };
            assert_eq!(locale.format("n", &Args::new().set("n", n)), format!("{category} {n}"), "{tag}");
        }
    }
}

#[test]
fn numbers_choose_italian_and_english_forms() {
    let days = |tag: &str, n: u32| locale(tag).format("duration-days", &Args::new().set("n", n));
    assert_eq!((days("it", 1), days("it", 60)), ("1 giorno".to_owned(), "60 giorni".to_owned()));
    assert_eq!((days("en", 1), days("en", 60)), ("1 day".to_owned(), "60 days".to_owned()));
}

#[test]
fn values_are_isolated_in_right_to_left_languages_only() {
    let files = tree(&[("it/a.ftl", "go = Vai a { $label }\n"), ("ar/a.ftl", "go = إلى { $label }\n")]);
    let locales = Locales::from_files(&files).expect("loads");
    let args = Args::new().set("label", "B042");
    assert_eq!(locales.italian().format("go", &args), "Vai a B042");
    assert_eq!(locales.get(&"ar".into()).format("go", &args), "إلى \u{2068}B042\u{2069}");
}

#[test]
fn what_a_language_lacks_is_said_in_italian() {
    let files = tree(&[("it/a.ftl", "one = uno\n    .hint = aiuto\nback = Indietro\n"), ("ar/a.ftl", "back = رجوع\n")]);
    let locales = Locales::from_files(&files).expect("loads");
    let arabic = locales.get(&"ar".into());
    assert_eq!((arabic.text("back"), arabic.text("one")), ("رجوع".to_owned(), "uno".to_owned()));
    assert_eq!(arabic.text("one.hint"), "aiuto");
    assert!(arabic.has("back") && !arabic.has("one"));
    assert_eq!(arabic.text("no-such-message"), "no-such-message");
}

#[test]
fn a_tag_with_a_region_finds_its_language() {
    let locales = locales();
    assert_eq!(locales.get(&"ar-EG".into()).tag().as_str(), "ar");
    assert_eq!(locales.get(&"xx".into()).tag().as_str(), "it");
}

#[test]
fn a_malformed_file_is_named_with_its_line() {
    let text = faults(&[("it/kiosk.ftl", "good = bene\n\n# note\nbad { = male\n"), ("ar/kiosk.ftl", "x = { $n\n")]);
    assert!(text.contains("locales/it/kiosk.ftl, line 4: "), "{text}");
    assert!(
        text.contains("locales/ar/kiosk.ftl, line 1: ") || text.contains("locales/ar/kiosk.ftl, line 2: "),
        "{text}"
    );
}

#[test]
fn a_message_that_occurs_twice_is_named_with_both_files() {
    let text = faults(&[("it/a.ftl", "back = Indietro\n"), ("it/b.ftl", "x = y\nback = Torna\n")]);
    assert!(text.contains("locales/it/b.ftl, line 2: `back` is also in locales/it/a.ftl"), "{text}");
    // The words of pages are a space of ids of their own.
    let pages = tree(&[("it/info/one.ftl", "title = Uno\n"), ("it/info/two.ftl", "title = Due\n")]);
    assert!(Locales::from_files(&pages).is_ok());
}

#[test]
fn a_wrong_description_is_named_with_what_is_wrong() {
    let description = "endonym = \"X\"\nbcp47 = \"xx!\"\ndirection = \"ltr\"\nfonts = [\"Comic\"]\norder = 1\n";
    let text = faults(&[("xx/language.toml", description), ("yy/kiosk.ftl", "a = b\n")]);
    assert!(text.contains("locales/xx/language.toml: there is no embedded font family `Comic`"), "{text}");
    assert!(text.contains("`xx!`"), "{text}");
    assert!(text.contains("locales/yy/language.toml: is missing"), "{text}");
    let text = faults(&[("zz/language.toml", "endonym = 3\n")]);
    assert!(text.contains("locales/zz/language.toml") && text.contains("endonym"), "{text}");
}

#[test]
fn there_must_be_italian() {
    let files = tree(&[]).into_iter().filter(|(path, _)| !path.starts_with("it/")).collect::<Vec<_>>();
    let text = Locales::from_files(&files).expect_err("no Italian").to_string();
    assert!(text.contains("there is no folder `it`"), "{text}");
}

#[test]
fn a_new_folder_is_a_new_language() {
    let sqi = "endonym = \"Shqip\"\nbcp47 = \"sq\"\ndirection = \"ltr\"\nfonts = [\"Titillium Web\", \"Noto Sans\"]\norder = 0\n";
    let files = tree(&[("it/a.ftl", "back = Indietro\n"), ("sq/language.toml", sqi), ("sq/a.ftl", "back = Mbrapa\n")]);
    let locales = Locales::from_files(&files).expect("loads");
    let first = locales.all().next().expect("a language");
    assert_eq!((first.tag().as_str(), first.endonym()), ("sq", "Shqip"));
    assert_eq!(
        (first.text("back"), first.long_date(date(2026, 11, 21))),
        ("Mbrapa".to_owned(), "21 nëntor 2026".to_owned())
    );
}
