//! Who may sign in: names, roles and password hashes.

use std::sync::Arc;

use argon2::Params;
use argon2::password_hash::phc::PasswordHash;

use super::checks::one_of;
use super::reader::{Item, Section};
use super::{DEMONSTRATION, Operator, Role};

/// A sign-in may not take more memory than this, in KiB: a hash copied from a strong server must not stop a small kiosk.
const MOST_MEMORY_KIB: u32 = 262_144;

const HASH_FIX: &str = "run `sportello hash-password` and paste what it prints";

impl Operator {
    /// Whether this operator's hash is one of those published with the demonstration, whose password everybody knows.
    pub fn has_demonstration_password(&self) -> bool {
        // Compared as text and not by hashing, which is slow by design: what is copied is the file.
        !self.password_hash.is_empty() && DEMONSTRATION.contains(&self.password_hash)
    }
}

/// `[[operators]]`
pub(super) fn operators(root: &mut Section<'_>) -> Vec<Operator> {
    let fix = "add an [[operators]] table with name and password_hash, so that somebody can call numbers";
    let Some(list) = root.need("operators", fix).and_then(|item| item.list().map(|list| (item, list))) else {
        return Vec::new();
    };
    let (item, list) = list;
    if list.is_empty() {
        item.wrong("nobody can sign in", fix);
    }
    let mut operators: Vec<Operator> = Vec::new();
    for mut section in list.iter().filter_map(Item::section) {
        let name = section.need("name", "add name = \"…\", what the person types to sign in");
        let name = name.and_then(|item| sign_in_name(&item).map(|name| (item, name)));
        let hash = section.need("password_hash", HASH_FIX).and_then(|item| password_hash(&item));
        let roles = [("operator", Role::Operator), ("technician", Role::Technician)];
        let role = section.get("role").and_then(|item| one_of(&item, &roles)).unwrap_or(Role::Operator);
        section.finish();
        let Some((item, name)) = name else { continue };
        if operators.iter().any(|operator| *operator.name == *name) {
            item.wrong(format!("`{name}` stands here twice"), "give each person a name of their own");
        }
        operators.push(Operator { name: Arc::from(name), password_hash: hash.unwrap_or_default(), role });
    }
    operators
}

fn sign_in_name<'d>(item: &Item<'d>) -> Option<&'d str> {
    let text = item.text()?;
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
    let fits = (1..=32).contains(&text.len()) && text.bytes().all(allowed);
    if !fits {
        let fix = "use 1 to 32 small letters, digits, dots, hyphens and underscores, like \"anna.b\"";
        item.wrong(format!("`{text}` is not a sign-in name"), fix);
    }
    fits.then_some(text)
}

fn password_hash(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    if text.is_empty() {
        item.wrong("it is empty", HASH_FIX);
        return None;
    }
    // What stands there may be a password in clear, so no message repeats it.
    let Ok(hash) = PasswordHash::new(text) else {
        item.wrong("this is not a password hash in PHC form", HASH_FIX);
        return None;
    };
    if hash.algorithm.as_str() != "argon2id" || hash.salt.is_none() || hash.hash.is_none() {
        item.wrong("this is not an argon2id hash with salt", HASH_FIX);
        return None;
    }
    match Params::try_from(&hash) {
        Ok(params) if params.m_cost() <= MOST_MEMORY_KIB && params.t_cost() <= 10 => Some(text.to_owned()),
        _ => {
            item.wrong("its parameters are invalid, or too costly for a kiosk", HASH_FIX);
            None
        }
    }
}
