use jiff::civil::{Date, date};

use super::*;
use crate::locale::{Locales, embedded};
use crate::queue::Area;

mod faults;
mod table;
mod words;

const TODAY: Date = date(2026, 11, 21);
const RENEWAL: &str = "permesso-lavoro-subordinato-rinnovo";

type Files = Vec<(String, String)>;

/// The embedded `locales/` tree.
fn files() -> Files {
    embedded().expect("embedded files")
}

/// The tree with a text replaced in one file, where it must occur exactly once.
fn replace(mut files: Files, path: &str, from: &str, to: &str) -> Files {
    let file = files.iter_mut().find(|(other, _)| other == path).expect(path);
    assert_eq!(file.1.matches(from).count(), 1, "`{from}` in {path}");
    file.1 = file.1.replace(from, to);
    files
}

fn load(files: &Files) -> (Locales, Library) {
    let locales = Locales::from_files(files).unwrap_or_else(|error| panic!("{error}"));
    let library = Library::from_files(files, &locales).unwrap_or_else(|error| panic!("{error}"));
    (locales, library)
}

fn page_of(files: &Files, id: &str, language: &str, today: Date) -> Page {
    let (locales, library) = load(files);
    library.page(id, locales.get(&language.into()), today).expect(id)
}

fn page(id: &str, language: &str, today: Date) -> Page {
    page_of(&files(), id, language, today)
}

/// Without the characters that only steer the direction.
fn plain(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ")
}

#[test]
fn the_library_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Library>();
    shared::<Page>();
}

#[test]
fn every_area_has_a_page() {
    let (locales, library) = load(&files());
    assert_eq!(library.areas().collect::<Vec<_>>(), Area::ALL);
    for (area, id) in [
        (Area::Legal, RENEWAL),
        (Area::Work, "did-centro-impiego"),
        (Area::Health, "ssn-iscrizione-medico"),
        (Area::School, "scuola-iscrizione"),
        (Area::Welfare, "isee-dsu"),
    ] {
        for locale in locales.all() {
            let entries = library.entries(area, locale);
            let entry = entries.iter().find(|entry| entry.id == id).expect(id);
            assert!(!entry.title.is_empty() && !entry.summary.is_empty());
            assert_ne!(entry.wording, Wording::Missing, "{id} in {}", locale.tag());
        }
    }
    assert!(library.page("no-such-page", locales.italian(), TODAY).is_none());
}

#[test]
fn every_language_shows_the_same_facts() {
    let (locales, library) = load(&files());
    for procedure in library.procedures() {
        let italian = library.page(&procedure.id, locales.italian(), TODAY).expect("a page");
        for locale in locales.all() {
            let page = library.page(&procedure.id, locale, TODAY).expect("a page");
            assert_eq!(page.title_it, italian.title);
            assert_eq!(page.documents.len(), italian.documents.len());
            assert_eq!(figures(&page), figures(&italian), "{} in {}", page.id, locale.tag());
            let lines =
                |page: &Page| -> Vec<_> { all_lines(page).into_iter().map(|line| (line.id, line.certainty)).collect() };
            assert_eq!(lines(&page), lines(&italian));
        }
    }
}

fn figures(page: &Page) -> (Vec<Option<u32>>, Vec<u32>) {
    (page.costs.iter().map(|cost| cost.amount_cents).collect(), page.totals.iter().map(|total| total.cents).collect())
}

/// Every statement of a page, whatever its kind.
fn all_lines(page: &Page) -> Vec<Line> {
    let document = |line: &DocumentLine| Line {
        id: line.id.clone(),
        text: line.text.clone(),
        note: line.note.clone(),
        certainty: line.certainty,
        ask: line.ask.clone(),
        condition: line.condition.clone(),
        condition_id: line.condition_id.clone(),
    };
    let cost = |line: &CostLine| Line {
        id: line.id.clone(),
        text: format!("{} {}", line.text, line.amount.as_deref().unwrap_or_default()),
        note: line.note.clone(),
        certainty: line.certainty,
        ask: line.ask.clone(),
        condition: line.condition.clone(),
        condition_id: line.condition_id.clone(),
    };
    (page.who.iter().cloned())
        .chain(page.where_.iter().map(|place| place.line.clone()))
        .chain(page.documents.iter().map(document))
        .chain(page.costs.iter().map(cost))
        .chain([&page.deadlines, &page.validity, &page.steps, &page.warnings].into_iter().flatten().cloned())
        .collect()
}

