//! A visit on the kiosk's screen from afar. Pages are known by where their large buttons stand on the portrait panel.

use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};

use crate::chrome::Page;

/// A place on the panel, as shares of its width and height.
#[derive(Clone, Copy)]
pub struct Place(pub f64, pub f64);

pub const ANYWHERE: Place = Place(0.5, 0.4);
pub const THIRD_LANGUAGE: Place = Place(0.5, 0.61);
pub const TAKE_A_NUMBER: Place = Place(0.5, 0.3);
pub const FIRST_SERVICE: Place = Place(0.4, 0.215);
pub const YES_TAKE_IT: Place = Place(0.5, 0.776);
pub const I_HAVE_IT: Place = Place(0.5, 0.787);

/// Opens the screen and waits for its first picture.
pub async fn open(page: &Page, url: &str) {
    page.go(url).await;
    page.until("document.querySelector('#screen').dataset.frame && document.querySelector('#link.live')").await;
    rest(page).await;
}

/// Taps with a real pointer, and waits until the screen has changed and rests.
pub async fn tap(page: &Page, Place(x, y): Place) {
    let before = page.value("document.querySelector('#screen').toDataURL()").await;
    let corner = page
        .value("(b => [b.left, b.top, b.width, b.height])(document.querySelector('#screen').getBoundingClientRect())")
        .await;
    let side = |index: usize| corner[index].as_f64().unwrap();
    let point = PointerAction::MoveTo { duration: None, x: side(0) + side(2) * x, y: side(1) + side(3) * y };
    let press = MouseActions::new("finger".to_owned())
        .then(point)
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    page.client.perform_actions(press).await.unwrap();
    page.until(&format!("document.querySelector('#screen').toDataURL() !== {before}")).await;
    rest(page).await;
}

/// Waits until no new picture comes for a moment.
pub async fn rest(page: &Page) {
    let frame = "document.querySelector('#screen').dataset.frame";
    let mut before = page.value(frame).await;
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now = page.value(frame).await;
        if now == before {
            return;
        }
        before = now;
    }
}
