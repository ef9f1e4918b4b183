//! Everybody at once: two operators, the hall and the touch screen, against one kiosk that is killed in the middle.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::chrome::{Driver, Page};
use crate::console::{at_desk, board, until_waiting};
use crate::kiosk::Kiosk;
use crate::{alone, screen};

/// A visit on the touch screen, to a number for the first service.
async fn take_a_number(glass: &Page) {
    for place in [screen::ANYWHERE, screen::THIRD_LANGUAGE, screen::TAKE_A_NUMBER, screen::FIRST_SERVICE] {
        screen::tap(glass, place).await;
    }
    screen::tap(glass, screen::YES_TAKE_IT).await;
    screen::tap(glass, screen::I_HAVE_IT).await;
}

/// Both operators press N; blocks until both browsers have it.
fn call_at_once(one: &Page, other: &Page) {
    std::thread::scope(|both| {
        both.spawn(|| one.press("n"));
        both.spawn(|| other.press("n"));
    });
}

/// Every label that the log knows today, once for each place where it stands.
fn labels(queue: &Value) -> Vec<String> {
    let listed = ["waiting", "done"].into_iter().flat_map(|list| queue[list].as_array().unwrap());
    let served =
        queue["desks"].as_array().unwrap().iter().map(|desk| &desk["serving"]).filter(|ticket| !ticket.is_null());
    listed.chain(served).map(|ticket| ticket["label"].as_str().unwrap().to_owned()).collect()
}

fn serving(queue: &Value, desk: &str) -> Option<String> {
    let desks = queue["desks"].as_array().unwrap();
    let found = desks.iter().find(|known| known["id"] == desk).unwrap();
    found["serving"]["label"].as_str().map(str::to_owned)
}

/// Waits until a console shows what the log says of its desk.
async fn until_agreed(page: &Page, now: Option<&str>) {
    page.until("document.querySelector('#link-lost').hidden && !document.querySelector('#call-next').disabled").await;
    match now {
        Some(label) => crate::console::until_now(page, label).await,
        None => crate::console::until_nobody(page).await,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_operators_the_hall_and_the_screen_agree_after_a_crash() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let mut kiosk = Kiosk::start();
    let cookie = kiosk.sign_in("technician");
    let hall = board(&driver, &kiosk).await;
    let anna = at_desk(&driver, &kiosk, "operator", "1", "it").await;
    let bruno = at_desk(&driver, &kiosk, "technician", "2", "en").await;
    let glass = driver.open("en", 1080, 1200).await;
    screen::open(&glass, &kiosk.url("/screen")).await;

    for number in ["A001", "A002", "A003"] {
        take_a_number(&glass).await;
        until_waiting(&anna, number).await;
        until_waiting(&bruno, number).await;
    }
    call_at_once(&anna, &bruno);
    anna.until("!document.querySelector('#now-someone').hidden").await;
    bruno.until("!document.querySelector('#now-someone').hidden").await;
    let called = BTreeSet::from([anna.text("#now-number").await, bruno.text("#now-number").await]);
    assert_eq!(called, BTreeSet::from(["A001".to_owned(), "A002".to_owned()]), "the first two, one each");

    // Both call again, for one who waits, and the power goes while they do.
    anna.until("!document.querySelector('#call-next').disabled").await;
    bruno.until("!document.querySelector('#call-next').disabled").await;
    call_at_once(&anna, &bruno);
    kiosk.kill();
    hall.until("!document.querySelector('#offline').hidden").await;
    glass.until("!document.querySelector('#link.live')").await;
    kiosk.restart();

    // All four come back by themselves: nothing was reloaded.
    hall.until("document.querySelector('#offline').hidden").await;
    glass.until("document.querySelector('#link.live')").await;
    for page in [&anna, &bruno] {
        page.until("document.querySelector('#link-lost').hidden && !document.querySelector('#call-next').disabled")
            .await;
    }
    let queue = kiosk.queue(&cookie);
    let now = [serving(&queue, "1"), serving(&queue, "2")];
    until_agreed(&anna, now[0].as_deref()).await;
    until_agreed(&bruno, now[1].as_deref()).await;
    assert_ne!(now[0], now[1], "one ticket, one desk");
    let third = |label: &Option<String>| label.as_deref() == Some("A003");
    assert!(now.iter().any(third), "the one who waited was called, once: {now:?}");
    let board =
        "document.querySelector('#call-number').textContent + document.querySelector('#last-calls').textContent";
    for label in now.iter().flatten() {
        hall.until(&format!("({board}).includes('{label}')")).await;
    }

    // The screen goes on with the next number, and everybody sees it.
    screen::rest(&glass).await;
    take_a_number(&glass).await;
    until_waiting(&anna, "A004").await;
    until_waiting(&bruno, "A004").await;
    let mut all = labels(&kiosk.queue(&cookie));
    all.sort();
    assert_eq!(all, ["A001", "A002", "A003", "A004"], "every number once");
    println!("two consoles, a board and the screen: 4 numbers, each once; 1 crash, all four pages back by themselves");
}
