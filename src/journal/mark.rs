//! The mark: a small file beside the database that says how far the log had come. Written after every commit and never
//! flushed by itself, it costs nothing; when the database comes back shorter than the mark (a torn write-ahead log, a
//! damaged page, an old copy put in its place), the office knows that entries are missing and which numbers were given.
//!
//! It can only be behind the log or level with it, never wrong: a power cut may leave an older mark, and one that is
//! half written does not count. Never here: what the mark's text means.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use super::row::sum;

const NAME: &str = "mark";

pub(super) struct MarkFile(File);

impl MarkFile {
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        let file = folder.join(NAME);
        OpenOptions::new().create(true).truncate(false).read(true).write(true).mode(0o600).open(file).map(Self)
    }

    /// Replaces the mark. `text` is one line.
    pub fn write(&self, text: &str) -> std::io::Result<()> {
        // What an older, longer mark leaves behind stands after the line's end, where nobody reads.
        self.0.write_all_at(format!("{:016x} {text}\n", sum(&[text.as_bytes()])).as_bytes(), 0)
    }

    /// The mark; `None` if there is none that is whole.
    pub fn read(&self) -> Option<String> {
        let mut content = String::new();
        (&self.0).read_to_string(&mut content).ok()?;
        let (own, text) = content.lines().next()?.split_once(' ')?;
        (own == format!("{:016x}", sum(&[text.as_bytes()]))).then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_back_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let read = || MarkFile::open(folder.path()).unwrap().read();
        assert_eq!(read(), None);
        let file = MarkFile::open(folder.path()).unwrap();
        file.write("a long mark, written first").unwrap();
        file.write("a short one").unwrap();
        assert_eq!(read().as_deref(), Some("a short one"));
        for length in 0..20 {
            let whole = std::fs::read(folder.path().join(NAME)).unwrap();
            std::fs::write(folder.path().join(NAME), &whole[..length]).unwrap();
            assert_eq!(read(), None, "after {length} bytes");
            std::fs::write(folder.path().join(NAME), whole).unwrap();
        }
    }
}
