//! A laid-out page into dots: glyph outlines by swash, cut at a threshold, because a thermal head knows no grey.

use std::collections::HashMap;

use swash::scale::image::Image;
use swash::scale::{Render, ScaleContext, Source};
use swash::zeno::Vector;
use swash::{CacheKey, FontRef};

use super::bitmap::Bitmap;
use super::layout::{Mark, Page};
use super::text::Glyph;

/// Coverage (of 255) from which a dot is black. A little under half: thermal dots on cheap paper come out lean.
const THRESHOLD: u8 = 110;

/// Draws pages. Keeps what it learned of the fonts: keep one.
#[derive(Default)]
pub struct Rasterizer {
    scaling: ScaleContext,
    /// Offset and key of each font seen, by the identity of its data.
    fonts: HashMap<u64, (u32, CacheKey)>,
    scratch: Image,
}

impl Rasterizer {
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws a page. The picture is safe to send: see [`defuse`].
    pub fn draw(&mut self, page: &Page) -> Bitmap {
        let mut picture = Bitmap::white(page.width, page.height);
        for mark in &page.marks {
            match mark {
                Mark::Glyphs { glyphs, x, y, black } => {
                    for glyph in glyphs {
                        self.glyph(&mut picture, glyph, *x, *y, *black);
                    }
                }
                Mark::Fill { x, y, width, height } => picture.fill(*x, *y, *width, *height, true),
                Mark::Frame { x, y, width, height, line } => {
                    picture.fill(*x, *y, *width, *height, true);
                    picture.fill(x + line, y + line, width - 2 * line, height - 2 * line, false);
                }
                Mark::Code { code, x, y, module } => {
                    for row in 0..code.side() {
                        for column in (0..code.side()).filter(|&column| code.is_dark(column, row)) {
                            picture.fill(x + dots(column) * module, y + dots(row) * module, *module, *module, true);
                        }
                    }
                }
            }
        }
        defuse(&mut picture);
        picture
    }

    fn glyph(&mut self, picture: &mut Bitmap, glyph: &Glyph, left: f32, top: f32, black: bool) {
        let data = glyph.font.data.as_ref();
        let id = glyph.font.data.id() ^ u64::from(glyph.font.index).rotate_left(32);
        let found = self.fonts.entry(id).or_insert_with(|| {
            FontRef::from_index(data, glyph.font.index as usize)
                .map_or((0, CacheKey::new()), |font| (font.offset, font.key))
        });
        let font = FontRef { data, offset: found.0, key: found.1 };
        let (x, y) = (left + glyph.x, (top + glyph.y).round());
        // Separate letters stand on whole dots, so that equal stems come out equal; joined ones where they join.
        let (whole, part) = if glyph.joined { (x.floor(), x - x.floor()) } else { (x.round(), 0.0) };
        let mut scaler = self.scaling.builder(font).size(glyph.size).hint(!glyph.joined).build();
        let image = &mut self.scratch;
        image.clear();
        let drawn =
            Render::new(&[Source::Outline]).offset(Vector::new(part, 0.0)).render_into(&mut scaler, glyph.id, image);
        if !drawn {
            return;
        }
        let placement = image.placement;
        let (x, y) = (trunc(whole) + i64::from(placement.left), trunc(y) - i64::from(placement.top));
        let mut coverage = image.data.iter();
        for row in 0..i64::from(placement.height) {
            for column in 0..i64::from(placement.width) {
                if coverage.next().is_some_and(|&coverage| coverage >= THRESHOLD) {
                    picture.set(x + column, y + row, black);
                }
            }
        }
    }
}

/// Makes rows that a printer cannot mistake for an order. Printers obey `10 04`, `10 05` and `10 14` (DLE EOT, DLE ENQ,
/// DLE DC4) at once, even amid raster data. The first byte is a lone dot, so one more dot beside it ends the danger and
/// is not seen. Done here and not while encoding, so that the picture shows exactly what is printed; pairs that only
/// meet at a row's end are parted by the encoder.
fn defuse(picture: &mut Bitmap) {
    const DLE: u8 = 0x10;
    for y in 0..picture.height() {
        let row = picture.row_mut(y);
        for at in 1..row.len() {
            if row[at - 1] == DLE && is_real_time(row[at]) {
                row[at - 1] |= DLE >> 1;
            }
        }
    }
}

/// Whether a byte after `10` makes an order that printers obey at once: EOT, ENQ, DC4.
pub fn is_real_time(byte: u8) -> bool {
    matches!(byte, 0x04 | 0x05 | 0x14)
}

#[allow(clippy::cast_possible_truncation, reason = "places on a ticket are far below the limits")]
fn trunc(place: f32) -> i64 {
    place as i64
}

fn dots(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_never_holds_an_order_that_printers_obey_at_once() {
        for second in [0x04, 0x05, 0x14] {
            let mut picture = Bitmap::white(40, 1);
            picture.row_mut(0).copy_from_slice(&[0x10, 0x10, second, 0x10, second]);
            let before = picture.clone();
            defuse(&mut picture);
            let row = picture.row(0);
            assert!(!row.windows(2).any(|pair| pair[0] == 0x10 && is_real_time(pair[1])), "{row:02x?}");
            let added: u32 = row.iter().zip(before.row(0)).map(|(now, was)| (now ^ was).count_ones()).sum();
            assert_eq!(added, 2, "one dot for each order");
        }
    }
}
