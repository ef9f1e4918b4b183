//! The ticket printer: layout, raster, ESC/POS, ports, and the state machine that knows whether paper came out.
//! Never here: knowing why something is printed.

pub mod bitmap;
mod design;
pub mod encode;
pub mod layout;
mod qr;
mod raster;
mod text;
pub mod ticket;

pub use draw::{Drawn, Painter};
mod draw;
