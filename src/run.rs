//! `sportello run`: one function that wires the rooms together and reads from top to bottom. Never here: rules.
//!
//! Threads: the touch screen has the main one (windows and panels insist on it), the office and the printer one each,
//! the network a small pool. Any of them that ends, ends the process: the service manager starts it anew, and the log
//! brings everything back.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::config::{Config, Known, ScreenKind};
use crate::info::Library;
use crate::journal::Purpose;
use crate::lan;
use crate::locale::Locales;
use crate::mirror::Mirror;
use crate::office::{DataFolder, Health, Office, printing, system_clock, upkeep};
use crate::printer;
use crate::touch;

/// What the command line says of a run; the rest is in the configuration.
#[derive(Debug, Clone, Default)]
pub struct RunOptions {
    /// `sportello.toml`; the embedded demonstration office if there is none and `demo` is set.
    pub config: Option<PathBuf>,
    /// The data folder: the log, and who is signed in.
    pub data: Option<PathBuf>,
    /// Overrides `lan.listen`.
    pub listen: Option<SocketAddr>,
    /// A demonstration: sign-in is printed, screen and paper are open to all, and real data folders are refused.
    pub demo: bool,
    /// Overrides `screen.kind`.
    pub screen: Option<ScreenKind>,
}

/// Threads that serve the network. Requests wait for the office's thread most of their time.
const NETWORK_THREADS: usize = 2;

/// For the paper that is coming out when the kiosk is stopped.
const LAST_PAPER: Duration = Duration::from_secs(5);

/// Runs the kiosk until Ctrl-C, SIGTERM, or the end of its window.
///
/// # Errors
/// When it cannot start, or a part of it fails; the message says what to do.
pub fn run(options: RunOptions) -> anyhow::Result<()> {
    let locales = Arc::new(Locales::load().context("the embedded languages cannot be read")?);
    let library = Arc::new(Library::load(&locales).context("the embedded information cannot be read")?);
    let config = Arc::new(configure(&options, &locales, &library)?);
    let purpose = if options.demo { Purpose::Demonstration } else { Purpose::Office };

    let data = options.data.context("no data folder is given: name one with --data")?;
    let folder = DataFolder::hold(&data)?;
    touch::make_do_without_system_fonts(folder.path())?;
    let (office, running) = Office::open(folder.path(), purpose, &config.office.id, config.setup(), system_clock())
        .context("the office cannot be opened")?;

    upkeep::start(&office, folder.path(), config.log.keep_days).context("the log's upkeep cannot be started")?;

    let network = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(NETWORK_THREADS)
        .thread_name("network")
        .enable_all()
        .build()
        .context("the network threads cannot be started")?;
    let stop = CancellationToken::new();
    network.block_on(async { stop_on_signal(&stop) })?;
    let ended = network.spawn(stop_when_the_office_ends(office.health(), stop.clone()));

    let printer =
        printer::start(&config.printer, printing::report(&office)).context("the printer cannot be started")?;
    let papers = printing::Composer::new(config.clone(), locales.clone(), library.clone());
    network.spawn(printing::follow(office.clone(), papers, printer.clone()));

    let mirror = Mirror::new();
    let listener = network.block_on(listen(config.lan.listen))?;
    let address = listener.local_addr().context("the network address is not known")?;
    let served = network.spawn(serve_until(
        stop.clone(),
        lan::serve(
            listener,
            lan::Deps {
                office: office.clone(),
                config: config.clone(),
                locales: locales.clone(),
                mirror: mirror.clone(),
                printer: Arc::new(printer.clone()),
                sessions: folder.path().join("sessions.json"),
                demo: options.demo,
            },
            stop.clone().cancelled_owned(),
        ),
    ));
    if options.demo {
        if let Err(error) = announce_demonstration(&config, address) {
            warn!(%error, "nobody reads where the demonstration is");
        }
    } else {
        info!(%address, "serving the console and the board");
    }

    let deps = touch::KioskDeps {
        office,
        config: config.clone(),
        locales,
        library,
        printer_status: printer.status(),
        ids: touch::random_ids(),
    };
    let shown = touch::run(config.screen.kind, deps, mirror, stop.clone());

    // The screen has ended: by a signal, by closing the window, or by failing. Everything else follows.
    stop.cancel();
    let served = network.block_on(served).context("the network side ended badly")?;
    let ended = network.block_on(ended).context("the office's watch ended badly")?;
    if !printer.stop(LAST_PAPER) {
        warn!("the printer did not finish in time; what is not confirmed is settled as unknown at the next start");
    }
    network.shutdown_background();
    running.stop();
    info!("stopped");
    ended.and(shown).and(served)
}

