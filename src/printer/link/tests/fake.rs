//! A printer in memory, with faults and a clock of its own: what it does follows Epson's manuals. It has power of its
//! own, so a pulled plug leaves its buffer as it was.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::printer::port::Port;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It stops at the next command, goes off-line and says why.
    NoPaper,
    Cover,
    /// It prints and answers nothing.
    Silent,
    /// The way is gone.
    Unplugged,
    /// It takes a few bytes at a time, with pauses.
    Slow,
    /// It takes nothing more, and therefore hears no question.
    Stuck,
}

/// Bytes that fit into the printer's buffer while it does not print.
const BUFFER: usize = 600;

struct Inside {
    now: Instant,
    fault: Option<Fault>,
    next: Option<(usize, Fault)>,
    answers_in_turn: bool,
    speaks_up: bool,
    buffer: VecDeque<u8>,
    begun: Vec<u8>,
    raster: usize,
    sheet: Vec<u8>,
    sheets: Vec<Vec<u8>>,
    /// Bytes that were no question, since the last `forget`.
    traces: usize,
    /// The last two bytes that arrived, for questions that are heard at once.
    heard: [u8; 2],
    replies: VecDeque<u8>,
}

#[derive(Clone)]
pub struct Fake(Arc<Mutex<Inside>>);

impl Fake {
    #[expect(clippy::disallowed_methods, reason = "where this clock begins does not matter")]
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Inside {
            now: Instant::now(),
            fault: None,
            next: None,
            answers_in_turn: true,
            speaks_up: false,
            buffer: VecDeque::new(),
            begun: Vec::new(),
            raster: 0,
            sheet: Vec::new(),
            sheets: Vec::new(),
            traces: 0,
            heard: [0; 2],
            replies: VecDeque::new(),
        })))
    }

    pub fn break_now(&self, fault: Fault) {
        self.inside().fault = Some(fault);
    }

    /// Breaks when so many bytes of a job have arrived.
    pub fn break_at(&self, at: usize, fault: Fault) {
        self.inside().next = Some((at, fault));
    }

    pub fn repair(&self) {
        let mut inside = self.inside();
        inside.fault = None;
        inside.next = None;
        inside.speak_up();
        inside.work();
    }

    pub fn never_answer_in_turn(&self) {
        self.inside().answers_in_turn = false;
    }

    pub fn reply(&self, bytes: &[u8]) {
        self.inside().replies.extend(bytes);
    }

    /// Counts from now.
    pub fn forget(&self) {
        let mut inside = self.inside();
        inside.traces = 0;
        inside.sheets.clear();
    }

    /// Bytes of jobs that arrived.
    pub fn traces(&self) -> usize {
        self.inside().traces
    }

    /// How often exactly this paper came out.
    pub fn printed(&self, paper: &[u8]) -> usize {
        let other = Self::new();
        let mut sheet = other.inside();
        sheet.buffer.extend(paper);
        sheet.work();
        let sheets = &self.inside().sheets;
        sheets.iter().filter(|one| **one == sheet.sheets[0]).count()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap()
    }
}

impl Inside {
    fn stopped(&self) -> bool {
        matches!(self.fault, Some(Fault::NoPaper | Fault::Cover))
    }

    fn speak_up(&mut self) {
        let status = match self.fault {
            Some(Fault::NoPaper) => [0x18, 0x00, 0x0c, 0x0f],
            Some(Fault::Cover) => [0x38, 0x00, 0x00, 0x0f],
            _ => [0x10, 0x00, 0x00, 0x0f],
        };
        if self.speaks_up && !matches!(self.fault, Some(Fault::Silent | Fault::Unplugged)) {
            self.replies.extend(status);
        }
    }

    fn take(&mut self, byte: u8) {
        let [first, second] = self.heard;
        self.heard = [second, byte];
        self.buffer.push_back(byte);
        // Real-time questions are heard at once, wherever they stand; and stay in the data if they stand in a raster.
        if [first, second] == [0x10, 0x04] && self.fault != Some(Fault::Silent) {
            let bits = match (self.fault, byte) {
                (Some(Fault::NoPaper | Fault::Cover), 1) => 0x08,
                (Some(Fault::NoPaper), 2) => 0x20,
                (Some(Fault::Cover), 2) => 0x04,
                (Some(Fault::NoPaper), 4) => 0x60,
                _ => 0,
            };
            self.replies.push_back(0x12 | bits);
        }
        self.work();
    }

