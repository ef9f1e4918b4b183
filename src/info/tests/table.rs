//! The facts of each page, typed a second time from the register of facts: one row a statement, with how certain it may
//! look, its sources, and the figures that its words must carry. A fact that is changed must be changed here too, on
//! purpose.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const SURE: Certainty = Certainty::Confirmed;
const ASK: Certainty = Certainty::Uncertain;

/// Statement, certainty on 21 November 2026, sources, figures.
type Row = (&'static str, Certainty, &'static str, &'static [&'static str]);

const RENEWAL_ROWS: &[Row] = &[
    ("who-still-working", SURE, "S01", &[]),
    ("where-post", SURE, "S10 S62", &[]),
    ("where-help", SURE, "S10 S62", &[]),
    ("document-permit", SURE, "S62 S63", &[]),
    ("document-passport", SURE, "S62", &[]),
    ("document-tax-code", SURE, "S62 S63", &[]),
    ("document-hiring", SURE, "S62 S63", &["UNILAV"]),
    ("document-income", SURE, "S62 S63", &["CU", "730", "Redditi"]),
    ("document-pay-slips", SURE, "S62 S63", &[]),
    ("document-domestic-contributions", SURE, "S63", &["4"]),
    ("document-address", SURE, "S62 S302", &[]),
    ("document-duty-stamp", SURE, "S46", &["16,00 €"]),
    ("document-payment-slip", SURE, "S46", &[]),
    // Sources disagree on the second slip, so it is not certain although two name it.
    ("document-child-slip", ASK, "S93 S209", &["30,46 €", "14"]),
    ("cost-duty-stamp", SURE, "S46 S90 S346", &["16,00 €"]),
    ("cost-card", SURE, "S46 S90 S209", &["30,46 €"]),
    ("cost-postal-fee", SURE, "S46 S90", &["30,00 €"]),
    ("cost-contribution-1", SURE, "S46 S90 S209", &["40,00 €", "1"]),
    ("cost-contribution-2", SURE, "S46 S90 S209", &["50,00 €", "1", "2"]),
    ("cost-contribution-3", ASK, "", &["2"]),
    ("cost-child-card", ASK, "S46 S90 S209", &["30,46 €", "14"]),
    ("deadline-apply", SURE, "S01", &["60"]),
    ("validity-as-before", SURE, "S01", &[]),
    // Only a private page says so.
    ("validity-open-ended", ASK, "S324", &["3"]),
    ("step-collect", ASK, "", &["3"]),
    ("step-kit", SURE, "S62", &[]),
    ("step-post", SURE, "S10", &[]),
    ("step-receipt", SURE, "S01 S02", &["ASL"]),
    ("step-questura", SURE, "S01", &["Questura"]),
    ("step-address", SURE, "S02 S29", &["60", "dimora abituale"]),
    ("warning-late", ASK, "S63 S223", &["60"]),
    ("warning-absence", SURE, "S02", &["6", "2"]),
    ("warning-self-certificate", SURE, "S62 S302", &[]),
];

const UNEMPLOYED_ROWS: &[Row] = &[
    ("who-no-work", SURE, "S205", &["8.500,00 €", "5.500,00 €"]),
    ("who-non-eu", ASK, "", &[]),
    ("where-centre", SURE, "S42", &["SPID", "CIE"]),
    ("where-help", SURE, "S42", &[]),
    ("document-identity", SURE, "S42 S63", &[]),
    ("document-tax-code", SURE, "S42 S63", &[]),
    ("document-permit", SURE, "S42 S63", &[]),
    ("document-last-contract", SURE, "S42 S63", &[]),
    ("document-diploma", SURE, "S42 S63", &[]),
    ("document-cv", SURE, "S42 S63", &["CV"]),
    ("cost-registration", ASK, "", &[]),
    ("deadline-service-pact", SURE, "S243", &["30", "15", "NASpI"]),
    ("deadline-lost-job", SURE, "S02 S200", &["40", "DID"]),
    ("validity-all-italy", SURE, "S42 S448", &[]),
    ("step-declare", SURE, "S42", &["DID"]),
    ("step-appointment", SURE, "S42", &[]),
    ("step-pact", SURE, "S42", &["Patto di servizio"]),
    ("step-offers", SURE, "S42", &[]),
    ("step-keep", SURE, "S63 S75", &["E02", "attesa occupazione"]),
    ("warning-calls", SURE, "S243", &[]),
    ("warning-naspi-counts", SURE, "S42 S448", &["NASpI", "DID"]),
];

