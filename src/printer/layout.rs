//! Blocks into places: what stands where on paper of a given width. Measures are physical, so that a ticket has the
//! same size from a 203 dpi and a 180 dpi printer. Never here: dots of glyphs, and what a ticket is.

use super::qr;
use super::text::{Align, Glyph, Paragraph, Style, Typesetter};

/// A printer's head and paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// Printable dots across, a multiple of 8.
    pub dots: usize,
    /// Dots an inch, both ways.
    pub dpi: u8,
}

impl Head {
    /// The head of a printer for paper of a width in mm that prints so many dots across. Printers for 80 mm paper print
    /// a line of 72 mm: with 576 dots at 203 dpi, with 512 at 180 dpi (Epson TM-T88II to V). All others have 203 dpi.
    pub fn new(paper_mm: u32, dots: u32) -> Self {
        let dpi = if paper_mm == 80 && dots <= 512 { 180 } else { 203 };
        Self { dots: usize::try_from(dots).unwrap_or(576).next_multiple_of(8), dpi }
    }

    /// A length in dots.
    pub fn mm(self, mm: f32) -> f32 {
        (mm * f32::from(self.dpi) / 25.4).round()
    }
}

/// Something drawn at a place, in dots from the top left.
#[derive(Debug, Clone)]
pub enum Mark {
    /// Text; white where it stands on black.
    Glyphs {
        glyphs: Vec<Glyph>,
        x: f32,
        y: f32,
        black: bool,
    },
    Fill {
        x: i64,
        y: i64,
        width: i64,
        height: i64,
    },
    /// A rectangle that is white inside, its line `line` dots thick.
    Frame {
        x: i64,
        y: i64,
        width: i64,
        height: i64,
        line: i64,
    },
    /// A QR code without its quiet zone, `module` dots a module.
    Code {
        code: qr::Code,
        x: i64,
        y: i64,
        module: i64,
    },
}

/// A page ready to be drawn.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub width: usize,
    pub height: usize,
    pub marks: Vec<Mark>,
    /// Characters that no font has; they were left out.
    pub missing: Vec<char>,
}

/// How a text is set on the page.
#[derive(Debug, Clone, Copy)]
pub struct Face<'a> {
    /// mm an em.
    pub size: f32,
    pub weight: f32,
    pub fonts: &'a [String],
    pub rtl: bool,
}

/// A page in the making: blocks are added from the top.
pub struct Flow<'a> {
    typesetter: &'a mut Typesetter,
    head: Head,
    /// The page is mirrored: lines start on the right.
    rtl: bool,
    /// White kept at both edges, dots: paper may sit askew.
    margin: f32,
    y: f32,
    page: Page,
}

impl<'a> Flow<'a> {
    /// An empty page.
    pub fn new(typesetter: &'a mut Typesetter, head: Head, rtl: bool, margin_mm: f32) -> Self {
        let page = Page { width: head.dots, ..Page::default() };
        Self { typesetter, head, rtl, margin: head.mm(margin_mm), y: 0.0, page }
    }

    /// The finished page.
    pub fn finish(mut self) -> Page {
        self.page.height = whole(self.y.ceil());
        self.page
    }

    /// Width between the margins, in dots.
    pub fn measure(&self) -> f32 {
        self.page_width() - 2.0 * self.margin
    }

    /// White space.
    pub fn space(&mut self, mm: f32) {
        self.y += self.head.mm(mm);
    }

    /// A line from margin to margin.
    pub fn rule(&mut self, mm: f32) {
        let height = self.head.mm(mm).max(1.0);
        let (x, width) = (self.margin, self.measure());
        self.page.marks.push(Mark::Fill { x: at(x), y: at(self.y), width: at(width), height: at(height) });
        self.y += height;
    }

    /// A paragraph at the side where lines start.
    pub fn text(&mut self, text: &str, face: Face<'_>) {
        let (x, width) = (self.margin, self.measure());
        let set = self.set(text, face, self.start(), width);
        self.y += set.height;
        let y = self.y - set.height;
        self.put(set, x, y, true);
    }

    /// One line that is as large as `face` says, or smaller if it would not fit; set by the height of its capitals, so
    /// that no font's own leading comes between it and its neighbours.
    pub fn display(&mut self, text: &str, face: Face<'_>, cap_height: f32) {
        let width = self.measure();
        let natural = self.set(text, face, Align::Left, f32::MAX).width;
        let size = if natural > width { face.size * width / natural } else { face.size };
        let set = self.set(text, Face { size, ..face }, self.start(), width);
        let cap = self.head.mm(size * cap_height);
        let y = self.y + cap - set.baseline;
        self.put(set, self.margin, y, true);
        self.y += cap;
    }

    /// White text on a black band.
    pub fn band(&mut self, text: &str, face: Face<'_>) {
        let pad = self.head.mm(1.2);
        let set = self.set(text, face, Align::Center, self.measure() - 2.0 * pad);
        let (x, y, width, height) = (self.margin, self.y, self.measure(), set.height + 2.0 * pad);
        self.page.marks.push(Mark::Fill { x: at(x), y: at(y), width: at(width), height: at(height) });
        self.put(set, x + pad, y + pad, false);
        self.y += height;
    }

