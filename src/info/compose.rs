//! Puts facts and words together: one procedure, one language, one day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::facts::{Fact, Kind, Procedure, Status};
use super::library::Library;
use super::page::{Certainty, CostLine, DocumentLine, Entry, Freshness, Line, Page, Place, Related, Total, Wording};
use super::registers::{Tier, Word};
use super::value::{Amount, Made, Value};
use crate::locale::{Args, Locale};

/// One procedure in one language.
pub(super) struct Composer<'a> {
    library: &'a Library,
    procedure: &'a Procedure,
    locale: Locale,
    italian: Locale,
}

/// What is said beside a statement.
struct Aside {
    condition: Option<String>,
    condition_id: Option<String>,
    note: Option<String>,
    ask: Option<String>,
}

impl<'a> Composer<'a> {
    pub(super) fn new(library: &'a Library, procedure: &'a Procedure, locale: &Locale) -> Self {
        Self { library, procedure, locale: locale.clone(), italian: locale.italian() }
    }

    pub(super) fn entry(&self) -> Entry {
        Entry {
            id: self.procedure.id.clone(),
            area: self.procedure.area,
            icon: self.procedure.icon.as_str().to_owned(),
            title: self.title(),
            summary: self.own_words("summary"),
            wording: self.library.wording(&self.procedure.id, &self.locale),
        }
    }

    pub(super) fn page(&self, today: Date) -> Page {
        let procedure = self.procedure;
        let wording = self.library.wording(&procedure.id, &self.locale);
        let freshness = freshness(procedure, today);
        let lines = |kind, facts: &[Fact]| facts.iter().map(|fact| self.line(kind, fact, today)).collect();
        Page {
            id: procedure.id.clone(),
            area: procedure.area,
            icon: procedure.icon.as_str().to_owned(),
            sensitive: procedure.sensitive,
            title: self.title(),
            title_it: self.words_in(&self.italian, "title", &BTreeMap::new(), today).unwrap_or_default(),
            summary: self.own_words("summary"),
            who: lines(Kind::Who, &procedure.who),
            where_: procedure.where_.iter().map(|fact| self.place(fact, today)).collect(),
            documents: procedure.document.iter().map(|fact| self.document(fact, today)).collect(),
            costs: procedure.cost.iter().map(|fact| self.cost(fact, today)).collect(),
            totals: self.totals(today),
            deadlines: lines(Kind::Deadline, &procedure.deadline),
            validity: lines(Kind::Validity, &procedure.validity),
            steps: lines(Kind::Step, &procedure.step),
            warnings: lines(Kind::Warning, &procedure.warning),
            related: self.related(),
            law: procedure.law.clone(),
            sources: self.sources(),
            as_of: procedure.as_of,
            verified_on: procedure.verified_on,
            freshness,
            wording,
            notices: self.notices(wording, freshness),
        }
    }

    fn title(&self) -> String {
        self.own_words("title")
    }

    /// Words of the page that take no values.
    fn own_words(&self, id: &str) -> String {
        self.words(id, &BTreeMap::new(), self.procedure.collected_on)
    }

    /// Words of the page, Italian if the language lacks them. Values are written in the language of the words.
    fn words(&self, id: &str, values: &BTreeMap<String, Value>, today: Date) -> String {
        self.words_in(&self.locale, id, values, today)
            .or_else(|| self.words_in(&self.italian, id, values, today))
            .unwrap_or_else(|| id.to_owned())
    }

    fn words_in(&self, locale: &Locale, id: &str, values: &BTreeMap<String, Value>, today: Date) -> Option<String> {
        locale.page(&self.procedure.id)?.format(id, &self.args(locale, values, today))
    }

    fn shared(&self, word: Option<&Word>, today: Date) -> String {
        let Some(word) = word else { return String::new() };
        self.locale.format(&word.message, &self.args(&self.locale, &word.values, today))
    }

