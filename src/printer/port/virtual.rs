//! A printer that is not there: it keeps the bytes of its papers with a picture of each, and answers like a healthy one.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::{CHUNK, Port};

/// Papers that are kept; older ones are thrown away.
const KEPT: usize = 24;

/// A paper that came out.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Counts up from 1 since the start of the program.
    pub n: u64,
    pub at: Timestamp,
    /// The ticket's number.
    pub label: String,
    /// Size of the picture.
    pub width_dots: usize,
    pub height_dots: usize,
    /// The picture, as it was drawn before it was encoded.
    pub png: Arc<[u8]>,
    /// The bytes as they arrived at the printer, from reset to cut, without status questions.
    pub bytes: Arc<[u8]>,
}

#[derive(Debug, Default)]
struct Contents {
    printed: u64,
    papers: VecDeque<Paper>,
    /// Arrived since the last paper.
    received: Vec<u8>,
    replies: VecDeque<u8>,
    parser: Parser,
}

/// Where the virtual printer's papers lie. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Tray(Arc<Mutex<Contents>>);

impl Tray {
    /// The papers, latest first.
    pub fn papers(&self) -> Vec<Paper> {
        self.lock().papers.iter().rev().cloned().collect()
    }

    /// Takes the bytes that arrived since the last paper as one more paper, which looks like this.
    #[expect(clippy::disallowed_methods, reason = "a paper comes out when it comes out; nothing is decided by it")]
    pub(in crate::printer) fn put(&self, label: &str, width_dots: usize, height_dots: usize, png: Vec<u8>) {
        let mut contents = self.lock();
        let bytes = std::mem::take(&mut contents.received).into();
        contents.printed += 1;
        let (n, at) = (contents.printed, Timestamp::now());
        if contents.papers.len() == KEPT {
            contents.papers.pop_front();
        }
        contents.papers.push_back(Paper {
            n,
            at,
            label: label.to_owned(),
            width_dots,
            height_dots,
            png: png.into(),
            bytes,
        });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows the stream just far enough to tell questions from raster data.
#[derive(Debug, Default)]
struct Parser {
    /// The beginning of a command that is not complete.
    begun: Vec<u8>,
    /// Raster bytes still to come.
    raster: usize,
}

/// What a byte completed.
enum Heard {
    Paper(Vec<u8>),
    Question(u8),
    Nothing,
}

impl Parser {
    /// The answer of a healthy printer to any real-time question, and to the question for its paper sensor.
    const FINE: u8 = 0x12;
    const PAPER_THERE: u8 = 0x00;

    fn take(&mut self, byte: u8) -> Heard {
        if self.raster > 0 {
            self.raster -= 1;
            return Heard::Paper(vec![byte]);
        }
        self.begun.push(byte);
        match self.begun.as_slice() {
            [0x10] | [0x10, 0x04] | [0x1d] | [0x1d, b'r'] => Heard::Nothing,
            [0x10, 0x04, _] => self.question(Self::FINE),
            [0x1d, b'r', _] => self.question(Self::PAPER_THERE),
            [0x1d, b'v', rest @ ..] if rest.len() < 6 => Heard::Nothing,
            [0x1d, b'v', b'0', _, x_low, x_high, y_low, y_high] => {
                let width = usize::from(u16::from_le_bytes([*x_low, *x_high]));
                self.raster = width * usize::from(u16::from_le_bytes([*y_low, *y_high]));
                Heard::Paper(std::mem::take(&mut self.begun))
            }
            _ => Heard::Paper(std::mem::take(&mut self.begun)),
        }
    }

    fn question(&mut self, answer: u8) -> Heard {
        self.begun.clear();
        Heard::Question(answer)
    }
}

/// The port into the tray.
#[derive(Debug)]
pub struct VirtualPort {
    tray: Tray,
}

impl VirtualPort {
    pub fn new(tray: Tray) -> Self {
        Self { tray }
    }
}

impl Port for VirtualPort {
    fn open(&mut self) -> io::Result<()> {
        let mut contents = self.tray.lock();
        contents.received.clear();
        contents.replies.clear();
        contents.parser = Parser::default();
        Ok(())
    }

    fn close(&mut self) {}

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut contents = self.tray.lock();
        let taken = &bytes[..bytes.len().min(CHUNK)];
        for &byte in taken {
            match contents.parser.take(byte) {
                Heard::Paper(bytes) => contents.received.extend_from_slice(&bytes),
                Heard::Question(answer) => contents.replies.push_back(answer),
                Heard::Nothing => {}
            }
        }
        Ok(taken.len())
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut contents = self.tray.lock();
        let count = buffer.len().min(contents.replies.len());
        for (place, reply) in buffer.iter_mut().zip(contents.replies.drain(..count)) {
            *place = reply;
        }
        Ok(count)
    }

    #[expect(clippy::disallowed_methods, reason = "nothing will come: the answers are there at once or not at all")]
    fn wait(&mut self, to_write: bool, at_most: Duration) -> io::Result<()> {
        if !to_write && self.tray.lock().replies.is_empty() {
            std::thread::sleep(at_most);
        }
        Ok(())
    }
}