const HEALTH_ROWS: &[Row] = &[
    ("who-permits", SURE, "S52 S88 S459", &[]),
    ("who-workers", SURE, "S441", &[]),
    ("who-working-students", ASK, "", &[]),
    ("who-illness", SURE, "S441", &["art. 19 comma 2 d-bis"]),
    ("who-further", SURE, "S52 S411", &["6"]),
    ("who-local-list", SURE, "S52", &["2014"]),
    ("who-voluntary", SURE, "S25 S411", &["65", "2008"]),
    ("who-pension", SURE, "S411", &[]),
    ("who-children", SURE, "S48 S64 S230", &["SSN"]),
    ("who-eu", SURE, "S440", &["3", "S1"]),
    ("where-asl", SURE, "S02", &["ASL", "ASST"]),
    ("document-permit", SURE, "S24", &[]),
    ("document-identity", SURE, "S24", &[]),
    ("document-tax-code", SURE, "S24", &[]),
    ("document-address", SURE, "S24", &[]),
    ("document-first-permit", SURE, "S24", &["nulla osta", "contratto di soggiorno"]),
    ("document-self-employed", SURE, "S24", &["INPS"]),
    ("cost-registration", SURE, "S23", &[]),
    ("deadline-register", ASK, "", &[]),
    ("validity-as-permit", SURE, "S02 S23", &[]),
    ("validity-domicile", ASK, "", &["3", "1"]),
    ("step-register", SURE, "S23", &[]),
    ("step-choose", SURE, "S23", &["0", "14"]),
    ("step-card", SURE, "S23", &[]),
    ("step-after-renewal", SURE, "S23", &["ASL"]),
    ("warning-no-contract", SURE, "S64", &["ASGI"]),
];

const SCHOOL_ROWS: &[Row] = &[
    ("who-every-child", SURE, "S01 S02", &[]),
    ("who-no-permit", SURE, "S02", &[]),
    ("who-ages", ASK, "", &["6", "16", "18"]),
    ("where-school", SURE, "S40", &[]),
    ("where-online", SURE, "S40", &["Unica"]),
    ("document-child", SURE, "S02 S40 S422", &[]),
    ("document-tax-code", SURE, "S02 S40 S422", &[]),
    ("document-parents", SURE, "S02 S40 S422", &[]),
    ("document-vaccinations", SURE, "S239", &[]),
    ("document-reports", ASK, "", &[]),
    ("cost-enrolment", ASK, "S444", &[]),
    ("cost-state-fees", ASK, "S444", &["20.000,00 €", "4", "5"]),
    ("cost-other", ASK, "", &[]),
    ("deadline-any-time", SURE, "S01 S02", &[]),
    ("deadline-first-classes", ASK, "S40 S240", &["2026/27", "13", "14", "2026"]),
    ("validity-reserve", SURE, "S02", &[]),
    ("step-class", SURE, "S02", &[]),
    ("step-support", SURE, "S02", &[]),
    ("step-no-spid", SURE, "S40", &["SPID", "CIE"]),
    ("warning-vaccinations", SURE, "S239", &["ASL"]),
];

const ISEE_ROWS: &[Row] = &[
    ("who-families", SURE, "S73", &[]),
    ("where-caf", SURE, "S73", &["CAF", "DSU"]),
    ("where-inps", SURE, "S73", &["INPS"]),
    ("document-identity", SURE, "S73", &[]),
    ("document-permit", SURE, "S73", &["CAF"]),
    ("document-income", SURE, "S73", &["2024", "2026"]),
    ("document-accounts", SURE, "S73", &["2024"]),
    ("document-savings", SURE, "S73", &[]),
    ("document-lease", SURE, "S73", &[]),
    ("document-property", SURE, "S73", &[]),
    ("document-vehicles", SURE, "S73", &[]),
    ("document-abroad", ASK, "", &[]),
    ("document-separation", SURE, "S73", &[]),
    ("cost-first", ASK, "S450", &["CAF", "INPS"]),
    ("cost-another", ASK, "S450", &["25,00 €", "2023"]),
    ("deadline-every-year", ASK, "S73", &["31", "2026"]),
    ("deadline-without", ASK, "S72", &["assegno unico"]),
    ("validity-year-end", ASK, "S73", &["31", "2026"]),
    ("step-book", SURE, "S73", &["CAF"]),
    ("step-sign", SURE, "S73", &["DSU"]),
    ("step-wait", SURE, "S73", &["INPS"]),
    ("step-download", SURE, "S73", &["ISEE"]),
    ("warning-two-isee", SURE, "S409", &["2026", "ADI", "SFL"]),
    ("warning-money-abroad", SURE, "S410", &["CAF"]),
    ("warning-students", SURE, "S73", &[]),
    ("warning-false-statements", ASK, "", &[]),
];

