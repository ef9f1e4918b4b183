//! What must hold between facts, registers and words, so that no page can be half there. Everything that does not hold is
//! said at once.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Fact, Kind, Procedure, Status};
use super::library::{ContentFault, Library};
use super::registers::Word;
use super::value::{Amount, Made, Value};
use crate::locale::{ITALIAN, Locale, Locales};
use crate::queue::Area;

/// Legal pages are checked again at least this often.
const LEGAL_REVIEW_DAYS: i32 = 90;
/// The longest id of a page.
const ID_LENGTH: usize = 40;

/// Everything that is wrong.
pub(super) fn faults(library: &Library, locales: &Locales) -> Vec<ContentFault> {
    let mut check = Check { library, italian: locales.italian(), faults: Vec::new() };
    check.registers();
    for (id, procedure) in &library.procedures {
        check.procedure(id, procedure);
        check.words(procedure);
    }
    for locale in locales.all() {
        check.language(locale);
    }
    for language in library.states.keys().filter(|tag| !locales.has(&tag.as_str().into())) {
        check.fault(format!("{language}/info/state.toml"), "there is no such language".to_owned());
    }
    check.faults
}

struct Check<'a> {
    library: &'a Library,
    italian: &'a Locale,
    faults: Vec<ContentFault>,
}

impl Check<'_> {
    fn fault(&mut self, file: String, problem: String) {
        self.faults.push(ContentFault { file, problem });
    }

    fn registers(&mut self) {
        let registers = &self.library.registers;
        for (id, money) in &registers.money {
            self.sources("facts/money.toml", id, &money.sources);
            if money.status == Status::Confirmed && money.sources.is_empty() {
                self.fault("facts/money.toml".to_owned(), format!("`{id}` is confirmed by no source"));
            }
        }
        for (file, words) in [
            ("facts/documents.toml", &registers.documents),
            ("facts/offices.toml", &registers.offices),
            ("facts/conditions.toml", &registers.conditions),
        ] {
            for (id, word) in words {
                self.word(file, id, word);
            }
        }
        for id in registers.planned.iter().filter(|id| self.library.procedures.contains_key(*id)) {
            self.fault("facts/planned.toml".to_owned(), format!("`{id}` is written: take it off"));
        }
    }

    fn word(&mut self, file: &str, id: &str, word: &Word) {
        self.values(file, id, &word.values);
        match self.italian.placeables(&word.message) {
            None => self.fault(file.to_owned(), format!("`{id}`: Italian has no message `{}`", word.message)),
            Some(taken) => {
                let given = word.values.keys().cloned().collect();
                self.agree(file, &format!("`{id}`, message `{}`", word.message), taken, &given);
            }
        }
    }

    fn agree(&mut self, file: &str, what: &str, taken: &BTreeSet<String>, given: &BTreeSet<String>) {
        for name in taken.difference(given) {
            self.fault(file.to_owned(), format!("{what} takes `${name}`, which the facts do not give"));
        }
        for name in given.difference(taken) {
            self.fault(file.to_owned(), format!("{what} does not take `${name}`, which the facts give"));
        }
    }

    fn sources(&mut self, file: &str, id: &str, sources: &[String]) {
        for source in sources.iter().filter(|source| !self.library.registers.sources.contains_key(*source)) {
            self.fault(file.to_owned(), format!("`{id}`: there is no source `{source}`"));
        }
    }

    fn values(&mut self, file: &str, id: &str, values: &BTreeMap<String, Value>) {
        for value in values.values() {
            if let Value::Made(Made::Money(money)) = value {
                self.money(file, id, money);
            }
        }
    }

    fn money(&mut self, file: &str, id: &str, money: &str) {
        if !self.library.registers.money.contains_key(money) {
            self.fault(file.to_owned(), format!("`{id}`: there is no amount `{money}` in money.toml"));
        }
    }

    fn procedure(&mut self, id: &str, procedure: &Procedure) {
        let file = format!("facts/{id}.toml");
        let mut wrong = Vec::new();
        if procedure.id != id {
            wrong.push(format!("the id is `{}`, the file's name says `{id}`", procedure.id));
        }
        if !is_kebab(id) || id.len() > ID_LENGTH {
            wrong.push(format!("an id is in kebab-case and has at most {ID_LENGTH} characters"));
        }
        if procedure.audience.is_empty() || procedure.law.is_empty() {
            wrong.push("`audience` and `law` must not be empty".to_owned());
        }
        for other in &procedure.related {
            let known = self.library.procedures.contains_key(other) || self.library.registers.planned.contains(other);
            if !known || other == id {
                wrong.push(format!("related `{other}` is no other page, nor in planned.toml"));
            }
        }
        match (procedure.verified_on, procedure.review_by, &procedure.verified_by) {
            (None, None, None) => {}
            (Some(checked), Some(review), Some(_)) => {
                let days = checked.until(review).map_or(i32::MAX, |span| span.get_days());
                if days < 0 || (procedure.area == Area::Legal && days > LEGAL_REVIEW_DAYS) {
                    wrong.push(format!(
                        "`review-by` is after `verified-on`, legal pages at most {LEGAL_REVIEW_DAYS} days"
                    ));
                }
            }
            _ => wrong.push("`verified-on`, `verified-by` and `review-by` come together".to_owned()),
        }
        for case in &procedure.alternatives {
            let used = |fact: &Fact| !fact.extra && fact.condition.as_ref() == Some(case);
            if !procedure.cost.iter().any(used) {
                wrong.push(format!("no cost is for the alternative `{case}`"));
            }
        }
        let mut seen = BTreeSet::new();
        for (kind, fact) in procedure.facts() {
            if !seen.insert(fact.message(kind)) {
                wrong.push(format!("`{}` occurs twice", fact.message(kind)));
            }
            wrong.extend(
                shape(kind, fact, procedure).into_iter().map(|problem| format!("`{}` {problem}", fact.message(kind))),
            );
        }
        for problem in wrong {
            self.fault(file.clone(), problem);
        }
        for (kind, fact) in procedure.facts() {
            self.references(&file, &fact.message(kind), fact);
        }
    }

    fn references(&mut self, file: &str, id: &str, fact: &Fact) {
        let registers = &self.library.registers;
        let lookups = [
            (&fact.condition, &registers.conditions, "condition"),
            (&fact.office, &registers.offices, "office"),
            (&fact.shared, &registers.documents, "shared document"),
        ];
        for (name, register, what) in lookups {
            if let Some(name) = name.as_ref().filter(|name| !register.contains_key(*name)) {
                self.fault(file.to_owned(), format!("`{id}`: there is no {what} `{name}`"));
            }
        }
        self.sources(file, id, &fact.sources);
        let money: Vec<&str> = fact.money().collect();
        for entry in money {
            self.money(file, id, entry);
        }
    }

    /// Italian must have exactly the words that the facts ask for, and they must take exactly the facts' values.
    fn words(&mut self, procedure: &Procedure) {
        let file = format!("it/info/{}.ftl", procedure.id);
        let Some(words) = self.italian.page(&procedure.id) else {
            self.fault(file, "is missing".to_owned());
            return;
        };
        let mut wanted = BTreeSet::from(["title".to_owned(), "summary".to_owned()]);
        for (kind, fact) in procedure.facts() {
            let id = fact.message(kind);
            let note = format!("{id}.note");
            let mut taken = BTreeSet::new();
            for id in [(fact.shared.is_none()).then_some(id.clone()), fact.note.then_some(note)].into_iter().flatten() {
                taken.extend(words.placeables(&id).into_iter().flatten().cloned());
                wanted.insert(id);
            }
            let mut given: BTreeSet<String> = fact.values.keys().cloned().collect();
            given.extend(fact.year.map(|_| "year".to_owned()));
            self.agree(&file, &format!("`{id}`"), &taken, &given);
        }
        let there: BTreeSet<String> = words.shapes().map(|(id, ..)| id.to_owned()).collect();
        for id in wanted.difference(&there) {
            self.fault(file.clone(), format!("`{id}` is missing"));
        }
        for id in there.difference(&wanted) {
            self.fault(file.clone(), format!("`{id}` belongs to no fact"));
        }
    }

    /// A translation may lack words, but it says nothing else than Italian does, and takes the same values.
    fn language(&mut self, locale: &Locale) {
        let tag = locale.tag().as_str();
        for page in locale.pages() {
            let file = format!("{tag}/info/{page}.ftl");
            if !self.library.procedures.contains_key(page) {
                self.fault(file, format!("there is no facts/{page}.toml"));
                continue;
            }
            if tag == ITALIAN {
                continue;
            }
            if !self.library.states.get(tag).is_some_and(|states| states.contains_key(page)) {
                self.fault(format!("{tag}/info/state.toml"), format!("`{page}` is missing"));
            }
            let (Some(words), Some(italian)) = (locale.page(page), self.italian.page(page)) else { continue };
            for (id, _, taken) in words.shapes() {
                match italian.placeables(id) {
                    None => self.fault(file.clone(), format!("Italian has no `{id}`")),
                    Some(given) => self.agree(&file, &format!("`{id}`"), taken, given),
                }
            }
        }
        for page in self.library.states.get(tag).into_iter().flat_map(|states| states.keys()) {
            if tag == ITALIAN || locale.page(page).is_none() {
                self.fault(format!("{tag}/info/state.toml"), format!("`{page}` has no words to be in a state"));
            }
        }
    }
}

