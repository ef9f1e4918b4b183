//! QR codes that hold text: drawn into the raster, since cheap printers lack a QR command of their own.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// White modules that must surround a code (ISO/IEC 18004).
pub const QUIET_MODULES: usize = 4;

/// The extended channel "UTF-8": without it a reader has to guess the encoding of Arabic text.
const ECI_UTF_8: u32 = 26;

/// The largest version used: denser codes are not read reliably from thermal paper by cheap telephones.
const MAX_VERSION: i16 = 19;

/// A square of modules without its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    side: usize,
    dark: Vec<bool>,
}

impl Code {
    /// Modules along one side.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether the module in a column and row is dark.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        self.dark[row * self.side + column]
    }
}

/// Stands for the lines that did not fit, so that a list that ends early does not look whole.
pub const LEFT_OUT: &str = "…";

/// Encodes as many lines, from the first, as fit into a code of at most `max_side` modules. `None` if not even the
/// first line fits.
pub fn encode(lines: &[String], max_side: usize) -> Option<Code> {
    let whole = encode_text(&lines.join("\n"), max_side);
    let shorter = |count| encode_text(&format!("{}\n{LEFT_OUT}", lines[..count].join("\n")), max_side);
    whole.or_else(|| (1..lines.len()).rev().find_map(shorter))
}

fn encode_text(text: &str, max_side: usize) -> Option<Code> {
    // As bytes on purpose: the crate's own choice of modes takes pairs of UTF-8 bytes for Shift-JIS characters.
    let code = (1..=MAX_VERSION).map(Version::Normal).find_map(|version| {
        let mut bits = Bits::new(version);
        bits.push_eci_designator(ECI_UTF_8).ok()?;
        bits.push_byte_data(text.as_bytes()).ok()?;
        bits.push_terminator(EcLevel::M).ok()?;
        QrCode::with_bits(bits, EcLevel::M).ok()
    })?;
    let side = code.width();
    let dark = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
    (side <= max_side).then_some(Code { side, dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &Code) -> String {
        let side = code.side();
        let grid = rqrr::SimpleGrid::from_func(side, |x, y| code.is_dark(x, y));
        rqrr::Grid::new(grid).decode().unwrap().1
    }

    #[test]
    fn text_of_every_script_is_read_back_by_another_decoder() {
        for text in ["Permesso di soggiorno: è già scaduto?", "رخصة الإقامة (permesso di soggiorno) B042", "居留许可"]
        {
            assert_eq!(read(&encode(&[text.to_owned()], 200).unwrap()), text);
        }
    }

    #[test]
    fn lines_that_do_not_fit_are_left_out_from_the_end() {
        let lines: Vec<String> = (0..60).map(|n| format!("line {n} of what to bring")).collect();
        let text = read(&encode(&lines, 45).unwrap());
        let mut kept: Vec<&str> = text.lines().collect();
        assert!(kept.len() > 2 && kept.len() < lines.len());
        assert_eq!(kept.pop(), Some(LEFT_OUT));
        assert_eq!(kept, lines[..kept.len()]);
        assert_eq!(encode(&["x".repeat(5000)], 200), None);
    }
}
