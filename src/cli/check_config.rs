//! `sportello check-config FILE`

use std::path::PathBuf;

use clap::Args;
use sportello::config::{Config, Known, PrinterPort, Role};
use sportello::info::Library;
use sportello::locale::Locales;

#[derive(Debug, Args)]
pub struct CheckConfig {
    /// The file to check.
    file: PathBuf,
}

/// Prints a summary of a right configuration.
///
/// # Errors
/// With every mistake of a wrong one.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer to a command")]
pub fn check(arguments: &CheckConfig) -> anyhow::Result<()> {
    let locales = Locales::load()?;
    let library = Library::load(&locales)?;
    match Config::read(&arguments.file, &Known::of(&locales, &library)) {
        Ok(config) => {
            print!("{}", summary(&config));
            Ok(())
        }
        Err(mistakes) => {
            eprintln!("{mistakes}");
            anyhow::bail!("{} cannot be used", arguments.file.display())
        }
    }
}

/// What the file says, in a few lines, so that a wrong office is noticed too.
fn summary(config: &Config) -> String {
    let listed = |words: Vec<String>| words.join(", ");
    let services = config.services.iter().map(|service| format!("{} {}", service.prefix, service.id)).collect();
    let desks = config.desks.iter().map(|desk| desk.id.to_string()).collect();
    let languages = config.office.languages.iter().map(ToString::to_string).collect();
    let technicians = config.operators.iter().filter(|operator| operator.role == Role::Technician).count();
    let printer = match &config.printer.port {
        PrinterPort::Virtual => "virtual".to_owned(),
        PrinterPort::Tcp { host, port } => format!("network, {host} port {port}"),
        PrinterPort::Usb { path } => format!("USB, {}", path.display()),
        PrinterPort::Serial { path, baud } => format!("serial, {} at {baud} baud", path.display()),
    };
    let mut text = format!(
        "The configuration is right.\n  office     {} ({})\n  services   {}\n  desks      {}\n  languages  {}\n  \
         people     {} operators, {technicians} technicians\n  printer    {printer}, paper {} mm, {} dots\n  listens    {}\n",
        config.office.name,
        config.office.id,
        listed(services),
        listed(desks),
        listed(languages),
        config.operators.len() - technicians,
        config.printer.paper_mm,
        config.printer.dots,
        config.lan.listen,
    );
    if config.uses_demonstration_password() {
        text.push_str("Warning: it has password hashes of the demonstration, which only `run --demo` accepts.\n");
    }
    text
}
