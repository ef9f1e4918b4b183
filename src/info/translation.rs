//! How far each page is translated: `locales/<lang>/info/state.toml`.
//!
//! A translation names the fingerprint of the Italian words that it was made from. When the Italian words change, the
//! fingerprint does, and the translation is known to be older without anybody keeping a date.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

/// The pages of a language, by id.
pub type States = BTreeMap<String, State>;

/// The state of one page in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct State {
    pub state: Reading,
    /// [`fingerprint`] of the Italian words that it was translated from.
    pub based_on: String,
    /// When it was reviewed.
    #[serde(default, deserialize_with = "super::value::some_date")]
    pub reviewed_on: Option<Date>,
    /// By whom: a role, never a name.
    #[serde(default)]
    pub reviewer: Option<String>,
}

/// Whether somebody who knows the language and the matter has read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    Draft,
    Reviewed,
}

/// The fingerprint of a page's words: 16 hexadecimal digits (FNV-1a, 64 bits) over its lines, without comments, empty lines
/// and space at line ends, so that only a change of words changes it.
pub fn fingerprint(ftl: &str) -> String {
    let lines = ftl.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in lines.flat_map(|line| line.bytes().chain([b'\n'])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}