const PAGES: [(&str, Area, &[Row], &[&str]); 5] = [
    (RENEWAL, Area::Legal, RENEWAL_ROWS, &["art. 5 commi 4, 9 e 9-bis", "D.P.R. 394/1999, art. 13"]),
    ("did-centro-impiego", Area::Work, UNEMPLOYED_ROWS, &["D.Lgs. 150/2015, art. 19–21"]),
    ("ssn-iscrizione-medico", Area::Health, HEALTH_ROWS, &["art. 34", "art. 42", "art. 63", "255/CSR/2012"]),
    (
        "scuola-iscrizione",
        Area::School,
        SCHOOL_ROWS,
        &["art. 38", "art. 45", "D.Lgs. 76/2005", "Ministero dell’Istruzione"],
    ),
    ("isee-dsu", Area::Welfare, ISEE_ROWS, &["DPCM 159/2013"]),
];

#[test]
fn every_statement_is_as_certain_as_its_sources_allow() {
    let (locales, library) = load(&files());
    for (id, area, rows, law) in PAGES {
        let procedure = library.procedure(id).expect(id);
        assert_eq!(procedure.area, area);
        let sources: BTreeMap<String, BTreeSet<&str>> = (procedure.facts())
            .map(|(kind, fact)| {
                let money = fact.amount.iter().filter_map(|amount| match amount {
                    value::Amount::Money(id) => Some(&library.registers.money[id].sources),
                    _ => None,
                });
                let sources = fact.sources.iter().chain(money.flatten()).map(String::as_str).collect();
                (fact.message(kind), sources)
            })
            .collect();
        let page = library.page(id, locales.italian(), TODAY).expect(id);
        let certainty: BTreeMap<String, Certainty> =
            all_lines(&page).into_iter().map(|line| (line.id, line.certainty)).collect();
        assert_eq!(
            sources.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            rows.iter().map(|row| row.0).collect(),
            "{id}"
        );
        for (statement, certain, named, _) in rows {
            assert_eq!(certainty[*statement], *certain, "{id}: {statement}");
            // What nobody confirms may rest on the amount's sources alone.
            assert_eq!(sources[*statement], named.split_whitespace().collect(), "{id}: sources of {statement}");
        }
        for (written, expected) in page.law.iter().zip(law) {
            assert!(written.contains(expected), "{id}: {written}");
        }
        assert_eq!(page.law.len(), law.len(), "{id}");
    }
}

#[test]
fn every_statement_carries_its_figures_in_every_language() {
    let (locales, library) = load(&files());
    for locale in locales.all() {
        for (id, _, rows, _) in PAGES {
            let page = library.page(id, locale, TODAY).expect(id);
            let lines: BTreeMap<String, Line> =
                all_lines(&page).into_iter().map(|line| (line.id.clone(), line)).collect();
            for (statement, _, _, figures) in rows {
                let line = &lines[*statement];
                let parts = [Some(&line.text), line.note.as_ref(), line.condition.as_ref()];
                let text = plain(&parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "));
                for figure in *figures {
                    // Arabic says one and two in words.
                    let in_words = locale.tag().as_str() == "ar" && ["1", "2"].contains(figure);
                    assert!(in_words || has_token(&text, figure), "{id} in {}: `{figure}` in {text}", locale.tag());
                }
            }
        }
    }
}

/// Whether a figure stands in a text by itself: `6` is not in `60`.
fn has_token(text: &str, figure: &str) -> bool {
    let boundary = |character: Option<char>| !character.is_some_and(|character| character.is_ascii_alphanumeric());
    text.match_indices(figure).any(|(start, found)| {
        boundary(text[..start].chars().next_back()) && boundary(text[start + found.len()..].chars().next())
    })
}
