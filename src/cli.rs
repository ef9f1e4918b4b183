//! The command line: what can be asked for, and which part of the library answers. Never here: logic.
//!
//! Exit codes: 0 done (for `run`: stopped cleanly), 1 it failed or the configuration is wrong, 2 the command line is
//! wrong. Everything that a program may want to read goes to standard output, everything else to standard error.

mod check_config;
mod hash_password;
mod print_test;
mod statistics;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sportello::config::ScreenKind;
use sportello::run::RunOptions;

/// Where a packaged kiosk keeps its configuration.
const CONFIG: &str = "/etc/sportello/sportello.toml";
/// Where a packaged kiosk keeps its log.
const DATA: &str = "/var/lib/sportello";

/// A self-service desk: queue tickets and offline information in the visitor's language.
///
/// Without a command it opens the demonstration office, as `sportello run --demo` does.
#[derive(Debug, Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 failed or wrong configuration, 2 wrong command line.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the kiosk: touch screen, queue, printer and the pages for the operators and the hall.
    Run(Run),
    /// Check a configuration file and name every mistake with its line, key and a fix.
    CheckConfig(check_config::CheckConfig),
    /// Make a sample ticket without a printer: its bytes, its picture, or both.
    PrintTest(print_test::PrintTest),
    /// Print what each day came to, by service, as a table for spreadsheets (CSV).
    Statistics(statistics::Statistics),
    /// Hash a password for `password_hash` in the configuration. Asks for it, or reads one line of standard input.
    HashPassword,
}

#[derive(Debug, Args, Default)]
struct Run {
    /// The office's configuration [default: /etc/sportello/sportello.toml, or a built-in office with --demo]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of the office's log [default: /var/lib/sportello, or a folder of the user's own with --demo]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where browsers reach the kiosk; overrides `lan.listen` of the configuration. Port 0 takes a free one.
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// A demonstration: gives numbers at any hour, prints its sign-in, and takes no real office's data folder.
    #[arg(long)]
    demo: bool,
    /// Where the touch screen is drawn; overrides `screen.kind` of the configuration.
    #[arg(long, value_enum)]
    screen: Option<ScreenChoice>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ScreenChoice {
    /// A window where there is a display, else a panel, else virtual.
    Auto,
    /// A window on a desktop.
    Window,
    /// A panel without a desktop.
    Kms,
    /// Nowhere but on the /screen page.
    Virtual,
}

/// Reads the command line and does what it says.
#[expect(clippy::print_stderr, reason = "the answer to a command")]
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Some(Command::Run(run)) => start(run),
        Some(Command::CheckConfig(check)) => check_config::check(&check),
        Some(Command::PrintTest(print)) => print_test::print(&print),
        Some(Command::Statistics(statistics)) => statistics::print(&statistics),
        Some(Command::HashPassword) => hash_password::hash_password(),
        None => start(Run { demo: true, ..Run::default() }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sportello: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(run: Run) -> anyhow::Result<()> {
    log_to_standard_error();
    let config = run.config.or_else(|| (!run.demo).then(|| CONFIG.into()));
    if let Some(file) = config.as_deref().filter(|file| !file.exists()) {
        let file = file.display();
        anyhow::bail!("there is no configuration at {file}: name one with --config, or try --demo");
    }
    let data = match run.data {
        Some(data) => data,
        None if run.demo => demonstration_data()?,
        None => DATA.into(),
    };
    let screen = run.screen.map(|screen| match screen {
        ScreenChoice::Auto => ScreenKind::Auto,
        ScreenChoice::Window => ScreenKind::Window,
        ScreenChoice::Kms => ScreenKind::Kms,
        ScreenChoice::Virtual => ScreenKind::Virtual,
    });
    sportello::run::run(RunOptions { config, data: Some(data), listen: run.listen, demo: run.demo, screen })
}

/// A demonstration's own data folder, by the XDG base directory specification.
fn demonstration_data() -> anyhow::Result<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")));
    base.map(|base| base.join("sportello/demo"))
        .ok_or_else(|| anyhow::anyhow!("neither XDG_DATA_HOME nor HOME is set: name a data folder with --data"))
}

/// One line an event on standard error. `RUST_LOG` chooses what (default `info`); under systemd the journal adds the time.
fn log_to_standard_error() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(terminal);
    // A second subscriber cannot be set; then the first one logs.
    let _ = match std::env::var_os("JOURNAL_STREAM") {
        Some(_) => lines.without_time().try_init(),
        None => lines.try_init(),
    };
}
