//! What is wrong with a configuration file, told to the person who has to mend it.

use std::fmt;
use std::ops::Range;
use std::path::Path;

/// One mistake: where it is, what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The key's path, `services[2].prefix`; empty where the text is not TOML at all.
    pub key: String,
    pub wrong: String,
    pub fix: String,
}

/// A configuration that cannot be used, with every reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// The file's name as it was given.
    pub file: String,
    /// In the order of the file. Empty if the file could not be read, which `unread` then explains.
    pub mistakes: Vec<Mistake>,
    unread: Option<String>,
}

impl Unusable {
    pub(super) fn wrong(file: &str, mistakes: Vec<Mistake>) -> Self {
        Self { file: file.to_owned(), mistakes, unread: None }
    }

    pub(super) fn unreadable(file: &Path, error: &std::io::Error) -> Self {
        Self { file: file.display().to_string(), mistakes: Vec::new(), unread: Some(error.to_string()) }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        if let Some(error) = &self.unread {
            writeln!(f, "{file}: cannot be read: {error}")?;
            return write!(f, "    Fix: give the path of a text file that this user may read");
        }
        for Mistake { line, column, key, wrong, fix } in &self.mistakes {
            write!(f, "{file}:{line}:{column}: ")?;
            if !key.is_empty() {
                write!(f, "{key}: ")?;
            }
            writeln!(f, "{wrong}")?;
            writeln!(f, "    Fix: {fix}")?;
        }
        match self.mistakes.len() {
            1 => write!(f, "1 mistake"),
            n => write!(f, "{n} mistakes"),
        }
    }
}

impl std::error::Error for Unusable {}

/// A mistake by its place in the text, before that is turned into line and column.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) at: Range<usize>,
    pub(super) key: String,
    pub(super) wrong: String,
    pub(super) fix: String,
}

impl Found {
    pub(super) fn located(self, text: &str) -> Mistake {
        let (line, column) = position(text, self.at.start);
        Mistake { line, column, key: self.key, wrong: self.wrong, fix: self.fix }
    }
}

/// Line and column, both from 1, of a byte offset.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
