//! The glass and the paper: how soon the printer hears of a tap, and how long frames take.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use slint::platform::software_renderer::{MinimalSoftwareWindow, RepaintBufferType};
use slint::platform::{Platform, PointerEventButton, WindowAdapter, WindowEvent};
use slint::{ComponentHandle, LogicalPosition, PhysicalSize, PlatformError, Rgb8Pixel};
use sportello::config::{Config, PrinterPort};
use sportello::info::Library;
use sportello::locale::Locales;
use sportello::office::printing;
use sportello::printer::{self, Status};
use sportello::queue::Language;
use sportello::touch::{Kiosk, KioskDeps, random_ids};
use tokio::sync::watch;

use crate::disk;
use crate::report::{Report, Samples};
use crate::stage::{self, PORTRAIT, Stage};

const VISITS: usize = 30;

pub fn paper(report: &mut Report) {
    // Slint has one platform a thread.
    let mut times = Samples::default();
    for language in ["it", "ar"] {
        times.append(&std::thread::spawn(|| tap_to_paper(language)).join().unwrap());
    }
    let what = "tap on \"take the number\" to the first byte of the job";
    report.judge(
        what,
        format!("p50 {:.1}, p95 {:.1} ms", times.ms(50), times.ms(95)),
        "p95 <= 50 ms",
        times.ms(95) <= 50.0,
    );
}

fn tap_to_paper(language: &str) -> Samples {
    let (address, jobs) = printer_that_listens();
    let mut stage = Stage::new(PORTRAIT);
    let locales = Arc::new(Locales::load().unwrap());
    let library = Arc::new(Library::load(&locales).unwrap());
    let mut config = stage::config();
    config.printer.port = PrinterPort::Tcp { host: address.ip().to_string(), port: address.port() };
    let printer = printer::start(&config.printer, printing::report(&stage.office)).unwrap();
    let papers = printing::Composer::new(Arc::new(config), locales, library);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.spawn(printing::follow(stage.office.clone(), papers, printer.clone()));
    std::thread::sleep(Duration::from_secs(2));
    let mut times = Samples::default();
    stage.enter(language);
    for _ in 0..VISITS / 2 {
        stage.tap("take-ticket");
        stage.tap("service-permits");
        let button = stage.button(&stage.text("confirm-take"));
        let tap = Instant::now();
        button.mock_single_click(PointerEventButton::Left);
        times.add(jobs.recv_timeout(Duration::from_secs(20)).expect("nothing was printed") - tap);
        stage.until("the number", |stage| stage.says_id("your-number"));
        stage.until("the paper", |stage| stage.says_id("ticket-printed"));
        stage.tap("home");
    }
    times
}

/// A network printer that is always ready; tells when a job begins.
fn printer_that_listens() -> (SocketAddr, Receiver<Instant>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, jobs) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            converse(stream, &sender);
        }
    });
    (address, jobs)
}

fn converse(mut stream: std::net::TcpStream, jobs: &Sender<Instant>) {
    let (mut waiting, mut chunk) = (Vec::new(), [0; 8192]);
    while let Ok(count @ 1..) = stream.read(&mut chunk) {
        let now = Instant::now();
        waiting.extend_from_slice(&chunk[..count]);
        let mut at = 0;
        // A command that has not come whole waits for the rest.
        while waiting.len() - at >= 8
            || (waiting.len() > at && !matches!(waiting[at], 0x1b | 0x1d))
            || waiting.len() - at == 3
        {
            let used = match waiting[at..] {
                // DLE EOT n: ready. GS r n: paper is there. ESC @: a job. GS v 0: its dots.
                [0x10, 0x04, _, ..] => {
                    let _ = stream.write_all(&[0x12]);
                    3
                }
                [0x1d, b'r', _, ..] => {
                    let _ = stream.write_all(&[0x00]);
                    3
                }
                [0x1b, b'@', ..] => {
                    let _ = jobs.send(now);
                    2
                }
                [0x1d, b'v', b'0', _, x, x_high, y, y_high, ..] => {
                    let dots =
                        (usize::from(x) + 256 * usize::from(x_high)) * (usize::from(y) + 256 * usize::from(y_high));
                    if waiting.len() - at < 8 + dots {
                        break;
                    }
                    8 + dots
                }
                _ => 1,
            };
            at += used;
        }
        waiting.drain(..at);
    }
}

/// Slint on a buffer of ours, in real time.
struct Glass(Rc<MinimalSoftwareWindow>, Instant);

impl Platform for Glass {
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        Ok(self.0.clone())
    }

    fn duration_since_start(&self) -> Duration {
        self.1.elapsed()
    }
}

const SIZE: PhysicalSize = PhysicalSize { width: PORTRAIT.0, height: PORTRAIT.1 };

