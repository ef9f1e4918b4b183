//! A window on a desktop: for demonstrations, development, and panels that hang on a PC.

/// Whether there seems to be a desktop to open a window on.
pub fn has_display() -> bool {
    cfg!(feature = "window") && ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some())
}

/// Makes windows Slint's platform.
///
/// # Errors
/// When there is no desktop, or this build has no windows.
#[cfg(feature = "window")]
pub fn open() -> anyhow::Result<()> {
    use anyhow::Context;
    let selector = slint::BackendSelector::new().backend_name("winit".into()).renderer_name("software".into());
    selector.select().context("a window cannot be opened; without a desktop use --screen virtual")
}

/// See above.
#[cfg(not(feature = "window"))]
pub fn open() -> anyhow::Result<()> {
    anyhow::bail!("this build has no windows: build with the feature `window`, or use --screen virtual")
}
