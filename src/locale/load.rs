//! Reads the languages out of the embedded `locales/` tree: one folder a language.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;
use serde::Deserialize;
use thiserror::Error;

use super::dates::Dates;
use super::fonts;
use super::messages::{MessageFault, Messages};
use super::{ITALIAN, Locale, Spoken};
use crate::queue::Language;

/// The `locales/` folder as it was when the binary was built.
#[derive(RustEmbed)]
#[folder = "locales/"]
#[include = "*.toml"]
#[include = "*.ftl"]
struct Tree;

/// All files of the embedded `locales/` folder: path with `/`, and content.
///
/// # Errors
/// When a file is not UTF-8.
pub(crate) fn embedded() -> anyhow::Result<Vec<(String, String)>> {
    let read = |path: std::borrow::Cow<'static, str>| -> anyhow::Result<(String, String)> {
        let file = Tree::get(&path).ok_or_else(|| anyhow::anyhow!("locales/{path} cannot be read"))?;
        let text = String::from_utf8(file.data.into_owned())
            .map_err(|error| anyhow::anyhow!("locales/{path} is not UTF-8: {error}"))?;
        Ok((path.into_owned(), text))
    };
    Tree::iter().map(read).collect()
}

/// An embedded file of `locales/` as it is, by its path below (`it/console.ftl`); for pages that read Fluent themselves.
pub fn source(path: &str) -> Option<std::borrow::Cow<'static, [u8]>> {
    Tree::get(path).map(|file| file.data)
}

/// What is wrong with the languages; all of it at once.
#[derive(Debug, Error)]
#[error("the languages cannot be loaded:\n{}", self.0.iter().map(|fault| format!("- {fault}")).collect::<Vec<_>>().join("\n"))]
pub struct LocaleFaults(pub Vec<LocaleFault>);

/// One thing that is wrong with a language.
#[derive(Debug, Error)]
pub enum LocaleFault {
    #[error(transparent)]
    Message(#[from] MessageFault),
    #[error("{file}: {problem}")]
    Description { file: String, problem: String },
    #[error("there is no folder `{ITALIAN}`; every other language falls back to it")]
    NoItalian,
}

/// `language.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    endonym: String,
    bcp47: String,
    formats: Option<String>,
    direction: Direction,
    fonts: Vec<String>,
    order: u32,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Ltr,
    Rtl,
}

/// One language folder, read.
#[derive(Default)]
struct Folder<'a> {
    description: Option<&'a str>,
    /// Path under the folder without `.ftl`, and content.
    messages: Vec<(String, String)>,
    /// Of `info/`: page id, and content.
    pages: Vec<(String, String)>,
}

/// Reads every language of a tree of files (path with `/`, content). A folder with a `language.toml` is a language.
/// Sorted by the place that each asks for on the language page.
///
/// # Errors
/// Everything that is wrong, at once.
pub(super) fn load(files: &[(String, String)]) -> Result<Vec<Locale>, LocaleFaults> {
    let mut folders: BTreeMap<&str, Folder> = BTreeMap::new();
    for (path, text) in files {
        let Some((tag, rest)) = path.split_once('/') else { continue };
        let folder = folders.entry(tag).or_default();
        if rest == "language.toml" {
            folder.description = Some(text);
        } else if let Some(name) = rest.strip_suffix(".ftl") {
            match name.strip_prefix("info/") {
                Some(page) => folder.pages.push((page.to_owned(), text.clone())),
                None => folder.messages.push((name.to_owned(), text.clone())),
            }
        }
    }
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for (tag, folder) in &folders {
        // `facts/` has no words, so it is no language.
        if folder.description.is_none() && folder.messages.is_empty() && folder.pages.is_empty() {
            continue;
        }
        match language(tag, folder) {
            Ok(language) => read.push(language),
            Err(found) => faults.extend(found),
        }
    }
    read.sort_by_key(|(order, spoken)| (*order, spoken.tag.clone()));
    let italian = read.iter().find(|(_, spoken)| spoken.tag.as_str() == ITALIAN).map(|(_, spoken)| spoken.clone());
    match italian {
        Some(italian) if faults.is_empty() => {
            Ok(read.into_iter().map(|(_, own)| Locale { own, italian: italian.clone() }).collect())
        }
        Some(_) => Err(LocaleFaults(faults)),
        None => {
            if !folders.contains_key(ITALIAN) {
                faults.push(LocaleFault::NoItalian);
            }
            Err(LocaleFaults(faults))
        }
    }
}

/// Reads a folder: the place that the language asks for, and the language.
fn language(tag: &str, folder: &Folder) -> Result<(u32, Arc<Spoken>), Vec<LocaleFault>> {
    let file = format!("locales/{tag}/language.toml");
    let fault = |problem: String| vec![LocaleFault::Description { file: file.clone(), problem }];
    let text = folder.description.ok_or_else(|| fault("is missing".to_owned()))?;
    let description: Description = toml::from_str(text).map_err(|error| fault(error.to_string()))?;
    let mut faults = Vec::new();
    for family in description.fonts.iter().filter(|family| !fonts::has_family(family)) {
        faults.extend(fault(format!("there is no embedded font family `{family}`")));
    }
    if description.fonts.is_empty() {
        faults.extend(fault("`fonts` is empty".to_owned()));
    }
    let dates = Dates::new(description.formats.as_deref().unwrap_or(&description.bcp47));
    let language: Result<unic_langid::LanguageIdentifier, String> =
        description.bcp47.parse().map_err(|_| format!("`{}` is not a language tag", description.bcp47));
    let (dates, language) = match (dates, language) {
        (Ok(dates), Ok(language)) => (dates, language),
        (dates, language) => {
            let problems = [dates.err().map(|error| error.to_string()), language.err()];
            faults.extend(problems.into_iter().flatten().flat_map(fault));
            return Err(faults);
        }
    };
    let isolate = description.direction == Direction::Rtl;
    let mut read = |place: String, files: &[(String, String)]| {
        Messages::new(&language, dates.icu(), isolate, &place, files)
            .map_err(|found| faults.extend(found.into_iter().map(LocaleFault::from)))
            .ok()
    };
    let rooms = read(format!("locales/{tag}"), &folder.messages);
    let mut pages = BTreeMap::new();
    for file in &folder.pages {
        pages
            .extend(read(format!("locales/{tag}/info"), std::slice::from_ref(file)).map(|page| (file.0.clone(), page)));
    }
    match rooms {
        Some(rooms) if faults.is_empty() => {
            let rtl = description.direction == Direction::Rtl;
            let Description { endonym, bcp47, fonts, order, .. } = description;
            let spoken = Spoken { tag: Language::from(tag), endonym, bcp47, rtl, fonts, dates, rooms, pages };
            Ok((order, Arc::new(spoken)))
        }
        _ => Err(faults),
    }
}
