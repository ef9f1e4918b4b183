//! Printers at the other end of a real socket or line, written here after Epson's manuals, with faults.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nix::fcntl::OFlag;
use nix::pty::{grantpt, posix_openpt, ptsname_r, unlockpt};
use sportello::config::{Printer as Config, PrinterPort};
use sportello::printer::{self, Job, JobRef, Printer, Status};
use sportello::queue::{PrintOutcome, TicketId, Trouble};

use crate::tickets::Words;

/// Longer than any answer takes: a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Healthy,
    NoPaper,
    Silent,
    /// Hangs up when so many bytes have come.
    HangsUp(usize),
}

/// What a printer got: whole papers, from reset to cut.
#[derive(Clone)]
struct Fake {
    mood: Arc<Mutex<Mood>>,
    papers: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Fake {
    fn new(mood: Mood) -> Self {
        Self { mood: Arc::new(Mutex::new(mood)), papers: Arc::default() }
    }

    fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn papers(&self) -> Vec<Vec<u8>> {
        self.papers.lock().unwrap().clone()
    }

    /// Serves one connection until it ends.
    fn serve(&self, mut stream: impl Read + Write) {
        let (mut got, mut count, mut begun, mut raster) = (Vec::new(), 0, Vec::new(), 0_usize);
        let mut buffer = [0; 512];
        loop {
            let bytes = match stream.read(&mut buffer) {
                Ok(0) => return,
                Ok(bytes) => bytes,
                // A line that nobody has open at the other end.
                Err(error) if error.raw_os_error() == Some(nix::libc::EIO) => {
                    std::thread::yield_now();
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return,
            };
            for &byte in &buffer[..bytes] {
                count += 1;
                let mood = *self.mood.lock().unwrap();
                if matches!(mood, Mood::HangsUp(at) if count >= at) {
                    return;
                }
                if raster > 0 {
                    raster -= 1;
                    got.push(byte);
                    continue;
                }
                begun.push(byte);
                let answer = match begun.as_slice() {
                    [0x10 | 0x1b | 0x1d] | [0x10, 0x04] | [0x1d, b'r' | b'a' | b'P' | b'V'] => continue,
                    [0x1d, b'P', _] | [0x1d, b'V', b'A'] | [0x1b, b'J'] => continue,
                    [0x1d, b'v', rest @ ..] if rest.len() < 6 => continue,
                    [0x10, 0x04, question] => Some(match (mood, question) {
                        (Mood::NoPaper, 1) => 0x1a,
                        (Mood::NoPaper, 2) => 0x32,
                        (Mood::NoPaper, 4) => 0x72,
                        _ => 0x12,
                    }),
                    [0x1d, b'r', 1] => Some(0x00),
                    [0x1d, b'v', b'0', _, x, x_high, y, y_high] => {
                        raster = usize::from(u16::from_le_bytes([*x, *x_high]))
                            * usize::from(u16::from_le_bytes([*y, *y_high]));
                        None
                    }
                    _ => None,
                };
                match answer {
                    Some(answer) => {
                        if mood != Mood::Silent && stream.write_all(&[answer]).is_err() {
                            return;
                        }
                        begun.clear();
                    }
                    None => {
                        let is_cut = begun.starts_with(&[0x1d, b'V']);
                        got.append(&mut begun);
                        if is_cut {
                            self.papers.lock().unwrap().push(std::mem::take(&mut got));
                        }
                    }
                }
            }
        }
    }

    /// Listens on a port of its own, one printer after the other.
    fn listen(&self) -> u16 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let fake = self.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                fake.serve(Duplex(stream));
            }
        });
        port
    }
}

struct Duplex(TcpStream);

impl Read for Duplex {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Duplex {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A printer as the office has it, and the outcomes that it reports.
struct Office {
    printer: Printer,
    outcomes: Receiver<(JobRef, PrintOutcome)>,
    words: Words,
    jobs: u64,
}

impl Office {
    fn with(port: PrinterPort, status: bool) -> Self {
        let (told, outcomes) = channel();
        let config = Config { port, paper_mm: 58, dots: 384, status, cut: true };
        let report = move |job, outcome| {
            let _ = told.send((job, outcome));
        };
        Self { printer: printer::start(&config, report).unwrap(), outcomes, words: Words::load(), jobs: 0 }
    }

    fn tcp(port: u16) -> Self {
        Self::with(PrinterPort::Tcp { host: "127.0.0.1".to_owned(), port }, true)
    }

    fn print(&mut self) -> PrintOutcome {
        self.jobs += 1;
        let reference = JobRef { ticket: TicketId(self.jobs), job: 1 };
        self.printer.print(Job { reference, label: "A042".to_owned(), paper: self.words.ticket("ar") });
        loop {
            let (job, outcome) = self.outcomes.recv_timeout(PATIENCE).expect("an outcome");
            if job == reference {
                return outcome;
            }
        }
    }

