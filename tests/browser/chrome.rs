//! Chromium over chromedriver: started on a free port, quiet towards the outside, ended with the test.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::kiosk::{PATIENCE, free_address, http, try_http};

/// A browser driver. Dropping it ends it and its browsers.
pub struct Driver {
    child: Child,
    address: SocketAddr,
    browser: PathBuf,
}

impl Driver {
    /// Starts the driver. `None` where this machine has no browser: then the tests say so and are skipped, but never
    /// in continuous integration.
    pub fn start() -> Option<Self> {
        let driver = find(&["chromedriver", "/usr/lib/chromium/chromedriver", "/usr/bin/chromedriver"]);
        let browser = find(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
        let (Some(driver), Some(browser)) = (driver, browser) else {
            let help = "no Chromium with chromedriver here; on Debian: apt-get install chromium chromium-driver";
            assert!(std::env::var("CI").is_err(), "{help}");
            eprintln!("SKIPPED: {help}");
            return None;
        };
        let address = free_address();
        let child = Command::new(driver)
            .arg(format!("--port={}", address.port()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let driver = Self { child, address, browser };
        let end = Instant::now() + PATIENCE;
        while std::net::TcpStream::connect(address).is_err() {
            assert!(Instant::now() < end, "chromedriver does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(driver)
    }

    /// Opens a browser of its own, with its own cookies, in a language.
    pub async fn open(&self, language: &str, width: u32, height: u32) -> Page {
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--autoplay-policy=no-user-gesture-required".to_owned(),
            format!("--lang={language}"),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let options = json!({
            "binary": self.browser,
            "args": arguments,
            "prefs": { "intl.accept_languages": language },
        });
        let wanted = serde_json::Map::from_iter([
            ("goog:chromeOptions".to_owned(), options),
            ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" })),
        ]);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(wanted).connect(&format!("http://{}", self.address)).await.unwrap();
        let session = client.session_id().await.unwrap().unwrap();
        let page = Page { client, session, driver: self.address, _profile: profile };
        page.resize(width, height);
        page
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked to end, it ends its browsers too; killed, it would leave them and their folders behind.
        let _ = try_http(self.address, "GET", "/shutdown", &[], None);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn find(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let places = names.iter().flat_map(|name| match Path::new(name).is_absolute() {
        true => vec![PathBuf::from(name)],
        false => folders.iter().map(|folder| folder.join(name)).collect(),
    });
    places.into_iter().find(|place| place.is_file())
}

/// A browser window.
pub struct Page {
    pub client: Client,
    session: String,
    driver: SocketAddr,
    _profile: TempDir,
}

impl Page {
    /// Sets the size of what is seen, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// A command to the browser's developer tools.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let answer =
            http(self.driver, "POST", &format!("/session/{}/goog/cdp/execute", self.session), &[], Some(&body));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["value"].clone()
    }

    /// The network between page and kiosk: cut off, or with so many milliseconds until an answer comes.
    pub fn network(&self, offline: bool, latency: u32) {
        let conditions = json!({ "offline": offline, "latency": latency, "download_throughput": 500_000, "upload_throughput": 500_000 });
        let path = format!("/session/{}/chromium/network_conditions", self.session);
        let body = json!({ "network_conditions": conditions });
        let answer = http(self.driver, "POST", &path, &[], Some(&body));
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    pub async fn go(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// An element, as soon as it is there.
    pub async fn find(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}\n{}", self.story().await),
        }
    }

    /// Clicks an element as soon as it is there, seen and enabled.
    pub async fn click(&self, css: &str) {
        let ready = format!("(e => e && !e.disabled && e.checkVisibility())(document.querySelector({}))", json!(css));
        self.until(&ready).await;
        self.find(css).await.click().await.unwrap();
    }

    pub async fn type_into(&self, css: &str, text: &str) {
        self.find(css).await.send_keys(text).await.unwrap();
    }

    /// Presses a key with the focus wherever it is. Blocks until the browser has it.
    pub fn press(&self, key: &str) {
        let body = json!({ "actions": [{ "type": "key", "id": "keys", "actions": [
            { "type": "keyDown", "value": key }, { "type": "keyUp", "value": key },
        ] }] });
        let answer = http(self.driver, "POST", &format!("/session/{}/actions", self.session), &[], Some(&body));
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// What an expression is on the page.
    pub async fn value(&self, expression: &str) -> Value {
        self.client.execute(&format!("return {expression}"), Vec::new()).await.unwrap()
    }

    pub async fn text(&self, css: &str) -> String {
        let element = self.find(css).await;
        element.text().await.unwrap()
    }

    /// Waits until an expression holds on the page.
    pub async fn until(&self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let holds = self.client.execute(&format!("return Boolean({expression})"), Vec::new()).await;
            if holds.is_ok_and(|holds| holds == true) {
                return;
            }
            if Instant::now() > end {
                panic!("never: {expression}\n{}", self.story().await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until an element shows a text.
    pub async fn until_text(&self, css: &str, text: &str) {
        let shown = format!("document.querySelector({})?.textContent.includes({})", json!(css), json!(text));
        self.until(&shown).await;
    }

    /// What the page shows and what its console says, for a test that fails.
    async fn story(&self) -> String {
        let shown = self.client.execute("return document.body.innerText", Vec::new()).await.unwrap_or_default();
        let path = format!("/session/{}/se/log", self.session);
        let log = http(self.driver, "POST", &path, &[], Some(&json!({ "type": "browser" }))).body;
        format!("the page shows:\n{}\nits console says:\n{log}", shown.as_str().unwrap_or_default())
    }

    /// A picture of what is seen.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.unwrap()
    }
}
