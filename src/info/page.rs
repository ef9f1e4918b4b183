//! A page as a reader gets it: facts and words put together in one language. Plain text; the screen, the slip and the
//! large-text view all show these same fields, so that they cannot disagree.

use jiff::civil::Date;

use crate::queue::Area;

/// One procedure in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Stable, kebab-case.
    pub id: String,
    pub area: Area,
    /// The name of a drawing of a fixed set; never the only carrier of meaning.
    pub icon: String,
    /// Nothing about it is counted, and what is printed has a neutral title (violence, asylum, health of the undocumented).
    pub sensitive: bool,
    pub title: String,
    /// The title in Italian, for the staff and for what stands on doors and papers.
    pub title_it: String,
    /// One or two sentences.
    pub summary: String,
    pub who: Vec<Line>,
    pub where_: Vec<Place>,
    pub documents: Vec<DocumentLine>,
    pub costs: Vec<CostLine>,
    /// What the lines that always count come to; one per alternative (a permit for one year, for two). Empty when there
    /// is nothing to add up.
    pub totals: Vec<Total>,
    pub deadlines: Vec<Line>,
    /// How long what one gets is good for.
    pub validity: Vec<Line>,
    /// In the order in which they are done.
    pub steps: Vec<Line>,
    pub warnings: Vec<Line>,
    /// Related pages that there are, with their titles.
    pub related: Vec<Related>,
    /// Legal basis, in Italian, as on official papers.
    pub law: Vec<String>,
    /// Titles of the sources that the facts were taken from, in Italian.
    pub sources: Vec<String>,
    /// The newest source is of this date.
    pub as_of: Date,
    /// A person of the office checked the facts on this day; nobody has yet if there is none.
    pub verified_on: Option<Date>,
    pub freshness: Freshness,
    pub wording: Wording,
    /// What the reader must be told about the page as a whole, in the reader's language: that its wording is a draft,
    /// when the facts
    /// were checked, or that nobody has. Shown above everything else.
    pub notices: Vec<String>,
}

/// How much a statement can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Stands in an official source.
    Confirmed,
    /// General knowledge, a local matter, or a cost or deadline that no official source confirms: never shown as certain.
    Uncertain,
    /// It was true until a date that is past. The words say only that it may have changed; its values are gone.
    Expired,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Identifier within the page, such as `deadline-apply`; the same in all languages.
    pub id: String,
    pub text: String,
    pub note: Option<String>,
    pub certainty: Certainty,
    /// What to say beside it where it is not certain ("To be confirmed: ask at the desk"), in the reader's language.
    pub ask: Option<String>,
    /// The case in which it holds, in the reader's language.
    pub condition: Option<String>,
    /// The case's identifier, for a path of questions: `if-domestic-worker`.
    pub condition_id: Option<String>,
}

/// Where to go: an office, and what it does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The office's name in the reader's language with the Italian one, as a line of its own.
    pub office: String,
    /// The referral card's identifier: `ente-poste`.
    pub office_id: String,
    pub line: Line,
}

/// A document to bring: one line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    pub id: String,
    pub text: String,
    /// The case in which it is needed, in the reader's language; always needed if there is none.
    pub condition: Option<String>,
    pub condition_id: Option<String>,
    pub note: Option<String>,
    pub certainty: Certainty,
    pub ask: Option<String>,
}

/// Something to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostLine {
    pub id: String,
    pub text: String,
    /// Euro cents; 0 is free of charge. None: nobody knows for sure, or the amount has expired.
    pub amount_cents: Option<u32>,
    /// The amount in words of the reader's language: `16,00 €`, `gratis`.
    pub amount: Option<String>,
    pub condition: Option<String>,
    pub condition_id: Option<String>,
    pub note: Option<String>,
    pub certainty: Certainty,
    pub ask: Option<String>,
}

/// What costs come to, added up from the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    pub cents: u32,
    pub amount: String,
    /// The alternative that it is for, in the reader's language.
    pub condition: Option<String>,
    pub condition_id: Option<String>,
    pub certainty: Certainty,
    pub ask: Option<String>,
}

/// Another page worth reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub id: String,
    pub title: String,
}

/// A page in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub area: Area,
    pub icon: String,
    pub title: String,
    pub summary: String,
    pub wording: Wording,
}

/// How long ago a person checked the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Nobody of the office has; they were collected on this day.
    Unverified {
        collected_on: Date,
    },
    Verified {
        on: Date,
    },
    /// The check was due again on a day that is past.
    Overdue {
        checked_on: Date,
    },
}

/// How far the words of a page can be trusted in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Italian, which the others are translated from.
    Original,
    /// Read and approved by somebody who knows the language and the matter.
    Reviewed,
    /// Not read by such a person yet.
    Draft,
    /// The Italian words have changed since it was translated, or some of it is missing and shown in Italian.
    Outdated,
    /// Not translated: the page is in Italian.
    Missing,
}
