//! A schedule: what people, printers, clocks and power cuts do, as plain data from a seed. Whom or what a step means is
//! picked when it is played, so that a schedule still makes sense when steps are taken out of it.

use fastrand::Rng;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

/// What a sender believes a desk is serving.
#[derive(Debug, Clone, Copy)]
pub enum Belief {
    /// Sends no precondition.
    Any,
    /// What the sender's screen shows, which is as old as its last look.
    Screen,
    /// A ticket that it once heard of.
    Ticket(u32),
}

/// A command as a step asks for it; numbers pick among what there is.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    Issue { service: u32, print: bool },
    CallNext { desk: u32, belief: Belief },
    Call { desk: u32, ticket: u32, belief: Belief },
    Recall { desk: u32, belief: Belief },
    NoShow { desk: u32, belief: Belief },
    Finish { desk: u32, belief: Belief },
    OpenDesk { desk: u32, take_over: bool },
    CloseDesk { desk: u32 },
    Pause { service: u32 },
    Resume { service: u32 },
    Reprint { ticket: u32 },
}

/// How the clock moves.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// Forward or backward by milliseconds.
    By(i64),
    /// Close to the next midnight of the office.
    Midnight(i64),
    /// Close to the next clock change of the zone, if it is near.
    Change(i64),
    /// To half past eight, so many days on; nobody comes meanwhile.
    Morning(u32),
}

impl Clock {
    /// What the clock shows then.
    pub fn moved(self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let near = |at: Timestamp, off: i64| at.checked_add(SignedDuration::from_millis(off)).unwrap_or(at);
        let day = |days: i64, time: Time| {
            let date = zone.to_datetime(at).date().checked_add(days.days()).unwrap();
            date.to_datetime(time).to_zoned(zone.clone()).unwrap().timestamp()
        };
        match self {
            Clock::By(by) => near(at, by),
            Clock::Midnight(off) => near(day(1, Time::midnight()), off),
            Clock::Morning(days) => day(i64::from(days) + 1, jiff::civil::time(8, 30, 0, 0)),
            Clock::Change(off) => {
                let change = zone.following(at).next().map(|change| change.timestamp());
                let soon = change.filter(|change| change.duration_since(at) < SignedDuration::from_hours(72));
                soon.map_or(at, |change| near(change, off))
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// A visitor at the kiosk, or staff for them; the same tap several times.
    Send {
        who: u32,
        act: Act,
        taps: u8,
    },
    /// A colleague's screen is read anew.
    Look {
        who: u32,
    },
    /// A request that was sent before is sent again with its id.
    Retry {
        which: u32,
    },
    /// An id that was used before, with another command.
    Reuse {
        which: u32,
        act: Act,
    },
    /// The printer says how a job ended, whichever it was and whenever.
    Settle {
        job: u32,
        outcome: u32,
    },
    /// The office's own clock notices the day.
    StartDay,
    Clock(Clock),
    /// A snapshot is kept.
    Snapshot,
    /// The process ends and starts again from its log, or from its snapshot.
    Restart {
        from_snapshot: bool,
        change: Option<u32>,
    },
}

/// The schedule of a seed.
pub fn of(seed: u64) -> Vec<Step> {
    let mut random = Rng::with_seed(seed);
    let steps = random.usize(50..230);
    // Some offices are busy, some have many desks at work, some a technician at work.
    let (visitors, technician) = (random.u32(10..60), random.u32(0..8));
    (0..steps).map(|_| step(&mut random, visitors, technician)).collect()
}

fn step(random: &mut Rng, visitors: u32, technician: u32) -> Step {
    match random.u32(0..102 + visitors) {
        0..45 => Step::Send { who: random.u32(1..4), act: desk_act(random), taps: taps(random) },
        45..52 => Step::Look { who: random.u32(..) },
        52..60 => Step::Retry { which: pick(random) },
        60..62 => Step::Reuse { which: pick(random), act: desk_act(random) },
        62..78 => Step::Settle { job: pick(random), outcome: random.u32(..) },
        78..80 => Step::StartDay,
        80..90 => Step::Clock(clock(random)),
        90..92 => Step::Snapshot,
        92..97 => {
            let change = (random.u32(0..20) < technician).then(|| random.u32(..));
            Step::Restart { from_snapshot: random.bool(), change }
        }
        97..102 => Step::Send { who: 0, act: desk_act(random), taps: 1 },
        _ => {
            let act = Act::Issue { service: random.u32(..), print: random.u32(0..4) > 0 };
            // Staff give some of the numbers.
            let who = if random.u32(0..6) == 0 { random.u32(1..4) } else { 0 };
            Step::Send { who, act, taps: taps(random) }
        }
    }
}

/// Mostly something recent, sometimes anything from the beginning.
fn pick(random: &mut Rng) -> u32 {
    if random.u32(0..4) == 0 { random.u32(..) } else { u32::MAX - random.u32(0..8) }
}

fn taps(random: &mut Rng) -> u8 {
    if random.u32(0..8) == 0 { random.u8(2..4) } else { 1 }
}

fn desk_act(random: &mut Rng) -> Act {
    let desk = random.u32(..);
    let belief = match random.u32(0..10) {
        0..4 => Belief::Any,
        4..9 => Belief::Screen,
        _ => Belief::Ticket(pick(random)),
    };
    match random.u32(0..40) {
        0..14 => Act::CallNext { desk, belief },
        14..18 => Act::Call { desk, ticket: pick(random), belief },
        18..20 => Act::Recall { desk, belief },
        20..24 => Act::NoShow { desk, belief },
        24..29 => Act::Finish { desk, belief },
        29..31 => Act::OpenDesk { desk, take_over: random.bool() },
        31 => Act::CloseDesk { desk },
        32..34 => Act::Pause { service: random.u32(..) },
        34..36 => Act::Resume { service: random.u32(..) },
        _ => Act::Reprint { ticket: pick(random) },
    }
}

fn clock(random: &mut Rng) -> Clock {
    match random.u32(0..20) {
        0..11 => Clock::By(random.i64(0..900_000)),
        11..13 => Clock::By(random.i64(0..2 * 3_600_000)),
        13..15 => Clock::By(-random.i64(0..3 * 3_600_000)),
        15 => Clock::By(-random.i64(0..30 * 3_600_000)),
        16 => Clock::Midnight(random.i64(-1500..1500)),
        17 => Clock::Change(random.i64(-1500..5_400_000)),
        _ => Clock::Morning(random.u32(0..3)),
    }
}
