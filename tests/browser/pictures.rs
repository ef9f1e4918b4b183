//! Pictures of the pages for the documentation: a demonstration office on a busy morning. Not a test of anything: run
//! by `tests/browser/screenshots`, which is `make screenshots`.

use std::path::{Path, PathBuf};

use crate::chrome::{Driver, Page};
use crate::console::{at_desk, board, until_called, until_now, until_waiting};
use crate::kiosk::{Kiosk, http};

/// Where the pictures go, as the README names them.
fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/web");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

async fn keep(page: &Page, name: &str) {
    // The fonts first, then what rests after a moment.
    page.until("document.fonts.status === 'loaded'").await;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    std::fs::write(place(name), page.picture().await).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "makes the pictures of the documentation; run by tests/browser/screenshots"]
async fn make_the_pictures_of_the_documentation() {
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();

    let console = driver.open("en", 1366, 768).await;
    console.go(&kiosk.url("/console")).await;
    console.until("document.body.dataset.view === 'signin'").await;
    keep(&console, "console-sign-in.png").await;

    let cookie = kiosk.sign_in("technician");
    let visitors = [
        ("permits", "ar"),
        ("work", "it"),
        ("permits", "en"),
        ("health", "ar"),
        ("citizenship", "it"),
        ("permits", "ar"),
        ("welfare", "en"),
        ("school", "ar"),
        ("permits", "it"),
        ("work", "ar"),
        ("welfare", "it"),
        ("permits", "en"),
        ("health", "it"),
        ("work", "en"),
    ];
    let mut last = String::new();
    for (service, language) in visitors {
        last = kiosk.issue(&cookie, service, language);
    }
    for desk in ["1", "3", "1"] {
        let call = format!("/api/desks/{desk}/call-next");
        let answer = http(kiosk.address, "POST", &call, &[("cookie", &cookie)], Some(&serde_json::json!({})));
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let desk = at_desk(&driver, &kiosk, "operator", "2", "en").await;
    until_waiting(&desk, &last).await;
    desk.click("#call-next").await;
    desk.until("!document.querySelector('#now-someone').hidden && !document.querySelector('#no-show').disabled").await;
    desk.click("#no-show").await;
    desk.until("document.querySelector('#now-someone').hidden && !document.querySelector('#call-next').disabled").await;
    desk.click("#call-next").await;
    desk.until("!document.querySelector('#now-someone').hidden").await;
    let label = desk.text("#now-number").await;
    until_now(&desk, &label).await;
    keep(&desk, "console.png").await;
    desk.resize(1920, 1080);
    keep(&desk, "console-wide.png").await;

    let hall = board(&driver, &kiosk).await;
    until_called(&hall, &label, "2").await;
    keep(&hall, "board.png").await;
    hall.resize(1080, 1920);
    keep(&hall, "board-portrait.png").await;

    let paper = driver.open("en", 1366, 900).await;
    paper.go(&kiosk.url("/paper")).await;
    paper.until("document.querySelectorAll('.paper img').length > 3").await;
    paper.until("[...document.images].every(image => image.complete && image.naturalWidth > 0)").await;
    keep(&paper, "paper.png").await;

    let screen = driver.open("en", 1366, 900).await;
    screen.go(&kiosk.url("/screen")).await;
    screen.until("document.querySelector('#screen').dataset.frame").await;
    keep(&screen, "screen.png").await;
}
