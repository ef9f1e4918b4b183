//! What must not load, and that everything wrong is said at once.

use super::*;

/// What is said about a tree that must not load.
fn faults(files: &Files) -> String {
    let locales = Locales::from_files(files).unwrap_or_else(|error| panic!("{error}"));
    Library::from_files(files, &locales).expect_err("this must not load").to_string()
}

fn renewal(from: &str, to: &str) -> String {
    faults(&replace(files(), &format!("facts/{RENEWAL}.toml"), from, to))
}

#[track_caller]
fn says(text: &str, problem: &str) {
    assert!(text.contains(problem), "`{problem}` is not in:\n{text}");
}

#[test]
fn references_lead_somewhere() {
    let renewal_id = "id = \"still-working\"\nstatus = \"confirmed\"\nsources = [\"S01\"]";
    says(&renewal(renewal_id, &renewal_id.replace("S01", "S999")), "`who-still-working`: there is no source `S999`");
    says(&renewal("\"dimora-abituale\", ", "\"no-such-page\", "), "related `no-such-page` is no other page");
    says(&renewal("condition = \"if-domestic-worker\"", "condition = \"if-rich\""), "there is no condition `if-rich`");
    says(&renewal("shared = \"pay-slips\"", "shared = \"pay-slip\""), "there is no shared document `pay-slip`");
    says(&renewal("office = \"ente-patronato\"", "office = \"ente-x\""), "there is no office `ente-x`");
    let amount = "amount = { money = \"postal-kit-fee\" }";
    says(&renewal(amount, "amount = { money = \"kit\" }"), "`cost-postal-fee`: there is no amount `kit` in money.toml");
}

#[test]
fn a_page_that_is_written_is_no_longer_planned() {
    let text = faults(&replace(files(), "facts/planned.toml", "pages = [", "pages = [\n    \"isee-dsu\","));
    says(&text, "facts/planned.toml: `isee-dsu` is written: take it off");
}

#[test]
fn a_confirmed_fact_has_a_source() {
    says(&renewal("sources = [\"S324\"]\n", ""), "`validity-open-ended` is confirmed by no source");
}

#[test]
fn keys_and_areas_are_known() {
    let text = renewal("area = \"legal\"", "area = \"magic\"");
    says(&text, &format!("locales/facts/{RENEWAL}.toml"));
    says(&text, "magic");
    says(&renewal("icon = \"permit\"", "icon = \"permit\"\ncolour = \"red\""), "colour");
    says(&renewal("days = 60 }\n\n[[validity]]", "days = 60 }\nstats = 1\n\n[[validity]]"), "stats");
}

#[test]
fn a_conditional_cost_is_extra_or_an_alternative() {
    let child = "condition = \"per-child-under-14\"\namount = { money = \"permit-card\" }\nextra = true";
    says(
        &renewal(child, &child.replace("extra = true", "extra = false")),
        "is paid only in the case `per-child-under-14`",
    );
}

#[test]
fn italian_has_exactly_the_words_that_the_facts_ask_for() {
    let path = format!("it/info/{RENEWAL}.ftl");
    let text = faults(&replace(files(), &path, "cost-card = ", "cost-cart = "));
    says(&text, &format!("locales/{path}: `cost-card` is missing"));
    says(&text, &format!("locales/{path}: `cost-cart` belongs to no fact"));
}

#[test]
fn words_take_exactly_the_values_of_the_facts() {
    let path = format!("it/info/{RENEWAL}.ftl");
    let text = faults(&replace(files(), &path, "almeno { $days } giorni", "almeno { $weeks } settimane"));
    says(&text, "`deadline-apply` takes `$weeks`, which the facts do not give");
    says(&text, "`deadline-apply` does not take `$days`, which the facts give");
    let path = format!("en/info/{RENEWAL}.ftl");
    let text = faults(&replace(files(), &path, "at least { $days } days", "at least some days"));
    says(&text, &format!("locales/{path}: `deadline-apply` does not take `$days`"));
}

#[test]
fn a_figure_of_a_year_names_the_year() {
    let text = faults(&replace(files(), "it/info/scuola-iscrizione.ftl", "Dati del { $year }. ", ""));
    says(&text, "`deadline-first-classes` does not take `$year`, which the facts give");
}

#[test]
fn the_shared_vocabulary_has_words() {
    let text = faults(&replace(files(), "facts/documents.toml", "message = \"doc-iban\"", "message = \"doc-ibam\""));
    says(&text, "locales/facts/documents.toml: `iban`: Italian has no message `doc-ibam`");
    let text = faults(&replace(files(), "facts/conditions.toml", "values = { age = 14 }", "values = { years = 14 }"));
    says(&text, "message `per-child-under-14` takes `$age`, which the facts do not give");
}

#[test]
fn a_translation_has_a_state_and_nothing_of_its_own() {
    let path = format!("ar/info/{RENEWAL}.ftl");
    says(
        &faults(&replace(files(), &path, "cost-card = ", "cost-cart = ")),
        &format!("locales/{path}: Italian has no `cost-cart`"),
    );
    let text = faults(&replace(files(), "ar/info/state.toml", "[isee-dsu]", "[isee]"));
    says(&text, "locales/ar/info/state.toml: `isee-dsu` is missing");
    says(&text, "locales/ar/info/state.toml: `isee` has no words to be in a state");
    let mut files = files();
    files.push(("it/info/bonus.ftl".to_owned(), "title = Bonus\n".to_owned()));
    says(&faults(&files), "locales/it/info/bonus.ftl: there is no facts/bonus.toml");
}

#[test]
fn a_check_has_a_day_a_role_and_an_end() {
    says(&renewal("collected-on", "verified-on = 2026-11-01\ncollected-on"), "come together");
    let late = "verified-on = 2026-11-01\nverified-by = \"operatore legale\"\nreview-by = 2027-01-31\ncollected-on";
    says(&renewal("collected-on", late), "legal pages at most 90 days");
}

#[test]
fn everything_wrong_is_said_at_once() {
    let files = replace(files(), &format!("facts/{RENEWAL}.toml"), "\"dimora-abituale\", ", "\"no-such-page\", ");
    let files = replace(files, "it/info/isee-dsu.ftl", "step-sign = ", "step-sing = ");
    let files = replace(files, "facts/money.toml", "sources = [\"S46\", \"S90\", \"S346\"]", "sources = [\"S0\"]");
    let text = faults(&files);
    for problem in ["`no-such-page`", "`step-sign` is missing", "there is no source `S0`"] {
        says(&text, problem);
    }
}