    /// A text in a thin frame.
    pub fn framed(&mut self, text: &str, face: Face<'_>) {
        let (pad, line) = (self.head.mm(1.6), self.head.mm(0.25).max(2.0));
        let set = self.set(text, face, self.start(), self.measure() - 2.0 * pad);
        let (x, y, width, height) = (self.margin, self.y, self.measure(), set.height + 1.2 * pad);
        self.page.marks.push(Mark::Frame { x: at(x), y: at(y), width: at(width), height: at(height), line: at(line) });
        self.put(set, x + pad, y + 0.6 * pad, true);
        self.y += height;
    }

    /// A thing to tick off: a box, the text beside it, and notes under that.
    pub fn check(&mut self, text: &str, face: Face<'_>, notes: &[String], note_face: Face<'_>) {
        let (side, line, gap) = (self.head.mm(3.4), self.head.mm(0.3).max(2.0), self.head.mm(2.0));
        let (x, width) = self.beside(side + gap);
        let align = self.start();
        let set = self.set(text, face, align, width);
        // The box stands on the first baseline like a capital, a little lower to look centred on it.
        let top = self.y + set.baseline - side * 0.92;
        let left = if self.rtl { self.margin + self.measure() - side } else { self.margin };
        let (side, line) = (at(side), at(line));
        self.page.marks.push(Mark::Frame { x: at(left), y: at(top), width: side, height: side, line });
        let (y, height) = (self.y, set.height);
        self.put(set, x, y, true);
        self.y += height;
        for note in notes {
            let set = self.set(note, note_face, align, width);
            let (y, height) = (self.y, set.height);
            self.put(set, x, y, true);
            self.y += height;
        }
    }

    /// Rows of two columns: labels where lines start, and beside them values. The labels' column is as wide as the
    /// widest label, up to two fifths of the page.
    pub fn table(&mut self, rows: &[(String, String)], face: Face<'_>) {
        let gap = self.head.mm(2.5);
        let widest =
            rows.iter().map(|(label, _)| self.set(label, face, Align::Left, f32::MAX).width).fold(0.0, f32::max);
        let column = widest.ceil().min(self.measure() * 0.4);
        let label_x = if self.rtl { self.margin + self.measure() - column } else { self.margin };
        let (value_x, value_width) = self.beside(column + gap);
        for (label, value) in rows {
            let label = self.set(label, face, self.start(), column);
            let value = self.set(value, face, self.start(), value_width);
            let (y, height) = (self.y, label.height.max(value.height));
            self.put(label, label_x, y, true);
            self.put(value, value_x, y, true);
            self.y += height;
        }
    }

    /// A QR code of at most `side_mm`, its caption beside it where there is room, else below. Nothing if it cannot be
    /// made large enough to read.
    pub fn code(&mut self, lines: &[String], side_mm: f32, caption: &str, face: Face<'_>) {
        /// The smallest module that cheap telephones read from thermal paper, mm: 4 dots at 203 dpi.
        const MODULE_MM: f32 = 0.5;
        /// A caption needs this much room beside the code, mm.
        const CAPTION_MM: f32 = 22.0;
        let smallest = self.head.mm(MODULE_MM).max(4.0);
        let room = self.head.mm(side_mm).min(self.measure());
        let quiet = 2 * qr::QUIET_MODULES;
        let Some(code) = qr::encode(lines, whole(room / smallest).saturating_sub(quiet)) else { return };
        let modules = f32::from(u16::try_from(code.side() + quiet).unwrap_or(u16::MAX));
        let module = (room / modules).floor().max(smallest);
        let side = module * modules;
        let border = module * 4.0;
        // The code's own quiet zone is its margin: dark modules begin where the text does.
        let left = if self.rtl { self.margin + self.measure() - side + border } else { self.margin - border };
        let left = left.clamp(0.0, self.page_width() - side);
        let (x, y) = (at(left + border), at(self.y + border));
        self.page.marks.push(Mark::Code { code, x, y, module: at(module) });
        let beside = self.measure() - side + border;
        if beside >= self.head.mm(CAPTION_MM) {
            let x = if self.rtl { self.margin } else { self.margin + side - border };
            let set = self.set(caption, face, self.start(), beside);
            let y = self.y + border + ((side - 2.0 * border - set.height) / 2.0).max(0.0);
            let bottom = y + set.height;
            self.put(set, x, y, true);
            self.y = (self.y + side).max(bottom);
        } else {
            self.y += side;
            self.text(caption, face);
        }
    }

    fn page_width(&self) -> f32 {
        f32::from(u16::try_from(self.head.dots).unwrap_or(u16::MAX))
    }

    fn start(&self) -> Align {
        if self.rtl { Align::Right } else { Align::Left }
    }

    /// Left edge and width of what stands beside something `taken` dots wide where lines start.
    fn beside(&self, taken: f32) -> (f32, f32) {
        (if self.rtl { self.margin } else { self.margin + taken }, self.measure() - taken)
    }

    fn set(&mut self, text: &str, face: Face<'_>, align: Align, width: f32) -> Paragraph {
        let size = face.size * f32::from(self.head.dpi) / 25.4;
        let style = Style { size, weight: face.weight, fonts: face.fonts, rtl: face.rtl, align };
        let set = self.typesetter.set(text, style, width);
        self.page.missing.extend(&set.missing);
        set
    }

    fn put(&mut self, set: Paragraph, x: f32, y: f32, black: bool) {
        self.page.marks.push(Mark::Glyphs { glyphs: set.glyphs, x, y, black });
    }
}

#[allow(clippy::cast_possible_truncation, reason = "places on a ticket are far below the limits")]
fn at(place: f32) -> i64 {
    place.round() as i64
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths on a ticket are small, not negative"
)]
fn whole(length: f32) -> usize {
    length as usize
}