    /// Carries out what is in the buffer, as long as nothing stops it.
    fn work(&mut self) {
        while !self.stopped() {
            let Some(byte) = self.buffer.pop_front() else { return };
            if self.raster > 0 {
                self.raster -= 1;
                self.mark(&[byte]);
                continue;
            }
            self.begun.push(byte);
            match self.begun.as_slice() {
                [0] => self.begun.clear(),
                [0x10 | 0x1b | 0x1d] | [0x10, 0x04] | [0x1d, b'r' | b'P'] | [0x1d, b'P', _] => {}
                [0x1b, b'J'] | [0x1d, b'V' | b'a'] | [0x1d, b'V', b'A'] => {}
                [0x10, 0x04, _] => self.begun.clear(),
                [0x1d, b'r', _] => {
                    if self.answers_in_turn && self.fault != Some(Fault::Silent) {
                        self.replies.push_back(0);
                    }
                    self.begun.clear();
                }
                [0x1d, b'v', rest @ ..] if rest.len() < 6 => {}
                [0x1d, b'v', b'0', _, x, _, y, _] => {
                    self.raster = usize::from(*x) * usize::from(*y);
                    self.carry_out();
                }
                [0x1b, b'@'] => {
                    self.begun.clear();
                    self.speaks_up = false;
                }
                [0x1d, b'a', _] => {
                    self.begun.clear();
                    self.speaks_up = true;
                    self.speak_up();
                }
                [0x1d, b'V', b'A', _] => {
                    self.begun.clear();
                    let sheet = std::mem::take(&mut self.sheet);
                    self.sheets.push(sheet);
                }
                _ => self.carry_out(),
            }
        }
    }

    fn carry_out(&mut self) {
        let command = std::mem::take(&mut self.begun);
        self.mark(&command);
    }

    fn mark(&mut self, bytes: &[u8]) {
        self.sheet.extend_from_slice(bytes);
    }
}

impl Port for Fake {
    fn open(&mut self) -> io::Result<()> {
        let gone = self.inside().fault == Some(Fault::Unplugged);
        if gone { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
    }

    fn close(&mut self) {}

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut inside = self.inside();
        let is_question = matches!(bytes, [0x10, 0x04, _] | [0x1d, b'r', 1]);
        let mut taken = 0;
        for &byte in bytes.iter().take(1024) {
            if let Some((_, fault)) = inside.next.filter(|(at, _)| !is_question && inside.traces >= *at) {
                inside.fault = Some(fault);
                inside.next = None;
                inside.speak_up();
            }
            match inside.fault {
                Some(Fault::Unplugged) if taken == 0 => return Err(io::ErrorKind::BrokenPipe.into()),
                Some(Fault::Unplugged | Fault::Stuck) => break,
                Some(Fault::Slow) if taken == 3 => break,
                _ if inside.stopped() && inside.buffer.len() >= BUFFER => break,
                _ => {}
            }
            inside.take(byte);
            inside.traces += usize::from(!is_question);
            taken += 1;
        }
        if inside.fault == Some(Fault::Slow) {
            inside.now += Duration::from_millis(30);
        }
        Ok(taken)
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut inside = self.inside();
        if inside.fault == Some(Fault::Unplugged) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let count = buffer.len().min(inside.replies.len());
        for (place, reply) in buffer.iter_mut().zip(inside.replies.drain(..count)) {
            *place = reply;
        }
        Ok(count)
    }

    fn wait(&mut self, to_write: bool, at_most: Duration) -> io::Result<()> {
        let mut inside = self.inside();
        if inside.fault == Some(Fault::Unplugged) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let can_write = inside.fault != Some(Fault::Stuck) && !(inside.stopped() && inside.buffer.len() >= BUFFER);
        if inside.replies.is_empty() && !(to_write && can_write) {
            inside.now += at_most;
        }
        Ok(())
    }

    fn now(&self) -> Instant {
        self.inside().now
    }
}
