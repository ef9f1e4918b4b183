//! A printer that answers with noise: whatever arrives, in whatever portions, never upsets the conversation, and
//! "printed" is said only after an answer that could be the one asked for.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Link, job};
use crate::printer::encode::END_OF_JOB;
use crate::printer::port::Port;
use crate::queue::PrintOutcome;

/// What a noisy printer sends, and what it was sent.
#[derive(Debug, Default)]
struct Noise {
    /// Portions to come: so many milliseconds later, these bytes.
    portions: VecDeque<(u64, Vec<u8>)>,
    waiting: VecDeque<u8>,
    sent: Vec<u8>,
    /// Bytes of the kind of an answer in turn that were read after the last question for it went out.
    answers: usize,
    clock: Duration,
}

#[derive(Clone)]
struct NoisyPort {
    noise: Arc<Mutex<Noise>>,
    start: Instant,
}

impl Port for NoisyPort {
    fn open(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn close(&mut self) {}

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut noise = self.noise.lock().unwrap();
        noise.sent.extend_from_slice(bytes);
        if noise.sent.ends_with(&END_OF_JOB) {
            noise.answers = 0;
        }
        Ok(bytes.len())
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut noise = self.noise.lock().unwrap();
        let count = buffer.len().min(noise.waiting.len());
        for place in &mut buffer[..count] {
            let byte = noise.waiting.pop_front().unwrap();
            noise.answers += usize::from(byte & 0x90 == 0);
            *place = byte;
        }
        Ok(count)
    }

    fn wait(&mut self, _: bool, at_most: Duration) -> io::Result<()> {
        let mut noise = self.noise.lock().unwrap();
        match noise.portions.pop_front() {
            Some((after, bytes)) if Duration::from_millis(after) <= at_most => {
                noise.clock += Duration::from_millis(after);
                noise.waiting.extend(bytes);
            }
            Some((after, bytes)) => {
                let left = after - u64::try_from(at_most.as_millis()).unwrap();
                noise.portions.push_front((left, bytes));
                noise.clock += at_most;
            }
            None => noise.clock += at_most,
        }
        Ok(())
    }

    fn now(&self) -> Instant {
        self.start + self.noise.lock().unwrap().clock
    }
}

#[expect(clippy::disallowed_methods, reason = "where this clock begins does not matter")]
fn start() -> Instant {
    Instant::now()
}

/// Bytes like those of a printer that is well, and any.
fn portion() -> impl Strategy<Value = (u64, Vec<u8>)> {
    let byte = prop_oneof![3 => Just(0x12), 2 => Just(0x00), 1 => Just(0x11), 1 => Just(0x16), 3 => any::<u8>()];
    (0..900u64, proptest::collection::vec(byte, 0..6))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_upsets_nothing_and_alone_is_no_confirmation(
        portions in proptest::collection::vec(portion(), 0..60),
        speaks in proptest::bool::weighted(0.8),
    ) {
        let noise = Arc::new(Mutex::new(Noise { portions: portions.into(), ..Noise::default() }));
        let mut link = Link::new(NoisyPort { noise: noise.clone(), start: start() }, speaks, vec![0; 8]);
        for n in 1..=3 {
            link.check();
            let outcome = link.print(job(n), &[0x55; 300]);
            let noise = noise.lock().unwrap();
            if outcome == PrintOutcome::Printed {
                prop_assert!(speaks, "a mute printer confirms nothing");
                prop_assert!(noise.sent.windows(3).any(|sent| sent == END_OF_JOB), "it was never asked");
                prop_assert!(noise.answers > 0, "job {n}: printed, and nothing that came since it was asked says so");
            }
        }
    }
}
