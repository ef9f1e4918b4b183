//! The disk that fails on command (`disk.c`), as a test steers it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A disk for one data folder.
pub struct Disk {
    folder: PathBuf,
    control: PathBuf,
    calls: PathBuf,
    library: &'static Path,
}

impl Disk {
    /// A disk under `folder`, steered by files in `aside`; `None`, and a word about it, where there is no C compiler.
    pub fn under(folder: &Path, aside: &Path) -> Option<Self> {
        let library = library()?;
        let folder = folder.canonicalize().unwrap();
        let disk = Self { folder, control: aside.join("disk"), calls: aside.join("disk-calls"), library };
        disk.is("ok");
        Some(disk)
    }

    /// Has a process use it.
    pub fn put_under(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", self.library)
            .env("DISK_FOLDER", &self.folder)
            .env("DISK_CONTROL", &self.control)
            .env("DISK_CALLS", &self.calls);
    }

    /// How the disk is from now on; see `disk.c`.
    pub fn is(&self, how: &str) {
        // Replaced as a whole, so that the process never reads half a word.
        let new = self.control.with_extension("new");
        std::fs::write(&new, how).unwrap();
        std::fs::rename(new, &self.control).unwrap();
    }

    /// The calls that went through so far, a letter each.
    pub fn calls(&self) -> String {
        std::fs::read_to_string(&self.calls).unwrap_or_default()
    }

    pub fn forget_calls(&self) {
        let _ = std::fs::remove_file(&self.calls);
    }
}

/// The compiled library, once for all tests.
fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    let compile = || {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/crash/disk.c");
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{}.so", std::process::id()));
        let mut cc = Command::new("cc");
        cc.args(["-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread", "-o"]).arg(&library).arg(source);
        match cc.status() {
            Ok(status) => {
                assert!(status.success(), "disk.c does not compile");
                Some(library)
            }
            Err(error) => {
                assert!(std::env::var_os("CI").is_none(), "no C compiler: {error}");
                println!("SKIPPED: there is no `cc` to make a failing disk with: {error}");
                None
            }
        }
    };
    LIBRARY.get_or_init(compile).as_deref()
}
