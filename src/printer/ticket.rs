//! What a ticket says: finished words in the visitor's language, and flags. Never here: where it stands on the paper,
//! and why it is printed.

/// A ticket in words. Everything but the staff line is in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketPaper {
    /// Font families of the visitor's language, best first.
    pub fonts: Vec<String>,
    /// The language is written from right to left: the whole ticket is mirrored.
    pub rtl: bool,
    /// The office's name.
    pub office: String,
    /// The body that runs it; may be empty.
    pub body: String,
    /// The copy mark of a second paper for the same number.
    pub copy: Option<String>,
    /// Caption of the number.
    pub caption: String,
    /// The number as it is called, `B042`. Latin letters and digits.
    pub number: String,
    /// The service.
    pub service: String,
    /// The same in Italian with the visitor's language, for staff; `None` on an Italian ticket.
    pub staff: Option<String>,
    /// People ahead, as a sentence.
    pub ahead: String,
    /// What to do now.
    pub wait: String,
    /// Office-local date and time of issue.
    pub issued: String,
    /// What to bring.
    pub bring: Option<Checklist>,
    /// The same to take home on a telephone.
    pub code: Option<Code>,
    /// Opening hours.
    pub hours: Option<Timetable>,
}

/// Things to tick off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    pub title: String,
    pub items: Vec<Item>,
}

/// One thing to tick off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub text: String,
    /// When it is needed, and what else to know of it; set smaller below it.
    pub notes: Vec<String>,
}

/// A QR code that holds text, so that it needs no network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    pub caption: String,
    /// Lines in the order of their worth: what does not fit is left out from the end.
    pub lines: Vec<String>,
}

/// Days and their hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    pub title: String,
    /// Days, and their hours.
    pub rows: Vec<(String, String)>,
}
