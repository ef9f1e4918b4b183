//! The screen as others see it: pictures out, touches in.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use slint::platform::{PointerEventButton, WindowEvent};
use slint::{ComponentHandle, LogicalPosition, Rgb8Pixel, Timer, TimerMode, Window};
use tracing::warn;

use crate::mirror::{Frame, Mirror, Phase};
use crate::touch::ui::App;

/// Pictures follow each other no faster than this.
pub const BETWEEN_FRAMES: Duration = Duration::from_millis(100);

/// Publishes a picture.
pub fn publish(mirror: &Mirror, generation: u64, (width, height): (u32, u32), pixels: &[Rgb8Pixel]) {
    match encode(width, height, pixels) {
        Ok(png) => mirror.show(Frame { generation, width, height, png }),
        Err(error) => warn!(%error, "a picture of the screen cannot be made"),
    }
}

fn encode(width: u32, height: u32, pixels: &[Rgb8Pixel]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::with_capacity(pixels.len() * 3);
    bytes.extend(pixels.iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]));
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header()?.write_image_data(&bytes)?;
    Ok(png)
}

/// Passes on the touches that came from afar. A position is in pixels of the picture.
pub fn touch(window: &Window, mirror: &Mirror) {
    let scale = window.scale_factor().max(0.1);
    for touch in mirror.take_touches() {
        let position = LogicalPosition::new(touch.x / scale, touch.y / scale);
        let button = PointerEventButton::Left;
        let events = match touch.phase {
            Phase::Pressed => {
                vec![WindowEvent::PointerMoved { position }, WindowEvent::PointerPressed { position, button }]
            }
            Phase::Moved => vec![WindowEvent::PointerMoved { position }],
            // A finger that is lifted hovers over nothing.
            Phase::Released => vec![WindowEvent::PointerReleased { position, button }, WindowEvent::PointerExited],
            Phase::Cancelled => vec![WindowEvent::PointerExited],
        };
        for event in events {
            if let Err(error) = window.dispatch_event_with_result(event) {
                warn!(%error, "a touch from afar was not taken");
            }
        }
    }
}

/// Pictures of a window that Slint manages: taken while somebody watches, sent when they differ.
pub struct Snapshots {
    app: slint::Weak<App>,
    mirror: Mirror,
    timer: Timer,
    generation: Cell<u64>,
    last: RefCell<Vec<Rgb8Pixel>>,
}

thread_local! {
    static HERE: RefCell<Option<Rc<Snapshots>>> = const { RefCell::new(None) };
}

/// Keeps the feed of the screen's thread.
pub fn install(feed: Rc<Snapshots>) {
    HERE.with(|here| *here.borrow_mut() = Some(feed));
}

pub fn uninstall() {
    HERE.with(|here| here.borrow_mut().take());
}

/// Does something with the feed of this thread, if there is one.
pub fn of_this_thread(work: impl FnOnce(&Rc<Snapshots>)) {
    let feed = HERE.with(|here| here.borrow().clone());
    if let Some(feed) = feed {
        work(&feed);
    }
}

impl Snapshots {
    pub fn new(app: &App, mirror: Mirror) -> Rc<Self> {
        Rc::new(Self {
            app: app.as_weak(),
            mirror,
            timer: Timer::default(),
            generation: Cell::new(0),
            last: RefCell::default(),
        })
    }

    /// Somebody began to watch, or touched.
    pub fn look(self: &Rc<Self>) {
        if let Some(app) = self.app.upgrade() {
            touch(app.window(), &self.mirror);
        }
        if self.mirror.is_watched() && !self.timer.running() {
            self.take();
            let here = Rc::downgrade(self);
            let again = move || {
                if let Some(feed) = here.upgrade() {
                    feed.take();
                }
            };
            self.timer.start(TimerMode::Repeated, BETWEEN_FRAMES, again);
        }
    }

    fn take(&self) {
        let Some(app) = self.app.upgrade().filter(|_| self.mirror.is_watched()) else {
            self.timer.stop();
            return;
        };
        let picture = match app.window().take_snapshot() {
            Ok(picture) => picture,
            Err(error) => return warn!(%error, "no picture of the screen can be taken"),
        };
        let pixels = picture.as_slice().iter().map(|pixel| Rgb8Pixel::new(pixel.r, pixel.g, pixel.b));
        let pixels: Vec<Rgb8Pixel> = pixels.collect();
        if *self.last.borrow() != pixels {
            self.generation.set(self.generation.get() + 1);
            publish(&self.mirror, self.generation.get(), (picture.width(), picture.height()), &pixels);
            *self.last.borrow_mut() = pixels;
        }
    }
}
