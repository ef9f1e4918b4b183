//! The design of a ticket: what comes first, how large, and with how much air. Sizes are in mm of paper and do not
//! shrink on narrow paper: what does not fit beside goes below.

use super::layout::{Face, Flow, Head, Page};
use super::text::Typesetter;
use super::ticket::TicketPaper;

/// Height of the number's digits, mm: read at arm's length, and from a bag at one's feet.
const NUMBER_CAPITALS: f32 = 14.0;
/// Capital height of Titillium Web, em (`sCapHeight` of its `OS/2` table).
const TITILLIUM_CAP: f32 = 0.692;
/// White at the left and right edge, mm: paper runs askew by about this much.
const MARGIN: f32 = 1.5;

/// Font sizes, mm an em.
const OFFICE: f32 = 5.2;
const SERVICE: f32 = 6.0;
const LEAD: f32 = 4.6;
const BODY: f32 = 3.8;
const ITEM: f32 = 3.6;
const SMALL: f32 = 3.2;

/// Air above and below the thin line between two sections, mm.
const ABOVE_LINE: f32 = 2.4;
const BELOW_LINE: f32 = 1.8;

const REGULAR: f32 = 400.0;
const SEMI_BOLD: f32 = 600.0;
const BOLD: f32 = 700.0;

/// Lays a ticket out for a printer's head.
pub fn ticket(paper: &TicketPaper, head: Head, typesetter: &mut Typesetter) -> Page {
    let face = |size, weight| Face { size, weight, fonts: &paper.fonts, rtl: paper.rtl };
    // The number and the staff's line are Latin in every language.
    let latin = |size, weight| Face { size, weight, fonts: &[], rtl: false };
    let mut page = Flow::new(typesetter, head, paper.rtl, MARGIN);

    if let Some(copy) = &paper.copy {
        page.band(copy, face(LEAD, BOLD));
        page.space(2.5);
    }
    page.text(&paper.office, face(OFFICE, BOLD));
    if !paper.body.is_empty() {
        page.text(&paper.body, face(SMALL, REGULAR));
    }
    page.space(1.5);
    page.rule(0.8);
    page.space(3.0);

    page.text(&paper.caption, face(BODY, REGULAR));
    page.space(2.0);
    page.display(&paper.number, latin(NUMBER_CAPITALS / TITILLIUM_CAP, BOLD), TITILLIUM_CAP);
    page.space(3.0);
    page.text(&paper.service, face(SERVICE, BOLD));
    if let Some(staff) = &paper.staff {
        page.space(1.0);
        page.framed(staff, latin(BODY, SEMI_BOLD));
        page.space(0.5);
    }
    page.space(1.0);
    page.text(&paper.issued, face(BODY, REGULAR));
    section(&mut page);
    page.text(&paper.ahead, face(LEAD, BOLD));
    page.text(&paper.wait, face(BODY, REGULAR));

    if let Some(list) = paper.bring.as_ref().filter(|list| !list.items.is_empty()) {
        section(&mut page);
        page.text(&list.title, face(LEAD, BOLD));
        for item in &list.items {
            page.space(0.8);
            page.check(&item.text, face(ITEM, REGULAR), &item.notes, face(SMALL, REGULAR));
        }
    }
    if let Some(code) = &paper.code {
        section(&mut page);
        page.code(&code.lines, 46.0, &code.caption, face(SMALL, REGULAR));
    }
    if let Some(hours) = paper.hours.as_ref().filter(|hours| !hours.rows.is_empty()) {
        section(&mut page);
        page.text(&hours.title, face(BODY, BOLD));
        page.space(0.4);
        page.table(&hours.rows, face(SMALL, REGULAR));
    }
    page.space(2.0);
    page.finish()
}

/// A thin line with air.
fn section(page: &mut Flow<'_>) {
    page.space(ABOVE_LINE);
    page.rule(0.25);
    page.space(BELOW_LINE);
}
