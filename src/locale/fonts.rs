//! The fonts that are embedded in the binary, one set for screen and paper. Where they come from: `ui/fonts/README.md`.
//! Which of them a language uses, and in which order, is data: `locales/<language>/language.toml`.

use super::Locale;

/// One font file.
#[derive(Debug, Clone, Copy)]
pub struct Font {
    /// The family that it belongs to, as its `name` table says.
    pub family: &'static str,
    /// Weight as in CSS: 400 regular, 600 semi-bold, 700 bold.
    pub weight: u16,
    /// Its file name under `ui/fonts/`.
    pub file: &'static str,
    /// The file (TrueType).
    pub bytes: &'static [u8],
}

/// A font by family, weight and file name under `ui/fonts/`.
macro_rules! font {
    ($family:literal, $weight:literal, $file:literal) => {
        Font {
            family: $family,
            weight: $weight,
            file: $file,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/fonts/", $file)),
        }
    };
}

static FONTS: [Font; 7] = [
    font!("Titillium Web", 400, "TitilliumWeb-Regular.ttf"),
    font!("Titillium Web", 600, "TitilliumWeb-SemiBold.ttf"),
    font!("Titillium Web", 700, "TitilliumWeb-Bold.ttf"),
    font!("Noto Sans", 400, "NotoSans-Regular.ttf"),
    font!("Noto Sans", 700, "NotoSans-Bold.ttf"),
    font!("Noto Sans Arabic", 400, "NotoSansArabic-Regular.ttf"),
    font!("Noto Sans Arabic", 700, "NotoSansArabic-Bold.ttf"),
];

/// All embedded fonts.
pub fn all() -> &'static [Font] {
    &FONTS
}

/// Whether there is an embedded family of this name.
pub fn has_family(name: &str) -> bool {
    FONTS.iter().any(|font| font.family == name)
}

/// The families in which a language looks for a character, first to last.
pub fn stack(locale: &Locale) -> Vec<&str> {
    locale.fonts().iter().map(String::as_str).collect()
}
