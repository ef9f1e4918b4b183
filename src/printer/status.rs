//! What a printer says of itself: bytes into meaning. The masks are those of Epson's ESC/POS reference (DLE EOT, GS a,
//! GS r), which the other makers copy.

use serde::Serialize;

use crate::queue::Trouble;

/// How the printer is, as the screen, the console and the log see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not asked yet.
    Starting,
    Ready,
    /// It prints, and its roll will soon end.
    NearEnd,
    NoPaper,
    CoverOpen,
    /// Absent, unplugged or unreachable.
    Gone,
    /// A fault that it names itself: cutter, overheating, or offline for a reason it does not tell.
    Fault,
    /// It is there and does not answer.
    Silent,
}

impl Status {
    /// What keeps it from printing; `None` while it can, or may.
    pub fn trouble(self) -> Option<Trouble> {
        match self {
            Self::Starting | Self::Ready | Self::NearEnd => None,
            Self::NoPaper => Some(Trouble::NoPaper),
            Self::CoverOpen => Some(Trouble::CoverOpen),
            Self::Gone => Some(Trouble::Gone),
            Self::Fault => Some(Trouble::Fault),
            Self::Silent => Some(Trouble::Silent),
        }
    }
}

/// Questions of DLE EOT: the printer, why it is offline, its errors, its paper.
pub const QUESTIONS: [u8; 4] = [1, 2, 3, 4];

/// Answers to the [`QUESTIONS`], each present if it came.
pub type Answers = [Option<u8>; 4];

/// What the answers add up to. The most helpful trouble first: an open cover also counts as an error and as no paper.
pub fn status(answers: Answers) -> Status {
    let bit = |question: usize, mask: u8| answers[question].is_some_and(|answer| answer & mask != 0);
    if answers.iter().all(Option::is_none) {
        Status::Silent
    } else if bit(1, 0x04) {
        Status::CoverOpen
    } else if bit(3, 0x60) || bit(1, 0x20) {
        Status::NoPaper
    } else if bit(2, 0x6c) || bit(1, 0x40) || bit(0, 0x08) {
        Status::Fault
    } else if bit(3, 0x0c) {
        Status::NearEnd
    } else {
        Status::Ready
    }
}

/// What automatic status back says; bits as in Epson's GS a.
pub fn automatic([first, second, third, _]: [u8; 4]) -> Status {
    if first & 0x20 != 0 {
        Status::CoverOpen
    } else if third & 0x0c != 0 {
        Status::NoPaper
    } else if second & 0x68 != 0 || first & 0x08 != 0 {
        Status::Fault
    } else if third & 0x03 != 0 {
        Status::NearEnd
    } else {
        Status::Ready
    }
}

/// One thing that a printer sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// To DLE EOT.
    RealTime(u8),
    /// To a question that is answered in its turn (GS r).
    InTurn(u8),
    /// Automatic status back, which some printers send unasked (by a switch inside them).
    Automatic([u8; 4]),
}

/// Takes a printer's bytes apart. Bytes arrive in any portions.
#[derive(Debug, Default)]
pub struct Replies {
    automatic: Vec<u8>,
}

impl Replies {
    /// The reply that this byte completes, if it does. XON, XOFF and noise are none.
    pub fn take(&mut self, byte: u8) -> Option<Reply> {
        if !self.automatic.is_empty() {
            // The three bytes that follow have bits 4 and 7 clear; anything else means that they got lost.
            if byte & 0x90 == 0 {
                self.automatic.push(byte);
                let whole: Option<[u8; 4]> = self.automatic.as_slice().try_into().ok();
                if whole.is_some() {
                    self.automatic.clear();
                }
                return whole.map(Reply::Automatic);
            }
            self.automatic.clear();
        }
        match byte {
            0x11 | 0x13 => None,
            _ if byte & 0x93 == 0x12 => Some(Reply::RealTime(byte)),
            _ if byte & 0x93 == 0x10 => {
                self.automatic.push(byte);
                None
            }
            _ if byte & 0x90 == 0 => Some(Reply::InTurn(byte)),
            _ => None,
        }
    }

