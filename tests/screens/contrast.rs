//! Contrast by WCAG 2.2, of colours that were found in a picture.

use slint::{Rgba8Pixel, SharedPixelBuffer};

use crate::glass::Place;

pub type Rgb = [u8; 3];

/// The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance").
pub fn ratio(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Rgb) -> f64 {
    let [red, green, blue] = color.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Colours of a part of a picture and how many pixels each has, most first.
pub struct Colors(Vec<(u32, usize)>);

impl Colors {
    pub fn of(picture: &SharedPixelBuffer<Rgba8Pixel>, place: &Place) -> Self {
        let (columns, rows) = pixels(picture, place);
        let width = picture.width() as usize;
        let all = picture.as_slice();
        let mut found: Vec<(u32, usize)> = Vec::new();
        // Of a large place a share of the lines tells the same.
        let step = 1 + rows.len() / 120;
        for row in rows.step_by(step) {
            let line = &all[row * width + columns.start..row * width + columns.end];
            // Neighbours are mostly of one colour: so whole runs are counted at once.
            let mut run = (pack(line[0]), 0);
            for pixel in line {
                let color = pack(*pixel);
                if color == run.0 {
                    run.1 += 1;
                } else {
                    add(&mut found, run);
                    run = (color, 1);
                }
            }
            add(&mut found, run);
        }
        found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self(found)
    }

    /// The colours behind ink of this colour: the most frequent other one, and any that fills a twentieth.
    pub fn grounds(&self, ink: Rgb) -> impl Iterator<Item = Rgb> {
        let whole: usize = self.0.iter().map(|(_, count)| count).sum();
        let others = self.0.iter().filter(move |(color, _)| far(unpack(*color), ink) > NEAR);
        others
            .enumerate()
            .filter(move |(place, (_, count))| *place == 0 || count * 20 > whole)
            .map(|(_, (color, _))| unpack(*color))
    }

    /// The colour that is nearest to this one.
    pub fn nearest(&self, ink: Rgb) -> Rgb {
        let nearest = self.0.iter().min_by_key(|(color, _)| far(unpack(*color), ink));
        nearest.map_or([0; 3], |(color, _)| unpack(*color))
    }
}

/// Channels may differ by so much and still be one colour.
pub const NEAR: u32 = 24;

/// The largest difference of a channel.
pub fn far(one: Rgb, other: Rgb) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other))).max().unwrap_or(0)
}

/// The whole pixels that a place touches, columns and rows; never empty.
pub fn pixels(
    picture: &SharedPixelBuffer<Rgba8Pixel>,
    place: &Place,
) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let span = |from: f32, to: f32, most: u32| {
        let from = ((from + 0.02).floor().max(0.0) as usize).min(most as usize - 1);
        let to = ((to - 0.02).ceil().max(0.0) as usize).min(most as usize);
        from..to.max(from + 1)
    };
    (span(place.left, place.right, picture.width()), span(place.top, place.bottom, picture.height()))
}

pub fn pixel(picture: &SharedPixelBuffer<Rgba8Pixel>, column: usize, row: usize) -> Rgb {
    let pixel = picture.as_slice()[row * picture.width() as usize + column];
    [pixel.r, pixel.g, pixel.b]
}

fn add(found: &mut Vec<(u32, usize)>, (color, count): (u32, usize)) {
    match found.iter_mut().find(|(known, _)| *known == color) {
        Some((_, sum)) => *sum += count,
        None => found.push((color, count)),
    }
}

fn pack(pixel: Rgba8Pixel) -> u32 {
    u32::from_be_bytes([0, pixel.r, pixel.g, pixel.b])
}

fn unpack(color: u32) -> Rgb {
    let [_, red, green, blue] = color.to_be_bytes();
    [red, green, blue]
}
