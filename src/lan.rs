//! The network side of an office: the JSON interface, its event stream, and the pages of the console, the hall's board,
//! the kiosk's screen and its papers. Everything that a browser on the local network can reach.
//!
//! A request becomes a command of the queue (`context`), an answer is a view of its state (`views`), an error is a
//! problem document (`problem`). Who may ask what is decided by `origin`, `session` and `throttle`; how much and how long
//! by `limits`. Every route is described where it is handled, and is routed only together with its description.
//!
//! Never here: rules of the queue, SQL, Slint, words that a person reads.

mod context;
mod desks;
mod edge;
mod events;
mod extract;
mod limits;
mod office;
mod openapi;
mod origin;
mod pages;
mod papers;
mod password;
mod places;
mod printing;
mod problem;
mod router;
mod screen;
mod server;
mod session;
mod sign_in;
#[cfg(test)]
mod testing;
mod throttle;
mod tickets;
mod today;
mod views;
mod wire;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use limits::Limits;
pub use password::hash_password;
pub use printing::PrinterView;

use crate::config::Config;
use crate::locale::Locales;
use crate::mirror::Mirror;
use crate::office::Office;

/// What the network side stands on.
pub struct Deps {
    pub office: Office,
    pub config: Arc<Config>,
    pub locales: Arc<Locales>,
    pub mirror: Mirror,
    pub printer: Arc<dyn PrinterView>,
    /// The file that sessions survive a restart in; it need not exist, its folder must.
    pub sessions: PathBuf,
    /// Anybody may see the screen and the papers.
    pub demo: bool,
}

/// Serves on a listener until `shutdown` is ready; then event streams and WebSockets end, no more connections are taken,
/// and what is under way gets two seconds to finish.
///
/// # Errors
/// When the log cannot be read at the start.
pub async fn serve(
    listener: TcpListener,
    deps: Deps,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    serve_within(Limits::default(), listener, deps, shutdown).await
}

/// [`serve`] within other limits.
///
/// # Errors
/// When the log cannot be read at the start.
pub async fn serve_within(
    limits: Limits,
    listener: TcpListener,
    deps: Deps,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let today = today::Chronicle::load(deps.office.clone()).await.context("cannot read the day from the log")?;
    let stop = CancellationToken::new();
    let context = Arc::new(context::Context::new(deps, today, limits, stop.clone()));
    let (router, _) = router::router(context);
    let watch = stop.clone();
    tokio::spawn(async move {
        shutdown.await;
        watch.cancel();
    });
    server::serve(limits, listener, router, stop).await;
    Ok(())
}
