//! How far words are translated, and that they carry no figures of their own.

use super::super::translation::fingerprint;
use super::*;

#[test]
fn a_draft_says_so_in_its_language() {
    for (language, notice) in [
        ("en", "Draft: this text has not been reviewed yet. Ask at the desk."),
        ("ar", "مسودة: لم تتم مراجعة هذا النص بعد. يُرجى السؤال عند الشباك."),
    ] {
        let page = page_of(&stamped(files()), RENEWAL, language, TODAY);
        assert_eq!((page.wording, page.notices[0].as_str()), (Wording::Draft, notice));
    }
    assert_eq!(page(RENEWAL, "it", TODAY).wording, Wording::Original);
}

/// The tree with every translation marked as made from the present Italian words.
fn stamped(files: Files) -> Files {
    let prints: Vec<(String, String)> = (files.iter())
        .filter_map(|(path, text)| {
            Some((path.strip_prefix("it/info/")?.strip_suffix(".ftl")?.to_owned(), fingerprint(text)))
        })
        .collect();
    let state = |(path, text): (String, String)| {
        if !path.ends_with("/info/state.toml") {
            return (path, text);
        }
        let entry = |(page, print): &(String, String)| format!("[{page}]\nstate = \"draft\"\nbased-on = \"{print}\"\n");
        (path, prints.iter().map(entry).collect())
    };
    files.into_iter().map(state).collect()
}

#[test]
fn a_reviewed_page_needs_no_notice_about_its_words() {
    let state = "[permesso-lavoro-subordinato-rinnovo]\nstate = \"draft\"";
    let files = replace(stamped(files()), "ar/info/state.toml", state, &state.replace("draft", "reviewed"));
    let page = page_of(&files, RENEWAL, "ar", TODAY);
    assert_eq!((page.wording, page.notices.len()), (Wording::Reviewed, 1));
}

#[test]
fn a_translation_is_outdated_when_the_italian_words_change() {
    let path = format!("it/info/{RENEWAL}.ftl");
    let changed = replace(stamped(files()), &path, "Copia, fronte e retro.", "Copia a colori, fronte e retro.");
    let page = page_of(&changed, RENEWAL, "en", TODAY);
    assert_eq!(page.wording, Wording::Outdated);
    assert_eq!(page.notices[0], "The Italian page is newer than this one. Ask at the desk.");
    let (locales, library) = load(&changed);
    let stale = library.stale(&locales);
    let words = &changed.iter().find(|(other, _)| *other == path).expect("the page").1;
    assert!(stale.iter().all(|stale| stale.page == RENEWAL && stale.fingerprint == fingerprint(words)));
    assert_eq!(stale.iter().map(|stale| stale.language.as_str()).collect::<Vec<_>>(), ["en", "ar"]);
}

#[test]
fn comments_and_empty_lines_make_no_translation_outdated() {
    assert_eq!(fingerprint("# note\ntitle = A\n\nb = C  \n"), fingerprint("title = A\nb = C\n"));
    assert_ne!(fingerprint("title = A\n"), fingerprint("title = B\n"));
}

#[test]
fn words_that_a_translation_lacks_are_shown_in_italian() {
    let path = format!("ar/info/{RENEWAL}.ftl");
    let files = replace(stamped(files()), &path, "cost-card = بطاقة التصريح الإلكترونية\n", "");
    let page = page_of(&files, RENEWAL, "ar", TODAY);
    let card = page.costs.iter().find(|cost| cost.id == "cost-card").expect("the card");
    assert_eq!((card.text.as_str(), page.wording), ("Tessera elettronica del permesso", Wording::Outdated));
}

#[test]
fn a_page_without_a_translation_is_in_italian_and_says_so() {
    let mut files = stamped(files());
    files.retain(|(path, _)| path != &format!("en/info/{RENEWAL}.ftl"));
    let state = files.iter_mut().find(|(path, _)| path == "en/info/state.toml").expect("the states");
    state.1 = state.1.split_inclusive("\n[").filter(|entry| !entry.starts_with(RENEWAL)).collect();
    let page = page_of(&files, RENEWAL, "en", TODAY);
    assert_eq!((page.wording, page.title.as_str()), (Wording::Missing, "Rinnovo del permesso per lavoro subordinato"));
    assert_eq!(page.notices[0], "This page is in Italian.");
    // Dates and fees in an Italian sentence are Italian, the shared vocabulary stays in the reader's language.
    assert_eq!(page.documents[0].text, "Residence permit (permesso di soggiorno)");
    assert_eq!(page.deadlines[0].text, "Fai domanda almeno 60 giorni prima della scadenza.");
}

/// Figures are values: no sentence has a number typed into it, but for names that have digits.
#[test]
fn no_figure_is_typed_into_a_sentence() {
    const NAMES: [&str; 4] = ["730", "E02", "S1", "art. 19 comma 2 d-bis"];
    let mut typed = Vec::new();
    for (path, text) in files().iter().filter(|(path, _)| path.contains("/info/") && path.ends_with(".ftl")) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let words = line.split_once(" = ").map_or(line, |(_, words)| words);
            let words = NAMES.iter().fold(words.to_owned(), |words, name| words.replace(name, ""));
            if words.chars().any(char::is_numeric) {
                typed.push(format!("{path}: {line}"));
            }
        }
    }
    assert!(typed.is_empty(), "{}", typed.join("\n"));
}
