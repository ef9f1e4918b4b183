//! The command line as its users meet it: the real program, its output and its exit codes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stderr, reason = "a test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sportello::config::Config;
use sportello::journal::Purpose;
use sportello::office::{Clock, Office};
use sportello::queue::{Actor, Command as Wish, Request};
use tempfile::TempDir;

fn sportello(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
    command.args(arguments).stdin(Stdio::null()).env_remove("RUST_LOG");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn written(folder: &TempDir, name: &str, content: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The hash that `hash-password` made, if it opens with the password.
fn assert_opens(output: &Output, password: &str) {
    assert!(output.status.success(), "{}", text(&output.stderr));
    let line = text(&output.stdout);
    let hash = PasswordHash::new(line.trim()).unwrap();
    Argon2::default().verify_password(password.as_bytes(), &hash).unwrap();
    assert!(Argon2::default().verify_password(b"another", &hash).is_err());
}

#[test]
fn it_says_its_version() {
    let output = sportello(&["--version"]).output().unwrap();
    assert_eq!(text(&output.stdout), format!("sportello {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    for arguments in [&["serve"][..], &["check-config"], &["print-test", "--lang", "it"], &["run", "--screen", "tv"]] {
        let output = sportello(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("--help"), "{}", text(&output.stderr));
    }
}

#[test]
fn check_config_sums_up_a_right_file() {
    let output = sportello(&["check-config", "sportello.toml"]).output().unwrap();
    let said = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for part in ["Sportello Immigrazione (example-office)", "A permits, H housing", "it, en, ar", "0.0.0.0:8080"] {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
    assert!(!said.contains("Warning"), "{said}");
}

#[test]
fn check_config_warns_of_the_published_password() {
    let output = sportello(&["check-config", "src/config/demonstration.toml"]).output().unwrap();
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("Warning: it has password hashes of the demonstration"));
}

#[test]
fn check_config_names_all_mistakes_with_their_lines_and_ends_with_1() {
    let folder = TempDir::new().unwrap();
    let sample = std::fs::read_to_string("sportello.toml").unwrap();
    let wrong = sample.replace("prefix = \"H\"", "prefix = \"h\"").replace("dots = 576", "dtos = 576");
    let file = written(&folder, "office.toml", &wrong);
    let line = |part: &str| wrong.lines().position(|line| line.contains(part)).unwrap() + 1;

    let output = sportello(&["check-config", &file]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    let prefix = format!("{file}:{}:10: services[1].prefix: ", line("prefix = \"h\""));
    let dots = format!("{file}:{}:1: printer.dtos: this key is not known\n    Fix: did you mean `dots`?", line("dtos"));
    assert!(said.contains(&prefix), "{prefix:?} is not in {said}");
    assert!(said.contains(&dots), "{dots:?} is not in {said}");
    assert!(said.contains("\n2 mistakes\n"), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_said_so() {
    for arguments in [&["check-config", "/nowhere/office.toml"][..], &["run", "--config", "/nowhere/office.toml"]] {
        let output = sportello(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("/nowhere/office.toml"), "{}", text(&output.stderr));
    }
}

#[test]
fn print_test_writes_bytes_and_a_picture_of_the_paper_asked_for() {
    let folder = TempDir::new().unwrap();
    for (lang, width, dots) in [("it", "80", 576), ("en", "58", 384), ("ar", "80", 576), ("ar", "58", 384)] {
        let path = |kind: &str| folder.path().join(format!("{lang}-{width}.{kind}")).to_str().unwrap().to_owned();
        let (out, png) = (path("bin"), path("png"));
        let arguments = ["print-test", "--lang", lang, "--width", width, "--out", &out, "--png", &png];
        let output = sportello(&arguments).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        let bytes = std::fs::read(&out).unwrap();
        assert!(bytes.starts_with(b"\x1b@"), "a job begins with the printer's reset");
        assert!(bytes.windows(3).any(|part| part == b"\x1dv0"), "the ticket is sent as raster (GS v 0)");
        assert_eq!(png_width(Path::new(&png)), dots);
    }
}

fn png_width(file: &Path) -> u32 {
    let file = std::io::BufReader::new(std::fs::File::open(file).unwrap());
    png::Decoder::new(file).read_info().unwrap().info().width
}

#[test]
fn print_test_refuses_what_it_cannot_print() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("ticket.bin").to_str().unwrap().to_owned();
    for (lang, width, said) in [("xx", "80", "`xx`"), ("it", "70", "70")] {
        let output = sportello(&["print-test", "--lang", lang, "--width", width, "--out", &out]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
        assert!(!Path::new(&out).exists(), "nothing is written");
    }
}

#[test]
fn hash_password_takes_a_line_of_standard_input() {
    let hashed = |line: &str| {
        let mut child = sportello(&["hash-password"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(line.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    assert_opens(&hashed("buongiorno a tutti\n"), "buongiorno a tutti");
    for (line, said) in [("short\n", "at least 8"), ("\n", "no password"), (&"x".repeat(200), "at most 128")] {
        let output = hashed(line);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty(), "{line:?} makes no hash");
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}

/// Runs `hash-password` at a terminal and types lines; answers what the terminal showed, and the output.
fn hash_at_a_terminal(lines: &[&str]) -> (String, Output) {
    let terminal = nix::pty::openpty(None, None).unwrap();
    let (mut keyboard, screen): (std::fs::File, OwnedFd) = (terminal.master.into(), terminal.slave);
    let mut command = sportello(&["hash-password"]);
    command.stdin(screen.try_clone().unwrap()).stderr(screen).stdout(Stdio::piped());
    let child = command.spawn().unwrap();
    drop(command); // Its copies of the terminal, or the reading below never ends.

    let mut shown = String::new();
    for line in lines {
        // Typing before the question would be thrown away, as at any password prompt.
        while !shown.ends_with(": ") {
            let mut buffer = [0; 256];
            let read = keyboard.read(&mut buffer).unwrap();
            shown.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        }
        shown.push('|');
        keyboard.write_all(format!("{line}\n").as_bytes()).unwrap();
    }
    let output = child.wait_with_output().unwrap();
    let mut rest = Vec::new();
    // A terminal whose other side is closed ends with EIO.
    let _ = keyboard.read_to_end(&mut rest);
    (shown + &text(&rest), output)
}

#[test]
fn hash_password_asks_twice_and_never_shows_what_is_typed() {
    let (shown, output) = hash_at_a_terminal(&["buongiorno a tutti", "buongiorno a tutti"]);
    assert_opens(&output, "buongiorno a tutti");
    assert!(shown.starts_with("Password: |"), "{shown:?}");
    assert!(shown.contains("The same again: |"), "{shown:?}");
    assert!(!shown.contains("buongiorno"), "{shown:?}");

    let (shown, output) = hash_at_a_terminal(&["buongiorno a tutti", "buongiorno a tutte"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(shown.contains("differ") && !shown.contains("buongiorno"), "{shown:?}");
}

/// A kiosk that runs until it is asked to stop.
struct Running {
    child: Child,
    /// What it printed until it was ready.
    said: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut child = sportello(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = String::new();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for line in lines.map_while(Result::ok) {
            said.push_str(&line);
            said.push('\n');
            if line.contains("Ctrl-C stops it") {
                return Self { child, said };
            }
        }
        panic!("it did not start: {:?}, {said}", child.wait());
    }

    fn stop(mut self, signal: Signal) -> ExitStatus {
        kill(Pid::from_raw(self.child.id().try_into().unwrap()), signal).unwrap();
        self.child.wait().unwrap()
    }
}

#[test]
fn a_demonstration_says_where_to_look_and_how_to_sign_in_and_stops_when_told() {
    let folder = TempDir::new().unwrap();
    for (configuration, signal) in [(None, Signal::SIGINT), (Some("sportello.toml"), Signal::SIGTERM)] {
        let data = folder.path().join(signal.as_str()).to_str().unwrap().to_owned();
        let mut arguments = vec!["run", "--demo", "--data", &data, "--listen", "127.0.0.1:0", "--screen", "virtual"];
        arguments.extend(configuration.iter().flat_map(|file| ["--config", file]));
        let running = Running::start(&arguments);
        for part in ["/screen", "/console", "/board", "/paper", "operator with the password", "technician with"] {
            assert!(running.said.contains(part), "{part:?} is not in {}", running.said);
        }
        assert_eq!(running.stop(signal).code(), Some(0), "{signal} stops it in good order");
    }
}

#[test]
fn a_demonstration_and_an_office_do_not_open_each_others_data() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let common = ["--data", data, "--listen", "127.0.0.1:0", "--screen", "virtual"];
    Running::start(&[&["run", "--demo"][..], &common].concat()).stop(Signal::SIGTERM);

    let sample = std::fs::read_to_string("sportello.toml").unwrap().replace("\"example-office\"", "\"demo\"");
    let file = written(&folder, "office.toml", &sample);
    let output = sportello(&[&["run", "--config", &file][..], &common].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("belongs to demonstration"), "{}", text(&output.stderr));
}

#[test]
fn an_office_refuses_the_published_password() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let arguments = ["run", "--config", "src/config/demonstration.toml", "--data", data, "--listen", "127.0.0.1:0"];
    let output = sportello(&arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("sportello hash-password"), "{}", text(&output.stderr));
}

#[test]
fn statistics_are_a_table_of_days_and_services() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let nothing = sportello(&["statistics", "--data", data]).output().unwrap();
    assert_eq!(nothing.status.code(), Some(1));
    assert!(text(&nothing.stderr).contains("there is no log at"), "{}", text(&nothing.stderr));

    let config = Config::demonstration();
    let clock: Clock = Arc::new(|| "2026-11-23T08:30:00Z".parse().unwrap());
    let (office, running) =
        Office::open(folder.path(), Purpose::Office, &config.office.id, config.setup(), clock).unwrap();
    let command = |service: &str, language: &str| Wish::Issue {
        service: service.into(),
        language: language.into(),
        print: false,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (id, command) in
        [("a", command("permits", "ar")), ("b", command("permits", "it")), ("c", command("work", "ar"))]
    {
        let request = Request { id: id.parse().unwrap(), by: Actor::Operator("anna".into()), command };
        runtime.block_on(office.submit(request)).unwrap();
    }
    // While the kiosk runs, and when it does not.
    let running_now = sportello(&["statistics", "--data", data]).output().unwrap();
    running.stop();
    let stopped = sportello(&["statistics", "--data", data, "--from", "2026-11-01"]).output().unwrap();
    assert_eq!(text(&running_now.stdout), text(&stopped.stdout), "{}", text(&stopped.stderr));
    let table = text(&stopped.stdout);
    let rows: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(rows[0].starts_with("day,service,issued,"));
    assert_eq!(rows[1], "2026-11-23,permits,2,0,0,0,0,,,,,0,0,0,ar:1 it:1");
    assert_eq!(rows[0].split(',').count(), rows[1].split(',').count());
    let none = sportello(&["statistics", "--data", data, "--to", "2026-11-22"]).output().unwrap();
    assert_eq!(text(&none.stdout).lines().count(), 1);
    let backwards = sportello(&["statistics", "--data", data, "--from", "2026-12-01", "--to", "2026-11-01"]).output();
    assert_eq!(backwards.unwrap().status.code(), Some(1));
}
