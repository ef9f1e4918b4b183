//! A panel without a desktop, through the kernel's mode setting: what a kiosk has.

/// Whether this build can drive a panel and there is one.
pub fn has_panel() -> bool {
    cfg!(feature = "kms") && std::path::Path::new("/dev/dri/card0").exists()
}

/// Makes the panel Slint's platform.
///
/// # Errors
/// When there is no panel or it is in use, or this build cannot drive one.
#[cfg(feature = "kms")]
pub fn open() -> anyhow::Result<()> {
    use anyhow::Context;
    let selector = slint::BackendSelector::new().backend_name("linuxkms".into()).renderer_name("software".into());
    selector.select().context(
        "the panel cannot be opened; is a desktop running on it, or may this user not use /dev/dri and /dev/input?",
    )
}

/// See above.
#[cfg(not(feature = "kms"))]
pub fn open() -> anyhow::Result<()> {
    anyhow::bail!("this build cannot drive a panel: build it with `--features kms`, or use --screen window or virtual")
}
