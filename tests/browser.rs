//! The pages in a real browser against the real kiosk: what operators, the hall and a technician see and do. What a
//! single room promises is tested in that room; never here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::await_holding_lock,
    reason = "a test"
)]

#[path = "browser/chrome.rs"]
mod chrome;
#[path = "browser/console.rs"]
mod console;
#[path = "browser/everyone.rs"]
mod everyone;
#[path = "browser/faults.rs"]
mod faults;
#[path = "browser/kiosk.rs"]
mod kiosk;
#[path = "browser/pictures.rs"]
mod pictures;
#[path = "browser/screen.rs"]
mod screen;
#[path = "browser/slow.rs"]
mod slow;

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrome::Driver;
use console::{at_desk, board, sign_in, signed_in, until_called, until_nobody, until_now, until_waiting};
use kiosk::{Kiosk, http};

/// One test at a time: each has several browsers, and a small machine should not have them all at once.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_serves_visitors_and_the_hall_follows() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let technician = kiosk.sign_in("technician");
    let hall = board(&driver, &kiosk).await;
    let desk = at_desk(&driver, &kiosk, "operator", "2", "it").await;

    desk.until_text("#now-nobody", "Nessuno allo sportello").await;
    desk.press("n");
    desk.until_text("#said", "Nessuno aspetta per Sportello 2").await;

    // Given elsewhere, seen here without a reload.
    let first = kiosk.issue(&technician, "permits", "ar");
    let second = kiosk.issue(&technician, "work", "it");
    let elsewhere = kiosk.issue(&technician, "school", "en");
    until_waiting(&desk, &second).await;
    let row = desk.text("#waiting-rows tr:first-child").await;
    assert!(row.contains(&first) && row.contains("Arabo") && row.contains("العربية"), "{row}");
    assert!(!desk.text("#waiting-rows").await.contains(&elsewhere), "another desk's service is not in my list");
    desk.until("document.title.startsWith('(2)')").await;
    desk.click("#filter-all").await;
    until_waiting(&desk, &elsewhere).await;

    // Called by the button: on the console and in the hall.
    desk.click("#call-next").await;
    until_now(&desk, &first).await;
    until_called(&hall, &first, "2").await;
    desk.until_text("#now-why", "fra 2 in attesa").await;
    desk.click("#recall").await;
    desk.until_text("#now-recalls", "richiamato una volta").await;
    desk.until("!document.querySelector('#no-show').disabled").await;

    // Did not come, and is called back from today's list.
    desk.press("a");
    until_nobody(&desk).await;
    desk.until_text("#said", &format!("{first} segnato come assente")).await;
    desk.until_text("#done", &first).await;
    desk.click("#done .line:first-child .button").await;
    desk.click("#confirm-yes").await;
    until_now(&desk, &first).await;
    until_called(&hall, &first, "2").await;

    // The next one by key: finishes the one who is here.
    desk.until("!document.querySelector('#call-next').disabled").await;
    desk.press("n");
    until_now(&desk, &second).await;
    until_called(&hall, &second, "2").await;
    assert!(desk.text("#done").await.contains("Concluso"));

    // A number by hand, also of a service that is not this desk's. While typing, letters are letters.
    desk.press("c");
    desk.type_into("#call-number-field", &format!("{} {}n", &elsewhere[..1], &elsewhere[1..])).await;
    desk.press("\u{e003}");
    assert_eq!(desk.text("#now-number").await, second, "typing calls nobody");
    desk.press("\u{e007}");
    until_now(&desk, &elsewhere).await;
    until_called(&hall, &elsewhere, "2").await;

    desk.press("f");
    until_nobody(&desk).await;
    desk.until("!document.querySelector('#call-number-go').disabled").await;
    desk.type_into("#call-number-field", "Z999\u{e007}").await;
    desk.until_text("#said", "Oggi questo numero non c’è").await;
    let words = hall.text("body").await;
    assert!(!words.contains("operator") && !words.contains("Permesso"), "numbers only in the hall: {words}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_credentials_are_said_in_words_and_nothing_is_lost() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let page = driver.open("en", 1366, 768).await;
    page.go(&kiosk.url("/console")).await;
    page.until_text("#sign-in-hint", "demonstration").await;
    sign_in(&page, "operator", "not it").await;
    page.until_text("#sign-in-error", "Wrong name or password").await;
    assert_eq!(page.value("document.querySelector('#sign-in-name').value").await, "operator", "the name stays");
    sign_in(&page, "operator", kiosk.password("operator")).await;
    page.until_text("#desks-title", "Which desk do you work at?").await;

    // Six wrong ones in a row: the form waits, and says how long.
    page.click("#sign-out").await;
    for _ in 0..6 {
        if page.value("document.querySelector('.sign-in .primary')?.disabled").await == true {
            break;
        }
        sign_in(&page, "operator", "not it").await;
        page.until("!document.querySelector('#sign-in-error').hidden").await;
    }
    page.until_text("#sign-in-error", "Too many tries").await;
    page.until("document.querySelector('.sign-in .primary').disabled").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_and_the_board_show_the_same() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let hall = board(&driver, &kiosk).await;
    let anna = at_desk(&driver, &kiosk, "operator", "1", "it").await;
    let bruno = at_desk(&driver, &kiosk, "technician", "2", "en").await;
    anna.until_text("#others [data-desk='2']", "technician").await;

    // One gives a number on the console; both see it; both call at the same moment; each gets another one.
    bruno.press("t");
    bruno.click("#issue-services label:first-child").await;
    bruno.click("#issue-go").await;
    bruno.until("!document.querySelector('#issue-result').hidden").await;
    let first = bruno.text("#issue-number").await;
    bruno.click("#issue-close").await;
    until_waiting(&anna, &first).await;
    let cookie = kiosk.sign_in("operator");
    let second = kiosk.issue(&cookie, "permits", "ar");
    until_waiting(&anna, &second).await;
    until_waiting(&bruno, &second).await;
    std::thread::scope(|both| {
        both.spawn(|| anna.press("n"));
        both.spawn(|| bruno.press("n"));
    });
    anna.until("!document.querySelector('#now-someone').hidden").await;
    bruno.until("!document.querySelector('#now-someone').hidden").await;
    let mut called = [anna.text("#now-number").await, bruno.text("#now-number").await];
    called.sort();
    assert_eq!(called, [first.clone(), second.clone()], "each desk has a ticket of its own");
    let numbers =
        "document.querySelector('#call-number').textContent + ' ' + document.querySelector('#last-calls').textContent";
    hall.until(&format!("({numbers}).includes('{first}') && ({numbers}).includes('{second}')")).await;

    // A service paused on one is paused on the other.
    anna.click("#services .service:first-child .button").await;
    bruno.until_text("#services .service:first-child", "Paused").await;

    // A desk taken over says so to the one who sat there.
    bruno.click("#leave-desk").await;
    bruno.click("#confirm-yes").await;
    bruno.click("[data-desk='1']").await;
    bruno.until_text("#confirm-text", "operator is signed in here").await;
    bruno.click("#confirm-yes").await;
    anna.until_text("#desk-lost", "technician ha preso Sportello 1").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_come_back_by_themselves_after_the_kiosk_was_killed() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let mut kiosk = Kiosk::start();
    let cookie = kiosk.sign_in("technician");
    let hall = board(&driver, &kiosk).await;
    let desk = at_desk(&driver, &kiosk, "operator", "2", "it").await;
    let first = kiosk.issue(&cookie, "permits", "ar");
    let second = kiosk.issue(&cookie, "permits", "en");
    until_waiting(&desk, &second).await;
    desk.press("n");
    until_now(&desk, &first).await;

    kiosk.kill();
    desk.until_text("#link-lost:not([hidden])", "Connessione con il totem persa").await;
    desk.until("document.querySelector('#call-next').disabled").await;
    assert_eq!(desk.text("#now-number").await, first, "the last picture stays");
    hall.until("!document.querySelector('#offline').hidden").await;
    assert_eq!(hall.text("#call-number").await, first, "the board keeps its numbers");

    kiosk.restart();
    desk.until("document.querySelector('#link-lost').hidden").await;
    hall.until("document.querySelector('#offline').hidden").await;
    assert_eq!(desk.value("document.body.dataset.view").await, "main", "still signed in, still at the desk");
    assert_eq!(desk.text("#now-number").await, first);
    until_waiting(&desk, &second).await;
    desk.until("!document.querySelector('#call-next').disabled").await;
    desk.press("n");
    until_now(&desk, &second).await;
    until_called(&hall, &second, "2").await;
    // Events flow again: a number that is given now appears at once.
    let third = kiosk.issue(&cookie, "work", "it");
    until_waiting(&desk, &third).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ended_asks_again_and_goes_on_at_the_same_desk() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let desk = at_desk(&driver, &kiosk, "operator", "3", "it").await;
    let cookie = desk.client.get_named_cookie("sportello_session").await.unwrap();
    let cookie = format!("sportello_session={}", cookie.value());
    let answer = http(kiosk.address, "DELETE", "/api/session", &[("cookie", &cookie)], None);
    assert_eq!(answer.status, 204);
    desk.until_text(".sign-in .lead", "La sessione è scaduta").await;
    assert_eq!(desk.value("document.querySelector('#sign-in-name').value").await, "operator");
    desk.type_into("#sign-in-password", kiosk.password("operator")).await;
    desk.click(".sign-in .button.primary").await;
    desk.until("document.body.dataset.view === 'main'").await;
    desk.until_text("#now-title", "Sportello 3").await;
    // A reload keeps session and desk too.
    desk.client.refresh().await.unwrap();
    desk.until("document.body.dataset.view === 'main'").await;
    desk.until_text("#now-title", "Sportello 3").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_language_follows_the_browser_and_a_choice_is_remembered() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let page = signed_in(&driver, &kiosk, "operator", "en").await;
    page.until_text("#desks-title", "Which desk do you work at?").await;
    page.click("[data-language='it']").await;
    page.until_text("#desks-title", "A quale sportello lavori?").await;
    page.client.refresh().await.unwrap();
    page.until_text("#desks-title", "A quale sportello lavori?").await;
    page.click("[data-desk='1']").await;
    page.until("document.body.dataset.view === 'main'").await;
    page.press("?");
    page.until("document.querySelector('#help').open").await;
    let marked = "[...document.querySelectorAll('[data-text],[data-label],[data-placeholder]')]";
    let bare = format!(
        "{marked}.filter(e => [e.textContent, e.ariaLabel, e.placeholder].some(t => t && \
         [e.dataset.text, e.dataset.label, e.dataset.placeholder].includes(t))).map(e => e.outerHTML)"
    );
    assert_eq!(page.value(&bare).await, serde_json::json!([]), "every message has words");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_on_the_remote_screen_gives_a_number_and_its_paper() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let technician = kiosk.sign_in("technician");
    let glass = driver.open("en", 1080, 1200).await;
    screen::open(&glass, &kiosk.url("/screen")).await;
    let paper = driver.open("it", 1366, 900).await;
    paper.go(&kiosk.url("/paper")).await;
    paper.until_text("#empty:not([hidden])", "Ancora nessun foglio").await;

    for place in [screen::ANYWHERE, screen::THIRD_LANGUAGE, screen::TAKE_A_NUMBER, screen::FIRST_SERVICE] {
        screen::tap(&glass, place).await;
    }
    screen::tap(&glass, screen::YES_TAKE_IT).await;

    // Nothing was reloaded: the paper is simply there.
    paper.until("document.querySelectorAll('.paper').length === 1").await;
    paper.until("document.querySelector('.paper img').naturalHeight > 300").await;
    assert_eq!(paper.text(".paper-name").await, "A001");
    let queue = http(kiosk.address, "GET", "/api/queue", &[("cookie", &technician)], None).json();
    assert_eq!(queue["waiting"][0]["label"], "A001");
    assert_eq!(queue["waiting"][0]["language"], "ar", "in the language that was tapped");
    assert_eq!(queue["waiting"].as_array().map(Vec::len), Some(1), "one visit, one number");
    screen::tap(&glass, screen::I_HAVE_IT).await;
}
