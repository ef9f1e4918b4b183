//! Where the pages are drawn, and the main thread's loop: a window on a desktop, a panel without one (KMS), or a screen
//! that exists only in memory. Whoever watches from afar sees the same pixels in all three.

use std::cell::RefCell;
use std::sync::Arc;

use anyhow::Context;
use slint::{ComponentHandle, PhysicalSize};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::kiosk::{Kiosk, KioskDeps, WeakKiosk};
use crate::config::ScreenKind;
use crate::mirror::Mirror;

mod feed;
mod kms;
mod r#virtual;
mod window;

thread_local! {
    /// The kiosk of this thread, for work that other threads send to it.
    static HERE: RefCell<Option<WeakKiosk>> = const { RefCell::new(None) };
}

/// Shows the screen on the calling thread, which must be the main one, until `stop` or until its window is closed.
///
/// # Errors
/// When the kind of screen that is asked for cannot be opened.
pub fn run(kind: ScreenKind, deps: KioskDeps, mirror: Mirror, stop: CancellationToken) -> anyhow::Result<()> {
    let size = PhysicalSize::new(deps.config.screen.width, deps.config.screen.height);
    let opened = open(kind, size)?;
    let kiosk = Kiosk::new(deps)?;
    HERE.with(|here| *here.borrow_mut() = Some(kiosk.downgrade()));
    kiosk.wake_with(|| on_the_screens_thread(Kiosk::pump));
    stop_with(stop)?;
    let shown = match opened {
        Opened::Virtual(screen) => screen.run(&kiosk, mirror),
        Opened::Window => {
            kiosk.app().window().set_size(size);
            run_shown(&kiosk, mirror)
        }
        Opened::Panel => run_shown(&kiosk, mirror),
    };
    HERE.with(|here| here.borrow_mut().take());
    shown
}

/// What was opened.
enum Opened {
    Window,
    Panel,
    Virtual(r#virtual::Screen),
}

fn open(kind: ScreenKind, size: PhysicalSize) -> anyhow::Result<Opened> {
    match kind {
        ScreenKind::Window => window::open().map(|()| Opened::Window),
        ScreenKind::Kms => kms::open().map(|()| Opened::Panel),
        ScreenKind::Virtual => r#virtual::Screen::open(size).map(Opened::Virtual),
        ScreenKind::Auto => {
            if window::has_display() {
                match window::open() {
                    Ok(()) => return Ok(Opened::Window),
                    Err(error) => warn!(error = format!("{error:#}"), "no window can be opened"),
                }
            } else if kms::has_panel() {
                match kms::open() {
                    Ok(()) => return Ok(Opened::Panel),
                    Err(error) => warn!(error = format!("{error:#}"), "the panel cannot be opened"),
                }
            }
            info!("there is no display: the screen is drawn into memory, and seen at /screen");
            r#virtual::Screen::open(size).map(Opened::Virtual)
        }
    }
}

/// Runs Slint's own loop over a window that it manages.
fn run_shown(kiosk: &Kiosk, mirror: Mirror) -> anyhow::Result<()> {
    let feed = feed::Snapshots::new(kiosk.app(), mirror.clone());
    mirror.wake_with(|| on_the_screens_thread(|_| feed::of_this_thread(feed::Snapshots::look)));
    feed::install(feed);
    kiosk.app().show().context("the screen cannot be shown")?;
    let ran = slint::run_event_loop().context("the screen has failed");
    feed::uninstall();
    kiosk.app().hide().context("the screen cannot be closed")?;
    ran
}

/// Has something done with the kiosk on its own thread, soon. After the loop has ended there is nobody to do it.
fn on_the_screens_thread(work: impl FnOnce(&Kiosk) + Send + 'static) {
    let work = move || {
        let kiosk = HERE.with(|here| here.borrow().as_ref().and_then(WeakKiosk::upgrade));
        if let Some(kiosk) = kiosk {
            work(&kiosk);
        }
    };
    let _ = slint::invoke_from_event_loop(work);
}

/// Ends the loop when `stop` is cancelled.
fn stop_with(stop: CancellationToken) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().context("the screen's stopper")?;
    let wait = move || {
        runtime.block_on(stop.cancelled());
        // Ended by itself already.
        let _ = slint::quit_event_loop();
    };
    std::thread::Builder::new().name("touch-stop".into()).spawn(wait).context("the screen's stopper")?;
    Ok(())
}

/// Something that wakes a loop, from any thread.
type Waker = Arc<dyn Fn() + Send + Sync>;
