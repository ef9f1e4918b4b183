//! The program itself as a process: how soon it draws, what it takes, what it does when nobody comes.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use sportello::queue::{Actor, Command as Wish, Request};

use crate::disk;
use crate::net::{self, Client};
use crate::report::{Report, Samples};

/// A demonstration kiosk on a data folder. Dropping it ends it as a power cut would.
pub struct Kiosk {
    child: Child,
    lines: Receiver<(Instant, String)>,
    spawned: Instant,
    pub address: SocketAddr,
}

impl Kiosk {
    pub fn start(data: &Path) -> Self {
        let spawned = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_sportello"))
            .args(["run", "--demo", "--screen", "virtual", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env_remove("RUST_LOG")
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        read(child.stdout.take().unwrap(), sender.clone());
        read(child.stderr.take().unwrap(), sender);
        let mut kiosk = Self { child, lines, spawned, address: ([127, 0, 0, 1], 0).into() };
        let (_, line) = kiosk.wait_for("/screen");
        kiosk.address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        kiosk
    }

    /// The next line that holds a text, and when it came.
    pub fn wait_for(&self, text: &str) -> (Instant, String) {
        loop {
            let (at, line) = self.lines.recv_timeout(Duration::from_secs(120)).expect("the kiosk says nothing more");
            if line.contains(text) {
                return (at, line);
            }
        }
    }

    pub fn first_frame(&self) -> Duration {
        self.wait_for("the first frame is drawn").0 - self.spawned
    }

    /// Resident memory in MB.
    pub fn resident(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }

    /// CPU time so far, in ticks of 10 ms, and how often its threads were woken.
    fn activity(&self) -> (u64, u64) {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        let mut woken = 0;
        for task in std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap() {
            let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
            let line = status.lines().find(|line| line.starts_with("voluntary_ctxt")).unwrap();
            woken += line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap();
        }
        (ticks, woken)
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(pipe: impl Read + Send + 'static, sender: Sender<(Instant, String)>) {
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if sender.send((Instant::now(), line)).is_err() {
                return;
            }
        }
    });
}

/// Starts on the same folder, warm.
pub fn starts(data: &Path, count: usize) -> Samples {
    let mut starts = Samples::default();
    for _ in 0..count {
        starts.add(Kiosk::start(data).first_frame());
    }
    starts
}

/// A page that invites is looked at for so long.
const REST: Duration = Duration::from_secs(30);

pub fn run(report: &mut Report) {
    let folder = disk::folder();
    let starts = starts(folder.path(), 15);
    report.judge("process start to first frame, empty log", starts.show(), "<= 300 ms", starts.ms(50) <= 300.0);

    let kiosk = Kiosk::start(folder.path());
    kiosk.first_frame();
    std::thread::sleep(Duration::from_secs(3));
    report.note("resident at rest", format!("{:.1} MB", kiosk.resident()));
    let (ticks, woken) = kiosk.activity();
    std::thread::sleep(REST);
    let (ticks_after, woken_after) = kiosk.activity();
    let busy = (ticks_after - ticks) as f64 / (REST.as_secs_f64() * 100.0) * 100.0;
    report.judge("of a core on the attract page, over 30 s", format!("{busy:.2} %"), "<= 0.5 %", busy <= 0.5);
    report.note("wake-ups a second meanwhile", format!("{:.1}", (woken_after - woken) as f64 / REST.as_secs_f64()));

    let mut client = Client::signed_in(kiosk.address);
    let followers = net::follow(kiosk.address, &client.cookie, 50);
    for n in 0..2_000 {
        client.issue(if n % 2 == 0 { "permits" } else { "work" });
    }
    let resident = kiosk.resident();
    let what = "resident with UI, server, 50 followers, 2,000 tickets";
    report.judge(what, format!("{resident:.1} MB"), "<= 80 MB", resident <= 80.0);
    drop(followers);
}

pub fn growth(report: &mut Report) {
    let folder = disk::folder();
    let (office, running) = disk::open(folder.path());
    let mut count = 0;
    let mut per_level = Vec::new();
    for level in [200, 2_000, 20_000] {
        let (clients, each) = (8, (level - count) / 8);
        std::thread::scope(|scope| {
            for client in 0..clients {
                let office = &office;
                scope.spawn(move || {
                    (0..each).for_each(|n| disk::submit(office, disk::issue(format!("g{level}-{client}-{n}"))))
                });
            }
        });
        count = level;
        let (mut issues, mut calls) = (Samples::default(), Samples::default());
        for n in 0..150 {
            issues.time(|| disk::submit(&office, disk::issue(format!("s{level}-{n}"))));
            let command = Wish::CallNext { desk: "1".into(), serving: None };
            let by = Actor::Operator("anna".into());
            let request = Request { id: format!("c{level}-{n}").parse().unwrap(), by, command };
            calls.time(|| disk::submit(&office, request));
        }
        // As a kill leaves it: nothing tidied.
        let copy = disk::folder();
        for name in ["sportello.db", "sportello.db-wal", "mark"] {
            std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
        }
        let starts = starts_with_memory(copy.path());
        report.note(
            &format!("{level} tickets today: issue, call, start after a kill, resident"),
            format!("{:.2} {:.2} {:.0} ms {:.0} MB", issues.ms(50), calls.ms(50), starts.0, starts.1),
        );
        per_level.push((issues.ms(50), calls.ms(50)));
    }
    running.stop();
    let (first, last) = (per_level[1], per_level[2]);
    report.at_most("issue, with 10 times the tickets of a busy day", last.0 / first.0, 1.5);
    report.at_most("call next, likewise", last.1 / first.1, 1.5);
}

fn starts_with_memory(data: &Path) -> (f64, f64) {
    let kiosk = Kiosk::start(data);
    let start = kiosk.first_frame().as_secs_f64() * 1000.0;
    (start, kiosk.resident())
}
