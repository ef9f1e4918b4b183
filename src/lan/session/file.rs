//! The file that sessions survive a restart in: replaced as a whole, readable by its owner alone.

use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;

use super::Kept;

type Open = HashMap<String, Kept>;

/// Largest file worth reading; what we write is far smaller.
const MAX_BYTES: u64 = 1024 * 1024;

#[derive(Debug)]
pub struct File {
    path: PathBuf,
    /// Two writers at once would share one temporary file, and the older picture could win.
    writing: Mutex<()>,
}

impl File {
    pub fn new(path: PathBuf) -> Self {
        Self { path, writing: Mutex::new(()) }
    }

    /// What was written last; nothing if there is no file.
    pub fn read(&self) -> anyhow::Result<Open> {
        let shown = self.path.display();
        let text = match fs::metadata(&self.path) {
            Ok(meta) if meta.len() > MAX_BYTES => anyhow::bail!("{shown} is too large to be a list of sessions"),
            Ok(_) => fs::read(&self.path).with_context(|| format!("cannot read {shown}"))?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Open::new()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {shown}")),
        };
        serde_json::from_slice(&text).with_context(|| format!("{shown} is not a list of sessions"))
    }

    /// Replaces the file by what `look` returns once it is this writer's turn.
    pub fn write(&self, look: impl FnOnce() -> Open) -> anyhow::Result<()> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let text = serde_json::to_vec(&look()).context("sessions cannot be written as JSON")?;
        let new = self.path.with_extension("new");
        replace(&self.path, &new, &text).with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// Temporary file, fsync, rename, fsync of the folder: a power cut leaves the old file or the new one.
fn replace(path: &Path, new: &Path, text: &[u8]) -> std::io::Result<()> {
    // A left-over of a crash may have other permissions.
    match fs::remove_file(new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(new)?;
    file.write_all(text)?;
    file.sync_all()?;
    fs::rename(new, path)?;
    match path.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
