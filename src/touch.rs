//! The touch screen: glue from the Slint pages of `ui/kiosk` to the office. A tap becomes a touch of the [`visit`], whose
//! commands go to the office; what the visit and the office say then is put into the pages, one thin adapter a page.
//! [`screen`] is where the pages are drawn: a window, a panel, or nowhere but in memory.
//!
//! Never here: rules of the queue, words that a person reads, HTTP, ESC/POS.

mod fonts;
mod inbox;
mod kiosk;
mod pages;
mod screen;
pub mod visit;

pub use fonts::make_do_without_system_fonts;
pub use kiosk::{Kiosk, KioskDeps, random_ids};
pub use screen::run;

/// What the Slint compiler makes of `ui/kiosk/app.slint`.
#[allow(unsafe_code, clippy::all, clippy::pedantic, clippy::restriction, reason = "generated")]
pub mod ui {
    slint::include_modules!();
}
