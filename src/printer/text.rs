//! Text into placed glyphs: shaping, direction and line breaking by parley, in the product's own fonts only. Never
//! here: dots.

use std::ops::Range;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    FontContext, FontData, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext, OverflowWrap, StyleProperty,
    TextWrapMode,
};

use crate::locale::fonts;

/// Lines are never set tighter than this, in em.
const MIN_LEADING: f32 = 1.28;
/// Line height as a share of what the font asks for. Fonts of tall scripts (Arabic 2.1 em, Nastaliq 2.5 em) leave room
/// for stacked marks that plain prose does not use; on paper the room is dear.
const NATURAL_SHARE: f32 = 0.76;

/// Before a paragraph, sets its base direction whatever its first letter is.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    /// Dots an em.
    pub size: f32,
    /// 400 regular, 600, 700 bold.
    pub weight: f32,
    /// Families in which a character is looked for, best first; then all others are tried.
    pub fonts: &'a [String],
    pub rtl: bool,
    pub align: Align,
}

/// Where lines stand between the edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
}

/// A glyph at its place; the baseline's origin, in dots from the paragraph's top left.
#[derive(Debug, Clone)]
pub struct Glyph {
    pub font: FontData,
    pub size: f32,
    pub id: u16,
    pub x: f32,
    pub y: f32,
    /// The script joins its letters: they must not be moved to whole dots one by one.
    pub joined: bool,
}

/// A paragraph that was set.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    pub glyphs: Vec<Glyph>,
    /// Width of the longest line, dots.
    pub width: f32,
    pub height: f32,
    /// Baseline of the first line below the paragraph's top, dots.
    pub baseline: f32,
    /// Characters that no font has; they were left out.
    pub missing: Vec<char>,
}

/// Sets text. Costly to make, cheap to use: keep one.
pub struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
}

impl Typesetter {
    /// A typesetter with the product's fonts and no others, so that paper looks the same everywhere.
    pub fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for font in fonts::all() {
            collection.register_fonts(Blob::new(Arc::new(font.bytes)), None);
        }
        Self { fonts: FontContext { collection, source_cache: SourceCache::default() }, layouts: LayoutContext::new() }
    }

    /// Sets a paragraph between edges `width` dots apart. Words that are too long are broken anywhere.
    pub fn set(&mut self, text: &str, style: Style<'_>, width: f32) -> Paragraph {
        let mark = if style.rtl { RIGHT_TO_LEFT_MARK } else { LEFT_TO_RIGHT_MARK };
        let text = format!("{mark}{text}");
        let families: Vec<FontFamilyName<'_>> = families(style.fonts).map(FontFamilyName::named).collect();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::from(families.as_slice())));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(style.weight)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        // Parley lets a no-break space hang over the edge like any space, and breaks the line there; but not in text that
        // must not wrap, and by its lights the character before it decides that.
        for (at, space) in text.match_indices('\u{a0}') {
            let before = text[..at].char_indices().next_back().map_or(at, |(index, _)| index);
            builder.push(StyleProperty::TextWrapMode(TextWrapMode::NoWrap), before..at + space.len());
        }
        let mut layout: Layout<()> = builder.build(&text);
        layout.break_all_lines(Some(width));
        place(&layout, &text, style, width)
    }
}

/// The given families and after them all others, so that a name in another script still shows.
fn families(given: &[String]) -> impl Iterator<Item = &str> {
    given.iter().map(String::as_str).chain(fonts::all().iter().map(|font| font.family))
}

/// Places lines by a leading of our own, because the fonts' line heights differ by script and are all too loose for paper;
/// and aligns them by what is seen: parley leaves the space at which a line was broken inside the line where the
/// directions are mixed (rule L1 of UAX 9), so here such a space takes no room.
fn place(layout: &Layout<()>, text: &str, style: Style<'_>, width: f32) -> Paragraph {
    let (ascent, descent) = extent(layout, text);
    let leading = ((ascent + descent) * NATURAL_SHARE).max(style.size * MIN_LEADING);
    let mut paragraph = Paragraph::default();
    for line in layout.lines() {
        // Half of the leading that is left over (or missing) goes above the line.
        let above = (leading - ascent - descent) / 2.0 + ascent;
        let baseline = paragraph.height + above;
        if paragraph.height == 0.0 {
            paragraph.baseline = baseline;
        }
        let range = line.text_range();
        let ink_end = range.start + text.get(range).unwrap_or_default().trim_end().len();
        let first = paragraph.glyphs.len();
        let mut x = 0.0;
        for run in line.runs() {
            for cluster in run.visual_clusters().filter(|cluster| cluster.text_range().start < ink_end) {
                let source = text.get(cluster.text_range()).unwrap_or_default();
                if source.chars().all(is_invisible) {
                    continue;
                }
                let joined = source.chars().any(|character| character > '\u{058f}');
                for glyph in cluster.glyphs() {
                    match u16::try_from(glyph.id) {
                        Ok(0) | Err(_) => paragraph.missing.extend(source.chars().filter(|c| !is_invisible(*c))),
                        Ok(id) => paragraph.glyphs.push(Glyph {
                            font: run.font().clone(),
                            size: run.font_size(),
                            id,
                            x: x + glyph.x,
                            y: baseline + glyph.y,
                            joined,
                        }),
                    }
                    x += glyph.advance;
                }
            }
        }
        let left = match style.align {
            Align::Left => 0.0,
            Align::Center => (width - x) / 2.0,
            Align::Right => width - x,
        };
        paragraph.glyphs[first..].iter_mut().for_each(|glyph| glyph.x += left);
        paragraph.width = paragraph.width.max(x);
        paragraph.height += leading;
    }
    paragraph
}

