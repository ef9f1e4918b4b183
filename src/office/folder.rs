//! The data folder: made if it is missing, and held by one process at a time.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};
use thiserror::Error;

/// Why a data folder cannot be used.
#[derive(Debug, Error)]
pub enum FolderError {
    #[error("{path}: {source}; give another data folder with --data")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{path}: another Sportello is running on this data folder; stop it, or give another folder with --data")]
    Held { path: PathBuf },
}

/// A data folder that this process holds until it is dropped.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    _lock: Flock<File>,
}

impl DataFolder {
    /// Makes the folder if it is missing (readable by its owner alone) and holds it.
    ///
    /// # Errors
    /// When it cannot be made or written, or another process holds it.
    pub fn hold(path: &Path) -> Result<Self, FolderError> {
        let io = |source| FolderError::Io { path: path.to_owned(), source };
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(io)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(path.join("lock"))
            .map_err(io)?;
        match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
            Ok(lock) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err((_, Errno::EWOULDBLOCK)) => Err(FolderError::Held { path: path.to_owned() }),
            Err((_, errno)) => Err(io(errno.into())),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}
