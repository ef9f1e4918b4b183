#[expect(clippy::panic, reason = "how a build script says that a build cannot be")]
fn main() {
    // A new file under `locales/` is embedded without touching any source.
    println!("cargo::rerun-if-changed=locales");
    let config = slint_build::CompilerConfiguration::new().with_debug_info(true);
    if let Err(error) = slint_build::compile_with_config("ui/kiosk/app.slint", config) {
        panic!("ui/kiosk does not compile: {error}");
    }
}