/// How far the fonts of a text reach above and below its baselines; of those alone that something is drawn in.
fn extent(layout: &Layout<()>, text: &str) -> (f32, f32) {
    let is_ink = |c: char| !c.is_whitespace() && !is_invisible(c);
    let is_drawn = |range: Range<usize>| text.get(range).unwrap_or_default().chars().any(is_ink);
    let runs = layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>());
    let drawn = runs.filter(|run| is_drawn(run.text_range()));
    drawn.fold((0.0, 0.0), |(above, below): (f32, f32), run| {
        (above.max(run.metrics().ascent), below.max(run.metrics().descent))
    })
}

/// Characters that direct text and are never drawn: direction marks and isolates, joiners, breaks.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str = "Noto Sans Arabic";

    fn style(fonts: &[String], rtl: bool) -> Style<'_> {
        Style { size: 30.0, weight: 400.0, fonts, rtl, align: if rtl { Align::Right } else { Align::Left } }
    }

    /// Glyphs by lines from the top, each line from the left.
    fn lines(paragraph: &Paragraph) -> Vec<Vec<&Glyph>> {
        let mut lines: Vec<Vec<&Glyph>> = Vec::new();
        for glyph in &paragraph.glyphs {
            match lines.last_mut().filter(|line| (line[0].y - glyph.y).abs() < 15.0) {
                Some(line) => line.push(glyph),
                None => lines.push(vec![glyph]),
            }
        }
        lines
    }

    #[test]
    fn an_amount_is_never_parted_from_its_sign() {
        let fonts = [ARABIC.to_owned()];
        let mut typesetter = Typesetter::new();
        for width in 140..400 {
            for text in ["قسيمة دفع بقيمة \u{2068}\u{2066}30,46\u{a0}€\u{2069}\u{2069}", "قسيمة دفع بقيمة 30,46\u{a0}€"]
            {
                let set = typesetter.set(text, style(&fonts, true), width as f32);
                let last = lines(&set).last().map_or(0, Vec::len);
                assert!(last >= 6, "{width}: {last} glyphs in the last line of {text}");
            }
        }
    }

    /// The broken line's last space must not stand between the words of the other direction and the edge.
    #[test]
    fn lines_of_mixed_direction_end_at_the_edge() {
        let fonts = [ARABIC.to_owned()];
        let mut typesetter = Typesetter::new();
        let edge = |text: &str, typesetter: &mut Typesetter| {
            let set = typesetter.set(text, style(&fonts, true), 300.0);
            let ends =
                lines(&set).iter().map(|line| line.iter().map(|glyph| glyph.x).fold(0.0, f32::max)).collect::<Vec<_>>();
            assert!(ends.len() > 1, "{text} breaks");
            ends
        };
        let [first, second] = edge("Sportello Immigrazione Sportello Immigrazione", &mut typesetter)[..2] else {
            panic!()
        };
        assert!((first - second).abs() < 1.0, "the same letter ends at {first} and at {second}");
    }

    #[test]
    fn direction_marks_take_no_room_and_are_not_missing() {
        let fonts = [ARABIC.to_owned()];
        let mut typesetter = Typesetter::new();
        for rtl in [false, true] {
            let plain = typesetter.set("B042", style(&fonts, rtl), 500.0);
            let marked = typesetter.set("\u{2068}B\u{2060}042\u{2069}\u{200f}", style(&fonts, rtl), 500.0);
            assert!((plain.width - marked.width).abs() < 0.01, "{} and {}", plain.width, marked.width);
            assert!(marked.missing.is_empty());
        }
    }

    #[test]
    fn a_word_that_is_too_long_is_broken() {
        let fonts = ["Titillium Web".to_owned()];
        let set = Typesetter::new().set(&"x".repeat(100), style(&fonts, false), 200.0);
        assert!(set.width <= 200.0, "{}", set.width);
        assert_eq!(set.glyphs.len(), 100);
    }
}
