//! A slow network, one that breaks, and a session that ends meanwhile: the console says that it waits, and whatever is
//! pressed, a command is carried out once.

use std::time::Duration;

use serde_json::{Value, json};

use crate::alone;
use crate::chrome::{Driver, Page};
use crate::console::{at_desk, until_now, until_waiting};
use crate::kiosk::{Kiosk, http};

/// Has the page remember the id of each command that it sends, and lose as many answers as `window.lose` says: the kiosk
/// has carried the command out, and the page hears nothing of it.
async fn remember_commands(page: &Page) {
    let script = "window.sent = []; const fetch = window.fetch; window.fetch = (path, options) => { \
                  const key = options?.headers?.['idempotency-key']; if (key) window.sent.push(key); \
                  const answer = fetch(path, options); \
                  return key && window.lose-- > 0 ? answer.then(() => { throw new TypeError('lost') }) : answer; }; \
                  window.lose = 0";
    page.client.execute(script, Vec::new()).await.unwrap();
}

/// The ids that were sent since the last time.
async fn sent(page: &Page) -> Vec<Value> {
    page.value("window.sent.splice(0)").await.as_array().unwrap().clone()
}

fn waiting(kiosk: &Kiosk, cookie: &str) -> usize {
    kiosk.queue(cookie)["waiting"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn impatience_on_a_slow_network_calls_one_ticket() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let cookie = kiosk.sign_in("technician");
    let desk = at_desk(&driver, &kiosk, "operator", "2", "it").await;
    let labels: Vec<String> = (0..3).map(|_| kiosk.issue(&cookie, "permits", "it")).collect();
    until_waiting(&desk, &labels[2]).await;
    remember_commands(&desk).await;

    desk.network(false, 3000);
    for _ in 0..3 {
        desk.press("n");
    }
    let twice = "const button = document.querySelector('#call-next'); button.click(); button.click()";
    desk.client.execute(twice, Vec::new()).await.unwrap();
    desk.until_text("#said", "Aspetto la risposta").await;
    desk.until("document.querySelector('#call-next').getAttribute('aria-busy') === 'true'").await;
    // Until the ticket is shown the keys do nothing, also when the answer is there and the picture is not yet.
    while desk.value("document.querySelector('#now-someone').hidden").await == true {
        desk.press("n");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    until_now(&desk, &labels[0]).await;
    desk.until("!document.querySelector('#call-next').disabled").await;
    assert_eq!(desk.text("#said").await, "", "what was waited for is there");
    let commands = sent(&desk).await;
    assert_eq!(commands.len(), 1, "{commands:?}");
    assert_eq!(waiting(&kiosk, &cookie), 2, "one was called");
    println!("3 s until each answer: 5 presses and more, {} command, 1 ticket called", commands.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_never_comes_is_asked_for_again_and_counts_once() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let cookie = kiosk.sign_in("technician");
    let desk = at_desk(&driver, &kiosk, "operator", "2", "it").await;
    let labels: Vec<String> = (0..3).map(|_| kiosk.issue(&cookie, "permits", "it")).collect();
    until_waiting(&desk, &labels[2]).await;
    remember_commands(&desk).await;

    // The kiosk has carried it out, and twice the answer is lost.
    desk.client.execute("window.lose = 2", Vec::new()).await.unwrap();
    desk.press("n");
    desk.until_text("#said", "Riprovo").await;
    until_now(&desk, &labels[0]).await;
    desk.until("!document.querySelector('#call-next').disabled").await;
    let commands = sent(&desk).await;
    assert_eq!(commands.len(), 3, "sent again: {commands:?}");
    assert!(commands.iter().all(|id| *id == commands[0]), "with one id: {commands:?}");
    assert_eq!(waiting(&kiosk, &cookie), 2, "called once");
    println!("the answer lost: {} times the same command, 1 ticket called", commands.len());

    // Offline and back: keys do nothing meanwhile, and the page comes back by itself.
    desk.network(true, 0);
    desk.until("!document.querySelector('#link-lost').hidden && document.querySelector('#call-next').disabled").await;
    desk.press("n");
    desk.network(false, 0);
    desk.until("document.querySelector('#link-lost').hidden && !document.querySelector('#call-next').disabled").await;
    assert_eq!(sent(&desk).await, Vec::<Value>::new(), "keys do nothing while the connection is lost");
    desk.press("n");
    until_now(&desk, &labels[1]).await;
    assert_eq!(waiting(&kiosk, &cookie), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_into_a_session_that_has_ended_calls_nobody() {
    let _turn = alone();
    let Some(driver) = Driver::start() else { return };
    let kiosk = Kiosk::start();
    let technician = kiosk.sign_in("technician");
    let desk = at_desk(&driver, &kiosk, "operator", "2", "it").await;
    let label = kiosk.issue(&technician, "permits", "it");
    until_waiting(&desk, &label).await;
    let session = desk.client.get_named_cookie("sportello_session").await.unwrap();
    let cookie = format!("sportello_session={}", session.value());
    desk.network(false, 2000);
    let answer = http(kiosk.address, "DELETE", "/api/session", &[("cookie", &cookie)], None);
    assert_eq!(answer.status, 204);
    desk.press("n");
    desk.until_text(".sign-in .lead", "La sessione è scaduta").await;
    desk.network(false, 0);
    assert_eq!(waiting(&kiosk, &technician), 1, "nobody was called");
    desk.type_into("#sign-in-password", kiosk.password("operator")).await;
    desk.click(".sign-in .button.primary").await;
    desk.until("document.body.dataset.view === 'main'").await;
    desk.until("!document.querySelector('#call-next').disabled").await;
    desk.press("n");
    until_now(&desk, &label).await;

    // Another tab of the same browser signs out: this one asks again, too.
    let here = desk.client.window().await.unwrap();
    let tab = desk.client.new_window(true).await.unwrap();
    desk.client.switch_to_window(tab.handle).await.unwrap();
    desk.go(&kiosk.url("/console")).await;
    desk.until("document.body.dataset.view !== 'loading'").await;
    let leave = "const done = arguments[arguments.length - 1]; \
                 fetch('/api/session', { method: 'DELETE' }).then(answer => done(answer.status))";
    assert_eq!(desk.client.execute_async(leave, Vec::new()).await.unwrap(), json!(204));
    desk.client.close_window().await.unwrap();
    desk.client.switch_to_window(here).await.unwrap();
    desk.until_text(".sign-in .lead", "La sessione è scaduta").await;
    assert_eq!(desk.value("document.querySelector('#sign-in-name').value").await, "operator");
}
