//! The real kiosk as a process on a data folder that outlives it: started, killed, stopped, started again, with or
//! without a disk that fails on command. Made for more kinds of damage to the folder between two runs.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::{Value, json};
use sportello::config::DEMONSTRATION_PASSWORD;
use tempfile::TempDir;

use crate::disk::Disk;
use crate::kiosk::{Answer, PATIENCE, command, free_address, http, try_http};

/// A data folder and an address; at most one process at a time serves them.
pub struct Kiosk {
    folder: TempDir,
    pub address: SocketAddr,
    child: Option<Child>,
    /// What the process wrote to standard error, for whoever looks after it ended.
    said: PathBuf,
    cookies: Vec<String>,
}

impl Kiosk {
    /// A folder without a process.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let said = folder.path().join("said.txt");
        std::fs::create_dir(folder.path().join("data")).unwrap();
        Self { folder, address: free_address(), child: None, said, cookies: Vec::new() }
    }

    /// The same office on a copy of its data, as a test found it.
    pub fn copy(&self) -> Self {
        let mut copy = Self::new();
        copy.cookies = self.cookies.clone();
        for file in std::fs::read_dir(self.data()).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), copy.data().join(file.file_name())).unwrap();
        }
        copy
    }

    /// The kiosk's data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What belongs to the test and not to the kiosk.
    pub fn aside(&self) -> &Path {
        self.folder.path()
    }

    /// Starts the process and does not wait for it.
    pub fn spawn(&mut self, disk: Option<&Disk>) {
        assert!(self.child.is_none(), "it runs already");
        let said = std::fs::OpenOptions::new().create(true).append(true).open(&self.said).unwrap();
        let mut command: Command = command(&self.data(), self.address);
        command.stderr(said).stdin(Stdio::null());
        if let Some(disk) = disk {
            disk.put_under(&mut command);
        }
        let mut child = command.spawn().unwrap();
        let mut words = BufReader::new(child.stdout.take().unwrap());
        // Read, so that it never waits for a full pipe.
        std::thread::spawn(move || {
            let mut line = String::new();
            while words.read_line(&mut line).is_ok_and(|read| read > 0) {
                line.clear();
            }
        });
        self.child = Some(child);
    }

    /// Starts the process and waits until it serves; how long that took.
    pub fn start(&mut self, disk: Option<&Disk>) -> Duration {
        let begun = Instant::now();
        self.spawn(disk);
        loop {
            if try_http(self.address, "GET", "/healthz", &[], None).is_ok_and(|answer| answer.status == 200) {
                break;
            }
            let ended = self.child.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "it ended with {ended:?}: {}", self.said());
            assert!(begun.elapsed() < PATIENCE, "it does not serve: {}", self.said());
            std::thread::sleep(Duration::from_millis(2));
        }
        let serving = begun.elapsed();
        if self.cookies.is_empty() {
            self.cookies = ["operator", "technician"].map(|name| self.sign_in(name)).to_vec();
        }
        serving
    }

    fn sign_in(&self, name: &str) -> String {
        let body = json!({ "name": name, "password": DEMONSTRATION_PASSWORD });
        let answer = http(self.address, "POST", "/api/session", &[], Some(&body));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    }

    /// A client of the kiosk that can be given to other threads.
    pub fn client(&self) -> Client {
        Client { address: self.address, cookies: self.cookies.clone() }
    }

    /// Ends the process as a power cut would.
    pub fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Asks the process to end, and waits until it did.
    pub fn terminate(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        // It may have ended by itself; that shows in its status.
        let _ = kill(Pid::from_raw(child.id().cast_signed()), Signal::SIGTERM);
        child.wait().unwrap()
    }

    /// Waits until the process ends by itself or serves; its end, if that is what it came to.
    pub fn ends_or_serves(&mut self) -> Option<ExitStatus> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.as_mut().unwrap().try_wait().unwrap() {
                self.child = None;
                return Some(status);
            }
            if try_http(self.address, "GET", "/api/board", &[], None).is_ok_and(|answer| answer.status == 200) {
                return None;
            }
            assert!(begun.elapsed() < PATIENCE, "it neither ends nor serves: {}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What it wrote to standard error, over all its lives.
    pub fn said(&self) -> String {
        let mut text = String::new();
        std::fs::File::open(&self.said).unwrap().read_to_string(&mut text).unwrap();
        text
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        if self.child.is_some() {
            self.kill();
        }
    }
}

/// Somebody with a browser at the console; signed in as operator and as technician.
#[derive(Clone)]
pub struct Client {
    address: SocketAddr,
    cookies: Vec<String>,
}

impl Client {
    /// A command with its key; an error when no whole answer came.
    pub fn keyed(&self, who: usize, key: &str, path: &str, body: &Value) -> std::io::Result<Answer> {
        let cookie = &self.cookies[who % self.cookies.len()];
        let headers = [("cookie", cookie.as_str()), ("idempotency-key", key)];
        let answer = try_http(self.address, "POST", path, &headers, Some(body))?;
        // A process that is killed while it answers leaves half an answer, which is none.
        let whole = answer.status != 0 && serde_json::from_str::<Value>(&answer.body).is_ok();
        if whole { Ok(answer) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn get(&self, path: &str) -> Answer {
        http(self.address, "GET", path, &[("cookie", &self.cookies[0])], None)
    }
}
