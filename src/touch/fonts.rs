//! Makes the embedded fonts the only ones that the screen needs: it looks the same whatever fonts the machine has, and
//! without the fontconfig library too. (With that library and not a single font fontique gives up; Debian's package of it
//! brings a font along.)

use std::sync::Arc;

use anyhow::Context;
use slint::fontique_011::{fontique, shared_collection};

use crate::locale::fonts;

/// Registers the embedded fonts and makes them the fallback of every script, in their order. Needs Slint's platform.
pub fn register() -> anyhow::Result<()> {
    let mut collection = shared_collection();
    let mut families = Vec::new();
    for font in fonts::all() {
        let blob = fontique::Blob::new(Arc::new(font.bytes));
        let registered = collection.register_fonts(blob, None);
        let (family, _) = registered.first().with_context(|| format!("the font {} cannot be read", font.file))?;
        if !families.contains(family) {
            families.push(*family);
        }
    }
    use fontique::GenericFamily::{SansSerif, SystemUi, UiSansSerif};
    for generic in [SansSerif, SystemUi, UiSansSerif] {
        collection.set_generic_families(generic, families.iter().copied());
    }
    Ok(())
}
