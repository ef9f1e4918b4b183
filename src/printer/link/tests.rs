//! Faults at every byte of a job, against a printer that counts what came out.

use super::*;
use crate::printer::bitmap::Bitmap;
use crate::printer::encode::{self, Device};
use crate::printer::layout::Head;
use crate::queue::TicketId;
use fake::{Fake, Fault};

mod fake;
mod noise;

const DEVICE: Device = Device { head: Head { dots: 64, dpi: 203 }, cut: true, answers: true };

fn job(n: u64) -> JobRef {
    JobRef { ticket: TicketId(n), job: 1 }
}

/// A small paper that no other has: its number in dots, on two bands with white between.
fn paper(n: u64) -> Vec<u8> {
    let mut picture = Bitmap::white(DEVICE.head.dots, 160);
    for y in (0..40).chain(60..160) {
        picture.row_mut(y).copy_from_slice(&(n.wrapping_mul(0x0123_4567_89ab_cdef) | 1).to_be_bytes());
    }
    encode::paper(&picture, DEVICE).unwrap()
}

fn link(fake: &Fake, answers: bool) -> Link<Fake> {
    Link::new(fake.clone(), answers, encode::mending(DEVICE))
}

/// What must hold whatever happened to job 1: an outcome that is certain is true, and nothing came out twice.
fn assert_honest(fake: &Fake, outcomes: &[PrintOutcome], case: &str) {
    let copies = fake.printed(&paper(1));
    assert!(copies <= 1, "{case}: job 1 came out {copies} times");
    for outcome in outcomes {
        match outcome {
            PrintOutcome::Printed => assert_eq!(copies, 1, "{case}: said to be printed"),
            PrintOutcome::NotPrinted { .. } => assert_eq!(fake.traces(), 0, "{case}: said not to be printed"),
            PrintOutcome::Unknown { .. } | PrintOutcome::SentBlind => {}
        }
    }
}

#[test]
fn a_healthy_printer_prints_and_says_so() {
    let fake = Fake::new();
    let mut link = link(&fake, true);
    for n in 1..=20 {
        assert_eq!(link.check(), Status::Ready);
        assert_eq!(link.print(job(n), &paper(n)), PrintOutcome::Printed);
        assert_eq!(fake.printed(&paper(n)), 1);
    }
    assert!(link.take_late().is_empty());
}

#[test]
fn a_printer_in_trouble_gets_nothing_of_a_job() {
    let faults = [
        (Fault::NoPaper, Trouble::NoPaper),
        (Fault::Cover, Trouble::CoverOpen),
        (Fault::Silent, Trouble::Silent),
        (Fault::Unplugged, Trouble::Gone),
    ];
    for (fault, trouble) in faults {
        for opened_before in [false, true] {
            let fake = Fake::new();
            let mut link = link(&fake, true);
            if opened_before {
                link.check();
            }
            fake.break_now(fault);
            assert_eq!(link.print(job(1), &paper(1)), PrintOutcome::NotPrinted { trouble }, "{fault:?}");
            assert_eq!(link.check().trouble(), Some(trouble), "{fault:?}");
            fake.repair();
            assert_eq!(fake.traces(), 0, "{fault:?}: nothing may come out later");
            assert_eq!(link.check(), Status::Ready, "{fault:?}");
            assert_eq!(link.print(job(2), &paper(2)), PrintOutcome::Printed, "{fault:?}");
        }
    }
}

#[test]
fn a_fault_at_any_byte_never_lies_loses_or_doubles() {
    let length = paper(1).len();
    let faults = [Fault::NoPaper, Fault::Cover, Fault::Silent, Fault::Unplugged, Fault::Slow, Fault::Stuck];
    let mut unknown = 0;
    for fault in faults {
        // Beyond the job's own bytes come those that ask for its end.
        for at in 0..length + 4 {
            let case = format!("{fault:?} at byte {at}");
            let fake = Fake::new();
            let mut link = link(&fake, true);
            assert_eq!(link.print(job(0), &paper(0)), PrintOutcome::Printed);
            fake.forget();
            fake.break_at(at, fault);
            let outcome = link.print(job(1), &paper(1));
            assert_honest(&fake, &[outcome], &case);
            unknown += usize::from(matches!(outcome, PrintOutcome::Unknown { .. }));

            fake.repair();
            let mut told: Vec<PrintOutcome> = Vec::new();
            for _ in 0..3 {
                link.check();
                told.extend(link.take_late().into_iter().map(|(late, outcome)| {
                    assert_eq!(late, job(1), "{case}");
                    outcome
                }));
            }
            let second = link.print(job(2), &paper(2));
            told.extend(link.take_late().into_iter().map(|(_, outcome)| outcome));
            assert_eq!(second, PrintOutcome::Printed, "{case}: the next job");
            assert_eq!(fake.printed(&paper(2)), 1, "{case}: the next job comes out whole, and once");
            assert!(fake.printed(&paper(1)) <= 1, "{case}: job 1 comes out at most once");
            for late in told {
                assert_eq!(late, PrintOutcome::Printed, "{case}");
                assert_eq!(fake.printed(&paper(1)), 1, "{case}: said late to be printed");
            }
        }
    }
    assert!(unknown > length, "the faults must strike: {unknown}");
}