pub fn frames(report: &mut Report) {
    let (whole, scroll, fill) = std::thread::spawn(draw).join().unwrap();
    report.note("filling as many pixels with one colour", fill.show());
    for (page, times) in &whole {
        let figure = format!("{}, {:.0} fills", times.show(), times.ms(50) / fill.ms(50));
        report.judge(&format!("whole page: {page}"), figure, "p99 <= 16 ms", times.ms(99) <= 16.0);
    }
    report.judge("a frame while a page is scrolled", scroll.show(), "p99 <= 16 ms", scroll.ms(99) <= 16.0);
}

fn draw() -> (Vec<(&'static str, Samples)>, Samples, Samples) {
    let window = MinimalSoftwareWindow::new(RepaintBufferType::NewBuffer);
    slint::platform::set_platform(Box::new(Glass(window.clone(), Instant::now()))).unwrap();
    let folder = disk::folder();
    let (office, _running) = disk::open(folder.path());
    let locales = Arc::new(Locales::load().unwrap());
    let library = Arc::new(Library::load(&locales).unwrap());
    let english = locales.get(&Language::from("en")).clone();
    // The attract page invites in turn, in each language.
    let invitations: Vec<String> = locales.all().map(|locale| locale.text("attract-invite")).collect();
    let printer = watch::Sender::new(Status::Ready);
    let title = library.entries(sportello::queue::Area::ALL[0], &english).first().unwrap().title.clone();
    let kiosk = Kiosk::new(KioskDeps {
        office,
        config: Arc::new(Config::demonstration()),
        locales,
        library,
        printer_status: printer.subscribe(),
        ids: random_ids(),
    })
    .unwrap();
    kiosk.app().show().unwrap();
    window.set_size(SIZE);
    let mut pixels = vec![Rgb8Pixel::default(); (SIZE.width * SIZE.height) as usize];
    let mut fill = Samples::default();
    for n in 0..100_u8 {
        fill.time(|| std::hint::black_box(&mut pixels).fill(Rgb8Pixel::new(n, n, n)));
    }
    let mut whole = Vec::new();
    let steps: [(&str, Vec<String>); 6] = [
        ("attract", invitations),
        ("language", vec![english.endonym().to_owned()]),
        ("home", vec![english.text("information")]),
        ("topics", vec![english.text("area-legal")]),
        ("procedures", vec![title]),
        ("procedure", vec![]),
    ];
    for (page, onwards) in steps {
        let mut times = Samples::default();
        for _ in 0..120 {
            window.request_redraw();
            times.time(|| frame(&window, &mut pixels));
        }
        whole.push((page, times));
        if !onwards.is_empty() {
            press(&kiosk, &onwards);
        }
    }
    window.draw_if_needed(|renderer| renderer.set_repaint_buffer_type(RepaintBufferType::ReusedBuffer));
    window.request_redraw();
    frame(&window, &mut pixels);
    let mut scroll = Samples::default();
    for direction in [-1.0, 1.0, -1.0, 1.0] {
        for _ in 0..60 {
            std::thread::sleep(Duration::from_millis(8));
            scroll_frame(&window, &mut pixels, 13.0 * direction, &mut scroll);
        }
    }
    assert!(scroll.count() > 50, "the page does not scroll");
    (whole, scroll, fill)
}

fn frame(window: &MinimalSoftwareWindow, pixels: &mut [Rgb8Pixel]) -> bool {
    slint::platform::update_timers_and_animations();
    window.draw_if_needed(|renderer| {
        renderer.render(pixels, SIZE.width as usize);
    })
}

fn scroll_frame(window: &MinimalSoftwareWindow, pixels: &mut [Rgb8Pixel], delta_y: f32, times: &mut Samples) {
    let position = LogicalPosition::new(SIZE.width as f32 * 0.4, SIZE.height as f32 * 0.5);
    let start = Instant::now();
    window.dispatch_event(WindowEvent::PointerScrolled { position, delta_x: 0.0, delta_y });
    let drew = frame(window, pixels);
    if drew {
        times.add(start.elapsed());
    }
}

/// Presses the button with one of some labels, and waits as long as the shield of a new page does.
fn press(kiosk: &Kiosk, labels: &[String]) {
    let query = ElementQuery::from_root(kiosk.app()).match_descendants().match_accessible_role(AccessibleRole::Button);
    let plain: Vec<String> = labels.iter().map(|label| stage::plain(label)).collect();
    let is_meant =
        |button: &ElementHandle| button.accessible_label().is_some_and(|own| plain.contains(&stage::plain(&own)));
    let button = query.find_all().into_iter().find(is_meant);
    button.unwrap_or_else(|| panic!("no button {labels:?}")).invoke_accessible_default_action();
    let end = Instant::now() + Duration::from_millis(500);
    while Instant::now() < end {
        std::thread::sleep(Duration::from_millis(10));
        slint::platform::update_timers_and_animations();
        kiosk.pump();
    }
}
