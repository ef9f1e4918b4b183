//! What stands on the glass: every text, picture and target with its place, read from Slint's own tree of items. Never
//! here: whether it is right.
//!
//! The accessibility tree would show most of it, but neither colours nor what a text needs. So this reads the items
//! themselves, through what Slint exports for its generated code; Cargo.lock holds the version that this fits.

use slint::private_unstable_api::re_exports::{
    AccessibleStringProperty, Clip, ComplexText, Flickable, ImageItem, ItemRc, Orientation, SimpleText, TextOverflow,
    TextVerticalAlignment, TextWrap, WindowInner,
};
use slint::{ComponentHandle, SharedString};
use sportello::touch::ui::App;

/// A place on the glass, pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Place {
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// What is of both, if anything.
    pub fn both(&self, other: &Self) -> Option<Self> {
        let place = Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        };
        (place.width() > 0.0 && place.height() > 0.0).then_some(place)
    }

    /// Whether this lies in the other one, but for `slack` pixels.
    pub fn lies_in(&self, other: &Self, slack: f32) -> bool {
        self.left >= other.left - slack
            && self.top >= other.top - slack
            && self.right <= other.right + slack
            && self.bottom <= other.bottom + slack
    }
}

/// Where an item stands, and what of it can be seen.
#[derive(Debug, Clone)]
pub struct Spot {
    pub place: Place,
    /// The part that no edge of the screen and no list cuts off; none when it is all out of sight.
    pub seen: Option<Place>,
    /// The list that it scrolls in.
    pub list: Option<List>,
}

/// Content that scrolls.
#[derive(Debug, Clone, Copy)]
pub struct List {
    pub place: Place,
    /// All of its content, where it stands now.
    pub content: Place,
}

#[derive(Debug, Clone)]
pub struct Words {
    pub spot: Spot,
    pub text: SharedString,
    pub color: [u8; 4],
    /// Pixels that the text needs: across (its longest word, or all of it where it does not wrap) and down at its width.
    pub needs: (f32, f32),
    /// Height of one line.
    pub line: f32,
    /// First line's top, below the place's top.
    pub begins: f32,
    pub elides: bool,
}

#[derive(Debug, Clone)]
pub struct Picture {
    pub spot: Spot,
    pub color: [u8; 4],
}

#[derive(Debug, Clone)]
pub struct Target {
    pub spot: Spot,
    pub name: SharedString,
}

/// All that can be seen or touched now. Where something lies over the page, only what lies on it.
#[derive(Debug, Default)]
pub struct Glass {
    pub words: Vec<Words>,
    pub pictures: Vec<Picture>,
    pub targets: Vec<Target>,
}

/// Reads the glass.
pub fn read(app: &App) -> Glass {
    let window = WindowInner::from_pub(app.window());
    let root = ItemRc::new_root(window.component());
    let size = app.window().size();
    let screen = Place { left: 0.0, top: 0.0, right: size.width as f32, bottom: size.height as f32 };
    let mut reader = Reader { app, glass: Glass::default(), covered: false };
    // What an item is in is asked for once more here, so that all that is conditional is there.
    root.visit_descendants(|_| std::ops::ControlFlow::<()>::Continue(()));
    reader.item(&root, Above { origin: (0.0, 0.0), clip: Some(screen), list: None });
    reader.glass
}

/// What an item inherits from those that it is in.
#[derive(Clone, Copy)]
struct Above {
    origin: (f32, f32),
    clip: Option<Place>,
    list: Option<List>,
}

struct Reader<'a> {
    app: &'a App,
    glass: Glass,
    covered: bool,
}