/// Which fields a kind of fact can have.
fn shape(kind: Kind, fact: &Fact, procedure: &Procedure) -> Vec<String> {
    let mut wrong = Vec::new();
    if !is_kebab(&fact.id) {
        wrong.push("is not in kebab-case".to_owned());
    }
    if fact.office.is_some() != (kind == Kind::Where) {
        wrong.push("has an `office` if and only if it says where".to_owned());
    }
    if fact.shared.is_some() && kind != Kind::Document {
        wrong.push("is no document, so it has no `shared`".to_owned());
    }
    if (fact.amount.is_some() || fact.extra) && kind != Kind::Cost {
        wrong.push("is no cost, so it has no `amount` or `extra`".to_owned());
    }
    if fact.amount == Some(Amount::Free(false)) {
        wrong.push("`free` can only be true".to_owned());
    }
    if fact.status == Status::Confirmed && fact.sources.is_empty() && fact.money().next().is_none() {
        wrong.push("is confirmed by no source".to_owned());
    }
    let counted = kind == Kind::Cost && !fact.extra && fact.amount.is_some();
    if let Some(case) = fact.condition.as_ref().filter(|case| counted && !procedure.alternatives.contains(case)) {
        wrong.push(format!("is paid only in the case `{case}`: make it `extra`, or the case an alternative"));
    }
    if fact.year.is_some() && fact.last_day().is_none() {
        wrong.push("`year` is not a year".to_owned());
    }
    wrong
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}