    fn args<'v>(&self, locale: &Locale, values: &'v BTreeMap<String, Value>, today: Date) -> Args<'v> {
        values.iter().fold(Args::new(), |args, (name, value)| match value {
            Value::Number(number) => args.set(name, *number),
            Value::Name(text) => args.set(name, text.as_str()),
            Value::Day(day) => args.set(name, locale.long_date(*day)),
            Value::Made(Made::Cents(cents)) => args.set(name, locale.money(*cents)),
            Value::Made(Made::Money(id)) => args.set(name, locale.money(self.money(id))),
            Value::Made(Made::ThisYear(day)) => {
                args.set(name, day.of(today.year()).map_or_else(String::new, |day| locale.long_date(day)))
            }
            Value::Made(Made::YearsAgo(years)) => args.set(name, i64::from(today.year() - years)),
        })
    }

    /// Cents of an entry of the register of amounts, which is checked to be there when facts are loaded.
    fn money(&self, id: &str) -> u32 {
        self.library.registers.money.get(id).map_or(0, |money| money.cents)
    }

    /// The values of a fact's words: its own, and its year if it is bound to one.
    fn values(fact: &Fact) -> BTreeMap<String, Value> {
        let mut values = fact.values.clone();
        if let Some(year) = fact.year {
            values.insert("year".to_owned(), Value::Number(i64::from(year)));
        }
        values
    }

    fn certainty(&self, kind: Kind, fact: &Fact, today: Date) -> Certainty {
        if fact.last_day().is_some_and(|last| last < today) {
            return Certainty::Expired;
        }
        let registers = &self.library.registers;
        let money: Vec<_> = fact.money().filter_map(|id| registers.money.get(id)).collect();
        let to_verify = fact.status == Status::ToVerify || money.iter().any(|money| money.status == Status::ToVerify);
        let own = (!fact.sources.is_empty()).then(|| registers.tier(&fact.sources));
        let weak = own.into_iter().chain(money.iter().map(|money| registers.tier(&money.sources))).any(is_weak);
        if to_verify || (weak && is_gated(kind, fact)) { Certainty::Uncertain } else { Certainty::Confirmed }
    }

    fn aside(&self, message: &str, fact: &Fact, certainty: Certainty, today: Date) -> Aside {
        let condition = fact.condition.as_ref().and_then(|id| self.library.registers.conditions.get(id));
        let shown = certainty != Certainty::Expired;
        Aside {
            condition: condition.map(|word| self.shared(Some(word), today)),
            condition_id: fact.condition.clone(),
            note: (fact.note && shown).then(|| self.words(&format!("{message}.note"), &Self::values(fact), today)),
            ask: self.ask(certainty),
        }
    }

    fn ask(&self, certainty: Certainty) -> Option<String> {
        (certainty == Certainty::Uncertain).then(|| self.locale.text("info-uncertain"))
    }

    /// The words of a fact, or that they may have changed.
    fn text(&self, message: &str, fact: &Fact, certainty: Certainty, today: Date) -> String {
        match certainty {
            Certainty::Expired => self.locale.text("info-expired"),
            _ => self.words(message, &Self::values(fact), today),
        }
    }

    fn line(&self, kind: Kind, fact: &Fact, today: Date) -> Line {
        let id = fact.message(kind);
        let certainty = self.certainty(kind, fact, today);
        let Aside { condition, condition_id, note, ask } = self.aside(&id, fact, certainty, today);
        Line { text: self.text(&id, fact, certainty, today), id, note, certainty, ask, condition, condition_id }
    }

    fn place(&self, fact: &Fact, today: Date) -> Place {
        let office_id = fact.office.clone().unwrap_or_default();
        let office = self.shared(self.library.registers.offices.get(&office_id), today);
        Place { office, office_id, line: self.line(Kind::Where, fact, today) }
    }

    fn document(&self, fact: &Fact, today: Date) -> DocumentLine {
        let id = fact.message(Kind::Document);
        let certainty = self.certainty(Kind::Document, fact, today);
        let shared = fact.shared.as_ref().and_then(|id| self.library.registers.documents.get(id));
        let text = match shared {
            Some(word) if certainty != Certainty::Expired => self.shared(Some(word), today),
            _ => self.text(&id, fact, certainty, today),
        };
        let Aside { condition, condition_id, note, ask } = self.aside(&id, fact, certainty, today);
        DocumentLine { id, text, condition, condition_id, note, certainty, ask }
    }

    fn cost(&self, fact: &Fact, today: Date) -> CostLine {
        let id = fact.message(Kind::Cost);
        let certainty = self.certainty(Kind::Cost, fact, today);
        let amount_cents = self.cents(fact).filter(|_| certainty != Certainty::Expired);
        let amount = amount_cents.map(|cents| match cents {
            0 => self.locale.text("free-of-charge"),
            cents => self.locale.money(cents),
        });
        let text = self.text(&id, fact, certainty, today);
        let Aside { condition, condition_id, note, ask } = self.aside(&id, fact, certainty, today);
        CostLine { id, text, amount_cents, amount, condition, condition_id, note, certainty, ask }
    }

    fn cents(&self, fact: &Fact) -> Option<u32> {
        match fact.amount.as_ref()? {
            Amount::Cents(cents) => Some(*cents),
            Amount::Money(id) => Some(self.money(id)),
            Amount::Free(_) => Some(0),
        }
    }

    /// One total for each alternative, or one if there are none. A single line is its own total.
    fn totals(&self, today: Date) -> Vec<Total> {
        let alternatives: Vec<Option<&String>> = match self.procedure.alternatives.as_slice() {
            [] => vec![None],
            some => some.iter().map(Some).collect(),
        };
        alternatives.into_iter().filter_map(|case| self.total(case, today)).collect()
    }

    fn total(&self, case: Option<&String>, today: Date) -> Option<Total> {
        let counts = |fact: &&Fact| !fact.extra && (fact.condition.is_none() || fact.condition.as_ref() == case);
        let lines: Vec<(u32, Certainty)> = (self.procedure.cost.iter().filter(counts))
            .filter_map(|fact| Some((self.cents(fact)?, self.certainty(Kind::Cost, fact, today))))
            .collect();
        let certainty = lines.iter().map(|(_, certainty)| *certainty).max()?;
        if lines.len() < 2 || certainty == Certainty::Expired {
            return None;
        }
        let cents = lines.iter().map(|(cents, _)| cents).sum();
        let condition = case.and_then(|id| self.library.registers.conditions.get(id));
        Some(Total {
            cents,
            amount: self.locale.money(cents),
            condition: condition.map(|word| self.shared(Some(word), today)),
            condition_id: case.cloned(),
            certainty,
            ask: self.ask(certainty),
        })
    }

    fn related(&self) -> Vec<Related> {
        let other = |id: &String| {
            let procedure = self.library.procedure(id)?;
            Some(Related { id: id.clone(), title: Composer::new(self.library, procedure, &self.locale).title() })
        };
        self.procedure.related.iter().filter_map(other).collect()
    }

    fn sources(&self) -> Vec<String> {
        let registers = &self.library.registers;
        let own = self.procedure.facts().flat_map(|(_, fact)| &fact.sources);
        let money = self.procedure.facts().flat_map(|(_, fact)| fact.money());
        let money = money.filter_map(|id| registers.money.get(id)).flat_map(|money| &money.sources);
        let ids: BTreeSet<&String> = own.chain(money).collect();
        let mut sources: Vec<_> = ids.into_iter().filter_map(|id| registers.sources.get(id)).collect();
        // The most official first; the sort keeps the register's order within a tier.
        sources.sort_by_key(|source| source.tier);
        sources.into_iter().map(|source| source.title.clone()).collect()
    }

    fn notices(&self, wording: Wording, freshness: Freshness) -> Vec<String> {
        let wording = match wording {
            Wording::Original | Wording::Reviewed => None,
            Wording::Draft => Some(self.locale.text("info-draft")),
            Wording::Outdated => Some(self.locale.text("info-outdated")),
            Wording::Missing => Some(self.locale.text("info-missing")),
        };
        let dated = |id, day| self.locale.format(id, &Args::new().set("date", self.locale.long_date(day)));
        let freshness = match freshness {
            Freshness::Unverified { collected_on } => Some(dated("info-collected", collected_on)),
            Freshness::Verified { on } => Some(dated("info-verified", on)),
            Freshness::Overdue { checked_on } => Some(dated("info-overdue", checked_on)),
        };
        wording.into_iter().chain(freshness).collect()
    }
}

/// Whether a statement must come from a law or a public body to be shown as certain: costs, deadlines, how long something
/// is valid, and whatever else carries a figure. A document to bring does not: bringing one too many harms nobody.
fn is_gated(kind: Kind, fact: &Fact) -> bool {
    match kind {
        Kind::Cost | Kind::Deadline | Kind::Validity => true,
        Kind::Document => false,
        Kind::Who | Kind::Where | Kind::Step | Kind::Warning => !fact.values.is_empty(),
    }
}

/// Whether no law, public body or check on the spot stands behind it.
fn is_weak(tier: Option<Tier>) -> bool {
    !matches!(tier, Some(Tier::L | Tier::A | Tier::B))
}

fn freshness(procedure: &Procedure, today: Date) -> Freshness {
    match (procedure.verified_on, procedure.review_by) {
        (None, _) => Freshness::Unverified { collected_on: procedure.collected_on },
        (Some(checked_on), Some(review_by)) if review_by < today => Freshness::Overdue { checked_on },
        (Some(on), _) => Freshness::Verified { on },
    }
}
