//! A picture of one bit a dot, laid out in memory as the printer's raster command wants it.

use anyhow::Context;

/// Black dots on white paper. Rows are packed from the left, the highest bit first; a set bit is a black dot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: usize,
    height: usize,
    bits: Vec<u8>,
}

impl Bitmap {
    /// White paper. `width` is in dots and is rounded up to a multiple of 8.
    pub fn white(width: usize, height: usize) -> Self {
        let width = width.next_multiple_of(8);
        Self { width, height, bits: vec![0; width / 8 * height] }
    }

    /// Dots across, a multiple of 8.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Dots down.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Whether a dot is black; outside the picture none is.
    pub fn get(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.height && self.bits[y * self.width / 8 + x / 8] & (0x80 >> (x % 8)) != 0
    }

    /// Sets a dot; outside the picture nothing happens.
    pub fn set(&mut self, x: i64, y: i64, black: bool) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x >= self.width || y >= self.height {
            return;
        }
        let byte = &mut self.bits[y * self.width / 8 + x / 8];
        let mask = 0x80 >> (x % 8);
        if black { *byte |= mask } else { *byte &= !mask }
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, x: i64, y: i64, width: i64, height: i64, black: bool) {
        for row in y..y + height {
            for column in x..x + width {
                self.set(column, row, black);
            }
        }
    }

    /// One row, packed.
    pub fn row(&self, y: usize) -> &[u8] {
        let stride = self.width / 8;
        &self.bits[y * stride..(y + 1) * stride]
    }

    /// One row, packed, to change.
    pub fn row_mut(&mut self, y: usize) -> &mut [u8] {
        let stride = self.width / 8;
        &mut self.bits[y * stride..(y + 1) * stride]
    }

    /// The picture as PNG of one bit a pixel.
    ///
    /// # Errors
    /// When the picture is larger than PNG allows.
    pub fn png(&self) -> anyhow::Result<Vec<u8>> {
        let (width, height) = (u32::try_from(self.width)?, u32::try_from(self.height)?);
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header().context("the picture of a paper")?;
        // PNG says 1 for white, the printer says 1 for black.
        let inverted: Vec<u8> = self.bits.iter().map(|byte| !byte).collect();
        writer.write_image_data(&inverted).context("the picture of a paper")?;
        writer.finish().context("the picture of a paper")?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_is_set_where_it_was_asked_and_nowhere_else() {
        let mut picture = Bitmap::white(13, 3);
        picture.set(9, 1, true);
        picture.set(-1, 0, true);
        picture.set(16, 0, true);
        picture.set(0, 3, true);
        assert_eq!(picture.width(), 16);
        let black: Vec<_> =
            (0..3).flat_map(|y| (0..16).map(move |x| (x, y))).filter(|&(x, y)| picture.get(x, y)).collect();
        assert_eq!(black, [(9, 1)]);
        assert_eq!(picture.row(1), [0, 0x40]);
    }
}