#[test]
fn paper_that_runs_out_inside_a_job_is_confirmed_when_it_is_back() {
    // Early, so that the printer's buffer fills up and no question reaches it; and late, so that all was sent.
    for at in [100, paper(1).len() - 10] {
        let fake = Fake::new();
        let mut link = link(&fake, true);
        fake.break_at(at, Fault::NoPaper);
        assert_eq!(link.print(job(1), &paper(1)), PrintOutcome::Unknown { trouble: Trouble::NoPaper });
        assert_eq!(link.check(), Status::NoPaper);
        assert_eq!(link.print(job(2), &paper(2)), PrintOutcome::NotPrinted { trouble: Trouble::NoPaper });
        fake.repair();
        link.check();
        link.check();
        assert_eq!(link.take_late(), [(job(1), PrintOutcome::Printed)]);
        assert_eq!(fake.printed(&paper(1)), 1);
        assert_eq!(link.print(job(2), &paper(2)), PrintOutcome::Printed);
    }
}

#[test]
fn the_late_answer_of_one_job_is_never_taken_for_the_next() {
    for at in (0..paper(2).len()).step_by(5) {
        let fake = Fake::new();
        let mut link = link(&fake, true);
        fake.break_at(paper(1).len() - 10, Fault::NoPaper);
        assert_eq!(link.print(job(1), &paper(1)), PrintOutcome::Unknown { trouble: Trouble::NoPaper });
        // Paper is back, and gone again inside the next job, which follows at once.
        fake.repair();
        assert_eq!(fake.printed(&paper(1)), 1);
        fake.forget();
        fake.break_at(at, Fault::NoPaper);
        let outcome = link.print(job(2), &paper(2));
        assert!(matches!(outcome, PrintOutcome::Unknown { .. }), "byte {at}: {outcome:?}");
        assert_eq!(link.take_late(), [(job(1), PrintOutcome::Printed)], "byte {at}");
    }
}

#[test]
fn a_printer_that_never_confirms_is_sent_to_blindly_but_not_in_trouble() {
    let fake = Fake::new();
    fake.never_answer_in_turn();
    let mut link = link(&fake, true);
    assert_eq!(link.print(job(1), &paper(1)), PrintOutcome::SentBlind);
    assert_eq!(link.print(job(2), &paper(2)), PrintOutcome::SentBlind);
    fake.break_at(50, Fault::NoPaper);
    assert_eq!(link.print(job(3), &paper(3)), PrintOutcome::Unknown { trouble: Trouble::NoPaper });
    fake.repair();
    assert_eq!(link.print(job(4), &paper(4)), PrintOutcome::SentBlind);
    for n in 1..=4 {
        assert_eq!(fake.printed(&paper(n)), 1);
    }
}

#[test]
fn a_mute_printer_is_sent_to_blindly_and_comes_back_after_an_unplug() {
    let length = paper(1).len();
    for at in 0..length {
        let fake = Fake::new();
        fake.break_now(Fault::Silent);
        let mut link = link(&fake, false);
        assert_eq!(link.check(), Status::Ready);
        assert_eq!(link.print(job(0), &paper(0)), PrintOutcome::SentBlind);
        fake.forget();
        fake.break_at(at, Fault::Unplugged);
        let outcome = link.print(job(1), &paper(1));
        assert_honest(&fake, &[outcome], &format!("byte {at}"));
        assert_eq!(link.check(), Status::Gone);
        fake.repair();
        assert_eq!(link.check(), Status::Ready);
        assert_eq!(link.print(job(2), &paper(2)), PrintOutcome::SentBlind);
        assert_eq!(fake.printed(&paper(2)), 1, "byte {at}");
    }
}

#[test]
fn stale_replies_of_an_earlier_time_are_not_taken_for_answers() {
    let fake = Fake::new();
    fake.reply(&[0x12, 0x00, 0x72, 0x00]);
    let mut link = link(&fake, true);
    fake.break_now(Fault::NoPaper);
    assert_eq!(link.check(), Status::NoPaper);
    fake.reply(&[0x12, 0x12, 0x12, 0x12]);
    assert_eq!(link.check(), Status::NoPaper);
}
