//! Makes the embedded fonts the only ones that the screen needs: it looks the same whatever fonts the machine has, and
//! without the fontconfig library too, or with that library and not a single font.

use std::convert::Infallible;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
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

/// Where fontconfig is told what it finds.
const FONTCONFIG_FILE: &str = "FONTCONFIG_FILE";

/// Sees to it that a machine with the fontconfig library and without any font has one: there fontique panics as soon as
/// Slint begins (its backend for fontconfig unwraps the list of fonts). If so, a font of our own is put under `folder`, and
/// the program begins anew, as the same process, with fontconfig pointed there. To be called before anything is served.
///
/// # Errors
/// When the font cannot be written there, or the program cannot begin anew.
pub fn make_do_without_system_fonts(folder: &Path) -> anyhow::Result<()> {
    if machine_has_fonts() {
        return Ok(());
    }
    let folder = std::path::absolute(folder)?.join("fontconfig");
    let config = folder.join("fonts.conf");
    if std::env::var_os(FONTCONFIG_FILE).is_some_and(|file| config == Path::new(&file)) {
        anyhow::bail!("fontconfig finds no font in {}; install one, such as fonts-dejavu-core", folder.display());
    }
    tracing::info!("the machine has no fonts: beginning anew with one of our own");
    begin_anew(&folder, &config).map(|never| match never {}).context("the screen has no fonts")
}

/// Whether fontique can read what fontconfig finds, if there is fontconfig.
fn machine_has_fonts() -> bool {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let options = fontique::CollectionOptions { shared: false, system_fonts: true };
    let read = std::panic::catch_unwind(|| fontique::Collection::new(options));
    std::panic::set_hook(before);
    read.is_ok()
}

fn begin_anew(folder: &Path, config: &Path) -> anyhow::Result<Infallible> {
    std::fs::create_dir_all(folder)?;
    let font = fonts::all().first().context("no font is embedded")?;
    std::fs::write(folder.join(font.file), font.bytes)?;
    // Relative places would be looked for where the configuration of the machine is.
    let place = folder.to_str().context("the data folder's name is not UTF-8")?;
    let place = place.replace('&', "&amp;").replace('<', "&lt;");
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n\
         <fontconfig><dir>{place}</dir><cachedir>{place}</cachedir></fontconfig>\n"
    );
    std::fs::write(config, text)?;
    let program = std::env::current_exe().context("the program does not know where it is")?;
    Err(Command::new(program).args(std::env::args_os().skip(1)).env(FONTCONFIG_FILE, config).exec().into())
}