/// The configuration that the options name, with what the command line overrides.
fn configure(options: &RunOptions, locales: &Locales, library: &Library) -> anyhow::Result<Config> {
    let mut config = match &options.config {
        Some(file) => Config::read(file, &Known::of(locales, library))?,
        None if options.demo => Config::demonstration(),
        None => anyhow::bail!("no configuration is given: name one with --config, or try --demo"),
    };
    if options.demo {
        config = config.into_demonstration();
    }
    if !options.demo && config.uses_demonstration_password() {
        anyhow::bail!(
            "an operator still has the demonstration's password, which everybody knows: \
             run `sportello hash-password` and put its result into the configuration"
        );
    }
    config.lan.listen = options.listen.unwrap_or(config.lan.listen);
    config.screen.kind = options.screen.unwrap_or(config.screen.kind);
    Ok(config)
}

/// Cancels `stop` on Ctrl-C and SIGTERM; a second signal ends the process at once, since the log is safe at any time.
#[expect(clippy::exit, reason = "who asks twice does not want to wait, and the log is safe at any time")]
fn stop_on_signal(stop: &CancellationToken) -> anyhow::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt()).context("Ctrl-C cannot be listened for")?;
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be listened for")?;
    let stop = stop.clone();
    tokio::spawn(async move {
        for last in [false, true] {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            if last {
                std::process::exit(1);
            }
            info!("stopping");
            stop.cancel();
        }
    });
    Ok(())
}

/// Stops everything when the office's thread has ended by itself: without it nothing can be done, and the next start
/// mends what can be mended.
async fn stop_when_the_office_ends(mut health: watch::Receiver<Health>, stop: CancellationToken) -> anyhow::Result<()> {
    let mut why = None;
    tokio::select! {
        () = stop.cancelled() => {}
        health = health.wait_for(|health| matches!(health, Health::Ended(_))) => {
            // Without a sender the office is gone in good order.
            why = health.ok().map(|health| health.clone());
        }
    }
    let Some(Health::Ended(why)) = why else { return Ok(()) };
    stop.cancel();
    anyhow::bail!("the office cannot go on: {why}")
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on: another program has it, or it is not an address of this machine; choose another with --listen")
    })
}

/// Serves, and stops everything else when serving ends: a kiosk whose console is gone must be started anew.
async fn serve_until(stop: CancellationToken, serving: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let served = serving.await;
    if let Err(error) = &served {
        warn!(error = format!("{error:#}"), "the network side ended");
    }
    stop.cancel();
    served
}

/// Tells whoever started a demonstration where to look. On standard output: it is what they asked for. Nobody may listen.
fn announce_demonstration(config: &Config, address: SocketAddr) -> std::io::Result<()> {
    let here = match address.ip() {
        ip if ip.is_unspecified() => SocketAddr::from(([127, 0, 0, 1], address.port())),
        _ => address,
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} is open for a demonstration.", config.office.name)?;
    for (what, path) in
        [("touch screen", "screen"), ("console", "console"), ("hall board", "board"), ("paper", "paper")]
    {
        writeln!(out, "  {what:<13} http://{here}/{path}")?;
    }
    for (name, password) in config.demonstration_credentials() {
        writeln!(out, "  sign in as    {name} with the password {password}")?;
    }
    writeln!(out, "Ctrl-C stops it. Nothing that is done here touches a real office.")
}
