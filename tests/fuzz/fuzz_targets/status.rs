//! Any bytes from a printer, in any portions: taken apart without upset, and nothing is made up.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sportello::printer::status::{Replies, Reply, automatic, status};

fuzz_target!(|bytes: &[u8]| {
    let mut replies = Replies::default();
    let mut spoken = 0;
    let mut answers = Vec::new();
    for &byte in bytes {
        match replies.take(byte) {
            Some(Reply::RealTime(answer)) => {
                assert_eq!(answer & 0x93, 0x12);
                answers.push(Some(answer));
                spoken += 1;
            }
            Some(Reply::InTurn(answer)) => {
                assert_eq!(answer & 0x90, 0);
                answers.push(None);
                spoken += 1;
            }
            Some(Reply::Automatic(four)) => {
                automatic(four).trouble();
                spoken += 4;
            }
            None => {}
        }
    }
    assert!(spoken <= bytes.len());
    for four in answers.as_chunks::<4>().0 {
        status(*four).trouble();
    }
});
