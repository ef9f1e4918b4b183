//! A kiosk to test against: an office in a temporary folder, served on a free port.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use sportello::config::{Config, DEMONSTRATION_PASSWORD};
use sportello::journal::Purpose;
use sportello::lan::{self, Deps, Limits, PrinterView};
use sportello::locale::Locales;
use sportello::mirror::Mirror;
use sportello::office::{Office, Running};
use sportello::printer::{Paper, Status};
use sportello::queue::{Actor, Answer, Command, Request};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::client::Client;

/// A printer that says what a test has it say.
pub struct FakePrinter {
    pub status: watch::Sender<Status>,
    pub papers: Mutex<Vec<Paper>>,
}

impl PrinterView for FakePrinter {
    fn status(&self) -> watch::Receiver<Status> {
        self.status.subscribe()
    }

    fn papers(&self) -> Vec<Paper> {
        self.papers.lock().unwrap().clone()
    }
}

pub struct Kiosk {
    pub office: Office,
    pub address: SocketAddr,
    pub mirror: Mirror,
    pub printer: Arc<FakePrinter>,
    config: Config,
    demo: bool,
    limits: Limits,
    folder: TempDir,
    seconds: Arc<AtomicI64>,
    running: Option<Running>,
    stop: CancellationToken,
    server: Option<JoinHandle<anyhow::Result<()>>>,
}

impl Kiosk {
    /// The demonstration's office, run as a real one.
    pub async fn start() -> Self {
        Self::with(false, |_| {}).await
    }

    pub async fn with(demo: bool, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::demonstration();
        config.lan.hosts = vec!["kiosk.example.it".to_owned()];
        change(&mut config);
        Self::open(config, demo, Limits::default(), tempfile::tempdir().unwrap(), Arc::default()).await
    }

    /// One with other limits.
    pub async fn within(limits: Limits) -> Self {
        Self::open(Config::demonstration(), false, limits, tempfile::tempdir().unwrap(), Arc::default()).await
    }

    async fn open(config: Config, demo: bool, limits: Limits, folder: TempDir, seconds: Arc<AtomicI64>) -> Self {
        let morning: Timestamp = "2026-11-23T08:30:00Z".parse().unwrap();
        let dial = seconds.clone();
        let clock = Arc::new(move || morning + SignedDuration::from_secs(dial.load(Ordering::SeqCst)));
        let (office, running) =
            Office::open(folder.path(), Purpose::Demonstration, "demo", config.setup(), clock).unwrap();
        let printer = Arc::new(FakePrinter { status: watch::Sender::new(Status::Ready), papers: Mutex::default() });
        let (mirror, stop) = (Mirror::new(), CancellationToken::new());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let deps = Deps {
            office: office.clone(),
            config: Arc::new(config.clone()),
            locales: Arc::new(Locales::load().unwrap()),
            mirror: mirror.clone(),
            printer: printer.clone(),
            sessions: folder.path().join("sessions.json"),
            demo,
        };
        let server = Some(tokio::spawn(lan::serve_within(limits, listener, deps, stop.clone().cancelled_owned())));
        let running = Some(running);
        Self { office, address, mirror, printer, config, demo, limits, folder, seconds, running, stop, server }
    }

    /// Stops the kiosk in good order and starts it again on the same data.
    pub async fn restart(mut self) -> Self {
        self.stop.cancel();
        self.server.take().unwrap().await.unwrap().unwrap();
        self.running.take().unwrap().stop();
        Self::open(self.config, self.demo, self.limits, self.folder, self.seconds).await
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends the server alone, as at shutdown.
    pub async fn stop_serving(&mut self) {
        self.stop.cancel();
        self.server.take().unwrap().await.unwrap().unwrap();
    }

    /// Turns the clock.
    pub fn wait(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    /// A client that is nobody.
    pub async fn anybody(&self) -> Client {
        Client::new(self.address).await
    }

    /// A signed-in client.
    pub async fn signed_in(&self, name: &str) -> Client {
        let mut client = self.anybody().await;
        client.sign_in(name, DEMONSTRATION_PASSWORD).await;
        client
    }

    pub async fn operator(&self) -> Client {
        self.signed_in("operator").await
    }

    pub async fn technician(&self) -> Client {
        self.signed_in("technician").await
    }

    /// A visitor takes a number at the kiosk; its id.
    pub async fn visitor(&self, service: &str) -> u64 {
        static NEXT: AtomicI64 = AtomicI64::new(0);
        let id = format!("kiosk-{}", NEXT.fetch_add(1, Ordering::SeqCst)).parse().unwrap();
        let command = Command::Issue { service: service.into(), language: "ar".into(), print: false };
        match self.office.submit(Request { id, by: Actor::Kiosk, command }).await.unwrap() {
            Answer::Issued { ticket, .. } => ticket.0,
            other => panic!("{other:?}"),
        }
    }
}
