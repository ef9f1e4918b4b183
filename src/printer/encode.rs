//! A picture into ESC/POS bytes, through the `escpos` crate with a driver that only collects. Never here: sending.

use std::cell::RefCell;

use escpos::driver::Driver;
use escpos::printer::Printer;
use escpos::utils::{ESC_HARDWARE_INIT, GS_PAPER_CUT_PARTIAL, Protocol};

use super::bitmap::Bitmap;
use super::layout::Head;
use super::raster::is_real_time;
use crate::config;

/// Rows in one raster command. Cheap printers buffer no more; and what a broken job leaves half-sent stays small.
pub const BAND_ROWS: usize = 128;
/// Blank rows are fed, not sent, from this many on: below it the raster's own header costs more.
const FEED_FROM: usize = 4;
/// White paper between the ticket's end and the cutter, mm: printers that feed to the cutter by themselves add theirs.
const TAIL_MM: f32 = 2.0;

const DLE: u8 = 0x10;

/// `GS r 1`: asks for the paper sensor. Unlike DLE EOT it is carried out in order, after all that was sent before it,
/// and not while paper is out: its answer says that the printer is through with the job.
pub const END_OF_JOB: [u8; 3] = [0x1d, b'r', 1];

/// `GS a 14`: the printer says by itself when it goes off-line, has a fault or runs out of paper. While it takes no bytes
/// because its buffer is full, no question would reach it.
const SPEAK_UP: [u8; 3] = [0x1d, b'a', 0x0e];

/// What has to be known of a printer to write for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Device {
    pub head: Head,
    /// It has a cutter.
    pub cut: bool,
    /// It answers status questions.
    pub answers: bool,
}

impl Device {
    /// The configured printer.
    pub fn of(config: &config::Printer) -> Self {
        Self { head: Head::new(config.paper_mm, config.dots), cut: config.cut, answers: config.status }
    }
}

/// Collects what the crate encodes.
#[derive(Default)]
struct Collector(RefCell<Vec<u8>>);

impl Driver for &Collector {
    fn name(&self) -> String {
        "collector".to_owned()
    }

    fn write(&self, data: &[u8]) -> escpos::errors::Result<()> {
        self.0.try_borrow_mut()?.extend_from_slice(data);
        Ok(())
    }

    fn read(&self, _buf: &mut [u8]) -> escpos::errors::Result<usize> {
        Ok(0)
    }

    fn flush(&self) -> escpos::errors::Result<()> {
        Ok(())
    }
}

/// The bytes of one paper: reset, picture, cut.
///
/// # Errors
/// None in practice: the crate's builder can fail only where text is encoded, which is not done here.
pub fn paper(picture: &Bitmap, device: Device) -> anyhow::Result<Vec<u8>> {
    let Device { head, cut, answers } = device;
    collect(|printer| {
        printer.init()?;
        if answers {
            printer.custom(&SPEAK_UP)?;
        }
        // One unit of feed is one row of the raster: some printers feed in half rows unless told.
        printer.motion_units(head.dpi, head.dpi)?;
        let mut y = 0;
        while y < picture.height() {
            let blank = (y..picture.height()).take_while(|&row| is_blank(picture.row(row))).count();
            if blank >= FEED_FROM || blank == picture.height() - y {
                feed(printer, blank)?;
                y += blank;
            } else {
                let rows = band_rows(picture, y);
                band(printer, picture, y, rows)?;
                y += rows;
            }
        }
        if cut {
            feed(printer, tail(head))?;
            // Function B: the printer itself feeds the ticket's end to its cutter. A partial cut leaves one point, so
            // that the ticket stays in the mouth until it is taken.
            printer.partial_cut()?;
        } else {
            // To the tear bar, about 25 mm from the head.
            feed(printer, tail(head) * 12)?;
        }
        Ok(())
    })
}

/// What ends a job that broke off, so that the printer takes the next one's bytes for commands again: enough zeros to
/// fill the band that it may still be waiting for, then a reset, and a cut between the two papers.
pub fn mending(device: Device) -> Vec<u8> {
    let mut bytes = vec![0; BAND_ROWS * device.head.dots / 8];
    bytes.extend_from_slice(ESC_HARDWARE_INIT);
    if device.cut {
        bytes.extend_from_slice(GS_PAPER_CUT_PARTIAL);
    }
    bytes
}

fn collect(write: impl FnOnce(&mut Printer<&Collector>) -> escpos::errors::Result<()>) -> anyhow::Result<Vec<u8>> {
    let collector = Collector::default();
    let mut printer = Printer::new(&collector, Protocol::default(), None);
    write(&mut printer)?;
    printer.print()?;
    drop(printer);
    Ok(collector.0.into_inner())
}

fn tail(head: Head) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen rows")]
    let rows = head.mm(TAIL_MM) as usize;
    rows
}

