//! The steps that every test of the console takes.

use crate::chrome::{Driver, Page};
use crate::kiosk::Kiosk;

/// Opens the console and signs in.
pub async fn signed_in(driver: &Driver, kiosk: &Kiosk, name: &str, language: &str) -> Page {
    let page = driver.open(language, 1366, 768).await;
    page.go(&kiosk.url("/console")).await;
    sign_in(&page, name, kiosk.password(name)).await;
    page.until("document.body.dataset.view === 'desks'").await;
    page
}

/// Fills in the form and sends it.
pub async fn sign_in(page: &Page, name: &str, password: &str) {
    page.until("document.body.dataset.view === 'signin'").await;
    page.find("#sign-in-name").await.clear().await.unwrap();
    page.type_into("#sign-in-name", name).await;
    page.type_into("#sign-in-password", password).await;
    page.click(".sign-in .button.primary").await;
}

/// Opens the console, signs in and sits down at a desk.
pub async fn at_desk(driver: &Driver, kiosk: &Kiosk, name: &str, desk: &str, language: &str) -> Page {
    let page = signed_in(driver, kiosk, name, language).await;
    page.click(&format!("[data-desk='{desk}']")).await;
    page.until("document.body.dataset.view === 'main'").await;
    page
}

/// Waits until a ticket is in the list of who waits.
pub async fn until_waiting(page: &Page, label: &str) {
    let rows = "[...document.querySelectorAll('#waiting-rows .number')].map(cell => cell.textContent)";
    page.until(&format!("{rows}.includes('{label}')")).await;
}

/// Waits until a number is the one at this desk.
pub async fn until_now(page: &Page, label: &str) {
    page.until(&format!("!document.querySelector('#now-someone').hidden && document.querySelector('#now-number').textContent === '{label}'"))
        .await;
}

/// Waits until nobody is at this desk.
pub async fn until_nobody(page: &Page) {
    page.until("document.querySelector('#now-someone').hidden").await;
}

/// Opens the hall's board.
pub async fn board(driver: &Driver, kiosk: &Kiosk) -> Page {
    let page = driver.open("it", 1920, 1080).await;
    page.go(&kiosk.url("/board")).await;
    page.until("document.querySelector('#office-name').textContent !== ''").await;
    page
}

/// Waits until a number stands large on the board, with its desk.
pub async fn until_called(board: &Page, label: &str, desk: &str) {
    board
        .until(&format!(
            "!document.querySelector('#call-body').hidden \
             && document.querySelector('#call-number').textContent === '{label}' \
             && document.querySelector('#call-desk').textContent === '{desk}'"
        ))
        .await;
}