#[test]
fn a_total_is_added_up_for_each_alternative() {
    let page = page(RENEWAL, "it", TODAY);
    let totals: Vec<_> =
        page.totals.iter().map(|total| (plain(&total.amount), total.condition.as_deref(), total.certainty)).collect();
    let expected = [
        ("116,46 €".to_owned(), Some("permesso fino a 1 anno"), Certainty::Confirmed),
        ("126,46 €".to_owned(), Some("permesso da 1 a 2 anni"), Certainty::Confirmed),
    ];
    assert_eq!(totals, expected);
}

#[test]
fn a_new_fee_is_one_line_and_reaches_every_language() {
    let dearer = replace(files(), "facts/money.toml", "cents = 1600", "cents = 2000");
    for language in ["it", "en", "ar"] {
        let page = page_of(&dearer, RENEWAL, language, TODAY);
        assert_eq!(page.totals.iter().map(|total| total.cents).collect::<Vec<_>>(), [12046, 13046]);
        let stamp = page.documents.iter().find(|line| line.id == "document-duty-stamp").expect("the stamp");
        assert!(plain(&stamp.text).contains("20,00 €"), "{}", stamp.text);
    }
}

#[test]
fn free_services_say_so_and_have_no_total() {
    let page = page("ssn-iscrizione-medico", "en", TODAY);
    assert_eq!((page.costs[0].amount_cents, page.costs[0].amount.as_deref()), (Some(0), Some("free of charge")));
    assert!(page.totals.is_empty());
}

#[test]
fn what_is_not_certain_tells_the_reader_to_ask_in_every_language() {
    for (language, ask) in [
        ("it", "Da confermare: chiedi allo sportello"),
        ("en", "To be confirmed: ask at the desk"),
        ("ar", "معلومة غير مؤكدة: يُرجى السؤال عند الشباك"),
    ] {
        let lines = all_lines(&page(RENEWAL, language, TODAY));
        assert!(lines.iter().any(|line| line.certainty == Certainty::Uncertain));
        for line in lines {
            let expected = (line.certainty == Certainty::Uncertain).then_some(ask);
            assert_eq!(line.ask.as_deref(), expected, "{}", line.id);
        }
    }
}

/// The release gate: a cost or deadline that only unions, newspapers or private pages confirm is not certain.
#[test]
fn a_deadline_without_an_official_source_is_not_certain() {
    let apply = |files: &Files| {
        let page = page_of(files, RENEWAL, "it", TODAY);
        page.deadlines.iter().find(|line| line.id == "deadline-apply").expect("the deadline").certainty
    };
    assert_eq!(apply(&files()), Certainty::Confirmed);
    let weaker = |tier: &str| {
        replace(files(), "facts/sources.toml", "[S01]\ntier = \"A\"", &format!("[S01]\ntier = \"{tier}\""))
    };
    assert_eq!(apply(&weaker("B")), Certainty::Confirmed);
    assert_eq!(apply(&weaker("L")), Certainty::Confirmed);
    assert_eq!(apply(&weaker("C")), Certainty::Uncertain);
    assert_eq!(apply(&weaker("D")), Certainty::Uncertain);
}

#[test]
fn an_uncertain_fee_makes_the_total_uncertain() {
    let entry = "cents = 3046\nstatus = \"confirmed\"";
    let files = replace(files(), "facts/money.toml", entry, "cents = 3046\nstatus = \"to-verify\"");
    let page = page_of(&files, RENEWAL, "en", TODAY);
    assert!(page.totals.iter().all(|total| total.certainty == Certainty::Uncertain && total.ask.is_some()));
}

#[test]
fn figures_of_a_year_end_with_it() {
    let dates = |today: Date| {
        let page = page("scuola-iscrizione", "it", today);
        page.deadlines.into_iter().find(|line| line.id == "deadline-first-classes").expect("the dates")
    };
    let last = dates(date(2026, 12, 31));
    assert_ne!(last.certainty, Certainty::Expired);
    assert!(last.text.contains("2026/27") && last.text.contains("13 gennaio 2026"), "{}", last.text);
    let next = dates(date(2027, 1, 1));
    assert_eq!(next.certainty, Certainty::Expired);
    assert_eq!(next.text, "Può essere cambiato: chiedi allo sportello");
}

#[test]
fn an_expired_amount_is_hidden_and_gives_no_total() {
    let entry = "id = \"card\"\namount";
    let files =
        replace(files(), &format!("facts/{RENEWAL}.toml"), entry, "id = \"card\"\nexpires-on = 2026-11-20\namount");
    let page = page_of(&files, RENEWAL, "it", TODAY);
    let card = page.costs.iter().find(|cost| cost.id == "cost-card").expect("the card");
    assert_eq!((card.certainty, card.amount_cents, card.amount.as_deref()), (Certainty::Expired, None, None));
    assert!(page.totals.is_empty());
}

