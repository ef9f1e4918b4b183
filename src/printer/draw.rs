//! From words to a picture and bytes: the whole way of a ticket before it is sent.

use super::bitmap::Bitmap;
use super::encode::Device;
use super::raster::Rasterizer;
use super::text::Typesetter;
use super::ticket::TicketPaper;
use super::{design, encode};

/// Draws papers. Costly to make, cheap to use: keep one.
pub struct Painter {
    device: Device,
    typesetter: Typesetter,
    rasterizer: Rasterizer,
}

/// A paper ready to be sent.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// What it looks like.
    pub picture: Bitmap,
    /// ESC/POS, from reset to cut.
    pub bytes: Vec<u8>,
    /// Characters that no font has; they were left out.
    pub missing: Vec<char>,
}

impl Painter {
    /// For a printer.
    pub fn new(device: Device) -> Self {
        Self { device, typesetter: Typesetter::new(), rasterizer: Rasterizer::new() }
    }

    /// Draws a ticket. A character that no font has is left out rather than the ticket refused: somebody waits for it.
    ///
    /// # Errors
    /// See [`encode::paper`].
    pub fn ticket(&mut self, paper: &TicketPaper) -> anyhow::Result<Drawn> {
        let page = design::ticket(paper, self.device.head, &mut self.typesetter);
        if !page.missing.is_empty() {
            tracing::error!(characters = ?page.missing, "no font has these characters; they are not on the paper");
        }
        let picture = self.rasterizer.draw(&page);
        let bytes = encode::paper(&picture, self.device)?;
        Ok(Drawn { picture, bytes, missing: page.missing })
    }

    /// What mends the way after a job broke off; see [`encode::mending`].
    pub fn mending(&self) -> Vec<u8> {
        encode::mending(self.device)
    }
}