impl Reader<'_> {
    fn item(&mut self, item: &ItemRc, above: Above) {
        let geometry = item.geometry();
        let left = above.origin.0 + geometry.origin.x;
        let top = above.origin.1 + geometry.origin.y;
        let place = Place { left, top, right: left + geometry.size.width, bottom: top + geometry.size.height };
        // Items are met in the order in which they are drawn: what lies over the page comes after all of it.
        if is_overlay(item) {
            self.glass = Glass::default();
            self.covered = true;
        }
        let spot = Spot { place, seen: above.clip.and_then(|clip| clip.both(&place)), list: above.list };
        self.note(item, spot);
        let mut below = Above { origin: (left, top), ..above };
        if let Some(flickable) = item.downcast::<Flickable>() {
            let flickable = flickable.as_pin_ref();
            let (x, y) = (left + flickable.content_x().get(), top + flickable.content_y().get());
            let (width, height) = (flickable.content_width().get(), flickable.content_height().get());
            below.list = Some(List { place, content: Place { left: x, top: y, right: x + width, bottom: y + height } });
            below.clip = above.clip.and_then(|clip| clip.both(&place));
        } else if item.downcast::<Clip>().is_some_and(|clip| clip.as_pin_ref().clip()) {
            below.clip = above.clip.and_then(|clip| clip.both(&place));
        }
        let mut child = item.first_child();
        while let Some(item) = child {
            self.item(&item, below);
            child = item.next_sibling();
        }
    }

    fn note(&mut self, item: &ItemRc, spot: Spot) {
        if item.accessible_role() == slint::private_unstable_api::re_exports::AccessibleRole::Button {
            let name = item.accessible_string_property(AccessibleStringProperty::Label).unwrap_or_default();
            self.glass.targets.push(Target { spot: spot.clone(), name });
        }
        if let Some(picture) = item.downcast::<ImageItem>() {
            self.glass.pictures.push(Picture { spot: spot.clone(), color: rgba(&picture.as_pin_ref().colorize()) });
        }
        let words = if let Some(text) = item.downcast::<ComplexText>() {
            let text = text.as_pin_ref();
            Some((text.text(), text.color(), text.wrap(), text.overflow(), text.vertical_alignment()))
        } else if let Some(text) = item.downcast::<SimpleText>() {
            let text = text.as_pin_ref();
            let (wrap, overflow) = (TextWrap::NoWrap, TextOverflow::Clip);
            Some((text.text(), text.color(), wrap, overflow, text.vertical_alignment()))
        } else {
            None
        };
        let Some((text, color, wrap, overflow, vertical)) = words else { return };
        if text.trim().is_empty() {
            return;
        }
        let across = self.layout(item, Orientation::Horizontal, -1.0);
        let down = self.layout(item, Orientation::Vertical, spot.place.width());
        let line = self.layout(item, Orientation::Vertical, 100_000.0).1;
        let room = spot.place.height() - down.1;
        let begins = match vertical {
            TextVerticalAlignment::Top => 0.0,
            TextVerticalAlignment::Center => room / 2.0,
            _ => room,
        };
        let needs = (if wrap == TextWrap::NoWrap { across.1 } else { across.0 }, down.1);
        let elides = overflow != TextOverflow::Clip;
        self.glass.words.push(Words { spot, text, color: rgba(&color), needs, line, begins, elides });
    }

    /// What an item asks for: at least, and best.
    fn layout(&self, item: &ItemRc, orientation: Orientation, across: f32) -> (f32, f32) {
        let adapter = WindowInner::from_pub(self.app.window()).window_adapter();
        let info = item.borrow().as_ref().layout_info(orientation, across, &adapter, item);
        (info.min, info.preferred)
    }
}

fn is_overlay(item: &ItemRc) -> bool {
    let elements = item.element_count().unwrap_or(0);
    (0..elements)
        .filter_map(|index| item.element_type_names_and_ids(index))
        .flatten()
        .any(|(name, _)| name == "Overlay")
}

fn rgba(brush: &slint::Brush) -> [u8; 4] {
    let color = brush.color();
    [color.red(), color.green(), color.blue(), color.alpha()]
}
