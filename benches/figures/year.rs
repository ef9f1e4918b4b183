//! A year of a busy office, made by the queue's own rules and read by the real program.

use std::path::Path;
use std::time::Instant;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use sportello::config::Config;
use sportello::journal::{Journal, Purpose};
use sportello::office::upkeep;
use sportello::queue::{Actor, Command, Decision, Entry, PrintOutcome, Request, State, TicketId, decide};

use crate::disk;
use crate::kiosk;
use crate::report::{Report, Samples};

const DAYS: u32 = 250;
const TICKETS_A_DAY: u64 = 2_000;

pub fn run(report: &mut Report) {
    day_on_the_card(report);
    let folder = disk::folder();
    let start = Instant::now();
    let entries = make(folder.path());
    report.note("tickets, entries made", format!("{}, {entries}", u64::from(DAYS) * TICKETS_A_DAY));
    report.note("in", format!("{:.0} s", start.elapsed().as_secs_f64()));
    let megabytes = |path: &Path| std::fs::metadata(path).map_or(0, |meta| meta.len()) as f64 / 1e6;
    let database = Journal::file(folder.path());
    report.note("disk used", format!("{:.0} MB", megabytes(&database)));

    // The first start sums the year up in the background; what comes after is the usual day.
    let (office, running) = disk::open(folder.path());
    let start = Instant::now();
    let kept = upkeep::tend(&office, folder.path(), 9_999).unwrap();
    report.note("summing up the year, once", format!("{} days in {:.1} s", kept.days, start.elapsed().as_secs_f64()));
    running.stop();
    let fresh = disk::folder();
    let (whole, empty) = (kiosk::starts(folder.path(), 11), kiosk::starts(fresh.path(), 11));
    report.judge("process start to first frame, a year of log", whole.show(), "<= 300 ms", whole.ms(50) <= 300.0);
    report.note("to an empty log", format!("{:.2}", whole.ms(50) / empty.ms(50)));

    let (office, running) = disk::open(folder.path());
    let (small, small_running) = disk::open(fresh.path());
    let [mut issues, mut calls, mut small_issues, mut small_calls] = [(); 4].map(|()| Samples::default());
    for n in 0..400 {
        for (office, issues, calls) in
            [(&office, &mut issues, &mut calls), (&small, &mut small_issues, &mut small_calls)]
        {
            issues.time(|| disk::submit(office, disk::issue(format!("year-{n}"))));
            let command = Command::CallNext { desk: "1".into(), serving: None };
            let request = Request { id: format!("call-{n}").parse().unwrap(), by: operator(), command };
            calls.time(|| disk::submit(office, request));
        }
    }
    small_running.stop();
    report.note("issue", issues.show());
    report.at_most("issue, to an empty log", issues.ms(50) / small_issues.ms(50), 1.5);
    report.note("call next", calls.show());
    report.at_most("call next, to an empty log", calls.ms(50) / small_calls.ms(50), 1.5);

    let reader = Journal::reader(folder.path()).unwrap();
    let query = |from: &str, to: &str| upkeep::statistics(&reader, from.parse().unwrap(), to.parse().unwrap()).unwrap();
    let (mut year, mut month) = (Samples::default(), Samples::default());
    for _ in 0..20 {
        year.time(|| query("2025-01-01", "2026-12-31"));
        month.time(|| query("2026-03-01", "2026-03-31"));
    }
    report.judge("statistics of the year, by day and service", year.show(), "p50 <= 500 ms", year.ms(50) <= 500.0);
    report.note("statistics of a month", month.show());

    let start = Instant::now();
    let kept = upkeep::tend(&office, folder.path(), 31).unwrap();
    let (archived, size) = kept.archived.iter().fold((0, 0), |(n, size), file| (n + file.entries, size + file.size));
    report.note("archive: months, entries", format!("{}, {archived}", kept.archived.len()));
    report.note("archive: size", format!("{:.0} MB", size as f64 / 1e6));
    report.note("archive: in the background, in", format!("{:.0} s", start.elapsed().as_secs_f64()));
    let mut during = Samples::default();
    for n in 0..200 {
        during.time(|| disk::submit(&office, disk::issue(format!("after-{n}"))));
    }
    report.note("issue afterwards", during.show());
    running.stop();
    report.note("disk used by the database afterwards, free pages kept", format!("{:.0} MB", megabytes(&database)));
}

