//! What the repository promises about itself: its metadata, its service unit, and that the core stays free of clocks.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stderr, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

#[test]
fn the_core_has_no_clock_no_randomness_and_no_permission_for_them() {
    let mut files = vec![root().join("src/queue.rs")];
    files_below(&root().join("src/queue"), &mut files);
    assert!(files.len() > 5);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for banned in
            ["disallowed_methods", "std::time", "std::net", "std::fs", "tokio", "getrandom", "rusqlite", "slint"]
        {
            assert!(!text.contains(banned), "{} has {banned}", file.display());
        }
    }
}

#[test]
fn the_service_unit_is_right_and_leaves_little_open() {
    let exists = Command::new("systemd-analyze").arg("--version").output().is_ok();
    assert!(exists || std::env::var_os("CI").is_none(), "systemd-analyze is missing: run ./setup --test");
    if !exists {
        eprintln!("SKIPPED: systemd-analyze is missing");
        return;
    }
    // The installed program's path does not exist here.
    let unit = read("systemd/sportello.service").replace("/usr/bin/sportello", env!("CARGO_BIN_EXE_sportello"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sportello.service");
    std::fs::write(&file, unit).unwrap();
    let verified = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success() && !said.contains("sportello.service"), "{said}");
    // Exposure at most 2.0 of 10, in tenths.
    let judged = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--threshold=20", "--no-pager"])
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&judged.stdout);
    println!("{}", said.lines().last().unwrap_or_default());
    assert!(judged.status.success(), "{said}");
}

#[test]
fn the_version_is_the_same_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        read("CHANGELOG.md").contains(&format!("## [{version}]")) || read("CHANGELOG.md").contains("## [Unreleased]")
    );
    assert!(read("publiccode.yml").contains(&format!("softwareVersion: \"{version}\"")));
    assert!(read("publiccode.yml").contains("license: GPL-3.0-or-later"));
    assert!(read("LICENSE").contains("GNU GENERAL PUBLIC LICENSE"));
}

#[test]
fn every_direct_dependency_is_explained() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let architecture = read("ARCHITECTURE.md");
    for part in ["dependencies", "dev-dependencies", "build-dependencies"] {
        for name in manifest[part].as_table().unwrap().keys() {
            let row = format!("| `{name}` |");
            assert!(architecture.contains(&row), "ARCHITECTURE.md has no row for {name} of [{part}]");
        }
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = read(document);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !target.starts_with("http") {
                assert!(root().join(file).exists(), "{document} links to {target}, which is not there");
            }
        }
    }
}

#[test]
fn paths_that_documents_name_exist() {
    let folders = ["src/", "ui/", "tests/", "locales/", "systemd/", "benches/", "image/"];
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(document);
        for name in text.split('`').skip(1).step_by(2) {
            let is_path = folders.iter().any(|folder| name.starts_with(folder)) && !name.contains(['<', '*', '{', ' ']);
            // A test within a file: `tests/config.rs::name`.
            let (file, test) = name.split_once("::").unwrap_or((name, ""));
            if is_path {
                assert!(root().join(file).exists(), "{document} names {name}, which is not there");
                assert!(read_or_empty(file).contains(test), "{document} names {name}, but there is no such test");
            }
        }
    }
}

fn read_or_empty(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_default()
}