fn feed(printer: &mut Printer<&Collector>, rows: usize) -> escpos::errors::Result<()> {
    let mut left = rows;
    while left > 0 {
        let step = u8::try_from(left).unwrap_or(u8::MAX);
        printer.custom(&[0x1b, b'J', step])?;
        left -= usize::from(step);
    }
    Ok(())
}

/// Rows of the band that begins at a row: up to the next blank stretch, the limit, or a seam that must be parted.
fn band_rows(picture: &Bitmap, from: usize) -> usize {
    let end = picture.height().min(from + BAND_ROWS);
    let mut rows = 1;
    let mut blank = 0;
    while from + rows < end && blank < FEED_FROM {
        blank = if is_blank(picture.row(from + rows)) { blank + 1 } else { 0 };
        rows += 1;
    }
    // Blank rows at the end belong to the feed or the band after this one.
    part(picture, from, rows - blank)
}

/// As many of a band's rows as hold no order across the seam of two rows. Fewer rows may need fewer bytes each, which
/// makes other seams: so it is asked again until nothing changes.
fn part(picture: &Bitmap, from: usize, rows: usize) -> usize {
    let width = used_bytes(picture, from, rows);
    match (1..rows).find(|&row| is_order(picture, from + row, width)) {
        Some(fewer) => part(picture, from, fewer),
        None => rows,
    }
}

/// Whether the last byte of the row above and the first of this row make an order that printers obey at once.
fn is_order(picture: &Bitmap, y: usize, width: usize) -> bool {
    picture.row(y - 1)[width - 1] == DLE && is_real_time(picture.row(y)[0])
}

/// Bytes of a band's rows up to the last black dot. Cropped on the right only: moving the raster to the right by
/// `ESC $` would save more, but cheap printers ignore that before a raster.
fn used_bytes(picture: &Bitmap, from: usize, rows: usize) -> usize {
    let used = |y| picture.row(y).iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    (from..from + rows).map(used).max().unwrap_or(0).max(1)
}

/// `GS v 0`, the one raster command that every printer has.
fn band(printer: &mut Printer<&Collector>, picture: &Bitmap, from: usize, rows: usize) -> escpos::errors::Result<()> {
    let width = used_bytes(picture, from, rows);
    let [x_low, x_high] = u16::try_from(width)?.to_le_bytes();
    let [y_low, y_high] = u16::try_from(rows)?.to_le_bytes();
    let mut command = vec![0x1d, b'v', b'0', 0, x_low, x_high, y_low, y_high];
    for y in from..from + rows {
        command.extend_from_slice(&picture.row(y)[..width]);
    }
    printer.custom(&command)?;
    Ok(())
}

fn is_blank(row: &[u8]) -> bool {
    row.iter().all(|&byte| byte == 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DEVICE: Device = Device { head: Head { dots: 32, dpi: 203 }, cut: true, answers: true };

    /// Whether printers would obey something in these bytes at once.
    fn holds_an_order(bytes: &[u8]) -> bool {
        bytes.windows(2).any(|pair| pair[0] == DLE && is_real_time(pair[1]))
    }

    /// The longest raster of an encoded paper, in rows.
    fn tallest_band(bytes: &[u8]) -> u16 {
        let bands = bytes.windows(8).filter(|window| window.starts_with(&[0x1d, b'v', b'0', 0]));
        bands.map(|band| u16::from_le_bytes([band[6], band[7]])).max().unwrap_or(0)
    }

    proptest! {
        /// Rows as the rasterizer leaves them (no order inside a row), with orders across the seams of rows.
        #[test]
        fn no_raster_holds_an_order_across_its_rows(rows in prop::collection::vec(0..6usize, 1..400)) {
            let kinds = [[0x04, 0, 0, 0x10], [0x05, 0, 0x10, 0], [0x14, 0x10, 0, 0], [0, 0, 0, 0], [0x10; 4], [0x04, 1, 1, 0]];
            let mut picture = Bitmap::white(DEVICE.head.dots, rows.len());
            for (y, kind) in rows.into_iter().enumerate() {
                picture.row_mut(y).copy_from_slice(&kinds[kind]);
            }
            let bytes = paper(&picture, DEVICE).unwrap();
            prop_assert!(!holds_an_order(&bytes));
        }
    }

    #[test]
    fn bands_keep_to_their_limit_and_blank_paper_is_fed() {
        let mut picture = Bitmap::white(DEVICE.head.dots, 1000);
        for y in 100..700 {
            picture.row_mut(y)[0] = 0xff;
        }
        let bytes = paper(&picture, DEVICE).unwrap();
        assert_eq!(usize::from(tallest_band(&bytes)), BAND_ROWS);
        let dots = 600;
        assert!(bytes.len() < dots + 5 * 8 + 60, "one byte a row, five headers, feeds: {}", bytes.len());
    }
}
