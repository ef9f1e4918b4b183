//! Bytes to and from a printer: questions and their answers. Never here: jobs.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use crate::printer::port::Port;
use crate::printer::status::{Answers, QUESTIONS, Replies, Reply, Status, automatic, status};

/// For the answer to a real-time question. Printers answer within 100 ms; serial servers on a LAN add some.
pub const ANSWER: Duration = Duration::from_millis(600);
/// A question that was left unanswered so often is not asked again while the way stays open: the printer lacks it.
const MISSES: u8 = 3;

/// An open or closed way to a printer, and what came back over it. After an error it must be closed.
pub struct Wire<P> {
    port: P,
    open: bool,
    misses: [u8; 4],
    replies: Replies,
    real_time: VecDeque<u8>,
    in_turn: usize,
    unasked: Option<Status>,
}

impl<P: Port> Wire<P> {
    pub fn new(port: P) -> Self {
        Self {
            port,
            open: false,
            misses: [0; 4],
            replies: Replies::default(),
            real_time: VecDeque::new(),
            in_turn: 0,
            unasked: None,
        }
    }

    pub fn is_open(&self) -> bool {
        self.open
    }

    pub fn now(&self) -> Instant {
        self.port.now()
    }

    /// Opens the way.
    pub fn open(&mut self) -> io::Result<()> {
        self.port.open()?;
        self.open = true;
        self.misses = [0; 4];
        self.replies.clear();
        self.unasked = None;
        // Replies to questions of an earlier time survive in the kernel's driver of USB printers.
        self.receive()?;
        self.in_turn = 0;
        Ok(())
    }

    pub fn close(&mut self) {
        self.port.close();
        self.open = false;
    }

    /// Answers in turn (to GS r) that arrived and were not taken.
    pub fn in_turn(&self) -> usize {
        self.in_turn
    }

    /// Takes the answers in turn.
    pub fn take_in_turn(&mut self) -> usize {
        std::mem::take(&mut self.in_turn)
    }

    /// What the printer said unasked since the way was opened.
    pub fn unasked(&self) -> Option<Status> {
        self.unasked
    }

    /// Sends until all is sent, or until nothing was taken for so long. `sent` counts what went out, also on an error.
    pub fn push(&mut self, bytes: &[u8], sent: &mut usize, stall: Duration) -> io::Result<bool> {
        let mut moved = self.port.now();
        while *sent < bytes.len() {
            let taken = self.port.write(&bytes[*sent..])?;
            *sent += taken;
            let now = self.port.now();
            if taken > 0 {
                moved = now;
            } else if now >= moved + stall {
                return Ok(false);
            } else {
                self.port.wait(true, (moved + stall).saturating_duration_since(now))?;
                self.receive()?;
            }
        }
        Ok(true)
    }

    /// Sends something that must not stay half sent: then the way is broken.
    pub fn send(&mut self, bytes: &[u8], stall: Duration) -> io::Result<()> {
        if self.push(bytes, &mut 0, stall)? { Ok(()) } else { Err(io::ErrorKind::TimedOut.into()) }
    }

    /// Asks DLE EOT 1 to 4, one after the other, since an answer does not say which question it is for.
    pub fn ask(&mut self) -> io::Result<Status> {
        self.receive()?;
        self.real_time.clear();
        let mut answers: Answers = [None; 4];
        for (index, question) in QUESTIONS.into_iter().enumerate() {
            if self.misses[index] >= MISSES {
                continue;
            }
            self.send(&[0x10, 0x04, question], ANSWER)?;
            let deadline = self.port.now() + ANSWER;
            while self.real_time.is_empty() && self.receive_until(deadline)? {}
            answers[index] = self.real_time.pop_front();
            match answers[index] {
                Some(_) => self.misses[index] = 0,
                // A printer that does not say whether it is on-line does not say anything.
                None if index == 0 => return Ok(Status::Silent),
                None => self.misses[index] += 1,
            }
        }
        Ok(status(answers))
    }

    /// Waits for something to arrive and takes it; `false` when the time is over.
    pub fn receive_until(&mut self, deadline: Instant) -> io::Result<bool> {
        let left = deadline.saturating_duration_since(self.port.now());
        self.port.wait(false, left)?;
        self.receive()?;
        Ok(!left.is_zero())
    }

    fn receive(&mut self) -> io::Result<()> {
        let mut buffer = [0; 64];
        loop {
            let count = self.port.read(&mut buffer)?;
            for reply in buffer[..count].iter().filter_map(|&byte| self.replies.take(byte)) {
                match reply {
                    Reply::RealTime(answer) => self.real_time.push_back(answer),
                    Reply::InTurn(_) => self.in_turn += 1,
                    Reply::Automatic(bytes) => self.unasked = Some(automatic(bytes)),
                }
            }
            if count < buffer.len() {
                return Ok(());
            }
        }
    }
}