#[test]
fn years_are_counted_from_today() {
    let text = |today: Date| -> String {
        let page = page("isee-dsu", "it", today);
        all_lines(&page).into_iter().map(|line| line.text + "\n").collect()
    };
    let now = text(TODAY);
    assert!(now.contains("Redditi del 2024 (per l’ISEE del 2026)") && now.contains("31 dicembre 2026"), "{now}");
    let next = text(date(2027, 2, 1));
    assert!(next.contains("Redditi del 2025 (per l’ISEE del 2027)") && next.contains("31 dicembre 2027"), "{next}");
}

#[test]
fn arabic_has_its_own_plural_forms_inside_sentences() {
    let deadline = |days: u32| {
        let new = format!(
            "[[deadline]]\nid = \"lost-job\"\nstatus = \"confirmed\"\nsources = [\"S02\", \"S200\"]\nvalues = {{ days = {days} }}"
        );
        let old = new.replace(&format!("days = {days}"), "days = 40");
        let files = replace(files(), "facts/did-centro-impiego.toml", &old, &new);
        let page = page_of(&files, "did-centro-impiego", "ar", TODAY);
        plain(&page.deadlines.iter().find(|line| line.id == "deadline-lost-job").expect("the deadline").text)
    };
    for (days, words) in
        [(40, "خلال 40 يومًا"), (5, "خلال 5 أيام"), (2, "خلال يومين"), (120, "خلال 120 يومًا"), (103, "خلال 103 أيام")]
    {
        assert!(deadline(days).contains(words), "{days}: {}", deadline(days));
    }
}

#[test]
fn nobody_has_checked_these_pages_yet_and_they_say_so() {
    let page = page(RENEWAL, "it", TODAY);
    assert_eq!(page.freshness, Freshness::Unverified { collected_on: date(2026, 11, 21) });
    let notice = "Informazioni raccolte il 21 novembre 2026. Questo ufficio non le ha ancora controllate: chiedi allo sportello.";
    assert_eq!(page.notices, [notice]);
}

#[test]
fn a_check_is_shown_until_it_is_due_again() {
    let checked = "verified-on = 2026-11-01\nverified-by = \"operatore legale\"\nreview-by = 2027-01-30\ncollected-on";
    let files = replace(files(), &format!("facts/{RENEWAL}.toml"), "collected-on", checked);
    let fresh = page_of(&files, RENEWAL, "en", date(2027, 1, 30));
    assert_eq!(
        (fresh.freshness, fresh.verified_on),
        (Freshness::Verified { on: date(2026, 11, 1) }, Some(date(2026, 11, 1)))
    );
    assert!(fresh.notices.contains(&"Checked on 1 November 2026".to_owned()), "{:?}", fresh.notices);
    let late = page_of(&files, RENEWAL, "en", date(2027, 1, 31));
    assert_eq!(late.freshness, Freshness::Overdue { checked_on: date(2026, 11, 1) });
    let notice = "Last checked on 1 November 2026. Something may have changed: ask at the desk.";
    assert!(late.notices.contains(&notice.to_owned()), "{:?}", late.notices);
}

#[test]
fn a_page_that_needs_a_legal_check_is_held_back_until_it_is_made() {
    let path = format!("facts/{RENEWAL}.toml");
    let held = replace(files(), &path, "collected-on", "legal-check = true\ncollected-on");
    let (locales, library) = load(&held);
    assert!(library.page(RENEWAL, locales.italian(), TODAY).is_none());
    assert!(library.entries(Area::Legal, locales.italian()).is_empty());
    assert!(library.areas().all(|area| area != Area::Legal));
    let checked = "verified-on = 2026-11-01\nverified-by = \"operatore legale\"\nreview-by = 2027-01-30\ncollected-on";
    let (locales, library) = load(&replace(held, &path, "collected-on", checked));
    assert!(library.page(RENEWAL, locales.italian(), TODAY).is_some());
}

#[test]
fn related_pages_are_those_that_there_are() {
    let files =
        replace(files(), "facts/isee-dsu.toml", "\"bonus-bollette\"", "\"bonus-bollette\", \"scuola-iscrizione\"");
    let page = page_of(&files, "isee-dsu", "en", TODAY);
    assert_eq!(
        page.related,
        [Related { id: "scuola-iscrizione".into(), title: "Enrolling children at school".into() }]
    );
}

#[test]
fn sources_stand_in_order_of_how_official_they_are() {
    let page = page(RENEWAL, "it", TODAY);
    assert!(page.sources[0].starts_with("D.Lgs. 25 luglio 1998"), "{:?}", page.sources);
    assert!(page.sources.last().expect("sources").starts_with("Guide private"), "{:?}", page.sources);
    assert!(page.law[0].contains("art. 5"));
}
