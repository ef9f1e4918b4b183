//! Keeps the pages of a tour: judges each, and compares those that have a golden picture with it.

use std::cell::RefCell;

use crate::golden;
use crate::judge::{Figures, Judge};
use crate::stage::{LANDSCAPE, PORTRAIT, Stage};

/// What a visitor can switch on, with the name of each combination.
pub const LOOKS: [(&str, &[&str]); 4] = [
    ("normal", &[]),
    ("large", &["large-text"]),
    ("contrast", &["high-contrast"]),
    ("large-contrast", &["large-text", "high-contrast"]),
];

/// The shapes of a panel, and the folder of each one's pictures.
pub const SHAPES: [((u32, u32), &str); 2] = [(PORTRAIT, "portrait"), (LANDSCAPE, "landscape")];

/// The pages of one tour.
pub struct Album {
    folder: &'static str,
    look: String,
    golden: bool,
    faults: RefCell<Vec<String>>,
    figures: RefCell<Figures>,
}

impl Album {
    /// An album of pages that are judged only.
    pub fn new(shape: (u32, u32), look: &str) -> Self {
        let folder = SHAPES.iter().find(|(known, _)| *known == shape).unwrap().1;
        let (faults, figures) = Default::default();
        Self { folder, look: look.to_owned(), golden: false, faults, figures }
    }

    /// An album whose pages are compared with their golden pictures too.
    pub fn golden(shape: (u32, u32), look: &str) -> Self {
        Self { golden: true, ..Self::new(shape, look) }
    }

    /// Looks at the page that is shown.
    pub fn keep(&self, stage: &Stage, page: &str) {
        let picture = stage.picture();
        let judge = Judge::page(stage, &picture);
        if !judge.faults.is_empty() {
            golden::put_aside(&picture, self.folder, &self.look, page);
        }
        let named = judge.faults.into_iter().map(|fault| format!("{}/{}/{page}: {fault}", self.folder, self.look));
        self.faults.borrow_mut().extend(named);
        self.figures.borrow_mut().add(judge.figures);
        if self.golden
            && let Err(differs) = golden::compare(&picture, self.folder, &self.look, page)
        {
            self.faults.borrow_mut().push(differs);
        }
    }

    /// The end of the tour: everything that was wrong on any page, or what was measured.
    ///
    /// # Errors
    /// All faults, a line each.
    pub fn close(self) -> Result<Figures, String> {
        let faults = self.faults.into_inner();
        let figures = self.figures.into_inner();
        println!("{} {}: {figures}", self.folder, self.look);
        if faults.is_empty() { Ok(figures) } else { Err(faults.join("\n")) }
    }
}