    /// Forgets a reply that was not complete.
    pub fn clear(&mut self) {
        self.automatic.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: u8 = 0x12;

    #[test]
    fn each_trouble_is_told_from_the_others() {
        let with = |question: usize, bits: u8| {
            let mut answers = [Some(FINE); 4];
            answers[question] = Some(FINE | bits);
            status(answers)
        };
        assert_eq!(status([Some(FINE); 4]), Status::Ready);
        assert_eq!(with(0, 0x08), Status::Fault);
        assert_eq!(with(1, 0x04), Status::CoverOpen);
        assert_eq!(with(1, 0x20), Status::NoPaper);
        assert_eq!(with(1, 0x40), Status::Fault);
        for bits in [0x04, 0x08, 0x20, 0x40] {
            assert_eq!(with(2, bits), Status::Fault);
        }
        assert_eq!(with(3, 0x0c), Status::NearEnd);
        assert_eq!(with(3, 0x60), Status::NoPaper);
        assert_eq!(status([None; 4]), Status::Silent);
        assert_eq!(status([Some(FINE), None, None, None]), Status::Ready);
        let cover_and_all = [Some(FINE | 0x08), Some(FINE | 0x64), Some(FINE), Some(FINE | 0x6c)];
        assert_eq!(status(cover_and_all), Status::CoverOpen);
    }

    #[test]
    fn replies_are_told_apart_by_their_fixed_bits() {
        let mut replies = Replies::default();
        let taken: Vec<Reply> = [0x13, 0x16, 0x11, 0x10, 0x00, 0x03, 0x0f, 0x00, 0xff, 0x10, 0x12, 0x0c]
            .into_iter()
            .filter_map(|byte| replies.take(byte))
            .collect();
        let expected = [
            Reply::RealTime(0x16),
            Reply::Automatic([0x10, 0x00, 0x03, 0x0f]),
            Reply::InTurn(0x00),
            Reply::RealTime(0x12),
            Reply::InTurn(0x0c),
        ];
        assert_eq!(taken, expected);
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

        #[test]
        fn noise_is_taken_apart_without_upset_and_nothing_is_made_up(bytes: Vec<u8>) {
            let mut replies = Replies::default();
            let mut spoken = 0;
            for &byte in &bytes {
                let reply = replies.take(byte);
                proptest::prop_assert!(replies.automatic.len() < 4, "what is kept is bounded");
                match reply {
                    Some(Reply::RealTime(answer)) => {
                        proptest::prop_assert_eq!((answer, answer & 0x93), (byte, 0x12));
                        spoken += 1;
                    }
                    Some(Reply::InTurn(answer)) => {
                        proptest::prop_assert_eq!((answer, answer & 0x90), (byte, 0x00));
                        spoken += 1;
                    }
                    Some(Reply::Automatic(four)) => {
                        proptest::prop_assert_eq!(four[0] & 0x93, 0x10);
                        proptest::prop_assert!(four[1..].iter().all(|byte| byte & 0x90 == 0));
                        spoken += 4;
                        automatic(four);
                    }
                    None => {}
                }
            }
            proptest::prop_assert!(spoken <= bytes.len(), "no byte counts twice");
        }

        #[test]
        fn a_printer_that_names_a_trouble_is_never_ready(answers: [Option<u8>; 4]) {
            let seen = status(answers);
            let asked = |question: usize| answers[question].unwrap_or(0);
            let trouble = asked(0) & 0x08 != 0 || asked(1) & 0x64 != 0 || asked(2) & 0x6c != 0 || asked(3) & 0x60 != 0;
            let silent = answers.iter().all(Option::is_none);
            proptest::prop_assert_eq!(seen.trouble().is_some(), trouble || silent);
            proptest::prop_assert_eq!(seen == Status::Silent, silent);
        }
    }
}
