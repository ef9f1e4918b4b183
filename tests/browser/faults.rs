//! Accessibility faults that axe-core finds: in every page, in its usual and its troubled states, in both languages.

use crate::alone;
use crate::chrome::{Driver, Page};
use crate::console::sign_in;
use crate::kiosk::Kiosk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_have_no_accessibility_fault_of_weight() {
    let _turn = alone();
    let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/target/axe-core/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(axe) else {
        let help = "axe-core is not here; tests/browser/axe fetches it";
        assert!(std::env::var("CI").is_err(), "{help}");
        return eprintln!("SKIPPED: {help}");
    };
    let Some(driver) = Driver::start() else { return };
    let mut kiosk = Kiosk::start();
    let technician = kiosk.sign_in("technician");
    for (service, language) in
        [("permits", "ar"), ("work", "it"), ("welfare", "en"), ("permits", "it"), ("permits", "en")]
    {
        kiosk.issue(&technician, service, language);
    }
    let mut states = 0;
    for (language, name, desk) in [("en", "operator", "2"), ("it", "technician", "1")] {
        states += look(&driver, &kiosk, &axe, language, name, desk).await;
    }
    let glass = driver.open("it", 1366, 768).await;
    glass.go(&kiosk.url("/screen")).await;
    glass.until("document.querySelector('#link.live')").await;
    kiosk.kill();
    glass.until("!document.querySelector('#link.live')").await;
    states += check(&glass, &axe, "/screen of a kiosk that is away").await;
    println!("axe-core: {states} states of the pages, no fault that is moderate, serious or critical");
}

/// Goes through all pages in a language; returns how many states it looked at.
async fn look(driver: &Driver, kiosk: &Kiosk, axe: &str, language: &str, name: &str, desk: &str) -> usize {
    let page = driver.open(language, 1366, 768).await;
    page.go(&kiosk.url("/console")).await;
    page.until("document.body.dataset.view === 'signin'").await;
    let mut states = check(&page, axe, "sign-in").await;
    sign_in(&page, name, "not it").await;
    page.until("!document.querySelector('#sign-in-error').hidden").await;
    states += check(&page, axe, "sign-in refused").await;
    sign_in(&page, name, kiosk.password(name)).await;
    page.until("document.body.dataset.view === 'desks'").await;
    states += check(&page, axe, "desks").await;
    page.click(&format!("[data-desk='{desk}']")).await;
    page.click("#call-next").await;
    page.until("!document.querySelector('#now-someone').hidden").await;
    states += check(&page, axe, "console").await;
    page.press("t");
    page.until("document.querySelector('#issue').open").await;
    states += check(&page, axe, "give a number").await;
    page.click("#issue-close").await;
    page.press("?");
    page.until("document.querySelector('#help').open").await;
    states += check(&page, axe, "help").await;
    page.press("\u{e00c}");
    page.until("!document.querySelector('#help').open").await;
    page.type_into("#call-number-field", "Z999\u{e007}").await;
    page.until("document.querySelector('#said .bad')").await;
    states += check(&page, axe, "a refusal").await;
    page.until("!document.querySelector('#call-next').disabled").await;
    page.network(false, 3000);
    page.client.execute("document.activeElement.blur()", Vec::new()).await.unwrap();
    page.press("n");
    page.until("document.querySelector('#said .warn')").await;
    states += check(&page, axe, "waiting for an answer").await;
    page.until("!document.querySelector('#call-next').disabled").await;
    page.network(true, 0);
    page.until("!document.querySelector('#link-lost').hidden").await;
    states += check(&page, axe, "offline").await;
    page.network(false, 0);
    for path in ["/board", "/paper", "/screen"] {
        page.go(&kiosk.url(path)).await;
        page.until("document.title !== 'Sportello'").await;
        states += check(&page, axe, path).await;
        let lost = match path {
            "/board" => "!document.querySelector('#offline').hidden",
            "/paper" => "[...document.querySelectorAll('.lost-bar')].some(bar => bar.checkVisibility())",
            _ => continue,
        };
        page.network(true, 0);
        page.until(lost).await;
        states += check(&page, axe, &format!("{path} offline")).await;
        page.network(false, 0);
    }
    states
}

/// Looks for faults in the state that is shown.
async fn check(page: &Page, axe: &str, state: &str) -> usize {
    // The highlight of a new call and the like have passed: what rests is what is read.
    page.client.execute(axe, Vec::new()).await.unwrap();
    let run = "const done = arguments[arguments.length - 1]; axe.run(document).then(found => done(found.violations \
               .filter(fault => ['moderate', 'serious', 'critical'].includes(fault.impact)) \
               .map(fault => ({ fault: fault.id, impact: fault.impact, where: fault.nodes.map(node => node.html) }))))";
    let faults = page.client.execute_async(run, Vec::new()).await.unwrap();
    assert_eq!(faults, serde_json::json!([]), "{state}");
    1
}