/// What a day of 2,000 tickets, each issued, printed, called and finished, writes to the card.
fn day_on_the_card(report: &mut Report) {
    let folder = disk::folder();
    let (office, running) = disk::open(folder.path());
    let before = written();
    for n in 0..TICKETS_A_DAY {
        disk::submit(&office, disk::issue(format!("i{n}")));
        let ticket = TicketId(n + 1);
        let request = |id: String, by, command| Request { id: id.parse().unwrap(), by, command };
        let printed = Command::SettlePrint { ticket, job: 1, outcome: PrintOutcome::Printed };
        disk::submit(&office, request(format!("p{n}"), Actor::System, printed));
        let call = Command::CallNext { desk: "1".into(), serving: None };
        disk::submit(&office, request(format!("c{n}"), operator(), call));
        let finish = Command::Finish { desk: "1".into(), ticket: None };
        disk::submit(&office, request(format!("f{n}"), operator(), finish));
    }
    running.stop();
    let megabytes = (written() - before) as f64 / 1e6;
    report.judge(
        "written to the card by a day of 2,000 tickets",
        format!("{megabytes:.0} MB"),
        "<= 200 MB",
        megabytes <= 200.0,
    );
}

/// Bytes that this process has caused to be written to disks.
fn written() -> u64 {
    let io = std::fs::read_to_string("/proc/self/io").unwrap();
    io.lines().find_map(|line| line.strip_prefix("write_bytes: ")).unwrap().parse().unwrap()
}

fn operator() -> Actor {
    Actor::Operator("anna".into())
}

/// Writes the year; says how many entries it has.
fn make(folder: &Path) -> u64 {
    let config = Config::demonstration();
    let mut journal = Journal::open(folder, Purpose::Demonstration, &config.office.id).unwrap();
    let mut year = Year { state: State::new(config.setup()), at: Timestamp::UNIX_EPOCH, count: 0, group: Vec::new() };
    let services = ["permits", "work", "health", "citizenship", "school", "welfare"];
    let languages = ["it", "ar", "en", "bn", "ur", "zh"];
    let zone = TimeZone::get("Europe/Rome").unwrap();
    let mut date: Date = "2025-11-24".parse().unwrap();
    for _ in 0..DAYS {
        year.at = date.at(8, 30, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
        for n in 0..TICKETS_A_DAY {
            let pick = usize::try_from(n % 6).unwrap();
            let command = Command::Issue {
                service: services[pick].into(),
                language: languages[(pick + 1) % 6].into(),
                print: true,
            };
            year.act(Actor::Kiosk, command, 4);
            let ticket = year.state.tickets().next_back().unwrap().id;
            year.act(Actor::System, Command::SettlePrint { ticket, job: 1, outcome: PrintOutcome::Printed }, 4);
            let desk = ["1", "2", "3"][usize::try_from(n % 3).unwrap()];
            year.act(operator(), Command::CallNext { desk: desk.into(), serving: None }, 8);
        }
        let before = year.state.seq() - u64::try_from(year.group.len()).unwrap();
        journal.append(before, &year.group).unwrap();
        year.group.clear();
        date = date.checked_add(if date.weekday() == Weekday::Friday { 3.days() } else { 1.day() }).unwrap();
    }
    journal.keep_snapshot(year.state.seq(), &serde_json::to_string(&year.state).unwrap()).unwrap();
    journal.checkpoint().unwrap();
    year.state.seq()
}

struct Year {
    state: State,
    at: Timestamp,
    count: u64,
    group: Vec<Entry>,
}

impl Year {
    fn act(&mut self, by: Actor, command: Command, seconds: i64) {
        self.count += 1;
        self.at += SignedDuration::from_secs(seconds);
        // Ids as long and as unordered as those of the kiosk.
        let id =
            format!("kiosk-{:032x}", u128::from(self.count).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835));
        let request = Request { id: id.parse().unwrap(), by, command };
        if let Ok(Decision::Record(entry)) = decide(&self.state, &request, self.at) {
            self.state.apply(&entry);
            self.group.push(entry);
        }
    }
}