    /// Waits until the printer's status is this.
    fn wait_for(&self, status: Status) {
        let mut watch = self.printer.status();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let seen = runtime.block_on(async {
            tokio::time::timeout(PATIENCE, watch.wait_for(|now| *now == status)).await.is_ok_and(|seen| seen.is_ok())
        });
        assert!(seen, "the status never was {status:?}");
    }
}

#[test]
fn a_network_printer_prints_and_confirms() {
    let fake = Fake::new(Mood::Healthy);
    let mut office = Office::tcp(fake.listen());
    office.wait_for(Status::Ready);
    for n in 1..=3 {
        assert_eq!(office.print(), PrintOutcome::Printed);
        assert_eq!(fake.papers().len(), n);
    }
    assert!(fake.papers().windows(2).all(|pair| pair[0] == pair[1]), "the same ticket is the same bytes");
}

#[test]
fn a_network_printer_without_paper_gets_no_job_and_says_so_beforehand() {
    let fake = Fake::new(Mood::NoPaper);
    let mut office = Office::tcp(fake.listen());
    office.wait_for(Status::NoPaper);
    assert_eq!(office.print(), PrintOutcome::NotPrinted { trouble: Trouble::NoPaper });
    fake.set(Mood::Healthy);
    office.wait_for(Status::Ready);
    assert_eq!(office.print(), PrintOutcome::Printed);
    assert_eq!(fake.papers().len(), 1);
}

#[test]
fn a_network_printer_that_does_not_answer_gets_no_job() {
    let fake = Fake::new(Mood::Silent);
    let mut office = Office::tcp(fake.listen());
    office.wait_for(Status::Silent);
    assert_eq!(office.print(), PrintOutcome::NotPrinted { trouble: Trouble::Silent });
    assert!(fake.papers().is_empty());
}

#[test]
fn a_network_printer_that_hangs_up_inside_a_job_leaves_it_unknown_and_prints_the_next() {
    let fake = Fake::new(Mood::Healthy);
    let mut office = Office::tcp(fake.listen());
    assert_eq!(office.print(), PrintOutcome::Printed);
    fake.set(Mood::HangsUp(9_000 + fake.papers()[0].len()));
    assert_eq!(office.print(), PrintOutcome::Unknown { trouble: Trouble::Gone });
    fake.set(Mood::Healthy);
    office.wait_for(Status::Ready);
    assert_eq!(office.print(), PrintOutcome::Printed);
    let papers = fake.papers();
    assert_eq!(papers.last(), papers.first(), "the next ticket is whole");
}

#[test]
fn a_network_printer_that_is_not_there_is_gone_until_it_is() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut office = Office::tcp(port);
    office.wait_for(Status::Gone);
    assert_eq!(office.print(), PrintOutcome::NotPrinted { trouble: Trouble::Gone });
    let fake = Fake::new(Mood::Healthy);
    let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
    let served = fake.clone();
    std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| served.serve(Duplex(stream))));
    office.wait_for(Status::Ready);
    assert_eq!(office.print(), PrintOutcome::Printed);
}

#[test]
fn a_mute_network_printer_is_sent_to_blindly() {
    let fake = Fake::new(Mood::Silent);
    let port = PrinterPort::Tcp { host: "127.0.0.1".to_owned(), port: fake.listen() };
    let mut office = Office::with(port, false);
    assert_eq!(office.print(), PrintOutcome::SentBlind);
    assert_eq!(fake.papers().len(), 1);
}

#[test]
fn a_serial_printer_prints_and_confirms() {
    let master = posix_openpt(OFlag::O_RDWR | OFlag::O_NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let path = ptsname_r(&master).unwrap().into();
    let fake = Fake::new(Mood::Healthy);
    let served = fake.clone();
    std::thread::spawn(move || served.serve(master));
    let mut office = Office::with(PrinterPort::Serial { path, baud: 115_200 }, true);
    assert_eq!(office.print(), PrintOutcome::Printed);
    fake.set(Mood::NoPaper);
    office.wait_for(Status::NoPaper);
    assert_eq!(office.print(), PrintOutcome::NotPrinted { trouble: Trouble::NoPaper });
    assert_eq!(fake.papers().len(), 1);
}

#[test]
fn the_virtual_printer_keeps_its_papers_with_picture_and_bytes() {
    let mut office = Office::with(PrinterPort::Virtual, true);
    assert_eq!(office.print(), PrintOutcome::Printed);
    assert_eq!(office.print(), PrintOutcome::Printed);
    let papers = office.printer.papers();
    assert_eq!(papers.iter().map(|paper| paper.n).collect::<Vec<_>>(), [2, 1]);
    let folder = tempfile::tempdir().unwrap();
    for paper in &papers {
        assert_eq!(paper.label, "A042");
        let file = folder.path().join("paper.png");
        std::fs::write(&file, &paper.png).unwrap();
        let picture = crate::reader::png(&file);
        assert_eq!((picture[0].len(), picture.len()), (paper.width_dots, paper.height_dots));
        if crate::reader::is_there() {
            let read = crate::reader::escpos(&paper.bytes, paper.width_dots);
            assert_eq!(read[..picture.len()], picture, "the bytes and the picture agree");
        }
    }
    assert!(office.printer.stop(PATIENCE));
}
