//! A real kiosk process with a data folder of its own, and a plain HTTP client to speak to it beside the browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// How long anything may take on a busy machine before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// A demonstration kiosk. Dropping it kills it and removes its data.
pub struct Kiosk {
    child: Child,
    data: TempDir,
    pub address: SocketAddr,
    /// Names and passwords that the demonstration printed.
    credentials: Vec<(String, String)>,
}

impl Kiosk {
    /// Starts a kiosk and waits until it serves.
    pub fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let address = free_address();
        let (child, credentials) = spawn(&data, address);
        let kiosk = Self { child, data, address, credentials };
        kiosk.wait_until_it_serves();
        kiosk
    }

    /// Ends the process as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again on the same data and address.
    pub fn restart(&mut self) {
        let (child, _) = spawn(&self.data, self.address);
        self.child = child;
        self.wait_until_it_serves();
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The password that was printed for somebody.
    pub fn password(&self, name: &str) -> &str {
        let found = self.credentials.iter().find(|(known, _)| known == name);
        found.map_or_else(|| panic!("no password was printed for {name}"), |(_, password)| password)
    }

    /// Signs in and returns the cookie.
    pub fn sign_in(&self, name: &str) -> String {
        let body = serde_json::json!({ "name": name, "password": self.password(name) });
        let answer = http(self.address, "POST", "/api/session", &[], Some(&body));
        assert_eq!(answer.status, 200, "{}", answer.body);
        let cookie = answer.header("set-cookie").expect("a session cookie");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Gives a number as a signed-in operator does; returns its label.
    pub fn issue(&self, cookie: &str, service: &str, language: &str) -> String {
        let body = serde_json::json!({ "service": service, "language": language });
        let answer = http(self.address, "POST", "/api/tickets", &[("cookie", cookie)], Some(&body));
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.json()["label"].as_str().expect("a label").to_owned()
    }

    /// The queue as the log has it.
    pub fn queue(&self, cookie: &str) -> Value {
        http(self.address, "GET", "/api/queue", &[("cookie", cookie)], None).json()
    }

    fn wait_until_it_serves(&self) {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if try_http(self.address, "GET", "/healthz", &[], None).is_ok_and(|answer| answer.status == 200) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the kiosk does not serve at {}", self.address);
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address of this machine that nobody uses now.
pub fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The command line of a demonstration without a screen.
pub fn command(data: &Path, address: SocketAddr) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
    command
        .args(["run", "--demo", "--screen", "virtual", "--listen", &address.to_string(), "--data"])
        .arg(data)
        .stdout(Stdio::piped());
    command
}

fn spawn(data: &TempDir, address: SocketAddr) -> (Child, Vec<(String, String)>) {
    let mut child = command(data.path(), address).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut credentials = Vec::new();
    for line in lines.by_ref() {
        let line = line.unwrap();
        let said =
            line.trim().strip_prefix("sign in as").and_then(|rest| rest.trim().split_once(" with the password "));
        match said {
            Some((name, password)) => credentials.push((name.trim().to_owned(), password.trim().to_owned())),
            None if credentials.is_empty() => {}
            None => break,
        }
    }
    // Whatever else it says is read, so that it never waits for a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    assert!(!credentials.is_empty(), "the demonstration printed no sign-in");
    (child, credentials)
}

/// An answer over HTTP.
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// One request on a connection of its own.
pub fn http(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
    try_http(address, method, path, headers, body).unwrap()
}

/// As [`http`], where no answer is a possible answer.
pub fn try_http(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    if !body.is_empty() {
        request += &format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
    }
    write!(stream, "{request}\r\n{body}")?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: String::new() };
    // Not every server closes the connection when it is asked to: the length says where the answer ends.
    match answer.header("content-length").and_then(|length| length.parse().ok()) {
        Some(length) => reader.take(length).read_to_string(&mut answer.body)?,
        None => reader.read_to_string(&mut answer.body)?,
    };
    Ok(answer)
}
